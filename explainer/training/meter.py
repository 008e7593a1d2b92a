"""This module measures a run on its way: the event of a step's losses, and the cosine of their gradients.

It knows what was read (Tally) and not how it is learned. A loss that has left the ground ends the run with a reason.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from transformers import PreTrainedModel

from explainer import measures, models
from explainer.events import GradientEvent, LossEvent
from explainer.experiment import Experiment
from explainer.training.data import Data
from explainer.training.gauge import Gauge, Pair
from explainer.training.mixing import Batch
from explainer.training.shift import Shift
from explainer.training.start import Start

HOPELESS = 3  # times the loss of guessing blindly


class Diverged(ValueError):
    """Training that has left the ground; its text is one sentence for the reader."""


@dataclass
class Tally:
    """What was read so far, in sequences, and the loss that the last batch gave."""

    seen: int = 0
    seen_old: int = 0
    distinct_old: set[int] = field(default_factory=set)
    train_loss: float | None = None

    def add(self, batch: Batch, train_loss: float) -> None:
        self.seen, self.seen_old = self.seen + len(batch.sequences), self.seen_old + batch.old
        self.distinct_old.update(batch.old_rows.tolist())
        self.train_loss = train_loss


class Meter:
    """Its clock begins with it."""

    def __init__(self, start: Start, data: Data, experiment: Experiment) -> None:
        self.started, self.data, self.experiment = time.monotonic(), data, experiment
        self.gauge, self.shift = Gauge(start, data), Shift(experiment, data)

    def events(
        self, model: PreTrainedModel, step: int, tally: Tally, *, whole: bool, slopes: bool
    ) -> Iterator[LossEvent | GradientEvent]:
        """Old and new loss, on all sequences or a part; and, with `slopes`, the cosine of their gradients. Raises
        Diverged."""
        losses, cosine = self.gauge.part_and_cosine(model) if slopes else (None, None)
        if whole:
            losses = self.gauge.whole(model) if step else self.gauge.start()
        event = self.loss_event(model, step, tally, losses or self.gauge.part(model))
        yield event if whole else {**event, "part": True}
        if cosine is not None:
            yield {"type": "gradient", "step": step, "cosine": cosine}

    def loss_event(self, model: PreTrainedModel, step: int, tally: Tally, losses: Pair) -> LossEvent:
        share, divergence = self.shift.at(step)
        return {
            "type": "loss",
            "step": step,
            "old": finite(losses[0], step, self.experiment),
            "new": finite(losses[1], step, self.experiment),
            "train": tally.train_loss,
            "fit": None if self.data.fit is None else measures.held_out_loss(model, self.data.fit),
            "seen": tally.seen,
            "seen_old": tally.seen_old,
            "distinct_old": len(tally.distinct_old),
            "share": share,
            "divergence": divergence,
            "seconds": round(time.monotonic() - self.started, 3),
        }


def finite(loss: float, step: int, experiment: Experiment) -> float:
    """The loss, if there is hope. Raises Diverged."""
    blind = math.log(models.family(experiment.model).VOCABULARY)  # nats per token
    if (math.isfinite(loss) and loss < HOPELESS * blind) or step == 0:
        return loss
    raise Diverged(
        f"The run diverged at step {step}: the loss went to {loss:.3g} nats per token, worse than guessing blindly; "
        f"a learning rate below {experiment.lr:g} may hold it."
    )
