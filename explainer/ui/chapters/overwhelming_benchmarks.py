"""Chapter 8's outside numbers: the benchmark tables with boxes to untick, InstructGPT's table, and ways across."""

from __future__ import annotations

from typing import Any

import streamlit as st

from explainer import facts
from explainer.fields import Choice
from explainer.plots import overwhelming as plots_overwhelming
from explainer.ui import charts as figures
from explainer.ui import state
from explainer.ui.state import Dial, Dials
from explainer.ui.story import cited

TABLES = {"chatgpt": "openchat_benchmarks", "grok": "openchat_vs_grok"}  # the rival that the sentence is about
RIVALS = {"chatgpt": "chatgpt", "grok": "grok-1"}  # its row
LABELS = {"chatgpt": "ChatGPT and others", "grok": "Grok"}
EVERY = tuple(dict.fromkeys(name for table in facts.BENCHMARKS.values() for name in table))
IN, OUT = "in", "out"
DIALS: dict[str, Dial] = {
    "against": (Choice(tuple(TABLES), "whom OpenChat is compared with"), "chatgpt"),
    **{name: (Choice((IN, OUT), f"whether {name} counts for the average"), IN) for name in EVERY},
}


def averages(dials: Dials) -> None:
    """Whom to compare with, a box a benchmark, what comes of it in a sentence, and the chart."""
    against = dials.values["against"]
    name = TABLES[against]
    benchmarks, rows = facts.BENCHMARKS[name], facts.table(name)

    def switched() -> None:
        if (value := state.filled("benchmarks_against")) is not None:
            dials.set({"against": value})

    key = state.fill("benchmarks_against", against)
    st.segmented_control("OpenChat against", list(TABLES), format_func=LABELS.__getitem__, key=key, on_change=switched)
    boxes(dials, benchmarks)
    kept = [benchmark for benchmark in benchmarks if dials.values[benchmark] == IN]
    sentence = compared(name, RIVALS[against], kept)
    st.markdown(sentence)
    chart = plots_overwhelming.averages(rows, benchmarks, kept, figures.palette())
    table = [table_row(row, benchmarks, kept) for row in rows]
    figures.figure(chart, table, sentence.replace("*", ""), f"averages_{against}")
    st.caption(
        "Diamonds: the average of the ticked benchmarks, our arithmetic, MT-Bench × 10. Bars: the average of all, as "
        f"printed. Small marks: the benchmarks, crosses where left out. Source: {cited(rows[0])[1:-1]}."
    )


def boxes(dials: Dials, benchmarks: dict[str, str]) -> None:
    with st.container(horizontal=True):
        for benchmark, label in benchmarks.items():
            key = state.fill(f"benchmarks_{benchmark}", dials.values[benchmark] == IN)
            st.checkbox(label, key=key, on_change=ticked, args=(dials, benchmark), width="content")


def ticked(dials: Dials, benchmark: str) -> None:
    dials.set({benchmark: IN if state.filled(f"benchmarks_{benchmark}") else OUT})


def compared(table: str, rival: str, kept: list[str]) -> str:
    """OpenChat and its rival on the benchmarks kept, in a sentence."""
    ours, theirs = facts.row(table, plots_overwhelming.OURS), facts.row(table, rival)
    mine, other = facts.average(ours, kept), facts.average(theirs, kept)
    if mine is None or other is None:
        return "No benchmark is ticked, so there is no average: tick one."
    lead = mine - other
    word = "level" if f"{abs(lead):.2f}" == "0.00" else f"{abs(lead):.2f} {'ahead' if lead > 0 else 'behind'}"
    every = facts.BENCHMARKS[table]
    left_out = [label for name, label in every.items() if name not in kept]
    on = f"without {', '.join(left_out)}" if left_out else f"on all {len(every)}"
    return f"**{ours['model']} {mine:.2f}, {theirs['model']} {other:.2f}** {on}: {word}."


def table_row(row: facts.Row, benchmarks: dict[str, str], kept: list[str]) -> dict[str, Any]:
    mean = facts.average(row, kept)
    scores = {label: facts.score(row, name) for name, label in benchmarks.items()}
    printed = float(row["average"]) if row["average"] else None
    return {"model": row["model"], "average of those ticked": mean, "average as printed": printed, **scores}


# Tables


def instructgpt() -> None:
    """What fine-tuning cost GPT-3, and what mixing the pretraining data back in gave back."""
    head = "| | GPT-3 | tuned | mixed | undone |\n|---|---|---|---|---|"
    rows = [
        f"| {r['task']} ({r['metric']}) | {r['gpt3_175b']} | {r['ppo_175b_no_pretrain_mix']} | "
        f"{r['ppo_ptx_175b_with_pretrain_mix']} | {facts.recovered(r):.0f}% |"
        for r in facts.table("instructgpt_table14")
    ]
    st.markdown("\n".join([head, *rows]))
    source = cited(facts.table("instructgpt_table14")[0])[1:-1]
    st.caption(
        f"175 billion parameters, few examples in the prompt. Source: {source}; the last column is our arithmetic."
    )


def ways() -> None:
    """What has been tried without the old data, as its authors report it."""
    rows = [f"| {r['method']} | {r['needs']} | {r['reported']} {cited(r)} |" for r in facts.table("ways_across")]
    with st.expander("Ways across without the old data, as reported", expanded=True):
        st.markdown("\n".join(["| way across | needs | reported |", "|---|---|---|", *rows]))
        st.caption(" ".join(f"**{grade}**: {meaning}." for grade, meaning in facts.GRADES.items()))
