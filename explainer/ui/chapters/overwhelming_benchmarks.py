"""This module has chapter 8's numbers from elsewhere: benchmarks to untick, InstructGPT's table, ways across."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from explainer import facts
from explainer.fields import Choice
from explainer.plots import overwhelming_benchmarks as plots
from explainer.ui import charts
from explainer.ui.dials import Dial, Dials
from explainer.ui.story import cited
from explainer.ui.widgets import dial, tick

TABLES = {"chatgpt": "openchat_benchmarks", "grok": "openchat_vs_grok"}  # the rival that the sentence is about
RIVALS = {"chatgpt": "chatgpt", "grok": "grok-1"}  # its row
LABELS = {"chatgpt": "ChatGPT and others", "grok": "Grok"}
EVERY = tuple(dict.fromkeys(name for table in facts.BENCHMARKS.values() for name in table))
IN, OUT = "in", "out"
DIALS: dict[str, Dial] = {
    "against": (Choice(tuple(TABLES), "whom OpenChat is compared with", LABELS), "chatgpt"),
    **{name: (Choice((IN, OUT), f"whether {name} counts for the average"), IN) for name in EVERY},
}


def averages(dials: Dials) -> None:
    """Whom to compare with, a box a benchmark, what comes of it in a sentence, and the chart."""
    dial(dials, "against", "OpenChat against", segments=True, key="benchmarks_against")
    against = dials.values["against"]
    name = TABLES[against]
    benchmarks, rows = facts.BENCHMARKS[name], facts.table(name)
    boxes(dials, benchmarks)
    ticked = [benchmark for benchmark in benchmarks if dials.values[benchmark] == IN]
    sentence = compared(name, RIVALS[against], ticked)
    st.markdown(sentence)
    chart = plots.averages(rows, benchmarks, ticked, charts.palette())
    table = [table_row(row, benchmarks, ticked) for row in rows]
    charts.figure(chart, table, sentence.replace("*", ""), f"averages_{against}")
    st.caption(
        "Diamonds: the average of the ticked benchmarks, our arithmetic, MT-Bench × 10. Bars: the average of all, as "
        f"printed. Small marks: the benchmarks, crosses where left out. Source: {cited(rows[0])[1:-1]}."
    )


def boxes(dials: Dials, benchmarks: dict[str, str]) -> None:
    with st.container(horizontal=True):
        for benchmark, label in benchmarks.items():
            tick(dials, benchmark, label, f"benchmarks_{benchmark}", IN, OUT)


def compared(table: str, rival: str, ticked: Sequence[str]) -> str:
    """OpenChat and its rival on the ticked benchmarks, in a sentence."""
    ours, theirs = facts.row(table, plots.OURS), facts.row(table, rival)
    mine, other = facts.average(ours, ticked), facts.average(theirs, ticked)
    if mine is None or other is None:
        return "No benchmark is ticked, so there is no average: tick one."
    lead = mine - other
    word = "level" if f"{abs(lead):.2f}" == "0.00" else f"{abs(lead):.2f} {'ahead' if lead > 0 else 'behind'}"
    every = facts.BENCHMARKS[table]
    left_out = [label for name, label in every.items() if name not in ticked]
    on = f"without {', '.join(left_out)}" if left_out else f"on all {len(every)}"
    return f"**{ours['model']} {mine:.2f}, {theirs['model']} {other:.2f}** {on}: {word}."


def table_row(row: facts.Row, benchmarks: dict[str, str], ticked: Sequence[str]) -> dict[str, Any]:
    mean = facts.average(row, ticked)
    scores = {label: facts.score(row, name) for name, label in benchmarks.items()}
    printed = float(row["average"]) if row["average"] else None
    return {"model": row["model"], "average of those ticked": mean, "average as printed": printed, **scores}


# Tables


def instructgpt() -> None:
    """What fine-tuning cost GPT-3, and what mixing the pretraining data back in gave back."""
    head = "| | GPT-3 | tuned | mixed | undone |\n|---|---|---|---|---|"
    rows = [
        f"| {row['task']} ({row['metric']}) | {row['gpt3_175b']} | {row['ppo_175b_no_pretrain_mix']} | "
        f"{row['ppo_ptx_175b_with_pretrain_mix']} | {facts.recovered(row):.0f}% |"
        for row in facts.table("instructgpt_table14")
    ]
    st.markdown("\n".join([head, *rows]))
    source = cited(facts.table("instructgpt_table14")[0])[1:-1]
    st.caption(
        f"175 billion parameters, few examples in the prompt. Source: {source}; the last column is our arithmetic."
    )


def ways() -> None:
    """What has been tried without the old data, as its authors report it."""
    rows = [
        f"| {row['method']} | {row['needs']} | {row['reported']} {cited(row)} |" for row in facts.table("ways_across")
    ]
    with st.expander("Ways across without the old data, as reported", expanded=True):
        st.markdown("\n".join(["| way across | needs | reported |", "|---|---|---|", *rows]))
        st.caption(" ".join(f"**{grade}**: {meaning}." for grade, meaning in facts.GRADES.items()))
