"""Chapter 5's chart of the old loss on the way; the dose curve itself is a figure of the player's (player/dose/)."""

from __future__ import annotations

import plotly.graph_objects as go

from explainer.fields import number
from explainer.plots.bands import faint, frame, label, spread
from explainer.plots.palette import Palette
from explainer.sweep.replay import Gap

SEEN_AT_EVERY_STEP = 20  # the loop measures every step so far, then every fifth


def on_the_way(gaps: dict[float, Gap], chosen: float, ink: Palette) -> go.Figure:
    """Old loss over the steps, mean over the seeds: without replay, with the chosen share and its spread, and the
    other shares as thin lines. `gaps` by share of replay."""
    figure, notes = go.Figure(), []
    figure.add_vrect(x0=0, x1=SEEN_AT_EVERY_STEP, fillcolor=faint(ink.neutral, 0.15), line_width=0)
    for replay, found in gaps.items():
        colour = ink.replay if replay == chosen else ink.old if replay == 0 else faint(ink.neutral, 0.8)
        if replay == chosen:
            spread(figure, found.curve.step, found.curve.low, found.curve.high, colour)
        figure.add_scatter(
            x=found.curve.step,
            y=found.curve.mean,
            name=f"{number(replay)}%",
            mode="lines",
            line={
                "color": colour,
                "width": 3 if replay == chosen else 2 if replay == 0 else 1,
                "dash": "dash" if replay == 0 and replay != chosen else "solid",
            },
            hovertemplate=f"{number(replay)}% replay, step %{{x}}: %{{y:.2f}} nats<extra></extra>",
        )
        if replay in (0, chosen, max(gaps)):
            ends = ink.ink if replay not in (0, chosen) else colour
            notes.append(label(found.steps, found.end, f"{number(replay)}%", ends, "right"))
    start = next(iter(gaps.values())).start
    figure.add_hline(y=start, line={"color": ink.old, "width": 1, "dash": "dot"})
    notes.append(label(SEEN_AT_EVERY_STEP, start, "before training", ink.old, "bottom", xanchor="left"))
    figure.update_xaxes(title="step", showgrid=False, range=[0, max(g.steps for g in gaps.values()) * 1.08])
    figure.update_yaxes(title="old loss, nats per token", rangemode="tozero")
    return frame(figure, 360, ink, annotations=notes)
