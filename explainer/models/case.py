"""This module writes capitals as marks, so that a small model meets one word and not three: France, france and FRANCE.

A mark before a word says that its first letter is large, another that all of it is. Where both would do nothing, there
is none. The marks stand before the space that leads to the word, so that the word itself is the same token as ever.
The two marks are control characters, which no text has once it is in one form (world/form.py).

    marked("The capital of FRANCE")      # "\\x0ethe capital of\\x0f france"
"""

from __future__ import annotations

import re

FIRST, ALL = "\x0e", "\x0f"
MARKS = f"[{FIRST}{ALL}]"
WORD = re.compile(r"( ?)([^\W\d_]+(?:'[^\W\d_]+)*)")
MARKED = re.compile(rf"({MARKS})( ?)([^\W\d_]*(?:'[^\W\d_]+)*)")


def marked(text: str) -> str:
    """The text with marks in place of capitals; a word of mixed case (iPhone, McDonald) stays as it is."""
    return WORD.sub(mark, text)


def mark(match: re.Match[str]) -> str:
    space, word = match.groups()
    lower = word.lower()
    if lower == word:
        return match[0]
    if large(lower) == word:
        return f"{FIRST}{space}{lower}"
    return f"{ALL}{space}{lower}" if lower.upper() == word else match[0]


def large(word: str) -> str:
    return word[:1].upper() + word[1:]


def unmarked(text: str) -> str:
    """The text with its capitals; marks that a confused model puts where no word follows are dropped."""
    return re.sub(MARKS, "", MARKED.sub(unmark, text))


def unmark(match: re.Match[str]) -> str:
    kind, space, word = match.groups()
    return space + (large(word) if kind == FIRST else word.upper())
