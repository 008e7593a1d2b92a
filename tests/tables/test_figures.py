"""These tests hold the parts and fields of figures to what docs/embedding.md says and to what an address may ask."""

import re

import pytest

from explainer.jobs.settings import ROOT
from explainer.tables.figures import BALL, DOSE, PARTS, hideable, spared
from explainer.web.takeaway.figures import KINDS

EMBEDDING = (ROOT / "docs" / "embedding.md").read_text(encoding="utf-8")


def cells(beginning):
    """The cells of the table's row that begins so, each as the words in code that it has."""
    row = next(line for line in EMBEDDING.splitlines() if line.startswith(f"| {beginning}"))
    return [re.findall(r"`([^`]*)`", cell) for cell in row.strip("|").split("|")]


@pytest.mark.parametrize(("kind", "row"), [("run", "run |"), ("ball", "ball, valley |"), ("dose", "dose |")])
def test_the_parts_that_can_be_left_out_are_those_of_the_docs(kind, row):
    assert tuple(cells(row)[1]) == hideable(kind)


def test_what_a_link_may_set_is_what_the_docs_say():
    assert cells("`preset`")[0] == ["preset", *BALL]
    assert cells("`replay`")[0] == list(DOSE)


@pytest.mark.parametrize("kind", KINDS)
def test_an_address_may_ask_for_every_part_to_be_left_out(kind):
    field = KINDS[kind].fields["hide"]
    assert field.parse("hide", ",".join(hideable(kind))) == hideable(kind)
    assert set(spared(kind)) < set(hideable(kind))


def test_there_are_parts_for_every_kind_of_figure():
    assert set(PARTS) == set(KINDS)
    for parts in PARTS.values():
        assert len({part.name for part in parts}) == len(parts) and parts[-1].name == "share"
