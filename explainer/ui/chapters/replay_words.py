"""This module writes what chapter 5's text says about the dose curve, in sentences that the numbers choose.

measured({"german": doses(sweep, "german"), "cooking": doses(sweep, "cooking")})
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean

from explainer.fields import number
from explainer.sweep.comparison import UNITS, Comparison, around, cell, compare, difference, half, mean_text
from explainer.sweep.replay import Dose, Gap, Rival
from explainer.tables.tasks import named
from explainer.text import joined

Curves = Mapping[str, Sequence[Dose]]  # Pebble's, by task
FLAT = 0.05  # nats per token: a climb that nobody sees
BESIDE = (0.0, 1.0, 5.0)  # per cent of old text that the lower learning rate is held against
HARDLY = 0.1  # of the climb: what comes back by less has not come back


def gap(task: str, share: float, course: Gap) -> str:
    """What the old loss did on the way, at a share of replay."""
    climbed = course.peak - course.start
    where = f"With **{number(share)}%** replay under {named(task).short}"
    if climbed < FLAT:
        return f"{where} the old loss never rises by more than {max(climbed, 0):.2f} nats: there is no gap to see."
    climb = (
        f"{where} the old loss climbs from {course.start:.2f} to {course.peak:.2f} nats by about step "
        f"{course.peak_step:.0f}"
    )
    mean, width = fmean(course.undone), half(course.undone)
    undone = f"{mean_text(course.undone, 'share')} of the climb is undone"
    if mean + width < HARDLY:
        return f"{climb}, and hardly comes back: it ends at {course.end:.2f}, and {undone}. No gap, but a loss."
    if mean - width < HARDLY:
        return f"{climb}, and ends at {course.end:.2f}; whether it comes back the seeds cannot tell: {undone}."
    though = "with the same share of old text all the time" if share else "though it reads no old text at all"
    return f"{climb}, and then comes back to {course.end:.2f}: **{undone}** by the end, {though}."


def measured(curves: Curves) -> dict[str, str]:
    """The sentences on the curves by their names; empty ones where nothing was measured."""
    if not curves:
        return {"shape": "", "milder": "", "lesson": ""}
    return {"shape": shape(curves["german"]), "milder": milder(curves), "lesson": lesson(curves["german"])}


def at_share(curve: Sequence[Dose], replay: float) -> Dose | None:
    return next((dose for dose in curve if dose.replay == replay), None)


def halves(curve: Sequence[Dose]) -> tuple[Dose, dict[int, float], Comparison] | None:
    """The first per cent, what all the rest removes beyond it, by seed, and the first less the rest."""
    first, most = at_share(curve, 1.0), curve[-1].by_seed("removed")
    if first is None:
        return None
    saved = first.by_seed("removed")
    rest = {seed: most[seed] - saved[seed] for seed in saved.keys() & most.keys()}
    return first, rest, compare(saved, rest, UNITS["percent"].margin)


def shape(curve: Sequence[Dose]) -> str:
    """Whether the first per cent does more than all the rest."""
    found = halves(curve)
    if found is None:
        return ""
    first, rest, compared = found
    head = {
        "more": "The curve is steep at first, then flat",
        "less": "The curve is not the steep one that one might expect",
        "as much": "The first per cent does as much as all the others together",
        "cannot tell": f"Whether the first per cent does more than the others together, {compared.n} seeds cannot tell",
    }[compared.plain]
    return (
        f"{head}: the first per cent of old text saves {mean_text(first.removed, 'percent')} of what Pebble would "
        f"forget over German; all the rest, up to {number(curve[-1].replay)}%, another "
        f"{around(rest.values(), 'percent')} (first less rest {difference(compared, 'percent')})."
    )


def lesson(curve: Sequence[Dose]) -> str:
    """The curve in a sentence, for the takeaway."""
    found = halves(curve)
    if found and found[2].plain in ("more", "as much"):
        return "A little replay goes a long way, and each further drop does less."
    return "Replay holds what was known, and how much of it is needed has to be measured."


def milder(curves: Curves) -> str:
    """Whether cooking, chosen as the milder shift, is one for Pebble too."""
    cooking, german = (curves[task][0] for task in ("cooking", "german"))
    with_cooking, with_german = (at_share(curves[task], 1.0) for task in ("cooking", "german"))
    if with_cooking is None or with_german is None:
        return ""
    compared = compare(cooking.by_seed("rise"), german.by_seed("rise"), UNITS["nats"].margin)
    numbers = (
        f"without replay it costs {mean_text(cooking.rise, 'nats')} of the old loss, where German costs "
        f"{around(german.rise, 'nats')} ({difference(compared, 'nats')} between them), and one per cent saves "
        f"{around(with_cooking.removed, 'percent')} of that, "
        f"where in German it saves {around(with_german.removed, 'percent')}"
    )
    chosen = "For Pebble we chose cooking as the milder lesson"
    if compared.plain == "less":
        return f"{chosen}, and it is: {numbers}."
    if compared.plain == "cannot tell":
        return f"{chosen}; whether it is, {compared.n} seeds cannot tell: {numbers}."
    return (
        f"{chosen}: the language stays, only the subject is new. Pebble does not agree: {numbers}. How strange a text "
        "looks and how much it makes a model forget are two different things, and neither lesson turned out to be a "
        "weak shift."
    )


# Beside the curve


def floor(costs: Mapping[str, Dose], rare: Mapping[int, float]) -> str:
    """What the fine-tune itself costs, by task; `rare` by seed is the share of known rare facts that are right after
    it. Nothing where it was not run."""
    if not costs:
        return ""
    cost = next(iter(costs.values()))
    answers = f" It answers {around(rare.values(), 'share')} as many of the rare facts as before." if rare else ""
    if compare(cost.by_seed("rise"), dict.fromkeys(cost.seeds, 0.0), UNITS["nats"].margin).plain != "more":
        return (
            "With nothing but old text, and so with no lesson at all, the old loss rises by "
            f"{mean_text(cost.rise, 'nats')}: all of what is forgotten is the lesson’s doing.{answers}"
        )
    return (
        "And not all of it is the lesson’s doing. With nothing but old text, and so with no lesson at all, the old "
        f"loss still rises by {mean_text(cost.rise, 'nats')}: an optimiser that starts afresh, with large steps, "
        f"unsettles what it finds.{answers} That is the floor, and no share of old text can be asked to go below it."
    )


def rivals(found: Mapping[str, Rival], curves: Curves, usual: tuple[float, int]) -> str:
    """How a lower learning rate without old text does beside no old text and some, by task; `usual` is the curve's
    learning rate and steps. Nothing where it was not run."""
    if not found:
        return ""
    rival, shares = next(iter(found.values())), [f"{number(share)}%" for share in BESIDE]
    rows = [row for task, one in found.items() for row in held_against(named(task).short, one, curves[task])]
    n = min(len(one.dose.seeds) for one in found.values())
    return (
        f"There is a rival that needs no old text: smaller steps. Pebble’s learning rate is {number(usual[0])}, over "
        f"{usual[1]} steps. At {number(rival.lr)} over {rival.steps}, and so with more new text and nothing old, it "
        f"ends with this, beside runs at the usual rate with {joined(shares)} of old text (n = {n}):\n\n"
        + "\n".join([f"| | beside {' | '.join(shares)} |", "|---" * (len(shares) + 1) + "|", *rows])
    )


def held_against(task: str, rival: Rival, curve: Sequence[Dose]) -> list[str]:
    """Rows of a table: what is lost of the old, the answers that are left, and what was learned, at the lower rate and
    with shares of old text."""
    others = [at_share(curve, share) for share in BESIDE]
    rows = []
    for what, measure, unit in (
        ("old loss", "rise", "nats"),
        ("right answers", "right", "share"),
        ("new loss", "new", "nats"),
    ):
        mine, margin = rival.dose.by_seed(measure), UNITS[unit].margin
        held = [compare(mine, other.by_seed(measure), margin) if other else None for other in others]
        cells = [cell(one, unit) if one and one.n else "–" for one in held]
        rows.append(f"| {task}: {what} | {' | '.join(cells)} |")
    return rows
