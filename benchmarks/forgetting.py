"""This measures what the runs show, on German, over the seeds of chapter 5's sweep. The bars are expectations, not
promises.

python -m benchmarks forgetting     prints the table and puts it into docs/measures.md (about 5 minutes on 2 cores)

With the runs come what they are to be read by: how many questions Pebble answers, typed in one way or another; how many
an echo of the question and the best constant answer would get; what training costs without any lesson (100% old data),
with and without a warm-up; and what a lower learning rate does instead. The runs are the sweep's, whose quickest the
tests make again; those with a warm-up are made here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean

from benchmarks.table import Row
from explainer import exam, models
from explainer.experiment import Experiment
from explainer.record import Summary, finish, new
from explainer.sweep import replay as doses
from explainer.sweep import results
from explainer.sweep.comparison import UNITS, around, compare, sentence
from explainer.sweep.results import CellResult
from explainer.training import jobs
from explainer.training.data import training_documents
from explainer.world import OLD, Dialogue, Probe

TASK = "german"
REPLAYS = (0.0, 1.0, 5.0, 25.0, doses.ALL)  # per cent; the last is old text alone, and so no lesson at all
WARM_UP = 15  # steps, a tenth of a run
CONSTANTS = 300  # answers that Pebble has read most often, each tried as the answer to everything
ROOT = Path(__file__).parents[1]
MEASURES, SWEEP = ROOT / "docs" / "measures.md", ROOT / "assets" / "sweeps" / "replay.json"
Runs = Mapping[int, Summary]  # by seed


def measure() -> Iterator[Row]:
    yield from typed()
    yield from floors()
    sweep = results.read(SWEEP)
    runs = {replay: by_seed(doses.runs(sweep, TASK, replay)) for replay in REPLAYS}
    put("forgetting", "\n".join([HEAD, *(line(replay, runs[replay], runs[0.0]) for replay in REPLAYS)]))
    yield from bare(runs[0.0])
    for replay, bar in ((1.0, 0.35), (25.0, 0.85)):
        yield from removed(replay, runs[replay], runs[0.0], bar)
    yield from no_lesson(runs)
    rival = doses.rival(sweep, TASK)
    if rival:
        yield from slowly(rival, runs[0.0])


def typed() -> Iterator[Row]:
    """A row a way of typing, and how modest Pebble is."""
    family = models.family(Experiment().model)
    model, tokenizer = family.load("chat"), family.load_tokenizer()

    def ask(questions: Sequence[str]) -> list[str]:
        return family.answers(model, tokenizer, questions)

    passed = exam.examined(ask, seed=0)
    for way in passed["ways"]:
        what = f"facts read {exam.OFTEN} times or more, right, typed: {way}"
        yield Row(f"typed_{way.replace(' ', '_')}", what, exam.share(passed, way), "of 1", exam.BARS.get(way), True)
    outside = passed["modest"] / passed["outside"]
    yield Row("modest", "says that it does not know what it never met", outside, "of 1", exam.MODEST, True)
    yield Row("immodest", "says so of facts it read often", exam.immodest(passed), "of 1", exam.IMMODEST)


def floors() -> Iterator[Row]:
    """What would get right answers without any knowledge."""
    facts = [probe for probe in OLD.probes if probe.times is not None]
    yield Row("floor_echo", "an echo of the question: right old answers", echo(OLD.probes), "of 1", 0.02)
    read = Counter(one.answer for one in training_documents(OLD) if isinstance(one, Dialogue))
    answers = [answer for answer, _ in read.most_common(CONSTANTS)]
    for name, probes, words in (("all", OLD.probes, "old questions"), ("facts", facts, "facts")):
        value, answer = max((constant(probes, answer), answer) for answer in answers)
        yield Row(f"floor_constant_{name}", f"the best constant answer to {words}: {answer}", value, "of 1")


def echo(probes: Sequence[Probe]) -> float:
    return sum(probe.right(probe.question) for probe in probes) / len(probes)


def constant(probes: Sequence[Probe], answer: str) -> float:
    return sum(probe.right(answer) for probe in probes) / len(probes)


def bare(runs: Runs) -> Iterator[Row]:
    rise, right = min(of(runs, "forgetting")), max(of(runs, "right_after"))
    yield Row("rise_0", f"German, 0%: rise of the old loss, least of {len(runs)} seeds", rise, "nats", 0.8, True)
    yield Row("right_0", f"German, 0%: right old answers after, most of {len(runs)} seeds", right, "of 1", 0.1)


def removed(replay: float, runs: Runs, twins: Runs, bar: float) -> Iterator[Row]:
    what = f"German, {replay:g}%: share of forgetting removed, least of {len(runs)} seeds"
    yield Row(f"removed_{replay:g}", what, min(shares(runs, twins)) / 100, "of 1", bar, True)
    cost = max(runs[seed]["new_after"] - twins[seed]["new_after"] for seed in runs)
    what = f"German, {replay:g}%: new loss above the 0% run's, most of {len(runs)} seeds"
    yield Row(f"cost_{replay:g}", what, cost, "nats", 0.3)


def no_lesson(runs: Mapping[float, Runs]) -> Iterator[Row]:
    """The floor, and what a warm-up makes of it and of forgetting."""
    warm = {
        replay: {seed: run(Experiment(task=TASK, replay=replay, warm_up=WARM_UP, seed=seed)) for seed in runs[replay]}
        for replay in (0.0, doses.ALL)
    }
    put("warm-up", warmed(warm, runs))
    for key, words, these in (
        ("floor", "no lesson, 100% old data", runs[doses.ALL]),
        ("floor_warm", f"the same with {WARM_UP} steps of warm-up", warm[doses.ALL]),
        ("warm", f"German, 0%, with {WARM_UP} steps of warm-up", warm[0.0]),
    ):
        n = f"mean of {len(these)} seeds"
        yield Row(f"{key}_rise", f"{words}: rise of the old loss, {n}", fmean(of(these, "forgetting")), "nats")
        lost = fmean(of(these, "right_before")) - fmean(of(these, "right_after"))
        yield Row(f"{key}_lost", f"{words}: right old answers lost, {n}", lost, "of 1")


def warmed(warm: Mapping[float, Runs], cold: Mapping[float, Runs]) -> str:
    """Whether a warm-up lowers the floor, and whether it changes the story, by the rule of comparisons."""
    clauses = []
    for replay, words in ((doses.ALL, "with nothing but old text"), (0.0, "with none")):
        rises, right = (
            compare(each(warm[replay], name), each(cold[replay], name), UNITS[unit].margin)
            for name, unit in (("forgetting", "nats"), ("right_after", "share"))
        )
        forgot = sentence("the runs with it", "forgot", "", "those without", rises, "nats")
        kept = sentence("they", "kept", "of the answers", "those without", right, "share")
        clauses.append(f"{words}, {forgot}, and {kept}")
    return f"A warm-up of {WARM_UP} steps, on German: {'; '.join(clauses)}. Fine-tunes have none unless asked for."


def slowly(rival: doses.Rival, fast: Runs) -> Iterator[Row]:
    """A lower learning rate for longer is a rival of replay: both losses, less those of the usual one."""
    words, n = f"German, 0%, at {rival.lr:g} for {rival.steps} steps", f"mean of {len(fast)} seeds"
    for name, slow, usual in (("old", rival.dose.rise, "forgetting"), ("new", rival.dose.new, "new_after")):
        change = fmean(slow) - fmean(of(fast, usual))
        yield Row(f"slow_{name}", f"{words}: {name} loss above the usual run's, {n}", change, "nats")


HEAD = """| German, replay | old loss after | forgetting removed | right old answers | broken | new loss after |
|---|---|---|---|---|---|"""


def line(replay: float, runs: Runs, twins: Runs) -> str:
    columns = [
        around(of(runs, "old_after"), "nats"),
        "–" if replay == 0 else around(shares(runs, twins), "percent"),
        around(of(runs, "right_after"), "share"),
        around(of(runs, "broken_after"), "share"),
        around(of(runs, "new_after"), "nats"),
    ]
    return f"| {replay:g}%{', no lesson' if replay == doses.ALL else ''} | {' | '.join(columns)} |"


def put(name: str, text: str) -> None:
    """Between the marks of that name in docs/measures.md."""
    marked = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.S)
    MEASURES.write_text(marked.sub(rf"\g<1>{text}\n\g<2>", MEASURES.read_text()))


def shares(runs: Runs, twins: Runs) -> tuple[float, ...]:
    """Of the forgetting that replay removed, per cent, a seed each."""
    return tuple(100 * (1 - runs[seed]["forgetting"] / twins[seed]["forgetting"]) for seed in runs)


def each(runs: Runs, name: str) -> dict[int, float]:
    """A number of the summary, by seed."""
    return {seed: summary[name] for seed, summary in runs.items()}  # type: ignore[literal-required]  # one of its names


def of(runs: Runs, name: str) -> list[float]:
    return list(each(runs, name).values())


def by_seed(cells: Sequence[CellResult]) -> Runs:
    return {cell["experiment"]["seed"]: cell["summary"] for cell in cells}


def run(experiment: Experiment) -> Summary:
    record = new("bench", experiment, {})
    for event in jobs.train({"experiment": experiment.to_dict(), "light": True}):
        if event["type"] != "provenance" and event["type"] != "matrix":
            record["events"].append(event)
    summary = finish(record, "done")["summary"]
    print(f"  {experiment.to_query()}: {summary}", flush=True)
    return summary
