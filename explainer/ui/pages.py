"""This module is the list of pages: the story's chapters in their order, and where every page is. Navigation and links
are made from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PAGES = Path(__file__).parents[2] / "pages"
START, LIVE, BALL, VALLEY = (PAGES / f"{name}.py" for name in ("start", "live", "ball", "valley"))
MINUTES = 18  # to read the whole story; a test counts the words


@dataclass(frozen=True)
class Chapter:
    """One page of the story; `name` is its page's file, its text's file and its path in the address."""

    number: int
    name: str
    title: str
    question: str

    @property
    def page(self) -> Path:
        return PAGES / f"{self.name}.py"


STORY = tuple(
    Chapter(number, *words)
    for number, words in enumerate(
        (
            ("moat", "The invisible moat", "Open weights: is the recipe open too?"),
            ("finetuning", "What fine-tuning is", "What happens between raw text and a chatbot?"),
            ("downhill", "Rolling downhill", "What does learning do to the weights?"),
            ("forgetting", "Catastrophic forgetting", "What is lost when the new lesson comes alone?"),
            ("replay", "Replay", "How much old data is enough?"),
            ("shifts", "Smoother shifts", "Does it matter how the new data arrives?"),
            ("noise", "A noise mask?", "Is old data just noise that stops overfitting?"),
            ("overwhelming", "The overwhelming way", "Can enough curated data stand in for the old data?"),
            ("open", "Fully open", "What if the data is open too?"),
            ("lab", "Your turn", "What would you try?"),
        ),
        start=1,
    )
)


def chapter(name: str) -> Chapter:
    return next(one for one in STORY if one.name == name)


def beside(opened: Chapter) -> tuple[Chapter | None, Chapter | None]:
    """The chapters before and after."""
    before = STORY[opened.number - 2] if opened.number > 1 else None
    return before, STORY[opened.number] if opened.number < len(STORY) else None
