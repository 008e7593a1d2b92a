"""This module is chapter 1: the openness index as dots, to filter and look up, and the best-known models.

It counts which systems have open weights, and which have open data.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

import streamlit as st

from explainer import facts
from explainer.fields import Choice, Number
from explainer.plots import moat as plots
from explainer.ui import charts, state, story
from explainer.ui.dials import Dial, Dials
from explainer.ui.story import READING, cited
from explainer.ui.widgets import dial

NAME = "moat"
INDEX = facts.table("openness_index")
YEARS = sorted({int(row["releasedate"][:4]) for row in INDEX if row["releasedate"]})
ANY, NONE = "all", "none"
TYPES = {kind: kind.capitalize() for kind in (ANY, "text", "code", "image", "audio", "video")}
BY_MAKER = sorted(INDEX, key=lambda row: row["org"].lower())
MAKERS = {ANY: "All", **{row["org"].lower(): row["org"] for row in BY_MAKER if row["org"]}}
SYSTEMS = {NONE: "–", **{row["id"]: row["name"] or "(no name)" for row in INDEX}}
PINS = {row["index"]: row["pin"] for row in facts.table("models") if row["pin"]}
DIALS: dict[str, Dial] = {
    "type": (Choice(tuple(TYPES), "what a system makes", TYPES), ANY),
    "from": (Number(YEARS[0], YEARS[-1], "first year", whole=True), YEARS[0]),
    "to": (Number(YEARS[0], YEARS[-1], "last year", whole=True), YEARS[-1]),
    "maker": (Choice(tuple(MAKERS), "who makes it", MAKERS), ANY),
    "system": (Choice(tuple(SYSTEMS), "the system that is looked up", SYSTEMS), NONE),
}
TABLE = ("name", "org", "type", "basemodelname", "releasedate", "weights_basemodel", "datasources_basemodel")
WORDS = {"open": "open", "partial": "partly, or on request", "closed": "closed"}
ASKED = {
    "Weights of the base model": "weights_basemodel",
    "its data": "datasources_basemodel",
    "training code": "trainingcode",
    "licences": "licenses",
}


def page() -> None:
    dials = state.linked(NAME, partial(Dials, NAME, DIALS))
    story.chapter(NAME, {"index": partial(explorer, dials), "models": named_models}, measured(), dials)


def measured() -> dict[str, str]:
    """What the text says of the index."""
    count = facts.openness([row for row in INDEX if "text" in row["type"]])
    return {
        "systems": str(len(INDEX)),
        "with_weights": str(count.open_weights + count.gated),
        "with_data": str(count.both),
    }


# The index


def explorer(dials: Dials) -> None:
    """The filters, a sentence that counts, the dots, and the system that is looked up."""
    filters(dials)
    rows = matching(dials.values)
    st.markdown(counted(rows) if rows else "**No system is like that.** Open the filters a little.")
    chart = plots.openness(INDEX, {row["id"] for row in rows}, PINS, charts.palette())
    table = [{key: row[key] for key in TABLE} for row in rows]
    alt = "Systems of the index as dots, by whether their weights and their training data are open. " + counted(rows)
    charts.figure(chart, table, alt.replace("*", ""), "openness", partial(dials.choose, "system"))
    st.caption(
        f"Every dot is a system: filled and green where the data is open, a ring where it is closed. "
        f"Names stand for the models in the table below. Source: {cited(INDEX[0])[1:-1]}."
    )
    looked_up(dials)


def matching(values: dict[str, Any]) -> list[facts.Row]:
    """The systems that the dials let through."""
    return [
        row
        for row in INDEX
        if values["type"] in (ANY, *row["type"].split(","))
        and values["maker"] in (ANY, row["org"].lower())
        and (not row["releasedate"] or values["from"] <= int(row["releasedate"][:4]) <= values["to"])
    ]


def counted(rows: list[facts.Row]) -> str:
    count = facts.openness(rows)
    return (
        f"**{count.systems}** systems. The weights of **{count.open_weights + count.gated}** can be had "
        f"({count.gated} of them on request or in part); **{count.both}** of those come with their data."
    )


def filters(dials: Dials) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        dial(dials, "type", "Makes", width=130)
        dial(dials, "from", "From", options=YEARS, width=110)
        dial(dials, "to", "To", options=YEARS, width=110)
        dial(dials, "maker", "Maker", width=280)


def looked_up(dials: Dials) -> None:
    dial(dials, "system", "Look up a system (or click its dot)")
    row = next((row for row in INDEX if row["id"] == dials.values["system"]), None)
    if row:
        with st.container(border=True, width=READING):
            name, maker, date = (row[key] or "not named" for key in ("name", "org", "releasedate"))
            st.text(f"{name}, by {maker}, {date}")
            st.text(f"Built on {row['basemodelname'] or 'a model that is not named'}.")
            st.markdown(" · ".join(f"{label}: **{WORDS[row[key]]}**" for label, key in ASKED.items()))


# The models that people have heard of


def named_models() -> None:
    """How much each read, whether one may read it too, and how its maker earns; each with its grade and source."""
    models = list(dict.fromkeys(row["model"] for row in facts.table("models")))
    rows = [model_row(model) for model in models]
    st.markdown("**How much they read, and whether you may read it too**")
    alt = "Tokens read by each model: " + ", ".join(f"{r['model']} {r['tokens']}, data {r['data']}" for r in rows)
    table = [{key: value for key, value in row.items() if key != "trillions"} for row in rows]
    charts.figure(plots.tokens(rows, charts.palette()), table, alt, "tokens")
    st.caption("Filled: the data is open. Outlined: it is not. No bar: nobody says how much.")
    with st.expander("Sources, grades, and how each maker earns", expanded=True):
        st.markdown("\n".join([HEAD, *map(cells, models)]))
        st.caption(" ".join(f"**{grade}**: {meaning}." for grade, meaning in facts.GRADES.items()))


HEAD = "| model | maker | tokens | weights | data | how the maker earns |\n|---|---|---|---|---|---|"
ASPECTS = ("tokens", "weights", "data", "earns")


def claims_of(model: str) -> dict[str, facts.Row]:
    """What is known of a model, by aspect."""
    return {row["aspect"]: row for row in facts.table("models") if row["model"] == model}


def model_row(model: str) -> dict[str, Any]:
    claims = claims_of(model)
    values = {aspect: claims[aspect]["value"] for aspect in ASPECTS}
    return {"model": model, "maker": claims["tokens"]["maker"], **values, "trillions": trillions(values["tokens"])}


def trillions(tokens: str) -> float | None:
    """The (last) number in "4T to 6T" or "300B", in trillions."""
    numbers = re.findall(r"([\d.]+)([TB])", tokens)
    if not numbers:
        return None
    value, unit = numbers[-1]
    return float(value) / (1 if unit == "T" else 1000)


def cells(model: str) -> str:
    """A model's line of the table, as Markdown."""
    claims = claims_of(model)
    links = " | ".join(link(claims[aspect]) for aspect in ASPECTS)
    return f"| **{model}** | {claims['tokens']['maker']} | {links} |"


def link(row: facts.Row) -> str:
    """The value, linked to its source, with its grade."""
    note = f" ({row['note']})" if row["note"] else ""
    reported = ", reported" if row["grade"] == "C" else ""
    return f"[{row['value']}]({row['source']}){note} {row['grade']}{reported}" if row["source"] else row["value"]
