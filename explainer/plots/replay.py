"""This module draws chapter 5's chart: the old loss on the way. The dose curve is a figure of the player's."""

from __future__ import annotations

import plotly.graph_objects as go

from explainer.fields import number
from explainer.plots.bands import faint, frame, label, spread
from explainer.plots.palette import Palette
from explainer.sweep.replay import Gap

SEEN_AT_EVERY_STEP = 20  # the loop measures every step so far, then every fifth


def on_the_way(gaps: dict[float, Gap], chosen: float, palette: Palette) -> go.Figure:
    """Old loss over the steps, mean over the seeds: without replay, with the chosen share and its spread, and the
    other shares as thin lines. `gaps` by share of replay."""
    figure, notes = go.Figure(), []
    figure.add_vrect(x0=0, x1=SEEN_AT_EVERY_STEP, fillcolor=faint(palette.neutral, 0.15), line_width=0)
    for replay, gap in gaps.items():
        colour = colour_of(replay, chosen, palette)
        if replay == chosen:
            spread(figure, gap.curve.step, gap.curve.low, gap.curve.high, colour)
        course(figure, replay, gap, colour, replay == chosen)
        if replay in (0, chosen, max(gaps)):
            name = colour if replay in (0, chosen) else palette.ink
            notes.append(label(gap.steps, gap.end, f"{number(replay)}%", name, "right"))
    start = next(iter(gaps.values())).start
    figure.add_hline(y=start, line={"color": palette.old, "width": 1, "dash": "dot"})
    notes.append(label(SEEN_AT_EVERY_STEP, start, "before training", palette.old, "bottom", xanchor="left"))
    figure.update_xaxes(title="step", showgrid=False, range=[0, max(gap.steps for gap in gaps.values()) * 1.08])
    figure.update_yaxes(title="old loss, nats per token", rangemode="tozero")
    return frame(figure, 360, palette, annotations=notes)


def colour_of(replay: float, chosen: float, palette: Palette) -> str:
    """Of a share's line: green where it is the chosen one, blue without replay, and else faint."""
    if replay == chosen:
        return palette.replay
    return palette.old if replay == 0 else faint(palette.neutral, 0.8)


def course(figure: go.Figure, replay: float, gap: Gap, colour: str, chosen: bool) -> None:
    """The mean loss at a share: the chosen one is wide, that without replay dashed."""
    bare = replay == 0 and not chosen
    figure.add_scatter(
        x=gap.curve.step,
        y=gap.curve.mean,
        name=f"{number(replay)}%",
        mode="lines",
        line={"color": colour, "width": 3 if chosen else 2 if bare else 1, "dash": "dash" if bare else "solid"},
        hovertemplate=f"{number(replay)}% replay, step %{{x}}: %{{y:.2f}} nats<extra></extra>",
    )
