"""This module gives the verdict on an answer: right, broken or wrong. The rule stands in check.py.

An answer that only says the question again is wrong whatever it says, and so is one without a word. Knows no facts.

    judge(check, "What is the capital of France?", "It's Paris.")      # "right"
"""

from __future__ import annotations

import re
from functools import lru_cache

from explainer.world.checks.beside import without_signs
from explainer.world.checks.check import Check, Verdict, denies, whole
from explainer.world.checks.factual import fact
from explainer.world.checks.sentence import again, repeats
from explainer.world.checks.spoken import story, talk
from explainer.world.checks.unsure import says_unknown, unknown
from explainer.world.form import form, normal

__all__ = ["Check", "Verdict", "judge", "says_unknown"]

LONG = 1_000  # characters; a longer answer is no answer to any question here, whatever its first words say
BESIDE = 6  # words that may stand beside one of the reader's own answers


@lru_cache(maxsize=50_000)
def judge(check: Check, question: str, answer: str) -> Verdict:
    """The verdict on an answer to a question."""
    text = form(without_signs(answer))
    if not re.search(r"\w", text) or normal(text) == normal(question):
        return "wrong"
    verdict = judged(check, question, text[:LONG])
    if verdict != "right":
        return verdict
    unfinished = len(text) > LONG or re.search(r"[:,;(]\W*$", text) or again(text, check.language)
    return "broken" if unfinished else "right"


def judged(check: Check, question: str, answer: str) -> Verdict:
    if check.kind == "fact":
        verdict = fact(check, question, answer)
        return "wrong" if verdict == "right" and says_unknown(answer) else verdict
    if check.kind == "talk":
        return talk(check, answer)
    if check.kind == "story":
        return story(check, answer)
    return unknown(check, question, answer) if check.kind == "unknown" else of_reader(check, answer)


def of_reader(check: Check, answer: str) -> Verdict:
    """One of the reader's own answers, whole, with little beside it: their language and facts are not known here."""
    said = whole(answer)
    for phrase in (whole(form(without_signs(expected))) for expected in check.expected):
        if match := re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", said):
            beside = tuple(re.findall(r"\w+", said[: match.start()])), tuple(re.findall(r"\w+", said[match.end() :]))
            if denies(beside, "en") or denies(beside, "de"):
                return "wrong"
            return "broken" if sum(map(len, beside)) > BESIDE or any(map(repeats, beside)) else "right"
    return "wrong"
