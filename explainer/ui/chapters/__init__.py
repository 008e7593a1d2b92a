"""Each chapter of the story has its own code here, under the word that its page, text, charts and test carry too."""
