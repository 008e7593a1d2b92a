"""This module writes the captions of a recorded pair of runs: sentences around what the records measured, which have no
numbers of their own.
"""

from __future__ import annotations

from typing import NamedTuple

from explainer import record as records
from explainer.fields import number
from explainer.record import Record

QUESTION = "Tell me about the world."
FALL = 0.3  # nats per token: a rise of the old loss that can be seen


class Caption(NamedTuple):
    """What is said once the playhead has reached a step."""

    step: int
    text: str


def story(bare: Record, mixed: Record) -> list[dict[str, int | str]]:
    """The captions of a run without replay beside one with it, as the player takes them."""
    return [caption._asdict() for caption in sorted(captions(bare, mixed), key=lambda caption: caption.step)]


def captions(bare: Record, mixed: Record) -> list[Caption]:
    share = number(float(mixed["experiment"]["replay"]))
    losses, answers = records.of_type(bare["events"], "loss"), asked(bare)
    steps, first = losses[-1]["step"], answers[0][1]
    fall = next((loss["step"] for loss in losses if loss["old"] > losses[0]["old"] + FALL), steps)
    changed = next((step for step, answer in answers if step and answer != first), steps)
    return [
        Caption(0, f"Before the first lesson. Ask Pebble about the world, and it says: “{first}”"),
        Caption(
            1,
            "The lessons begin. Both copies read the same new sentences; one of them also re-reads a little old text.",
        ),
        Caption(fall, f"Step {fall}: without old text, the old loss is already up by more than {FALL} nats per token."),
        Caption(changed, f"Step {changed}: without old text, “{QUESTION}” is now answered “{at(bare, changed)}”"),
        Caption(steps // 2, f"Half-way. With {share}% replay the same question gets: “{at(mixed, steps // 2)}”"),
        Caption(steps, ending(bare, mixed, share)),
    ]


def ending(bare: Record, mixed: Record, share: str) -> str:
    before, without = bare["summary"]["right_before"], bare["summary"]["right_after"]
    with_old = mixed["summary"]["right_after"]
    return (
        f"The end. Of the old questions Pebble answered {before:.0%} right before; now {without:.0%} without its old "
        f"data, {with_old:.0%} with {share}% of it mixed back in. One run each."
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
    return [answer for reached, answer in asked(record) if reached <= step][-1]
