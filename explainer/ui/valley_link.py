"""This module draws the link from a run to its valley: the one that ships, or where a finished pair's is measured."""

from __future__ import annotations

import streamlit as st

from explainer.landscape.shipped import VALLEYS
from explainer.record import Record
from explainer.ui import recorded
from explainer.ui.pages import VALLEY


def valley_link(run_id: str, record: Record, twin: Record | None) -> None:
    """Nothing where there is no valley and none can be measured."""
    if run_id in recorded.names():
        if (VALLEYS / f"{run_id}.json").is_file():
            link("Its measured valley", {"valley": run_id})
    elif twin and record["status"] == twin["status"] == "done":
        link("Measure its valley", {"run": run_id})


def link(label: str, query: dict[str, str]) -> None:
    st.page_link(VALLEY, label=label, query_params=query, icon=":material/landscape:")
