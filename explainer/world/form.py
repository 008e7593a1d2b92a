"""This module brings text into one form, the same for training, chat and checks. Knows no words.

Composed characters (Unicode's NFC), one kind of space, one of each quote, one hyphen, no invisible marks. What a reader
sees stays as it is; what a keyboard, a phone or a web page put there instead of the plain character goes.

    form("What\\u202fis\\u00a0the  capital\\u2019s name ?")      # "What is the capital's name ?"
    normal("Hello!")                                        # "hello"
"""

from __future__ import annotations

import re
import unicodedata

QUOTES = {"'": "‘’‚‛′`´ʼ＇", '"': "“”„‟″«»＂", "-": "‐‑‒–—−﹣－", "...": "…"}
PLAIN = str.maketrans({odd: plain for plain, odds in QUOTES.items() for odd in odds})
# Controls, soft hyphens, direction marks and byte-order marks, which no reader sees and no word needs here; joiners
# (U+200C, U+200D) stay, for some scripts are spelled with them and emoji are made of them.
UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
FINAL = ".!?,;:=… "


def form(text: str) -> str:
    """The text in one form, each run of white space one space, none at its ends."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join(UNSEEN.sub("", composed).translate(PLAIN).split())


def normal(text: str) -> str:
    """Beyond form(): without case, final punctuation and the space before any, as a question is compared."""
    folded = form(text).casefold()
    return re.sub(r"\s+([.!?,;:])", r"\1", folded).rstrip(FINAL)
