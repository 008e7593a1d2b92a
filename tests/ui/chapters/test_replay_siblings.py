"""Chapter 5's word on Pebble's siblings: what their recorded runs say, and nothing where none ships."""

import json

import pytest

from explainer.jobs.settings import ROOT
from explainer.ui.chapters.replay_siblings import ours, pairs, sentence


def keep(home, seed, share):
    """A recorded run of Pebble's as that of a sibling."""
    folder = home / f"pebble-{seed}"
    folder.mkdir(exist_ok=True)
    (folder / f"german-{share}.json").write_text((ROOT / "assets" / "runs" / f"german-{share}.json").read_text())


@pytest.mark.parametrize("seeds", [(), (1,), (1, 2)])
def test_the_sentence_holds_the_numbers_of_the_runs_that_ship(tmp_path, seeds):
    for seed in seeds:
        for share in (0, 5):
            keep(tmp_path, seed, share)
    said = sentence(pairs(tmp_path), ours())
    bare, mixed = (json.loads((ROOT / "assets" / "runs" / f"german-{share}.json").read_text()) for share in (0, 5))
    rise, left = (run["summary"]["old_after"] - run["summary"]["old_before"] for run in (bare, mixed))
    assert said.count(f"{rise:.2f}") == said.count(f"{1 - left / rise:.0%}") == (len(seeds) + 1 if seeds else 0), (
        "each sibling, and the Pebble that ships"
    )
    assert bool(said) == bool(seeds)


def test_half_a_pair_says_nothing(tmp_path):
    keep(tmp_path, 1, 0)
    assert sentence(pairs(tmp_path), ours()) == ""
