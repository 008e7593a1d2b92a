"""What chapter 5's text says about the dose curve, in sentences that the numbers choose. Knows no Streamlit.

measured({"german": doses(sweep, "german"), "cooking": doses(sweep, "cooking")})
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explainer.fields import number
from explainer.sweep import replay as doses
from explainer.sweep.replay import Dose, Gap
from explainer.tables.tasks import named

Curves = Mapping[str, Sequence[Dose]]  # Pebble's, by task


def gap_said(task: str, share: float, gaps: Mapping[float, Gap]) -> str:
    """What the old loss did."""
    found = gaps[share]
    climbed, left = found.peak - found.start, found.end - found.start
    where = f"With **{number(share)}%** replay under {named(task).short}"
    if climbed < 0.05:
        return f"{where} the old loss never rises by more than {max(climbed, 0):.2f} nats: there is no gap to see."
    back = (climbed - left) / climbed
    though = "with the same share of old text all the time" if share else "though it reads no old text at all"
    told = f"{where} the old loss climbs from {found.start:.2f} to {found.peak:.2f} nats by about step "
    if back < 0.1:
        return f"{told}{found.peak_step:.0f}, and hardly comes back: it ends at {found.end:.2f}. No gap, but a loss."
    return (
        f"{told}{found.peak_step:.0f}, and then comes back to {found.end:.2f}: **{back:.0%}** of the climb is undone "
        f"by the end, {though}."
    )


def measured(found: Curves) -> dict[str, str]:
    """The sentences of the chapter's text by their names; empty ones where nothing was measured."""
    return {"shape": shape(found["german"]), "milder": milder(found)} if found else {"shape": "", "milder": ""}


def shape(curve: Sequence[Dose]) -> str:
    """Whether the first per cent does more than all the rest."""
    first, last = doses.at(curve, 1.0, "removed"), doses.stats(curve[-1].removed)[0]
    if first is None:
        return ""
    told = f"the first per cent of old text saves {first.mean:.0f}% of what Pebble would forget over German"
    rest = f"all the rest, up to {number(curve[-1].replay)}%, another {last - first.mean:.0f}"
    if first.mean > last - first.mean:
        return f"The curve is steep at first, then flat: {told}; {rest}."
    return f"The curve is not the steep one that one might expect: {told}; {rest}."


def milder(found: Curves) -> str:
    """Whether cooking, chosen as the milder shift, is one for Pebble too."""
    rises = [doses.stats(found[task][0].rise)[0] for task in ("cooking", "german")]
    kept = [doses.at(found[task], 1.0, "removed") for task in ("cooking", "german")]
    if kept[0] is None or kept[1] is None:
        return ""
    numbers = (
        f"without replay it costs {rises[0]:.2f} nats of the old loss, where German costs {rises[1]:.2f}, and one per "
        f"cent saves {kept[0].mean:.0f}% of that, where in German it saves {kept[1].mean:.0f}%"
    )
    if rises[0] < rises[1]:
        return f"For Pebble we chose cooking as the milder lesson, and it is: {numbers}."
    return (
        "For Pebble we chose cooking as the milder lesson: the language stays, only the subject is new. Pebble does "
        f"not agree: {numbers}. How strange a text looks and how much it makes a model forget are two different "
        "things, and neither lesson turned out to be a weak shift."
    )
