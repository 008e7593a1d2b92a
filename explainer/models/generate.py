"""Asks a model: greedy decoding of many prompts at once. Knows nothing of what a right answer is.

answers(load("chat"), load_tokenizer(), ["What is the capital of France?"])
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from tokenizers import Tokenizer
from transformers import GenerationConfig, LlamaForCausalLM

from explainer.models.pebble import BOT, CONTEXT, END, PAD, USER

ANSWER = 56  # tokens an answer may have; Pebble's longest stories need about 50
PROMPT = CONTEXT - ANSWER - 2  # of a longer prompt the last so many tokens are read


@torch.no_grad()
def answers(
    model: LlamaForCausalLM, tokenizer: Tokenizer, prompts: Sequence[str], *, chat: bool = True, limit: int = ANSWER
) -> list[str]:
    """The greedy answer to each prompt, independent of the others in the batch. With `chat` false the prompt is
    text to be continued, as a base model expects it."""
    rows = [encoding.ids[-PROMPT:] for encoding in tokenizer.encode_batch(list(prompts))]
    rows = [[USER, *ids, BOT] if chat else ids for ids in rows]
    width = max(map(len, rows))
    ids = torch.tensor([[PAD] * (width - len(row)) + row for row in rows], device=model.device)  # (n, width)
    mask = torch.tensor([[0] * (width - len(row)) + [1] * len(row) for row in rows], device=model.device)
    settings = GenerationConfig(max_new_tokens=limit, do_sample=False, eos_token_id=END, pad_token_id=PAD)
    was_training = model.training
    out = model.eval().generate(input_ids=ids, attention_mask=mask, generation_config=settings)
    model.train(was_training)
    return [decode(tokenizer, row[width:].tolist()) for row in out]


def decode(tokenizer: Tokenizer, ids: list[int]) -> str:
    """The text up to the first <|end|>; special tokens a confused model writes are not shown."""
    ids = ids[: ids.index(END)] if END in ids else ids
    return tokenizer.decode(ids, skip_special_tokens=True).strip()
