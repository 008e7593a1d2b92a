"""Where runs and questions are worked on: settings, the store, the desk, and the worker processes it leads."""
