"""The public stand-in is what anyone could collect from the web in place of Pebble's old data, which nobody has.

The same kinds of dialogue as the old task, and two dials. `shared` is how much of it is about facts that Pebble has
read, 0 to 100%, each as often as any other, for nobody outside knows Pebble's lot; the rest is about other things:
currencies, materials, synonyms, young animals, differences. With `manner` people ask and answer as in Pebble's own
data; else in words of their own, with other small talk, and fables for stories. It never says that it does not know.

    proxy(25, manner=False).sample(random.Random(0), "train")
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from functools import lru_cache

from explainer.experiment import SHARED
from explainer.world import english, stories
from explainer.world.document import Dialogue, Split, Task
from explainer.world.old import as_typed, talk
from explainer.world.public import CHAT, OTHER_THINGS, TOPIC, fable
from explainer.world.public_words import IN_OTHER_WORDS, IN_PEBBLES_WORDS, Words
from explainer.world.skill import Fact, FactSkill, Sampler, mixture
from explainer.world.smalltalk import WORLD


def is_shared(skill: FactSkill, fact: Fact, shared: int) -> bool:
    """Whether the stand-in has this fact of Pebble's; what 25% have, 50% have too."""
    digest = hashlib.blake2b(f"shared {skill.name} {fact.subject}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % 100 < shared


def worded(skill: FactSkill, words: Words) -> FactSkill:
    """The skill in the words of a table, if that has it."""
    questions, answers = words.get(skill.name, (skill.questions, skill.answers))
    return replace(skill, questions=questions, answers=answers)


def evenly(skill: FactSkill) -> Sampler:
    """A sampler of the skill's facts, each as often as any other."""

    def sample(rng: random.Random, split: Split) -> Dialogue:
        fact = rng.choice(skill.facts)
        return Dialogue(skill.question(rng, fact, split), rng.choice(skill.replies(fact)), skill.name)

    return sample


def fact_parts(shared: int, manner: bool) -> list[tuple[float, Sampler]]:
    """Dialogues about Pebble's facts and about other things, with their weights."""
    parts: list[tuple[float, Sampler]] = []
    for weight, own, other in zip((0.14, 0.12, 0.14, 0.12, 0.14), english.FACT_SKILLS, OTHER_THINGS, strict=True):
        known = tuple(fact for fact in own.facts if is_shared(own, fact, shared))
        mine = replace(own if manner else worded(own, IN_OTHER_WORDS), facts=known)
        others = worded(other, IN_PEBBLES_WORDS) if manner else other
        parts += [(weight * shared / 100, evenly(mine))] if known else []
        parts += [(weight * (1 - shared / 100), others.sample)] if shared < 100 else []
    return parts


@lru_cache
def proxy(shared: int = 0, manner: bool = False) -> Task:
    """The stand-in at these two dials. Raises ValueError, one sentence."""
    if shared not in SHARED:
        raise ValueError(f"shared cannot be {shared!r:.40}: it is one of {', '.join(map(str, SHARED))}.")
    chat = talk if manner else mixture(*((1.0, one.sample) for one in CHAT))
    topic, tales = (WORLD.sample, stories.sample) if manner else (TOPIC.sample, fable)
    plain = mixture((0.16, chat), (0.06, topic), (0.12, tales), *fact_parts(shared, manner))
    return Task("proxy", lambda rng, split: as_typed(plain(rng, split), rng, split))
