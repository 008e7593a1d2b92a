"""Commands of `python -m explainer …` that are more than a call, and what several of them share."""
