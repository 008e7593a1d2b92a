"""Landscapes and the descent on them, each against something else: finite differences, closed forms, torch's own
optimisers, and the browser's copy of the same physics."""

import dataclasses
import functools
import http.server
import itertools
import json
import math
import re
import threading
from pathlib import Path

import numpy as np
import pytest
import torch

from explainer import record
from explainer.facts import fact
from explainer.landscape.descent import MARGIN, RULES, Settings, advance, begin, inside, phases, roll
from explainer.landscape.ground import Ground, GroundError
from explainer.landscape.interpolation import Bicubic, Interpolated
from explainer.landscape.noise import normals
from explainer.landscape.presets import PRESETS, ground
from explainer.landscape.surfaces import Sum, Term
from explainer.tables.optimisers import BETAS, EPSILON, MOMENTUM, OPTIMISERS
from tests.helpers.app import browser

ROOT = Path(__file__).parents[2]
PLAYER = ROOT / "explainer" / "player"
RNG = np.random.default_rng(0)
BOWL = dataclasses.replace(
    PRESETS["bowl"],
    old=Sum((Term("bowl", 1.0, (-1.0, 0.5), (1.0, 1.0)),)),
    new=Sum((Term("bowl", 1.0, (1.0, 0.0), (1.0, 0.5)),)),  # curvatures 1 and 4
    start=(-2.0, 1.0),
)


def small(**changes):
    """A ground of 3 rows and 4 columns, as JSON has it."""
    data = {
        "name": "small",
        "title": "Small",
        "note": "Nothing.",
        "kind": "measured",
        "unit": "nats per token",
        "x": [0, 3],
        "y": [0, 1],
        "old": [[1, 2, 3, 4], [2, 3, 4, 6], [0, 1, 0, 1]],
        "new": [[4, 3, 2, 1], [6, 4, 3, 2], [1, 0, 1, 0]],
        "start": [1, 0.5],
        "defaults": {"lr": 0.1, "steps": 10, "replay": 0, "optimiser": "gd"},
        "old_valley": [0, 1],
        "new_valley": [3, 1],
        "paths": [{"label": "0%", "replay": 0, "points": [[0, 0], [1, 1]], "steps": [0, 5], "inside": 0.9}],
        "provenance": {"seed": 0},
    }
    return {**data, **changes}


def without(key):
    return {name: value for name, value in small().items() if name != key}


NAN, INF = math.nan, math.inf
# Each: what is wrong with it, and a word of the sentence.
BAD = [
    (None, "object"),
    ([], "object"),
    ("{}", "object"),
    (without("title"), "title"),
    (small(note=5), "note"),
    (small(kind="drawn"), "kind"),
    (small(unit=None), "unit"),
    (small(x=[0]), "x is not two"),
    (small(y=[0, NAN]), "y is not two"),
    (small(x=[3, 0]), "ascend"),
    (small(y=[1, 1]), "ascend"),
    (small(start=[9, 0.5]), "outside"),
    (small(start=[1, None]), "start"),
    (small(new_valley=[1, INF]), "new_valley"),
    (without("old"), "old grid is missing"),
    (small(new="much"), "new grid is missing"),
    (small(old=[1, 2]), "old grid is missing"),
    (small(old=[]), "2 by 2"),
    (small(old=[[], []]), "2 by 2"),
    (small(new=[[1, 2, 3, 4]]), "2 by 2"),
    (small(new=[[1], [2], [3]]), "2 by 2"),
    (small(old=[[1, 2, 3, 4], [1, 2, 3], [1, 2, 3, 4]]), "different lengths"),
    (small(old=[[1, 2, 3, NAN]] * 3), "not a finite number"),
    (small(new=[[1, 2, 3, -INF]] * 3), "not a finite number"),
    (small(new=[[1, 2, 3, None]] * 3), "not a finite number"),
    (small(old=[[1, 2, 3, "4"]] * 3), "not a finite number"),
    (small(old=[[1, 2, 3, True]] * 3), "not a finite number"),
    (small(old=[[1, 2], [3, 4]]), "different shapes"),
    (without("defaults"), "defaults"),
    (small(defaults={"lr": 0, "steps": 10, "replay": 0, "optimiser": "gd"}), "defaults"),
    (small(defaults={"lr": 0.1, "steps": 10, "replay": 101, "optimiser": "gd"}), "defaults"),
    (small(defaults={"lr": 0.1, "steps": 10, "replay": 0, "optimiser": "sgd"}), "defaults"),
    (small(paths=[{"label": "0%"}]), "paths"),
    (small(paths=[{"label": "0%", "replay": 0, "points": [[0, 0]], "steps": [], "inside": 1}]), "paths"),
    (small(paths=[{"label": "0%", "replay": 0, "points": [[0, NAN]], "steps": [0], "inside": 1}]), "paths"),
]


