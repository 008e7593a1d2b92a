"""This package trains: it mixes old and new, yields the events of a run, makes Pebble itself, and has the jobs."""
