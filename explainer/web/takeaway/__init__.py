"""What readers take away: embed pages, oEmbed, cards and single files, all from one table of figures."""