# Surfaces


def test_a_term_is_its_profile_of_the_distance_in_widths():
    assert Term("bowl", 2.0, (1, 0), (2.0, 0.5))(3, 0.5)[0] == pytest.approx(2.0 * (1 + 1) / 2)
    assert Term("hill", 3.0, (0, 0), (1.0, 9.0))(2, 0)[0] == pytest.approx(3 * math.exp(-2))
    assert Term("cone", 1.0, (0, 0), (0.5, 1.0))(1, 2)[0] == pytest.approx(3 - 1)  # sqrt(1 + 4 + 4) - 1
    assert Term("bowl", 1.0, (0, 0), (math.inf, 1.0), angle=90)(-3, 7)[0] == pytest.approx(4.5), "level along y"


@pytest.mark.parametrize("task", ["old", "new"])
@pytest.mark.parametrize("name", PRESETS)
def test_every_gradient_is_that_of_finite_differences(name, task):
    surface, step = getattr(PRESETS[name], task), 1e-5
    x, y = RNG.uniform(-3, 3, (2, 200))
    _, slope_x, slope_y = surface(x, y)
    assert slope_x == pytest.approx((surface(x + step, y)[0] - surface(x - step, y)[0]) / (2 * step), abs=1e-8)
    assert slope_y == pytest.approx((surface(x, y + step)[0] - surface(x, y - step)[0]) / (2 * step), abs=1e-8)
    assert surface(x[0], y[0])[0] == surface(x, y)[0][0], "a number is an array of one"


# Grounds


def test_a_ground_survives_json():
    for data in (small(), ground("gorge", n=21).to_dict()):
        assert Ground.from_dict(json.loads(json.dumps(data))).to_dict() == data


def test_rows_go_with_y_and_columns_with_x():
    gridded, preset = ground("two-valleys", n=25), PRESETS["two-valleys"]
    assert gridded.old.shape == (25, 25)
    assert gridded.old[6, 20] == pytest.approx(preset.old(-3 + 6 * 20 / 24, -3 + 6 * 6 / 24)[0], abs=1e-6)


@pytest.mark.parametrize(("data", "word"), BAD, ids=lambda value: value if isinstance(value, str) else "")
def test_what_cannot_be_shown_is_refused_in_one_sentence(data, word):
    with pytest.raises(GroundError, match=word) as caught:
        Ground.from_dict(data)
    assert str(caught.value).count(".") == 1
    assert str(caught.value).endswith(".")


def test_a_number_too_large_for_a_float_is_refused_too():
    with pytest.raises(GroundError, match="not a finite number"):
        Ground.from_dict(small(old=[[1, 2, 3, 10**400]] * 3))


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_a_ground_may_begin_with_every_optimiser_of_the_table(optimiser):
    defaults = {"lr": 0.1, "steps": 10, "replay": 0, "optimiser": optimiser}
    assert Ground.from_dict(small(defaults=defaults)).defaults["optimiser"] == optimiser


def test_the_browser_and_python_have_a_rule_for_every_optimiser_of_the_table():
    assert list(RULES) == list(OPTIMISERS)
    script = (PLAYER / "ball" / "physics.js").read_text(encoding="utf-8")
    rules = script.split("export const RULES = {\n")[1].split("\n};")[0]
    assert re.findall(r"^  (\w+): \(", rules, re.MULTILINE) == list(OPTIMISERS)


# Interpolation


def rough(rows, columns):
    data = small(old=RNG.normal(size=(rows, columns)).tolist(), new=RNG.normal(size=(rows, columns)).tolist())
    return Ground.from_dict(data)


@pytest.mark.parametrize("shape", [(2, 2), (3, 2), (5, 8)])
def test_the_surface_goes_through_every_grid_point(shape):
    rugged = rough(*shape)
    x, y = np.meshgrid(np.linspace(0, 3, shape[1]), np.linspace(0, 1, shape[0]))
    assert Bicubic(rugged.old, rugged)(x, y)[0] == pytest.approx(rugged.old, abs=1e-12)


