"""Asks a model: greedy decoding of many prompts at once, or by another rule. Knows nothing of what a right answer is.

answers(load("chat"), load_tokenizer(), ["What is the capital of France?"])
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from tokenizers import Tokenizer
from torch import Tensor
from transformers import DynamicCache, LlamaForCausalLM

from explainer.models.pebble import BOT, CONTEXT, END, PAD, USER

ANSWER = 56  # tokens an answer may have; Pebble's longest stories need about 50
PROMPT = CONTEXT - ANSWER - 2  # of a longer prompt the last so many tokens are read
Pick = Callable[[Tensor, list[int], int], Tensor]  # logits (n, vocabulary), which rows, at which place -> tokens (n,)


@torch.inference_mode()
def answers(
    model: LlamaForCausalLM, tokenizer: Tokenizer, prompts: Sequence[str], *, chat: bool = True, limit: int = ANSWER
) -> list[str]:
    """The greedy answer to each prompt, independent of the others in the batch. With `chat` false the prompt is
    text to be continued, as a base model expects it."""
    rows = [encoding.ids[-PROMPT:] for encoding in tokenizer.encode_batch(list(prompts))]
    rows = [[USER, *ids, BOT] if chat else ids for ids in rows]
    was_training = model.training
    said = greedy(model.eval(), rows, limit)
    model.train(was_training)
    return [decode(tokenizer, ids) for ids in said]


def greedy(model: LlamaForCausalLM, rows: list[list[int]], limit: int) -> list[list[int]]:
    """The likeliest next token, again and again, at most `limit` for each row."""
    return written(model, rows, limit, lambda logits, going, place: logits.argmax(-1))


def written(model: LlamaForCausalLM, rows: list[list[int]], limit: int, pick: Pick) -> list[list[int]]:
    """What each row goes on with up to <|end|>, by a rule for the next token. What `model.generate` writes, in 0.6 of
    its time (benchmarks/RESULTS.md): rows that have ended leave the batch, which it keeps whole until the last ends."""
    width, device = max(map(len, rows)), model.device
    ids = torch.tensor([[PAD] * (width - len(row)) + row for row in rows], device=device)  # (n, width)
    mask = torch.tensor([[0] * (width - len(row)) + [1] * len(row) for row in rows], device=device)
    said: list[list[int]] = [[] for _ in rows]
    going, cache = list(range(len(rows))), DynamicCache()
    for place in range(limit):
        places = (mask.cumsum(1) - 1).clamp(min=0)[:, -ids.shape[1] :]
        seen = {"attention_mask": mask, "position_ids": places, "past_key_values": cache}
        logits = model(input_ids=ids, use_cache=True, logits_to_keep=1, **seen).logits[:, -1]  # (going, vocabulary)
        best = pick(logits, going, place)  # (going,)
        for index, token in zip(going, best.tolist(), strict=True):
            said[index].append(token)
        left = (best != END).nonzero()[:, 0]
        if len(left) == 0:
            break
        if len(left) < len(going):
            cache.batch_select_indices(left)
            going, best, mask = [going[at] for at in left.tolist()], best[left], mask[left]
        ids, mask = best[:, None], torch.cat([mask, mask.new_ones(len(left), 1)], dim=1)
    return said


def decode(tokenizer: Tokenizer, ids: list[int]) -> str:
    """The text up to the first <|end|>; special tokens a confused model writes are not shown."""
    ids = ids[: ids.index(END)] if END in ids else ids
    return tokenizer.decode(ids, skip_special_tokens=True).strip()
