"""The openness explorer of chapter 1: the index's systems as dots, to filter and look up, and the best-known models."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from explainer import facts
from explainer.fields import Choice, Number
from explainer.plots import moat as plots
from explainer.ui import charts as figures
from explainer.ui import state
from explainer.ui.state import Dial, Dials
from explainer.ui.story import READING, cited

INDEX = facts.table("openness_index")
YEARS = sorted({int(row["releasedate"][:4]) for row in INDEX if row["releasedate"]})
TYPES = ("all", "text", "code", "image", "audio", "video")
MAKERS = {row["org"].lower(): row["org"] for row in sorted(INDEX, key=lambda row: row["org"].lower()) if row["org"]}
SYSTEMS = {row["id"]: row["name"] or "(no name)" for row in INDEX}
PINS = {row["index"]: row["pin"] for row in facts.table("models") if row["pin"]}
ANY = "all"
DIALS: dict[str, Dial] = {
    "type": (Choice(TYPES, "what a system makes"), ANY),
    "from": (Number(YEARS[0], YEARS[-1], "first year", whole=True), YEARS[0]),
    "to": (Number(YEARS[0], YEARS[-1], "last year", whole=True), YEARS[-1]),
    "maker": (Choice((ANY, *MAKERS), "who makes it"), ANY),
    "system": (Choice(("none", *SYSTEMS), "the system that is looked up"), "none"),
}
SAID = {"open": "open", "partial": "partly, or on request", "closed": "closed"}


def matching(values: dict[str, Any]) -> list[facts.Row]:
    """The systems that the dials let through."""
    return [
        row
        for row in INDEX
        if values["type"] in (ANY, *row["type"].split(","))
        and values["maker"] in (ANY, row["org"].lower())
        and (not row["releasedate"] or values["from"] <= int(row["releasedate"][:4]) <= values["to"])
    ]


def explorer(dials: Dials) -> None:
    """The filters, a sentence that counts, the dots, and the system that is looked up."""
    filters(dials)
    found = matching(dials.values)
    st.markdown(counted(found) if found else "**No system is like that.** Open the filters a little.")
    chart = plots.openness(INDEX, {row["id"] for row in found}, PINS, figures.palette())
    rows = [{key: row[key] for key in TABLE} for row in found]
    alt = "Systems of the index as dots, by whether their weights and their training data are open. " + counted(found)
    figures.figure(chart, rows, alt.replace("*", ""), "openness", lambda id: dials.set({"system": id}))
    st.caption(
        f"Every dot is a system: filled and green where the data is open, a ring where it is closed. "
        f"Names stand for the models in the table below. Source: {cited(INDEX[0])[1:-1]}."
    )
    looked_up(dials)


TABLE = ("name", "org", "type", "basemodelname", "releasedate", "weights_basemodel", "datasources_basemodel")


def counted(found: list[facts.Row]) -> str:
    count = facts.openness(found)
    return (
        f"**{count.systems}** systems. The weights of **{count.open_weights + count.gated}** can be had "
        f"({count.gated} of them on request or in part); **{count.both}** of those come with their data."
    )


def filters(dials: Dials) -> None:
    names = {ANY: "All", **MAKERS}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        choice(dials, "type", "Makes", TYPES, str.capitalize, 130)
        choice(dials, "from", "From", YEARS, str, 110)
        choice(dials, "to", "To", YEARS, str, 110)
        choice(dials, "maker", "Maker", list(names), names.__getitem__, 280)


def choice(
    dials: Dials, name: str, label: str, options: Sequence[Any], shown: Callable[[Any], str], width: int | None = None
) -> None:
    """A select box that sets one of the page's dials."""
    key = state.fill(f"moat_{name}", dials.values[name])
    st.selectbox(
        label,
        options,
        format_func=shown,
        key=key,
        on_change=lambda: dials.set({name: state.filled(f"moat_{name}")}),
        width=width or "stretch",
    )


def looked_up(dials: Dials) -> None:
    names = {"none": "–", **SYSTEMS}
    choice(dials, "system", "Look up a system (or click its dot)", list(names), names.__getitem__)
    row = next((row for row in INDEX if row["id"] == dials.values["system"]), None)
    if row:
        with st.container(border=True, width=READING):
            name, maker, date = (row[key] or "not named" for key in ("name", "org", "releasedate"))
            st.text(f"{name}, by {maker}, {date}")
            st.text(f"Built on {row['basemodelname'] or 'a model that is not named'}.")
            said = [(label, SAID[row[key]]) for label, key in ASKED.items()]
            st.markdown(" · ".join(f"{label}: **{word}**" for label, word in said))


ASKED = {
    "Weights of the base model": "weights_basemodel",
    "its data": "datasources_basemodel",
    "training code": "trainingcode",
    "licences": "licenses",
}


# The models that people have heard of


def named_models() -> None:
    """How much each read, whether one may read it too, and how its maker earns; each with its grade and source."""
    models = list(dict.fromkeys(row["model"] for row in facts.table("models")))
    rows = [model_row(model) for model in models]
    st.markdown("**How much they read, and whether you may read it too**")
    alt = "Tokens read by each model: " + ", ".join(f"{r['model']} {r['tokens']}, data {r['data']}" for r in rows)
    shown = [{key: value for key, value in row.items() if key != "trillions"} for row in rows]
    figures.figure(plots.tokens(rows, figures.palette()), shown, alt, "tokens")
    st.caption("Filled: the data is open. Outlined: it is not. No bar: nobody says how much.")
    with st.expander("Sources, grades, and how each maker earns", expanded=True):
        st.markdown("\n".join([HEAD, *(cells(model) for model in models)]))
        st.caption(" ".join(f"**{grade}**: {meaning}." for grade, meaning in facts.GRADES.items()))


HEAD = "| model | maker | tokens | weights | data | how the maker earns |\n|---|---|---|---|---|---|"
ASPECTS = ("tokens", "weights", "data", "earns")


def claims_of(model: str) -> dict[str, facts.Row]:
    return {row["aspect"]: row for row in facts.table("models") if row["model"] == model}


def model_row(model: str) -> dict[str, Any]:
    said = claims_of(model)
    values = {aspect: said[aspect]["value"] for aspect in ASPECTS}
    return {"model": model, "maker": said["tokens"]["maker"], **values, "trillions": trillions(values["tokens"])}


def trillions(tokens: str) -> float | None:
    """The (last) number in "4T to 6T" or "300B", in trillions."""
    found = re.findall(r"([\d.]+)([TB])", tokens)
    return float(found[-1][0]) / (1 if found[-1][1] == "T" else 1000) if found else None


def cells(model: str) -> str:
    said = claims_of(model)
    shown = [f"{link(said[aspect])}" for aspect in ASPECTS]
    return f"| **{model}** | {said['tokens']['maker']} | {' | '.join(shown)} |"


def link(row: facts.Row) -> str:
    """The value, linked to its source, with its grade."""
    note = f" ({row['note']})" if row["note"] else ""
    reported = ", reported" if row["grade"] == "C" else ""
    return f"[{row['value']}]({row['source']}){note} {row['grade']}{reported}" if row["source"] else row["value"]
