"""A chart as every chapter shows it: with a name for those who cannot see it, and all there is to take away of it: its
numbers, its picture, a link, a line for an article."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from explainer import pictures
from explainer.plots import palette as plots
from explainer.ui import state
from explainer.web.takeaway.html import attributes, tag


def palette() -> plots.Palette:
    """The colours of the theme the reader sees."""
    return plots.DARK if state.dark() else plots.LIGHT


def figure(
    chart: Any, rows: Sequence[dict[str, Any]], alt: str, key: str, pick: Callable[[str], None] | None = None
) -> None:
    """A Plotly chart, and under it what can be taken away of it, its `rows` above all. `alt` says what it shows, in a
    sentence. `pick` is called with the custom data's first field of the point that a reader clicks."""
    numbers(rows, key, chart_alone(chart, alt, key, pick))


def chart_alone(chart: Any, alt: str, key: str, pick: Callable[[str], None] | None = None) -> list[str]:
    """For charts that stand beside each other over one table: `numbers` has to follow, and gets the keys that this
    returns."""
    if pick:
        st.plotly_chart(
            chart,
            key=key,
            config=config(key),
            alt=alt,
            on_select=lambda: picked(key, pick),
            selection_mode="points",
        )
    else:
        st.plotly_chart(chart, key=key, config=config(key), alt=alt)
    return [key]


def config(key: str) -> dict[str, Any]:
    """What Plotly offers beside a chart: its picture, as it stands."""
    picture = {"format": "svg", "filename": key}
    return {
        "scrollZoom": False,
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": picture,
    }


def numbers(rows: Sequence[dict[str, Any]], key: str, charts: Sequence[str]) -> None:
    """What the charts above show, to read and to take away; `charts` are their keys."""
    with st.container(horizontal=True):
        with st.expander("The numbers as a table"):
            st.dataframe(list(rows), hide_index=True, key=f"{key}_table")
        with st.popover("Share", key=f"{key}_share"):
            share(rows, key, charts)


def share(rows: Sequence[dict[str, Any]], key: str, charts: Sequence[str]) -> None:
    st.markdown("**Link** to this page as it stands")
    st.code(state.here(), language=None, wrap_lines=True)
    lines = [line for chart in charts if (line := snippet(chart))]
    if lines:
        st.markdown("**Embed**: the chart as the page opens with it, as a picture that leads here")
        st.code("\n".join(lines), language=None, wrap_lines=True)
    st.markdown("**Download** the numbers, or the chart as it stands by the camera at its corner (SVG)")
    st.download_button("Numbers (CSV)", text(rows), f"{key}.csv", "text/csv", key=f"{key}_csv", on_click="ignore")


def snippet(key: str) -> str:
    """The line of HTML that shows a chart's picture elsewhere; nothing where none was taken."""
    picture, (page, _, _) = pictures.of_chart(key), state.here().partition("?")
    if picture is None:
        return ""
    shown = {"src": f"{page.rpartition('/')[0]}/{picture}", "alt": pictures.alt(key), "style": "max-width: 100%"}
    return tag("a", {"href": page}, f"<img{attributes(shown)}>")


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
