"""This module asks a model its questions on the way, and makes the events of what it said.

All questions are asked at both ends of a run; on the way a fixed hundred of the old ones, those that pages show, and a
few of the new. Knows no losses.

    asked = Asked(start, data);  list(asked.events(model, step=0, whole=True))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from transformers import PreTrainedModel

from explainer import measures
from explainer.events import Answer, AnswersEvent, SkillsEvent
from explainer.models import Family
from explainer.training.data import Data, hundred
from explainer.training.start import Start
from explainer.world import Probe
from explainer.world.skill import spread

NEW_ASKED = 8  # of the new questions, on the way; the shown ones are among them


class Asked:
    """Asks everything at once: what is asked on the way is chosen by what the model says before its lesson."""

    def __init__(self, start: Start, data: Data) -> None:
        self.data, self.family = data, start.family
        self.first: dict[str, str] = {}
        for probes in (data.old_probes, data.new_probes):  # apart, so that the old are asked once for all tasks
            questions = [probe.question for probe in probes]
            self.first |= dict(zip(questions, start.answers(questions), strict=True))
        self.old = hundred(data.old_probes, self.first)
        shown = [probe for probe in data.new_probes if probe in data.shown]
        others = [probe for probe in data.new_probes if probe not in shown]
        self.new = (*shown, *spread(others, max(0, NEW_ASKED - len(shown))))

    def events(
        self, model: PreTrainedModel, step: int, *, whole: bool, light: bool = False
    ) -> Iterator[AnswersEvent | SkillsEvent]:
        """What the model says at a step: to all questions, or to those that are asked on the way; if `light`, no more
        than how many of all are right."""
        probes = self.data.probes if whole else (*self.data.shown, *self.old, *self.new)
        said = ask(self.family, model, probes) if step else self.first
        if not light:
            yield answers_event(self.data, said, step)
        if whole:
            yield skills_event(self.data.old_probes, self.data.new_probes, said, step, whole=True)
        if not light:
            yield skills_event(self.old, self.new, said, step, whole=False)


def ask(family: Family, model: PreTrainedModel, probes: Iterable[Probe]) -> dict[str, str]:
    """The model's answer to each probe's question, by the question."""
    questions = list(dict.fromkeys(probe.question for probe in probes))
    return dict(zip(questions, family.answers(model, family.load_tokenizer(), questions), strict=True))


def answers_event(data: Data, said: dict[str, str], step: int) -> AnswersEvent:
    """What was said to the shown prompts."""
    items: list[Answer] = []
    for probe in data.shown:
        text = said[probe.question]
        verdict = probe.verdict(text)
        items.append(
            {
                "prompt": probe.question,
                "text": text,
                "right": verdict == "right",
                "broken": verdict == "broken",
                "skill": probe.skill,
                "task": "old" if probe in data.old_probes else "new",
            }
        )
    return {"type": "answers", "step": step, "items": items}


def skills_event(
    old: Iterable[Probe], new: Iterable[Probe], said: dict[str, str], step: int, *, whole: bool
) -> SkillsEvent:
    """How many answers were right, by skill and by how often Pebble has read the fact."""
    rows = [
        measures.count_right(tuple(probes), [said[probe.question] for probe in probes])
        for probes in (tuple(old), tuple(new))
    ]
    return {"type": "skills", "step": step, "whole": whole, "old": rows[0], "new": rows[1]}