def test_its_gradient_is_its_own_and_has_no_jumps():
    rugged, step = rough(6, 9), 1e-6
    surface = Bicubic(rugged.old, rugged)
    x, y = RNG.uniform(-0.2, 3.2, 300), RNG.uniform(-0.1, 1.1, 300)
    x[:100], y[100:200] = RNG.integers(1, 8, 100) * 3 / 8, RNG.integers(1, 5, 100) / 5  # on the lines between cells
    _, slope_x, slope_y = surface(x, y)
    assert slope_x == pytest.approx((surface(x + step, y)[0] - surface(x - step, y)[0]) / (2 * step), abs=1e-3)
    assert slope_y == pytest.approx((surface(x, y + step)[0] - surface(x, y - step)[0]) / (2 * step), abs=1e-3)
    for axis in (1, 2):
        assert surface(x - 1e-9, y - 1e-9)[axis] == pytest.approx(surface(x + 1e-9, y + 1e-9)[axis], abs=1e-5)


def test_quadratics_come_out_exactly_at_the_edges_and_beyond():
    flat = dataclasses.replace(ground("bowl", n=7), old=np.zeros((7, 7)))
    x, y = np.meshgrid(np.linspace(-3, 3, 7), np.linspace(-3, 3, 7))
    exact = PRESETS["bowl"].new
    surface = Bicubic(exact(x, y)[0], flat)
    places = RNG.uniform(-3.6, 3.6, (2, 200))
    for mine, true in zip(surface(*places), exact(*places), strict=True):
        assert mine == pytest.approx(true, abs=1e-9)


# Descent


def test_gradient_descent_on_a_bowl_is_a_geometric_series():
    path = roll(BOWL, Settings(lr=0.1), begin(BOWL.start), 50)
    assert [p.x for p in path] == pytest.approx([1 + (-2 - 1) * 0.9**k for k in range(51)])
    assert [p.y for p in path] == pytest.approx([0.6**k for k in range(51)])
    assert path[7].new == pytest.approx(((path[7].x - 1) ** 2 + 4 * path[7].y ** 2) / 2)


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_the_optimisers_are_those_of_torch(optimiser):
    place = torch.tensor(PRESETS["peaks"].start, dtype=torch.float64, requires_grad=True)
    made = {
        "gd": lambda: torch.optim.SGD([place], lr=0.05),
        "momentum": lambda: torch.optim.SGD([place], lr=0.05, momentum=MOMENTUM),
        "adam": lambda: torch.optim.Adam([place], lr=0.05),
    }[optimiser]()
    path = roll(PRESETS["peaks"], Settings(lr=0.05, optimiser=optimiser), begin(PRESETS["peaks"].start), 100)
    for point in path:
        assert (point.x, point.y) == pytest.approx(place.tolist(), abs=1e-9)
        _, *slopes = PRESETS["peaks"].new(*place.tolist())
        place.grad = torch.tensor([float(slope) for slope in slopes], dtype=torch.float64)
        made.step()


def test_replay_mixes_the_losses():
    end = roll(BOWL, Settings(replay=25, lr=0.2), begin(BOWL.start), 400)[-1]
    # Where 0.75 · curvature_new · (p - new) + 0.25 · curvature_old · (p - old) is zero, coordinate by coordinate.
    assert (end.x, end.y) == pytest.approx((0.75 * 1 - 0.25 * 1, 0.25 * 0.5 / (0.75 * 4 + 0.25)))
    end = roll(BOWL, Settings(replay=100, lr=0.2), begin(BOWL.start), 400)[-1]
    assert (end.x, end.y) == pytest.approx((-1, 0.5))


def test_a_tether_stops_where_its_pull_and_the_slope_are_equal():
    end = roll(BOWL, Settings(tether=2, lr=0.2), begin((2.5, -2.5)), 400)[-1]
    assert (end.x, end.y) == pytest.approx(((1 * 1 + 2 * -2) / 3, 2 * 1 / (4 + 2))), "to the start, not to the drop"


def test_noise_has_the_spread_that_theory_gives():
    """On a bowl of curvature k: variance lr² sigma² / (1 - (1 - lr k)²), the stationary one of an AR(1) process."""
    path = roll(BOWL, Settings(lr=0.5, noise=0.4, seed=3), begin((1.0, 0.0)), 4000)
    assert np.std([p.x for p in path]) == pytest.approx(0.5 * 0.4 / math.sqrt(1 - 0.5**2), rel=0.05)
    drawn = np.array([normals(seed, step) for seed in range(20) for step in range(500)])
    assert drawn.mean(axis=0) == pytest.approx([0, 0], abs=0.03)
    assert drawn.std(axis=0) == pytest.approx([1, 1], abs=0.03)
    assert np.corrcoef(drawn.T)[0, 1] == pytest.approx(0, abs=0.03)
    assert np.corrcoef(drawn[1:, 0], drawn[:-1, 0])[0, 1] == pytest.approx(0, abs=0.03)


