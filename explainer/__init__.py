"""This package is The Invisible Moat, an explorable explainer: see a language model forget, and old data save it."""
