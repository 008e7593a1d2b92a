"""This module writes what the page The real valley says beside its figure: how much of the paths the plane holds, what
the picture is not, where it comes from, and how far a measuring is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from explainer.fields import number
from explainer.jobs.desk import ValleyStatus
from explainer.text import escaped


def about(ground: Mapping[str, Any]) -> None:
    """Two columns of words, and a caption."""
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("How much of the paths is in it")
        st.markdown("Of each real path, the share that lies in these two directions:")
        st.dataframe(shares(ground), hide_index=True)
        st.markdown(
            "Steps are those from one kept checkpoint to the next: they tell how much of the walking the plane holds. "
            "Distances are those from the start; the ends lie in the plane by its making, so it seems to hold them "
            "well. A path is drawn where it comes closest in the plane."
        )
    with right:
        st.subheader("What this picture is not")
        st.markdown(
            f"* It has two directions out of {ground['provenance']['parameters']:,}. A ball here cannot go round a "
            "hill that the real model walked round, so it does not retrace the paths.\n"
            "* Its replay slider mixes two *losses*. Real replay mixes *sequences*, drawn by chance: that is the same "
            "only in expectation.\n"
            "* The ground is loss on held-out text; training walks on that of its own batches, and with AdamW.\n"
            "* It is the plane through these three sets of weights "
            "([Garipov et al. 2018](https://arxiv.org/abs/1802.10026)); another plane shows other hills "
            "([Li et al. 2018](https://arxiv.org/abs/1712.09913))."
        )
    st.caption(origin(ground))


def shares(ground: Mapping[str, Any]) -> list[dict[str, str]]:
    return [
        {
            "path": f"{path['label']} replay",
            "squared steps": f"{path['inside_legs']:.0%}",
            "squared distances": f"{path['inside']:.0%}",
        }
        for path in ground["paths"]
    ]


def origin(ground: Mapping[str, Any]) -> str:
    """Where and when it was measured, how closely; of a recorded one, the command that measures it anew."""
    made, points = ground["provenance"], len(ground["old"])
    recorded, experiment = made["kind"] == "recorded", made["experiment"]
    device, day = escaped(str(made["device"])), made["created"][:10]
    sentence = (
        f"{'Recorded' if recorded else 'Measured live'} on {day} ({device}, threads: {made['threads']}, "
        f"seed {experiment['seed']}, {made['seconds']:.0f} s): {points} × {points} points. At start and ends the "
        f"losses are within {made['apart']:.0e} nats per token of what the runs recorded."
    )
    if not recorded:
        return sentence
    options = f"--task {experiment['task']} --replay {number(experiment['replay'])}"
    return f"{sentence} Make it again: `python -m explainer valley {options} --out valley.json`"


def how_far(status: ValleyStatus) -> str:
    """How far a measuring is, in a sentence."""
    left = status["eta_seconds"]
    if status["status"] == "queued":
        start = "" if left is None else f", in about {left:.0f} s"
        return f"Waiting for its turn: number {status['position']} in the queue{start}."
    end = "" if left is None else f", about {left:.0f} s left"
    return f"{status['step']} of {status['steps']} points{end}. The picture gets finer as they come."
