"""This module has a model write: many rows of token ids at once, each up to its end, greedily or by another rule.

Knows no model by name, no text and no right answers. The ids for padding and for the end are those of the model's
configuration.

    greedy(load("chat"), [[USER, *ids, BOT]], limit=56)
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor
from transformers import DynamicCache, PreTrainedModel

CROWD = 0.9  # of a batch: once no more than that many of its rows go on, the others leave it
Pick = Callable[[Tensor, list[int], int], Tensor]  # logits (n, vocabulary), which rows, at which place -> tokens (n,)


@torch.inference_mode()
def greedy(model: PreTrainedModel, rows: list[list[int]], limit: int) -> list[list[int]]:
    """The likeliest next token, again and again, at most `limit` for each row. Leaves the model in its mode."""
    was_training = model.training
    tokens = written(model.eval(), rows, limit, lambda logits, going, place: logits.argmax(-1))
    model.train(was_training)
    return tokens


def written(model: PreTrainedModel, rows: list[list[int]], limit: int, pick: Pick) -> list[list[int]]:
    """What each row goes on with up to its end, by a rule for the next token. What `model.generate` writes, in half of
    its time (benchmarks/RESULTS.md): rows that have ended leave the batch, which it keeps whole until the last ends.
    They leave in company, for each leaving copies the cache."""
    width, device = max(map(len, rows)), model.device
    pad, end = model.config.pad_token_id, model.config.eos_token_id
    ids = torch.tensor([[pad] * (width - len(row)) + row for row in rows], device=device)  # (n, width)
    mask = torch.tensor([[0] * (width - len(row)) + [1] * len(row) for row in rows], device=device)
    tokens: list[list[int]] = [[] for _ in rows]
    going, cache = list(range(len(rows))), DynamicCache()
    alive = torch.ones(len(rows), dtype=torch.bool, device=device)  # (going,)
    for place in range(limit):
        places = (mask.cumsum(1) - 1).clamp(min=0)[:, -ids.shape[1] :]
        seen = {"attention_mask": mask, "position_ids": places, "past_key_values": cache}
        logits = model(input_ids=ids, use_cache=True, logits_to_keep=1, **seen).logits[:, -1]  # (going, vocabulary)
        best = pick(logits, going, place)  # (going,)
        for index, token in zip(going, best.tolist(), strict=True):
            tokens[index].append(token)
        alive &= best != end
        left = alive.nonzero()[:, 0]
        if len(left) == 0:
            break
        if len(left) <= CROWD * len(going):
            cache.batch_select_indices(left)
            going, best, mask, alive = [going[at] for at in left.tolist()], best[left], mask[left], alive[left]
        ids, mask = best[:, None], torch.cat([mask, mask.new_ones(len(going), 1)], dim=1)
    return [row[: row.index(end) + 1] if end in row else row for row in tokens]
