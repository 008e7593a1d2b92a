"""Chapter 4: two copies of Pebble learn about Jan, with and without old data."""

from functools import partial
from statistics import fmean

from explainer import record as records
from explainer.plots import forgetting as plots_skills
from explainer.sweep import replay as doses
from explainer.sweep.plan import SweepError
from explainer.ui import captions, recorded, runs, story, sweeps
from explainer.ui import charts as figures
from explainer.ui.chapters import forgetting as first
from explainer.ui.player import player
from explainer.ui.valley_link import valley_link

PAIR = ["jan-0", "jan-5"]
bare, mixed = map(recorded.load, PAIR)


def run() -> None:
    options = {"runs": [runs.recorded_run(name) for name in PAIR], "autoplay": True}
    player(options | {"captions": captions.story(bare, mixed)}, key="forgetting")
    valley_link(PAIR[1], mixed, bare)


def skills() -> None:
    rows = plots_skills.skill_rows(mixed)
    figures.figure(plots_skills.skills(mixed, bare, figures.palette()), rows, runs.alt(rows), "forgetting_skills")


def price() -> str:
    """What remembering cost of the new lesson."""
    lost = mixed["summary"]["new_after"] - bare["summary"]["new_after"]
    return "Remembering cost nothing here." if lost < 0.02 else "What lies between them is the price of remembering."


def over_seeds() -> str:
    """Whether it was this run's luck, as the dose curve's runs tell."""
    try:
        shares = {
            (replay, often): doses.answered(sweeps.load("replay"), "german", replay, often)
            for replay in (0.0, 5.0)
            for often in ("head", "tail")
        }
    except SweepError:
        return ""
    if not all(shares.values()):
        return ""
    common, rare, common_bare, rare_bare = (
        f"{fmean(shares[key]):.0%} ({min(shares[key]):.0%} to {max(shares[key]):.0%})"
        for key in ((5.0, "head"), (5.0, "tail"), (0.0, "head"), (0.0, "tail"))
    )
    apart = max(shares[5.0, "tail"]) < min(shares[5.0, "head"])
    luck = "Nor is it the luck of one run." if apart else "Another run may differ."
    return (
        f"{luck} Over {len(shares[5.0, 'head'])} seeds of another lesson, German, with the "
        f"same share of old data {common} of the common facts were kept and {rare} of the rare; without any, "
        f"{common_bare} and {rare_bare}."
    )


story.chapter(
    "forgetting",
    {"run": run, "first": partial(first.figure, bare, mixed), "skills": skills},
    {
        "share": runs.label(mixed),
        "steps": str(bare["experiment"]["steps"]),
        "right_before": f"{bare['summary']['right_before']:.0%}",
        "right_bare": f"{bare['summary']['right_after']:.0%}",
        "right_mixed": f"{mixed['summary']['right_after']:.0%}",
        "seeds": over_seeds(),
        "first": first.said(bare, mixed),
        "asked": str(sum(row["total"] for row in records.of_type(bare["events"], "skills")[0]["old"])),
        "price": price(),
        "new_bare": f"{bare['summary']['new_after']:.2f}",
        "new_mixed": f"{mixed['summary']['new_after']:.2f}",
    },
)
