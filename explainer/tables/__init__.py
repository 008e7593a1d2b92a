"""This package has everything that is named in more than one place, one table a fact, for Python and the player."""
