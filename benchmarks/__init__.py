"""This package measures: `make bench`. Ratios are taken alternating in one run, because machines drift."""
