"""This package is what readers take away: embed pages, oEmbed, cards and single files, from one table of figures."""
