"""This table lists the remedies against forgetting or overfitting: what each is called, and how strong it may be.

What each does is in explainer/training/remedies/NAME.py. Knows no torch.

    REMEDIES["l2sp"].dial.value       # 0.01, the alpha of the spring
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Dial:
    """The one number of a remedy: its name in the paper, the value we use, what it is, the most it may be, and the
    values that a menu offers."""

    name: str
    value: float
    help: str
    most: float
    grid: tuple[float, ...]


@dataclass(frozen=True)
class Named:
    """`label` stands in a menu, `help` says in a sentence what is done."""

    label: str
    help: str
    dial: Dial | None = None


REMEDIES: dict[str, Named] = {
    "none": Named("nothing", "The step minimises the mean cross-entropy of its batch."),
    "neftune": Named(
        "noise on the embeddings (NEFTune)",
        "Noise is added to the input embeddings, in training only.",
        Dial("alpha", 5.0, "the least of the paper's 5, 10 and 15 (Jain et al. 2023)", 1e3, (1, 5, 10, 15, 45)),
    ),
    "dropout": Named(
        "dropout",
        "In training each number is zeroed by chance, and the others are scaled up.",
        Dial("p", 0.1, "the rate of Vaswani et al. 2017", 0.9, (0.05, 0.1, 0.2, 0.4)),
    ),
    "label_smoothing": Named(
        "label smoothing",
        "The target shares a little of its probability among all tokens.",
        Dial(
            "epsilon", 0.1, "that of Szegedy et al. 2016; Vaswani et al. 2017 took it over", 0.99, (0.05, 0.1, 0.2, 0.4)
        ),
    ),
    "l2sp": Named(
        "a spring to the start weights (L2-SP)",
        "A spring pulls every weight back to where the fine-tune started.",
        Dial(
            "alpha",
            0.01,
            "ours, the middle of the grid",
            10,
            (1e-4, 1e-3, 0.01, 0.1, 1),
        ),
    ),
    "ewc": Named(
        "springs by how much each weight matters (EWC)",
        "A spring for each weight, the stiffer the more the model's own words depend on it.",
        Dial(
            "lambda",
            100,
            "ours, the middle of the grid",
            1e6,
            (1, 10, 100, 1_000, 10_000),
        ),
    ),
}


def strength(name: str, asked: float = 0.0) -> float:
    """The value of a remedy's dial: what was asked for, or where that is 0 the usual one. Raises ValueError where there
    is no dial."""
    dial = REMEDIES[name].dial
    if dial is None:
        raise ValueError(f"{name} has no dial.")
    return asked or dial.value
