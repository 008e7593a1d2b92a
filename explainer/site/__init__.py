"""This package makes the app's pages a site of plain files, for any file host: the same words and player, no server."""
