"""This module has a model write dialogues of its own, when asked nothing, to be replayed in place of data.

At temperature 1 it goes on from where a dialogue begins (Pebble: a bare <|user|>): it invents the question and then,
behind <|bot|>, the answer. The idea is that of self-synthesised rehearsal (SSR, Huang et al. 2024, arXiv 2403.01244),
which has a model write its own rehearsal data, and of SDFT (Yang et al. 2024, arXiv 2402.13669), which has it write
targets in its own words. Needs the weights alone. Knows how to sample; nothing of experiments, tasks or replay.

    dialogues(family("pebble"), seed=0)[:3]
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import torch
from torch import Tensor
from transformers import PreTrainedModel

from explainer.models import Family
from explainer.models.generate import written
from explainer.world.document import Dialogue

SAMPLED = 6_000  # dialogues, as many as are drawn from a task, unless more are needed for enough distinct ones
MOST = 12_000  # that are sampled at all
ROUND = 500  # dialogues written at once
STREAM = 4  # of random numbers: replay draws from 0 to 2, random tokens from 3


def dialogues(family: Family, seed: int, distinct: int = 0) -> tuple[Dialogue, ...]:
    """6,000 samples, and more where they do not hold `distinct` different ones; those that are no dialogue are dropped.
    As often as the model says a thing, so often it is in there. The same for the same seed."""
    tokenizer = family.load_tokenizer()
    own: list[Dialogue] = []
    for number in range(MOST // ROUND):
        if number * ROUND >= SAMPLED and len(set(own)) >= distinct:
            break
        tries = (family.dialogue(tokenizer, ids) for ids in sampled(family, seed, number))
        own += [dialogue for dialogue in tries if dialogue]
    return tuple(own)


@lru_cache(maxsize=4 * MOST // ROUND)
def sampled(family: Family, seed: int, number: int) -> tuple[tuple[int, ...], ...]:
    """A round of token ids, each row at most as long as a training sequence. Every row has random numbers of its own,
    so that rounding on another machine, which may turn a token, turns one dialogue and not all that come after it."""
    stream = int(np.random.SeedSequence([seed, STREAM, number]).generate_state(1, np.uint64)[0])
    generator = torch.Generator().manual_seed(stream)
    limit = family.LENGTH - len(family.START)
    chances = torch.rand(ROUND, limit, generator=generator, dtype=torch.float64)

    def pick(logits: Tensor, rows: list[int], place: int) -> Tensor:
        """From the distribution itself (temperature 1): the token at which the summed probability passes a chance."""
        summed = logits.double().softmax(-1).cumsum(-1)  # (rows, vocabulary)
        return torch.searchsorted(summed, chances[rows, place, None])[:, 0].clamp(max=logits.shape[-1] - 1)

    with torch.inference_mode():
        rows = written(author(family), [family.START] * ROUND, limit, pick)
    return tuple((*family.START, *row) for row in rows)


@lru_cache(maxsize=1)
def author(family: Family) -> PreTrainedModel:
    """The model before the fine-tune; nobody trains this copy."""
    return family.load("chat").eval()
