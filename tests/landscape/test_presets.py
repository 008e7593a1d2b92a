"""The toy landscapes: what their notes and limits say is true of their own descents, in closed form and on the grid
that the reader's browser has; and what they are held against is what was measured.
"""

import functools
import itertools
import math
import re
from pathlib import Path

import numpy as np
import pytest

from explainer import record
from explainer.facts import fact
from explainer.landscape.descent import Settings, begin, roll
from explainer.landscape.presets import PRESETS, ground
from explainer.tables.optimisers import OPTIMISERS
from explainer.text import read
from tests.helpers.landscape import lands

ROOT = Path(__file__).parents[2]


def path_on(land, name, start=None, steps=None, **settings):
    """From the preset's own start, at its own learning rate, for its own steps."""
    preset = PRESETS[name]
    chosen = Settings(**{"lr": preset.lr, **settings})
    return roll(land, chosen, begin(start or preset.start), preset.steps if steps is None else steps)


def ways(name):
    """On each land a function: the path with these settings."""
    return [functools.partial(path_on, land, name) for land in lands(name)]


def paths_of(name, **settings):
    return [path(**settings) for path in ways(name)]


def distance(point, place):
    return math.dist((point.x, point.y), place)


def lengths(path):
    return [math.dist((a.x, a.y), (b.x, b.y)) for a, b in itertools.pairwise(path)]


def moved(path):
    return distance(path[-1], (path[0].x, path[0].y))


def removed(path, **settings):
    """Share of the forgetting that 1% of replay removes, in per cent."""
    bare, one = (path(replay=replay, **settings) for replay in (0, 1))
    return 100 * (bare[-1].old - one[-1].old) / (bare[-1].old - bare[0].old)


def least_of_the_trough(path):
    """The least old loss along the floor of the new task's trough."""
    x, y, angle = 0.4, 0.4, math.radians(-20)
    floor = [(x + s * math.cos(angle), y + s * math.sin(angle)) for s in np.linspace(-2.5, 2.5, 501)]
    return min(path(start=place, steps=0)[0].old for place in floor)


def ends(task, *shares, **settings):
    """The task's loss at the end, with each share of replay."""
    return lambda path: [getattr(path(replay=share, **settings)[-1], task) for share in shares]


def paper(*cells):
    """What Ibrahim et al. 2024 measured, and our arithmetic on it."""
    return lambda path: [float(fact(f"replay_table.{cell}").value.rstrip("%")) for cell in cells]


def nothing_changes(path):
    return path(replay=100)[-1].old - path()[-1].old


