"""How the server serves: addresses, files, headers, compression, and its start and end."""
