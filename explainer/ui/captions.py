"""The captions of a recorded pair of runs: sentences around what the records measured, never numbers of their own."""

from __future__ import annotations

from typing import Any

from explainer import record as records
from explainer.fields import number
from explainer.record import Record

QUESTION = "Tell me about the world."


def story(bare: Record, mixed: Record) -> list[dict[str, Any]]:
    """Captions {"step", "text"} for a run without replay beside one with it."""
    share = number(float(mixed["experiment"]["replay"]))
    losses = records.of_type(bare["events"], "loss")
    start, steps = losses[0]["old"], losses[-1]["step"]
    first_fall = next((e["step"] for e in losses if e["old"] > start + 0.3), steps)
    changed = next((step for step, text in asked(bare) if step and text != asked(bare)[0][1]), steps)
    told = [
        (0, f"Before the first lesson. Ask Pebble about the world, and it says: “{asked(bare)[0][1]}”"),
        (1, "The lessons begin. Both copies read the same new sentences; one of them also re-reads a little old text."),
        (
            first_fall,
            f"Step {first_fall}: without old text, the old loss is already up by more than 0.3 nats per token.",
        ),
        (changed, f"Step {changed}: without old text, “{QUESTION}” is now answered “{at(bare, changed)}”"),
        (steps // 2, f"Half-way. With {share}% replay the same question gets: “{at(mixed, steps // 2)}”"),
        (steps, ending(bare, mixed, share)),
    ]
    return [{"step": step, "text": text} for step, text in sorted(told, key=lambda pair: pair[0])]


def ending(bare: Record, mixed: Record, share: str) -> str:
    before, without = bare["summary"]["right_before"], bare["summary"]["right_after"]
    kept = mixed["summary"]["right_after"]
    return (
        f"The end. Of the old questions Pebble answered {before:.0%} right before; now {without:.0%} without its old "
        f"data, {kept:.0%} with {share}% of it mixed back in."
    )


def asked(record: Record) -> list[tuple[int, str]]:
    """(step, answer) to QUESTION at every checkpoint."""
    return [
        (event["step"], item["text"])
        for event in records.of_type(record["events"], "answers")
        for item in event["items"]
        if item["prompt"] == QUESTION
    ]


def at(record: Record, step: int) -> str:
    """The answer at the last checkpoint that `step` has reached."""
    return [text for reached, text in asked(record) if reached <= step][-1]
