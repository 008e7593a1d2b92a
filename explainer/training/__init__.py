"""Training: how old and new are mixed, the loop that yields events, Pebble's own pretraining, and the jobs."""
