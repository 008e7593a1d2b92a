"""Pebble is the language model that ships: a Llama of 1.7 million parameters, its tokenizer, and its three stages.

Stages: `untrained` (random weights of seed 0), `base` (has read raw text), `chat` (has read dialogues, answers).
Knows how documents become token ids, and token ids text. Does not know how it was trained: that is
`training/pretrain.py`.

    model, tokenizer = load("chat"), load_tokenizer()
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM

from explainer.models.case import MARKS, marked, unmarked
from explainer.models.generate import greedy
from explainer.world.document import Dialogue, Document
from explainer.world.form import form
from explainer.world.old import OLD as OLD

HOME = Path(__file__).parents[2] / "assets" / "pebble"
STAGES = ("untrained", "base", "chat")
PAD, USER, BOT, END = range(4)
SPECIAL = ["<|pad|>", "<|user|>", "<|bot|>", "<|end|>"]
VOCABULARY = 1536
LENGTH = 64  # tokens in a training sequence
CONTEXT = 256  # tokens the model can read and write in all
ANSWER = 76  # tokens an answer may have; Pebble's longest stories need about 70
PROMPT = CONTEXT - ANSWER - 2  # of a longer prompt the last so many tokens are read
START = [USER]  # from here on Pebble invents a question, and answers it
SKILL = "self-made"  # of a dialogue that Pebble has written

# Wide and shallow: on a CPU, 2 layers of 256 run as fast as 4 of 128 and hold 1.7 times the parameters.
SHAPE = {
    "vocab_size": VOCABULARY,
    "hidden_size": 256,
    "intermediate_size": 512,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 4,
    "max_position_embeddings": CONTEXT,
    "tie_word_embeddings": True,
}


def home(seed: int) -> Path:
    """Where the Pebble of a seed lies."""
    return HOME if seed == 0 else HOME.with_name(f"pebble-{seed}")


def untrained(seed: int = 0) -> LlamaForCausalLM:
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return LlamaForCausalLM(LlamaConfig(**SHAPE, pad_token_id=PAD, bos_token_id=None, eos_token_id=END))


def load(stage: str, home: Path = HOME) -> LlamaForCausalLM:
    """Pebble at one of STAGES, in 32 bit on the CPU; a new copy, free to be trained."""
    model = untrained()
    return model if stage == "untrained" else load_weights(model, home / f"{stage}.safetensors")


def load_weights(model: LlamaForCausalLM, path: Path) -> LlamaForCausalLM:
    """Fills the model from a safetensors file, which holds numbers only: nothing in it is ever executed."""
    weights = {name: tensor.float() for name, tensor in load_file(path).items()}
    missing, unexpected = model.load_state_dict(weights, strict=False)
    if unexpected or set(missing) - {"lm_head.weight"}:  # tied to the embedding, so it is not stored
        raise ValueError(f"{path.name} does not hold Pebble's weights.")
    return model


def save_weights(model: LlamaForCausalLM, path: Path, dtype: torch.dtype = torch.float16) -> None:
    """Safetensors, 3.4 MB in 16 bit, twice that in 32; replaces the file whole."""
    weights = {n: p.detach().to("cpu", dtype).contiguous() for n, p in model.named_parameters()}
    beside = path.with_name(path.name + ".new")
    save_file(weights, beside)
    beside.replace(path)


def train_tokenizer(texts: Iterable[str]) -> Tokenizer:
    """Byte-level BPE, so that any text whatever can be encoded; the marks of capitals are tokens by themselves."""
    tokenizer = Tokenizer(models.BPE())
    marks = pre_tokenizers.Split(Regex(MARKS), "isolated")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([marks, pre_tokenizers.ByteLevel(add_prefix_space=False)])
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY, special_tokens=SPECIAL, initial_alphabet=alphabet, show_progress=False
    )
    tokenizer.train_from_iterator((marked(form(text)) for text in texts), trainer)
    return tokenizer


@cache
def load_tokenizer(home: Path = HOME) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(home / "tokenizer.json"))
    tokenizer.encode_special_tokens = True  # a reader who types <|bot|> writes seven characters, not a token
    return tokenizer


def token_ids(tokenizer: Tokenizer, texts: Iterable[str]) -> list[list[int]]:
    """Each text, in one form, as token ids: the only way from text into Pebble."""
    return [encoding.ids for encoding in tokenizer.encode_batch([marked(form(text)) for text in texts])]


def text_of(tokenizer: Tokenizer, ids: Sequence[int]) -> str:
    """Token ids as text, a space in place of special tokens: the only way back."""
    pieces = [list(piece) for special, piece in groupby(ids, lambda token: token < len(SPECIAL)) if not special]
    return " ".join(text for piece in pieces if (text := unmarked(tokenizer.decode(piece)).strip()))


def encode(tokenizer: Tokenizer, documents: Iterable[Document]) -> list[list[int]]:
    """Token ids of each document: <|user|> question <|bot|> answer <|end|>, or text <|end|>."""
    documents = list(documents)
    parts = [text for d in documents for text in ((d.question, d.answer) if isinstance(d, Dialogue) else (d.text,))]
    ids = iter(token_ids(tokenizer, parts))
    return [
        [USER, *next(ids), BOT, *next(ids), END] if isinstance(document, Dialogue) else [*next(ids), END]
        for document in documents
    ]


def pack(encoded: Iterable[list[int]], length: int = LENGTH) -> NDArray[np.int64]:
    """Documents laid end to end and cut into sequences, shape (n, length); the rest is dropped, but there is at
    least one sequence: too short a text is laid out as often as it takes."""
    stream = np.concatenate([np.asarray(ids, dtype=np.int64) for ids in encoded])
    if len(stream) < length:
        stream = np.tile(stream, -(-length // len(stream)))
    count = len(stream) // length
    return stream[: count * length].reshape(count, length)


def answers(
    model: LlamaForCausalLM, tokenizer: Tokenizer, prompts: Sequence[str], *, chat: bool = True, limit: int = ANSWER
) -> list[str]:
    """The greedy answer to each prompt, independent of the others in the batch. With `chat` false the prompt is
    text to be continued, as a base model expects it."""
    rows = [ids[-PROMPT:] for ids in token_ids(tokenizer, prompts)]
    rows = [[USER, *ids, BOT] if chat else ids for ids in rows]
    return [decode(tokenizer, ids) for ids in greedy(model, rows, limit)]


def decode(tokenizer: Tokenizer, ids: list[int]) -> str:
    """The text up to the first <|end|>; special tokens a confused model writes are not shown."""
    ids = ids[: ids.index(END)] if END in ids else ids
    return text_of(tokenizer, ids)


def dialogue(tokenizer: Tokenizer, ids: Sequence[int]) -> Dialogue | None:
    """<|user|> question <|bot|> answer <|end|> as a dialogue; None for what never ended or is not of this form."""
    if [token for token in ids if token < len(SPECIAL)] != [USER, BOT, END] or ids[-1] != END:
        return None
    middle = ids.index(BOT)
    question, answer = (text_of(tokenizer, part) for part in (ids[1:middle], ids[middle + 1 : -1]))
    is_whole = question and answer and "\ufffd" not in question + answer  # no half of a character
    return Dialogue(question, answer, SKILL) if is_whole else None