GERMAN = paper("german-1.d1_loss", "german-0.d1_loss")
OVERLAP, PEAKS, FAST = PRESETS["overlap"], PRESETS["peaks"], {"optimiser": "momentum"}
# A landscape, words of its note or limits, and the numbers in them, in their order. Each must round to what is printed.
NUMBERS = [
    ("bowl", "from 2.65 to 0.85 in 10 steps", lambda path: [path()[0].new, path()[10].new, 10]),
    ("bowl", "and to 0.01 in 60", lambda path: [path()[-1].new, len(path()) - 1]),
    ("peaks", "leads down to, at 1.30", ends("new", 0)),
    ("peaks", "the deepest one lies at 0.52", lambda path: [path(start=PEAKS.new_valley)[0].new]),
    ("two-valleys", "the old loss ends at 4.0", ends("old", 0)),
    ("two-valleys", "1% of replay stops it before the ridge, at 1.3", ends("old", 1)),
    ("two-valleys", "the new loss ends at 0.41 instead of 0.10", ends("new", 1, 0)),
    ("two-valleys", "removed 53% of the forgetting", paper("german-1.removed")),
    ("two-valleys", "at a new loss of 1.12 instead of 1.11", GERMAN),
    ("overlap", "from 2.92 it falls", lambda path: [path()[0].old]),
    ("overlap", "to 0.11 on the way", lambda path: [min(point.old for point in path())]),
    ("overlap", "ends at 0.21", ends("old", 0)),
    ("overlap", "from 0.10 to 0.21", lambda path: [path(start=OVERLAP.old_valley)[k].old for k in (0, -1)]),
    ("overlap", "from 2.17 to 2.44", paper("pile.d0_pile_loss", "slimpajama-0.d0_pile_loss")),
    ("gorge", "in 100 steps", lambda path: [len(path()) - 1]),
    ("gorge", "takes the new loss from 1.22 to 0.17", lambda path: [path()[k].new for k in (0, -1)]),
    ("gorge", "momentum to 0.00", ends("new", 0, **FAST)),
    ("gorge", "an old loss of 3.6 instead of 4.3", ends("old", 1, 0)),
    ("gorge", "with momentum 5.6 instead of 6.9", ends("old", 1, 0, **FAST)),
    ("gorge", "and 53% in Ibrahim et al. 2024", paper("german-1.removed")),
    ("plateau", "in 200 steps", lambda path: [len(path()) - 1]),
    ("plateau", "takes the new loss from 2.50 to 0.10", lambda path: [path(**FAST)[k].new for k in (0, -1)]),
    ("plateau", "it stays at 2.50", ends("new", 1, **FAST)),
    ("plateau", "(1.12 instead of 1.11)", GERMAN),
    ("trough", "After 300 steps", lambda path: [len(path()) - 1]),
    ("trough", "without replay at an old loss of 1.7, with 1% at 0.56, with 5% at 0.21", ends("old", 0, 1, 5)),
    ("trough", "the new loss is 0.10 each time", lambda path: [max(ends("new", 0, 1, 5)(path))]),
    ("trough", "with 25% of replay the new loss is 0.10", ends("new", 25)),
    ("trough", "it was 1.16 instead of 1.11", paper("german-25.d1_loss", "german-0.d1_loss")),
]
# A landscape, words of its note or limits, what they say as a number, and between which two it lies.
WORDS = [
    ("bowl", "replay changes nothing", nothing_changes, -1e-9, 1e-9),
    ("peaks", "replay changes nothing", nothing_changes, -1e-9, 1e-9),
    ("two-valleys", "1% of replay stops it before the ridge", lambda path: max(p.x for p in path(replay=1)), -3, -0.65),
    ("overlap", "outside both valleys", lambda path: distance(path()[0], OVERLAP.new_valley), 3, 9),
    ("overlap", "outside both valleys", lambda path: distance(path()[0], OVERLAP.old_valley), 3, 9),
    ("overlap", "with the old task unlearned", lambda path: path()[0].old - min(p.old for p in path()), 2, 9),
    ("gorge", "1% of replay saves little", removed, 0, 20),
    ("gorge", "removes less than a fifth of the forgetting", removed, 0, 20),
    ("gorge", "removes less than a fifth of the forgetting", lambda path: removed(path, **FAST), 0, 20),
    ("plateau", "gradient descent hardly moves", lambda path: moved(path()), 0, 0.2),  # of 3.8 to the new valley
    ("plateau", "momentum gathers speed", lambda path: max(lengths(path(**FAST))) / lengths(path())[0], 100, 10_000),
    ("plateau", "with 1% of replay neither gets away", lambda path: moved(path(replay=1)), 0, 0.1),
    ("plateau", "with 1% of replay neither gets away", lambda path: moved(path(replay=1, **FAST)), 0, 0.1),
    ("plateau", "prevents all learning", lambda path: path()[0].new - path(replay=1, **FAST)[-1].new, -0.002, 0.002),
    ("plateau", "at the start is next to nothing", lambda p: lengths(p())[0] / PRESETS["plateau"].lr, 0, 0.005),
    ("trough", "the ball lies in the trough", lambda path: max(ends("new", 0, 1, 5)(path)), 0.1, 0.1005),
    ("trough", "the least along it", lambda path: path(replay=5)[-1].old - least_of_the_trough(path), -0.005, 0.005),
    ("trough", "old data costs nothing", lambda path: path(replay=25)[-1].new - path()[-1].new, -0.001, 0.001),
]
NUMBER = re.compile(r"\d+(?:\.(\d+))?")
NOT_MEASURED = re.compile(r"et al\. \d{4}|\b(?:1|5|25)%")  # years, and the shares of replay that are set


def said(name):
    return f"{PRESETS[name].note} {PRESETS[name].limits}"