def test_a_seed_is_a_path():
    paths = [roll(BOWL, Settings(noise=1, seed=seed), begin(BOWL.start), 20) for seed in (1, 1, 2)]
    assert paths[0] == paths[1]
    assert paths[0] != paths[2]


def test_a_step_too_large_flies_off_and_says_so():
    stable, unstable = (roll(BOWL, Settings(lr=lr), begin(BOWL.start), 200) for lr in (0.49, 0.51))  # 2 / 4 = 0.5
    assert not stable[-1].diverged
    assert len(stable) == 201
    assert unstable[-1].diverged
    assert abs(unstable[-1].y) > 3 + MARGIN * 6
    assert [p.diverged for p in unstable[:-1]] == [False] * (len(unstable) - 1)
    assert len(unstable) < 201
    assert unstable[-1].new <= BOWL.new(-3, 3)[0], "the loss of the nearest place in the plane"


@pytest.mark.parametrize("lr", [math.nan, math.inf, 1e308])
def test_a_step_that_is_no_number_is_divergence_too(lr):
    path = roll(BOWL, Settings(lr=lr), begin(BOWL.start), 5)
    assert [p.diverged for p in path] == [False, True]
    assert math.isfinite(path[-1].x) or lr == 1e308
    assert math.isfinite(path[-1].new)


def test_the_phases_of_a_step_add_up_to_its_move():
    settings = Settings(replay=20, lr=0.1, noise=0.5, tether=0.3, seed=4)
    state = advance(BOWL, settings, begin((0.3, -0.4)))
    parts = phases(BOWL, settings, state)
    assert parts["new"] == pytest.approx((state.x - 1, 4 * state.y))
    assert parts["mix"] == pytest.approx([0.8 * n + 0.2 * o for n, o in zip(parts["new"], parts["old"], strict=True)])
    slopes = [sum(parts[part][axis] for part in ("mix", "tether", "noise")) for axis in (0, 1)]
    after = advance(BOWL, settings, state)
    assert (after.x - state.x, after.y - state.y) == pytest.approx([-0.1 * slope for slope in slopes])


# What the notes and limits say, each on the closed form and on the grid that the reader's browser has


@functools.cache
def lands(name):
    return PRESETS[name], Interpolated(ground(name))


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
    assert [one.provenance["limits"] for one in shown] == [preset.limits for preset in PRESETS.values()]


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


# The browser's copy


SETTINGS = [
    {"replay": 0},
    {"replay": 1, "noise": 0.2, "seed": 7},
    {"replay": 5, "tether": 0.1},
    {"replay": 25, "noise": 0.1, "tether": 0.05, "seed": 4_000_000_001},
]
RUN = """async (given) => {
  const { grounds, cases, bad } = JSON.parse(given);
  const { readGround } = await import("/ball/ground.js");
  const physics = await import("/ball/physics.js");
  const contract = await import("/kit/contract.js");
  const { normals } = await import("/ball/random.js");
  const read = Object.fromEntries(grounds.map((json) => [json.name, readGround(json)]));
  const revive = (_, value) => (value === "NaN" ? NaN : value === "Infinity" ? Infinity : value);
  const sentence = (text) => {
    try {
      readGround(JSON.parse(text, revive));
      return null;
    } catch (error) {
      return error.message;
    }
  };
  const paths = cases.map(({ name, settings, steps }) => {
    const ground = read[name];
    return physics.roll(ground, settings, physics.begin(ground.start), steps);
  });
  const { name, settings, steps } = cases.at(-1);
  let state = physics.begin(read[name].start);
  const stepwise = [state];
  while (stepwise.length <= steps) stepwise.push((state = physics.advance(read[name], settings, state)));
  const off = { lr: 3 };
  const times = Array.from({ length: 30 }, () => {
    const from = performance.now();
    for (let ball = 0; ball < 5; ball += 1) {
      const start = physics.begin(read[name].start);
      physics.roll(read[name], { ...settings, replay: ball }, start, 400);
    }
    return performance.now() - from;
  });
  return JSON.stringify({
    paths,
    stepwise,
    quickest: Math.min(...times),
    sentences: bad.map(sentence),
    single: Object.values(read).filter((ground) => ground.single).map((ground) => ground.name),
    off: physics.roll(read.bowl, off, physics.begin(read.bowl.start), 50),
    broken: physics.roll(read.bowl, { lr: NaN }, physics.begin(read.bowl.start), 50),
    phases: physics.phases(read[name], settings, stepwise[9]),
    constants: [contract.MOMENTUM, ...contract.BETAS, contract.EPSILON, physics.MARGIN],
    optimisers: Object.keys(physics.RULES),
    normals: [0, 1, 2].map((step) => normals(4000000001, step)),
  });
}"""


