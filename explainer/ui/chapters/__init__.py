"""This room has each chapter of the story, under the word that its page, text, charts and test carry too."""
