"""The Invisible Moat, an explorable explainer: see a language model forget, and see old data save it."""