def cases():
    return [
        {"name": name, "steps": preset.steps, "settings": {"lr": preset.lr, "optimiser": optimiser, **settings}}
        for name, preset in PRESETS.items()
        for optimiser in OPTIMISERS
        for settings in SETTINGS
    ]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """The player's files; a system whose table says text/plain for scripts would have the browser refuse them."""

    def guess_type(self, path):
        return "text/javascript" if str(path).endswith(".js") else super().guess_type(path)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def scripts():
    """What the player's modules make of every case: one page, one call."""
    handler = functools.partial(Quiet, directory=str(PLAYER))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, browser() as chromium:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        page = chromium.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/ball/")
        bad = [json.dumps(data).replace("NaN", '"NaN"').replace("Infinity", '"Infinity"') for data, _ in BAD]
        bad = [text.replace('-"Infinity"', '"Infinity"') for text in bad]
        given = {"grounds": [ground(name).to_dict() for name in PRESETS], "cases": cases(), "bad": bad}
        yield json.loads(page.evaluate(RUN, json.dumps(given)))
        page.close()
        server.shutdown()
        thread.join()


def furthest(path, other):
    """The largest distance between two paths of one length, step by step, as a share of the plane's width."""
    assert [p["step"] for p in path] == [p.step for p in other]
    return max(math.dist((p["x"], p["y"]), (q.x, q.y)) for p, q in zip(path, other, strict=True)) / 6


in_chromium = [pytest.mark.browser, pytest.mark.filterwarnings("default")]


class TestTheBrowsersCopy:
    pytestmark = in_chromium

    @pytest.mark.parametrize("name", PRESETS)
    def test_every_path_is_pythons_step_by_step(self, scripts, name):
        """On the same grid to 1e-9 of the plane's width, losses included; and to 1% of the closed form's path."""
        preset, gridded = lands(name)
        for case, path in zip(cases(), scripts["paths"], strict=True):
            if case["name"] == name:
                settings = Settings(**case["settings"])
                reference = roll(gridded, settings, begin(preset.start), preset.steps)
                assert furthest(path, reference) < 1e-9, settings
                for task in ("old", "new"):
                    assert [p[task] for p in path] == pytest.approx([getattr(q, task) for q in reference], abs=1e-9)
                assert [p["diverged"] for p in path] == [q.diverged for q in reference]
                assert furthest(path, roll(preset, settings, begin(preset.start), preset.steps)) < 0.01, settings

    def test_advance_is_a_step_of_roll_and_phases_are_pythons(self, scripts):
        last = cases()[-1]
        for mine, rolled in zip(scripts["stepwise"], scripts["paths"][-1], strict=True):
            assert (mine["x"], mine["y"]) == (rolled["x"], rolled["y"])
        settings, (preset, gridded) = Settings(**last["settings"]), lands(last["name"])
        state = begin(preset.start)
        for _ in range(9):
            state = advance(gridded, settings, state)
        parts = phases(gridded, settings, state)
        assert parts.keys() == scripts["phases"].keys()
        for part, value in parts.items():
            assert scripts["phases"][part] == pytest.approx(value, abs=1e-9), part

    def test_it_flies_off_as_pythons_does(self, scripts):
        _, gridded = lands("bowl")
        reference = roll(gridded, Settings(lr=3), begin(gridded.start), 50)
        assert reference[-1].diverged
        assert furthest(scripts["off"], reference) < 1e-9
        assert scripts["off"][-1]["new"] == pytest.approx(reference[-1].new)
        assert not inside(gridded, scripts["off"][-1]["x"], scripts["off"][-1]["y"])
        assert [p["diverged"] for p in scripts["broken"]] == [False, True]

    def test_it_has_the_same_constants_names_and_noise(self, scripts):
        assert scripts["constants"] == [MOMENTUM, *BETAS, EPSILON, MARGIN]
        assert scripts["optimisers"] == list(OPTIMISERS)
        assert scripts["normals"] == [pytest.approx(normals(4_000_000_001, step), abs=1e-12) for step in range(3)]
        assert scripts["single"] == ["bowl", "peaks"]

    def test_it_refuses_the_same_grounds_in_the_same_words(self, scripts):
        for (data, _), sentence in zip(BAD, scripts["sentences"], strict=True):
            with pytest.raises(GroundError) as caught:
                Ground.from_dict(data)
            assert sentence == str(caught.value)

    def test_five_balls_are_rolled_400_steps_within_a_quarter_of_a_frame(self, scripts):
        assert scripts["quickest"] < 4, "ms"
