"""This helper reads the questions of packed sequences back from their tokens, the way nobody who packs them does."""

from explainer.models import pebble
from explainer.models.pebble import BOT, USER


def questions(sequences):
    """The text between each <|user|> and the next <|bot|> of sequences (n, length) that are one stream, in order."""
    tokenizer, found, begun = pebble.load_tokenizer(), [], None
    for place, token in enumerate(stream := sequences.ravel().tolist()):
        if token == USER:
            begun = place + 1
        elif token == BOT and begun is not None:
            found.append(pebble.text_of(tokenizer, stream[begun:place]))
            begun = None
    return found
