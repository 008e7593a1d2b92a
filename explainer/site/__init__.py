"""The app's pages as a site of plain files, for any file host: the same words, the same player, no server."""
