"""This package has the sweeps: many experiments that differ in a few values, measured once, in one file a figure."""
