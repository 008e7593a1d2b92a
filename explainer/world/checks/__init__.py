"""This package says whether an answer is right, broken or wrong: the rule in check.py, a kind of question a module."""
