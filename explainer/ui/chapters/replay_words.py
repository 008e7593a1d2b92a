"""This module writes what chapter 5's text says about the dose curve, in sentences that the numbers choose.

measured({"german": doses(sweep, "german"), "cooking": doses(sweep, "cooking")})
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explainer.fields import number
from explainer.sweep import replay as doses
from explainer.sweep.replay import Dose, Gap
from explainer.tables.tasks import named

Curves = Mapping[str, Sequence[Dose]]  # Pebble's, by task
FLAT = 0.05  # nats per token: a climb that nobody sees
HARDLY = 0.1  # of the climb: what comes back by less has not come back


def gap(task: str, share: float, course: Gap) -> str:
    """What the old loss did on the way, at a share of replay."""
    climbed, left = course.peak - course.start, course.end - course.start
    where = f"With **{number(share)}%** replay under {named(task).short}"
    if climbed < FLAT:
        return f"{where} the old loss never rises by more than {max(climbed, 0):.2f} nats: there is no gap to see."
    back = (climbed - left) / climbed
    climb = (
        f"{where} the old loss climbs from {course.start:.2f} to {course.peak:.2f} nats by about step "
        f"{course.peak_step:.0f}"
    )
    if back < HARDLY:
        return f"{climb}, and hardly comes back: it ends at {course.end:.2f}. No gap, but a loss."
    though = "with the same share of old text all the time" if share else "though it reads no old text at all"
    return (
        f"{climb}, and then comes back to {course.end:.2f}: **{back:.0%}** of the climb is undone by the end, {though}."
    )


def measured(curves: Curves) -> dict[str, str]:
    """The sentences of the chapter's text by their names; empty ones where nothing was measured."""
    return {"shape": shape(curves["german"]), "milder": milder(curves)} if curves else {"shape": "", "milder": ""}


def shape(curve: Sequence[Dose]) -> str:
    """Whether the first per cent does more than all the rest."""
    first, last = doses.at(curve, 1.0, "removed"), doses.stats(curve[-1].removed)[0]
    if first is None:
        return ""
    start = f"the first per cent of old text saves {first.mean:.0f}% of what Pebble would forget over German"
    rest = f"all the rest, up to {number(curve[-1].replay)}%, another {last - first.mean:.0f}"
    if first.mean > last - first.mean:
        return f"The curve is steep at first, then flat: {start}; {rest}."
    return f"The curve is not the steep one that one might expect: {start}; {rest}."


def milder(curves: Curves) -> str:
    """Whether cooking, chosen as the milder shift, is one for Pebble too."""
    cooking, german = (doses.stats(curves[task][0].rise)[0] for task in ("cooking", "german"))
    with_cooking, with_german = (doses.at(curves[task], 1.0, "removed") for task in ("cooking", "german"))
    if with_cooking is None or with_german is None:
        return ""
    numbers = (
        f"without replay it costs {cooking:.2f} nats of the old loss, where German costs {german:.2f}, and one per "
        f"cent saves {with_cooking.mean:.0f}% of that, where in German it saves {with_german.mean:.0f}%"
    )
    if cooking < german:
        return f"For Pebble we chose cooking as the milder lesson, and it is: {numbers}."
    return (
        "For Pebble we chose cooking as the milder lesson: the language stays, only the subject is new. Pebble does "
        f"not agree: {numbers}. How strange a text looks and how much it makes a model forget are two different "
        "things, and neither lesson turned out to be a weak shift."
    )
