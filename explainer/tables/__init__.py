"""Everything that has a name in more than one place stands here, one table a fact, for Python and the player alike."""
