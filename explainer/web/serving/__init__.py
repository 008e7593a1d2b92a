"""This room is how the server serves: addresses, files, headers, compression, and its start and end."""
