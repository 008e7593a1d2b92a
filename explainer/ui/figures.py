"""A chart as every chapter shows it: with a name for those who cannot see it, a table and a file of its numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from explainer import plots
from explainer.ui import state

BARE = {"displayModeBar": False, "scrollZoom": False}


def palette() -> plots.Palette:
    """The colours of the theme the reader sees."""
    return plots.DARK if state.dark() else plots.LIGHT


def figure(
    chart: Any, rows: Sequence[dict[str, Any]], alt: str, key: str, pick: Callable[[str], None] | None = None
) -> None:
    """A Plotly chart, and under it its `rows` as a table and as CSV. `alt` says what it shows, in a sentence.
    `pick` is called with the custom data's first field of the point that a reader clicks."""
    chart_alone(chart, alt, key, pick)
    numbers(rows, key)


def chart_alone(chart: Any, alt: str, key: str, pick: Callable[[str], None] | None = None) -> None:
    """For charts that stand beside each other over one table: `numbers` has to follow."""
    if pick:
        st.plotly_chart(
            chart,
            key=key,
            config=BARE,
            alt=alt,
            on_select=lambda: picked(key, pick),
            selection_mode="points",
        )
    else:
        st.plotly_chart(chart, key=key, config=BARE, alt=alt)


def numbers(rows: Sequence[dict[str, Any]], key: str) -> None:
    """What a figure shows, as a table and as CSV."""
    with st.expander("The numbers as a table"):
        st.dataframe(list(rows), hide_index=True, key=f"{key}_table")
        st.download_button("Download as CSV", text(rows), f"{key}.csv", "text/csv", key=f"{key}_csv", on_click="ignore")


def picked(key: str, pick: Callable[[str], None]) -> None:
    found = state.picked(key)
    if found is not None:
        pick(found)


def text(rows: Sequence[dict[str, Any]]) -> str:
    """The rows as CSV, with a head."""
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return out.getvalue()