@pytest.mark.parametrize(
    ("name", "words", "measured"), NUMBERS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_number_that_is_said_is_the_descents_own(name, words, measured):
    assert words in said(name)
    printed = list(NUMBER.finditer(NOT_MEASURED.sub("", words)))
    for path in ways(name):
        for number, value in zip(printed, measured(path), strict=True):
            half = 0.5 * 10 ** -len(number[1] or "")
            assert float(number[0]) == pytest.approx(value, abs=half * 1.001), f"{number[0]} is {value:.4f}"


@pytest.mark.parametrize(
    ("name", "words", "measured", "low", "high"), WORDS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_what_is_said_without_a_number_is_true_by_a_margin(name, words, measured, low, high):
    assert words in said(name)
    assert all(low <= measured(path) <= high for path in ways(name)), [measured(path) for path in ways(name)]


@pytest.mark.parametrize("name", PRESETS)
def test_no_number_is_said_that_is_not_measured(name):
    text = said(name)
    for landscape, words, _ in NUMBERS:
        text = text.replace(words, "") if landscape == name else text
    assert not NUMBER.search(NOT_MEASURED.sub("", text)), text


@pytest.mark.parametrize("task", ["german", "jan"])
def test_pebble_learns_as_much_with_1_percent_as_without_and_forgets_far_less(task):
    """What the limits hold the toys against: that Pebble's new loss is much the same, and that far more is removed."""
    bare, one = (record.read(ROOT / "assets" / "runs" / f"{task}-{replay}.json") for replay in (0, 1))
    fall = bare["summary"]["new_before"] - bare["summary"]["new_after"]
    assert abs(one["summary"]["new_after"] - bare["summary"]["new_after"]) < 0.02 * fall, "two valleys: 0.21 of it"
    assert record.share_removed(one, bare) > 0.4, "the gorge: less than 0.2"


@pytest.mark.parametrize("name", PRESETS)
def test_the_valleys_are_the_lowest_places(name):
    preset, grids = PRESETS[name], ground(name)
    for task in ("old", "new"):
        value, *slope = getattr(preset, task)(*getattr(preset, f"{task}_valley"))
        assert slope == pytest.approx([0, 0], abs=0.005)
        assert value <= getattr(grids, task).min() + 1e-4


@pytest.mark.parametrize("part", ["note", "limits"])
@pytest.mark.parametrize("name", PRESETS)
def test_what_is_said_is_one_short_sentence(name, part):
    text = getattr(PRESETS[name], part)
    assert re.fullmatch(r"[A-Z](?:[^.!?]|(?<=\d)\.(?=\d)|(?<=et al)\.)*\.", text)
    assert len(text) <= 220


def test_the_figure_is_given_both():
    shown = [ground(name, n=5) for name in PRESETS]
    assert [one.note for one in shown] == [preset.note for preset in PRESETS.values()]
    assert [one.limits for one in shown] == [preset.limits for preset in PRESETS.values()]


def test_bowl_each_step_is_downhill_and_as_long_as_the_ground_is_steep():
    for path in paths_of("bowl"):
        heights = [p.new for p in path]
        assert heights == sorted(heights, reverse=True)
        assert lengths(path) == sorted(lengths(path), reverse=True)
        for point, following, length in zip(path, path[1:], lengths(path), strict=False):
            _, *slope = PRESETS["bowl"].new(point.x, point.y)
            assert length == pytest.approx(PRESETS["bowl"].lr * math.hypot(*slope), abs=1e-5)
            along = slope[0] * (following.x - point.x) + slope[1] * (following.y - point.y)
            assert along == pytest.approx(-length * math.hypot(*slope), abs=1e-5), "straight down"
        assert distance(path[-1], PRESETS["bowl"].new_valley) < 0.3


def test_peaks_the_start_decides_the_valley():
    preset = PRESETS["peaks"]
    for path in paths_of("peaks"):
        assert distance(path[-1], (-1.55, -0.74)) < 0.02
        assert path[-1].new > preset.new(*preset.new_valley)[0] + 0.5, "not the deepest"
    ends = {
        tuple(round(value, 1) for value in (end.x, end.y))
        for start in ((-0.75, 0.5), (-0.3, 0.9), (0.6, -0.4))
        for end in [roll(preset, Settings(lr=preset.lr), begin(start), preset.steps)[-1]]
    }
    assert ends == {(-1.5, -0.7), (0.3, 1.7), (1.3, -1.4)}


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_two_valleys_without_replay_the_ball_crosses_the_ridge_and_1_percent_holds_it_back(optimiser):
    preset = PRESETS["two-valleys"]
    ends = {r: [path[-1] for path in paths_of("two-valleys", replay=r, optimiser=optimiser)] for r in (0, 1, 5, 25)}
    for which in (0, 1):
        nothing, one, five, much = (ends[r][which] for r in (0, 1, 5, 25))
        assert distance(nothing, preset.new_valley) < 0.05
        assert nothing.old > 3.9
        assert one.old < nothing.old / 3
        assert five.old < one.old / 2
        assert much.old < five.old * 0.7
        solved = preset.new(*preset.start)[0] - nothing.new
        assert all(preset.new(*preset.start)[0] - end.new > 0.7 * solved for end in (one, five, much)), "new is learned"


def test_two_valleys_there_is_a_ridge_on_the_way():
    path = paths_of("two-valleys")[0]
    old = [p.old for p in path]
    crest = max(range(1, len(old) - 1), key=lambda k: old[k] if old[k] > old[k - 1] and old[k] > old[k + 1] else -1)
    assert old[crest] > min(old[crest:]) + 0.5, "down again behind it"
    assert path[crest].x > -0.65, "where no ball with replay comes"
    assert all(point.x < -0.65 for replay in (1, 5, 25) for point in paths_of("two-valleys", replay=replay)[0])


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_overlap_learning_the_new_lowers_the_old_without_replay(optimiser):
    for path in paths_of("overlap", replay=0, optimiser=optimiser):
        assert path[-1].new < 0.05 * path[0].new
        assert path[-1].old < 0.1 * path[0].old


def test_gorge_descent_zigzags_and_creeps_where_momentum_arrives():
    preset = PRESETS["gorge"]
    across = np.array([-math.sin(math.radians(12)), math.cos(math.radians(12))])
    for path in paths_of("gorge"):
        sides = [np.sign(across @ (p.x - preset.new_valley[0], p.y - preset.new_valley[1])) for p in path[:30]]
        assert sum(a != b for a, b in itertools.pairwise(sides)) > 25
        assert distance(path[-1], preset.new_valley) > 0.25 * distance(path[0], preset.new_valley)
    for path in paths_of("gorge", optimiser="momentum"):
        assert distance(path[-1], preset.new_valley) < 0.05


def test_plateau_descent_hardly_moves_and_momentum_gets_there():
    preset = PRESETS["plateau"]
    for path in paths_of("plateau"):
        assert distance(path[-1], preset.start) < 0.05 * math.dist(preset.start, preset.new_valley)
    for path in paths_of("plateau", optimiser="momentum"):
        assert distance(path[-1], preset.new_valley) < 0.05


def test_trough_all_of_it_solves_the_new_task_and_replay_finds_the_place_for_both():
    nothing, some = (paths_of("trough", replay=replay) for replay in (0, 5))
    for without_replay, with_replay in zip(nothing, some, strict=True):
        assert without_replay[-1].new == pytest.approx(PRESETS["trough"].new(0.4, 0.4)[0], abs=0.001)
        assert with_replay[-1].new == pytest.approx(without_replay[-1].new, abs=0.001)
        assert without_replay[-1].old > 1.5
        assert with_replay[-1].old < 0.25
        assert distance(with_replay[-1], (without_replay[-1].x, without_replay[-1].y)) > 1


def test_what_chapter_3_says_of_its_ball_is_the_descents_own():
    said = " ".join(block.text for block in read("downhill"))
    assert "even a small share is enough to hold it" in said and "here that has a price" in said
    assert "serves both" in said and "neither Pebble nor the big model of chapter five paid" in said
    for path in ways("two-valleys"):
        bare, few, quarter = (path(replay=share)[-1] for share in (0, 5, 25))
        assert few.old < 0.35 * bare.old, "held"
        assert few.new > bare.new + 0.3 and quarter.new > bare.new + 0.3, "a price"
        assert max(quarter.old, quarter.new) < max(few.old, few.new), "serves both"
