"""This room is where runs and questions are worked on: the store, the desk, and the worker processes that it leads."""
