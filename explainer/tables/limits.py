"""This table says how much of each thing there may be, where parts of the app, or both languages, hold to it."""

TEXT = 200_000  # characters of the reader's own text; about 60,000 tokens, far more than 1,000 steps can read
PROMPT = 2_000  # characters of a question to Pebble
STEPS = 2_000  # of a run
STRENGTH = 1_000_000  # of any remedy; each has its own limit (remedies.py)
GUESS = 16  # points of a curve that a reader draws
COMPARED = 4  # runs side by side in the lab
