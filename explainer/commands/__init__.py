"""This package has the commands of `python -m explainer …`, a module each, and what several of them share."""
