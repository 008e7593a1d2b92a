"""Self-made text: dialogues that the shipped chat Pebble writes when asked nothing, to be replayed in place of data.

At temperature 1 it goes on from a bare <|user|>: it invents the question and then, behind <|bot|>, the answer. The idea
is that of self-synthesised rehearsal (SSR, Huang et al. 2024, arXiv 2403.01244), which has a model write its own
rehearsal data, and of SDFT (Yang et al. 2024, arXiv 2402.13669), which has it write targets in its own words. Needs the
weights alone. Knows the model and how to sample; nothing of experiments, tasks or replay.

    dialogues(load_tokenizer(), seed=0)[:3]
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from transformers import LlamaForCausalLM

from explainer.models import pebble
from explainer.models.generate import written
from explainer.models.pebble import BOT, END, LENGTH, SPECIAL, USER
from explainer.world.document import Dialogue

SAMPLED = 2_000  # dialogues, unless more are needed for enough distinct ones
MOST = 6_000  # that are sampled at all; as many as are drawn from a task
ROUND = 500  # dialogues written at once
STREAM = 4  # of random numbers: replay draws from 0 to 2, random tokens from 3
SKILL = "self-made"


def dialogues(tokenizer: Tokenizer, seed: int, distinct: int = 0) -> tuple[Dialogue, ...]:
    """2,000 samples, and more where they do not hold `distinct` different ones; those that are no dialogue are dropped.
    As often as Pebble says a thing, so often it is in there. The same for the same seed."""
    found: list[Dialogue] = []
    for number in range(MOST // ROUND):
        if number * ROUND >= SAMPLED and len(set(found)) >= distinct:
            break
        found += [said for ids in sampled(seed, number) if (said := dialogue(tokenizer, ids))]
    return tuple(found)


@lru_cache(maxsize=4 * MOST // ROUND)
def sampled(seed: int, number: int) -> tuple[tuple[int, ...], ...]:
    """A round of token ids, each row from <|user|> on, at most 64. Every row has random numbers of its own, so that
    rounding on another machine, which may turn a token, turns one dialogue and not all that come after it."""
    stream = int(np.random.SeedSequence([seed, STREAM, number]).generate_state(1, np.uint64)[0])
    generator = torch.Generator().manual_seed(stream)
    chances = torch.rand(ROUND, LENGTH - 1, generator=generator, dtype=torch.float64)

    def pick(logits: Tensor, rows: list[int], place: int) -> Tensor:
        """From the distribution itself (temperature 1): the token at which the summed probability passes a chance."""
        summed = logits.double().softmax(-1).cumsum(-1)  # (rows, vocabulary)
        return torch.searchsorted(summed, chances[rows, place, None])[:, 0].clamp(max=logits.shape[-1] - 1)

    with torch.inference_mode():
        said = written(author(), [[USER] for _ in range(ROUND)], LENGTH - 1, pick)
    return tuple((USER, *row) for row in said)


@lru_cache(maxsize=1)
def author() -> LlamaForCausalLM:
    """Pebble before the fine-tune; nobody trains this copy."""
    return pebble.load("chat").eval()


def dialogue(tokenizer: Tokenizer, ids: tuple[int, ...]) -> Dialogue | None:
    """<|user|> question <|bot|> answer <|end|> as a dialogue; None for what never ended or is not of this form."""
    if [token for token in ids if token < len(SPECIAL)] != [USER, BOT, END] or ids[-1] != END:
        return None
    middle = ids.index(BOT)
    question, answer = (tokenizer.decode(list(part)) for part in (ids[1:middle], ids[middle + 1 : -1]))
    whole = question.strip() and answer.strip() and "\ufffd" not in question + answer  # no half of a character
    return Dialogue(question, answer, SKILL) if whole else None
