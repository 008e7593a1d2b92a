"""This module shows a chart as every chapter shows it: with a name for those who cannot see it, and with all that can
be taken away of it: its numbers, its picture, a link, a line for an article.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from explainer import pictures
from explainer.plots.palette import DARK, LIGHT, Palette
from explainer.ui import state
from explainer.web.takeaway.html import attributes, tag

Rows = Sequence[dict[str, Any]]
Pick = Callable[[str], object]


def palette() -> Palette:
    """The colours of the theme the reader sees."""
    return DARK if state.dark() else LIGHT


def figure(chart: Any, rows: Rows, alt: str, key: str, pick: Pick | None = None) -> None:
    """A Plotly chart, and under it what can be taken away of it, its `rows` above all. `alt` says what it shows, in a
    sentence. `pick` is called with the custom data's first field of the point that a reader clicks."""
    numbers(rows, key, chart_alone(chart, alt, key, pick))


def chart_alone(chart: Any, alt: str, key: str, pick: Pick | None = None) -> list[str]:
    """For charts that stand beside each other over one table: `numbers` has to follow, and gets the keys that this
    returns."""
    look: dict[str, Any] = {"key": key, "config": config(key), "alt": alt}
    if pick:
        look |= {"on_select": lambda: picked(key, pick), "selection_mode": "points"}
    st.plotly_chart(chart, **look)
    return [key]


def config(key: str) -> dict[str, Any]:
    """What Plotly offers beside a chart: its picture, as it stands."""
    return {
        "scrollZoom": False,
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "svg", "filename": key},
    }


def picked(key: str, pick: Pick) -> None:
    state.touch()
    field = state.picked(key)
    if field is not None:
        pick(field)


def numbers(rows: Rows, key: str, charts: Sequence[str]) -> None:
    """What the charts above show, to read and to take away; `charts` are their keys."""
    with st.container(horizontal=True):
        with st.expander("The numbers as a table"):
            st.dataframe(list(rows), hide_index=True, key=f"{key}_table")
        with st.popover("Share", key=f"{key}_share"):
            share(rows, key, charts)


def share(rows: Rows, key: str, charts: Sequence[str]) -> None:
    st.markdown("**Link** to this page as it stands")
    st.code(state.here(), language=None, wrap_lines=True)
    lines = [line for chart in charts if (line := snippet(chart))]
    if lines:
        st.markdown("**Embed**: the chart as the page opens with it, as a picture that leads here")
        st.code("\n".join(lines), language=None, wrap_lines=True)
    st.markdown("**Download** the numbers, or the chart as it stands by the camera at its corner (SVG)")
    st.download_button("Numbers (CSV)", csv_of(rows), f"{key}.csv", "text/csv", key=f"{key}_csv", on_click="ignore")


def snippet(key: str) -> str:
    """The line of HTML that shows a chart's picture elsewhere; nothing where none was taken."""
    picture, (page, _, _) = pictures.of_chart(key), state.here().partition("?")
    if picture is None:
        return ""
    image = {"src": f"{page.rpartition('/')[0]}/{picture}", "alt": pictures.alt(key), "style": "max-width: 100%"}
    return tag("a", {"href": page}, f"<img{attributes(image)}>")


def csv_of(rows: Rows) -> str:
    """The rows as CSV, with a head."""
    file = io.StringIO()
    if rows:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return file.getvalue()
