"""Landscapes and the descent on them, each against something else: finite differences, closed forms, torch's own
optimisers, and the browser's copy of the same physics."""

import dataclasses
import functools
import http.server
import json
import math
import re
import threading
from pathlib import Path

import numpy as np
import pytest
import torch

from explainer.landscape.descent import MARGIN, RULES, Settings, advance, begin, inside, phases, roll
from explainer.landscape.ground import Ground, GroundError
from explainer.landscape.interpolation import Bicubic
from explainer.landscape.noise import normals
from explainer.landscape.presets import PRESETS, ground
from explainer.landscape.surfaces import Sum, Term
from explainer.tables.optimisers import BETAS, EPSILON, MOMENTUM, OPTIMISERS
from tests.helpers.app import browser
from tests.helpers.landscape import lands

PLAYER = Path(__file__).parents[2] / "explainer" / "player"
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
        "limits": "All of it.",
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
    (small(limits=5), "limits"),
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


def test_a_ground_from_before_there_were_limits_still_opens():
    assert Ground.from_dict(without("limits")).limits == ""


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
