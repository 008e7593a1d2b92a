"""The measured valley: slices of a loss with a closed form, the real model's anchors, what ships."""

import copy
import json
import math
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from explainer import measures, record
from explainer.__main__ import main
from explainer.experiment import Experiment
from explainer.jobs.valleys import SIZE
from explainer.landscape import jobs as job
from explainer.landscape.ground import Ground, GroundError
from explainer.landscape.interpolation import Interpolated
from explainer.landscape.shipped import VALLEYS, read, write
from explainer.landscape.valley import Plane, frame, nested, side_by_side, surface, survey
from explainer.models import pebble
from explainer.training.data import held_out
from explainer.training.jobs import train
from explainer.world import OLD, task

pytestmark = pytest.mark.usefixtures("one_thread")

D = 40


class Quadratic(torch.nn.Module):
    """Two losses of its weights w (40, in three tensors): (w - c)' A (w - c) / 2, A positive definite."""

    def __init__(self, seed=0):
        super().__init__()
        chance = torch.Generator().manual_seed(seed)

        def draw(*shape):
            return torch.randn(*shape, dtype=torch.float64, generator=chance)

        self.a = torch.nn.Parameter(draw(4, 5))
        self.b = torch.nn.Parameter(draw(2, 2, 3))
        self.c = torch.nn.Parameter(draw(8))
        self.centres = draw(2, D)
        roots = draw(2, D, D)
        self.curvatures = roots @ roots.transpose(1, 2) / D

    def flat(self):
        return torch.cat([p.detach().flatten() for p in self.parameters()])

    def at(self, w):
        return tuple(((w - c) @ A @ (w - c) / 2).item() for c, A in zip(self.centres, self.curvatures, strict=True))

    def losses(self):
        return self.at(self.flat())


def ends(model, seed=5):
    chance = torch.Generator().manual_seed(seed)
    return [model.flat() + torch.randn(D, dtype=torch.float64, generator=chance) for _ in range(2)]


def surveyed(model, plane, x, y, size):
    with surface(model.parameters(), model.losses, plane) as height:
        return list(survey([height], x, y, size))


def test_a_quadratic_models_slice_is_its_closed_form():
    """On the plane w0 + x e1 + y e2 a quadratic is a quadratic of (x, y), whose six coefficients are known."""
    model = Quadratic()
    plane = Plane.through(model.flat(), *ends(model))
    x, y = (-3.0, 4.0), (-2.0, 5.0)
    grids = surveyed(model, plane, x, y, 13)[-1][1]
    xs, ys = np.meshgrid(np.linspace(*x, 13), np.linspace(*y, 13))
    for grid, c, A in zip(grids, model.centres, model.curvatures, strict=True):
        gap = plane.start - c
        e = torch.stack([plane.across, plane.up])
        constant, linear, square = (gap @ A @ gap / 2).item(), (e @ A @ gap).numpy(), (e @ A @ e.T).numpy()
        expected = constant + linear[0] * xs + linear[1] * ys
        expected += (square[0, 0] * xs**2 + 2 * square[0, 1] * xs * ys + square[1, 1] * ys**2) / 2
        np.testing.assert_allclose(grid, expected, rtol=1e-10)


def test_the_plane_is_perpendicular_and_holds_its_three_points():
    model = Quadratic()
    first, second = ends(model)
    plane = Plane.through(model.flat(), first, second)
    assert plane.across.norm().item() == pytest.approx(1) and plane.up.norm().item() == pytest.approx(1)
    assert (plane.across @ plane.up).item() == pytest.approx(0, abs=1e-12)
    assert plane.coordinates(model.flat()) == (0, 0)
    assert plane.coordinates(first) == pytest.approx(((first - model.flat()).norm().item(), 0))
    for end in (first, second):
        x, y = plane.coordinates(end)
        assert torch.allclose(plane.start + x * plane.across + y * plane.up, end)


def test_weights_are_bit_identical_afterwards_also_when_measuring_breaks():
    model = Quadratic()
    before = {name: (p.detach().clone(), p.data_ptr()) for name, p in model.named_parameters()}

    def unchanged():
        return all(
            torch.equal(p, before[name][0]) and p.data_ptr() == before[name][1] for name, p in model.named_parameters()
        )

    plane = Plane.through(model.flat(), *ends(model))
    surveyed(model, plane, (-1, 1), (-1, 1), 5)
    assert unchanged()
    with pytest.raises(ZeroDivisionError), surface(model.parameters(), lambda: 1 / 0, plane) as height:
        height(1, 1)
    assert unchanged()


def test_a_point_measured_again_after_all_others_is_the_same_to_the_last_bit():
    model = Quadratic()
    plane = Plane.through(model.flat(), *ends(model))
    with surface(model.parameters(), model.losses, plane) as height:
        first = height(0.3, -0.7)
        for number in range(100):
            height(number, -number)
        assert height(0.3, -0.7) == first
        assert height(0, 0) == model.at(plane.start)


@pytest.mark.parametrize("size", [2, 3, 7, 13, 25, 26, 61])
def test_grids_are_nested_and_every_point_is_measured_once(size):
    places = [place for _, some in nested(size) for place in some]
    assert len(places) == len(set(places)) == size * size
    sizes = [(size - 1) // stride + 1 for stride, _ in nested(size)]
    assert sizes[-1] == size and sizes == sorted(sizes)
    if size == SIZE:
        assert sizes == [7, 13, 25]


def test_refining_gives_what_measuring_at_once_gives():
    model = Quadratic()
    plane = Plane.through(model.flat(), *ends(model))
    x, y = (-1.0, 2.0), (-2.0, 1.0)
    points = surveyed(model, plane, x, y, 25)
    assert [done for done, _ in points] == list(range(1, 626))
    refined = [grids for _, grids in points if grids is not None]
    assert [grids.shape[-1] for grids in refined] == [7, 13, 25]
    np.testing.assert_array_equal(refined[0], refined[2][:, ::4, ::4])
    with surface(model.parameters(), model.losses, plane) as height:
        direct = [[height(px, py) for px in np.linspace(*x, 25)] for py in np.linspace(*y, 25)]
    np.testing.assert_array_equal(refined[2], np.array(direct).transpose(2, 0, 1))


def test_several_models_side_by_side_give_the_same_and_stop_when_nobody_asks():
    models = [Quadratic() for _ in range(3)]
    plane = Plane.through(models[0].flat(), *ends(models[0]))
    alone = surveyed(models[0], plane, (-1, 1), (-1, 1), 9)[-1][1]
    asked = []

    def counted(height):
        return lambda x, y: (asked.append((x, y)), height(x, y))[1]

    with ExitStack() as stack:
        heights = [stack.enter_context(surface(m.parameters(), m.losses, plane)) for m in models]
        np.testing.assert_array_equal(list(survey(heights, (-1, 1), (-1, 1), 9))[-1][1], alone)
        points = side_by_side([counted(h) for h in heights], [(i, i) for i in range(1000)])
        assert len(list(islice(points, 5))) == 5
        points.close()
        assert len(asked) < 5 + 2 * len(models)


def test_the_share_of_a_path_inside_the_plane_in_known_cases():
    start = torch.zeros(D, dtype=torch.float64)
    e = torch.eye(D, dtype=torch.float64)
    plane = Plane.through(start, 3 * e[0], e[0] + e[1])
    assert plane.share(torch.stack([2 * e[0], e[0] - 5 * e[1]])) == pytest.approx(1)
    assert plane.share(torch.stack([e[2], e[3]])) == 0
    assert plane.share(torch.stack([3 * e[0], 4 * e[7]])) == pytest.approx(9 / 25)
    assert plane.share(torch.zeros(2, D)) == 1


def test_without_a_second_direction_the_plane_takes_the_bend_of_a_path_or_chance():
    start, e = torch.zeros(D), torch.eye(D)
    bent = Plane.through(start, e[0], 2 * e[0], [e[0] / 2, e[0] + e[4]])
    assert bent.up.tolist() == e[4].tolist()
    straight = Plane.through(start, e[0], e[0], [e[0] / 2])
    assert straight.up.norm().item() == pytest.approx(1)
    assert (straight.across @ straight.up).item() == pytest.approx(0, abs=1e-12)
    assert torch.equal(straight.up, Plane.through(start, e[0], e[0]).up), "the same chance each time"
    assert Plane.through(start, start, e[3]).across.tolist() == e[3].tolist()
    with pytest.raises(ValueError, match=r"^The weights .* never moved.*\.$"):
        Plane.through(start, start, start)


def test_the_frame_is_a_square_that_holds_every_point_with_a_margin():
    points = [(0.0, 0.0), (10.0, 2.0), (4.0, -1.0)]
    x, y = frame(points, 3)
    assert x[1] - x[0] == pytest.approx(y[1] - y[0]) == pytest.approx(15)
    assert all(x[0] + 2.5 <= px <= x[1] - 2.5 and y[0] + 2.5 <= py <= y[1] - 2.5 for px, py in points)


@pytest.mark.parametrize("size", [7, 8, 25, 61, 200])
def test_the_start_is_a_point_of_the_grid_and_no_path_loses_its_margin_to_that(size):
    chance = np.random.default_rng(size)
    for _ in range(100):
        points = [(0.0, 0.0), *map(tuple, chance.normal(size=(5, 2)) * chance.uniform(0.1, 20, 2))]
        x, y = frame(points, size)
        assert x[1] - x[0] == pytest.approx(y[1] - y[0])
        side = (x[1] - x[0]) / 1.5
        for low, high, values in zip(*zip(x, y, strict=True), zip(*points, strict=True), strict=True):
            assert np.abs(np.linspace(low, high, size)).min() < 1e-12 * side
            assert low + side / 8 < min(values) and max(values) < high - side / 8


@pytest.mark.parametrize("size", [25, 61])
def test_where_the_paths_go_from_the_start_to_the_first_end_that_end_is_a_point_of_the_grid_too(size):
    x, _ = frame([(0.0, 0.0), (37.3, 0.0), (33.1, 15.2)], size)
    assert np.abs(np.linspace(*x, size) - 37.3).min() < 1e-12


# The real model


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    """A pair of short runs as the desk hands it to the job; asked no questions, which would take most of the time."""
    made, patch = [], pytest.MonkeyPatch()
    patch.setattr(pebble, "answers", lambda model, tokenizer, prompts: [""] * len(prompts))
    for replay in (0, 30):
        folder = tmp_path_factory.mktemp("weights")
        described = Experiment(task="jan", replay=replay, steps=3, batch=4).to_dict()
        request = {"experiment": described, "folder": str(folder), "threads": 1}
        events = [event for event in train(request) if "step" in event]
        made.append({"experiment": described, "summary": record.summarise(events), "folder": str(folder)})
    patch.undo()
    return made


def asked(pair, **other):
    return {"pair": pair, "name": "test", "size": 3, "threads": 1, "provenance": {"kind": "live"}, **other}


@pytest.fixture(scope="module")
def events(pair):
    """All that the job yields for that pair, on a grid as fine as the coarsest that is shown."""
    return list(job.valley(asked(pair, size=7)))


def last_ground(events):
    return Ground.from_dict(json.loads(json.dumps([e["ground"] for e in events if e["type"] == "ground"][-1])))


def on_the_grid(ground):
    """For each anchor (start, end without replay, end with): both losses that the shown grid has there, and both that
    the runs recorded."""
    land, (bare, mixed) = Interpolated(ground), (path["points"] for path in ground.paths)
    for place, anchor in zip((bare[0], bare[-1], mixed[-1]), ground.provenance["anchors"], strict=True):
        shown = [float(surface(*place)[0]) for surface in (land.old, land.new)]
        yield shown, [anchor["old_recorded"], anchor["new_recorded"]]


def test_the_anchors_of_a_real_run_have_the_losses_it_recorded(events):
    assert [event["step"] for event in events if event["type"] == "progress"] == list(range(1, 50))
    ground = last_ground(events)
    assert ground.title == "Pebble learns about Jan: 0% and 30% replay"
    (start, recorded), *_ = on_the_grid(ground)
    assert start == pytest.approx(recorded, abs=1e-4), "the start is a point of the grid"
    assert [anchor["label"] for anchor in ground.provenance["anchors"]] == ["start", "0%", "30%"]
    for anchor in ground.provenance["anchors"]:
        assert anchor["old"] == pytest.approx(anchor["old_recorded"], abs=1e-4)
        assert anchor["new"] == pytest.approx(anchor["new_recorded"], abs=1e-4)
    assert [path["label"] for path in ground.paths] == ["0%", "30%"]
    for path in ground.paths:
        assert path["steps"] == [0, 1, 2, 3] and path["points"][0] == [0, 0]
        assert 0 < path["inside_legs"] <= path["inside"] <= 1
        assert all(ground.x[0] < x < ground.x[1] and ground.y[0] < y < ground.y[1] for x, y in path["points"])
    assert ground.paths[0]["points"][-1][1] == pytest.approx(0, abs=1e-3)
    assert ground.unit == "nats per token" and ground.kind == "measured"


def test_a_corner_of_the_grid_is_the_loss_of_a_model_with_those_weights(pair):
    """Against a second way: load the weights, add the directions, measure with the training loop's own function, on the
    same few sequences; and what those miss there on the plane through the anchors, by their barycentric weights."""
    ground = last_ground(job.valley(asked(pair, threads=2)))
    runs = [job.read(run) for run in pair]
    plane = Plane.through(runs[0].weights[0], runs[0].weights[-1], runs[1].weights[-1])
    corner = (plane.start + ground.x[1] * plane.across + ground.y[0] * plane.up).float()
    model = pebble.untrained()
    torch.nn.utils.vector_to_parameters(corner, model.parameters())
    ends = [runs[0].weights[0], runs[0].weights[-1], runs[1].weights[-1]]
    a, b, c = (np.array(plane.coordinates(weights)) for weights in ends)
    second, third = np.linalg.solve(np.array([b - a, c - a]).T, np.array([ground.x[1], ground.y[0]]) - a)
    start = pebble.untrained()
    torch.nn.utils.vector_to_parameters(ends[0], start.parameters())
    held = (("old", ground.old, held_out(pebble, OLD)), ("new", ground.new, held_out(pebble, task("jan"))))
    for name, grid, every in held:
        few = every[measures.evenly(measures.losses_each(start, every), job.SEQUENCES)]
        missed = []
        for weights, anchor in zip(ends, ground.provenance["anchors"], strict=True):
            torch.nn.utils.vector_to_parameters(weights, start.parameters())
            missed.append(anchor[name] - measures.held_out_loss(start, few))
        torch.nn.utils.vector_to_parameters(ends[0], start.parameters())
        added = (1 - second - third) * missed[0] + second * missed[1] + third * missed[2]
        assert grid[0, -1] == pytest.approx(measures.held_out_loss(model, few) + added, abs=2e-3)


def test_both_losses_from_one_pass_are_the_two_losses():
    model = pebble.load("chat")
    old, new = held_out(pebble, OLD), held_out(pebble, task("german"))[:3]
    both = measures.held_out_losses(model, old, new)
    assert both == pytest.approx((measures.held_out_loss(model, old), measures.held_out_loss(model, new)), abs=1e-5)


def test_the_end_is_kept_in_32_bit_and_the_way_in_16(pair):
    folder = Path(pair[0]["folder"])
    kinds = {file.stem: {t.dtype for t in load_file(file).values()} for file in folder.glob("*.safetensors")}
    assert kinds["step-00003"] == {torch.float32} and kinds["step-00001"] == {torch.float16}


def test_a_pair_whose_ends_are_the_same_still_has_a_plane(pair):
    twice = [pair[0], copy.deepcopy(pair[0])]
    ground = last_ground(job.valley(asked(twice)))
    assert ground.paths[0]["points"][-1] == ground.paths[1]["points"][-1]
    assert np.isfinite(ground.old).all() and ground.defaults["lr"] > 0


@pytest.mark.parametrize("which", ["step-00000.safetensors", "step-00003.safetensors"])
def test_missing_weights_are_one_sentence(pair, tmp_path, which):
    for file in Path(pair[0]["folder"]).iterdir():
        if file.name != which:
            (tmp_path / file.name).write_bytes(file.read_bytes())
    with pytest.raises(ValueError, match=r"^The weights of this pair are not all there.*\.$"):
        next(job.valley(asked([{**pair[0], "folder": str(tmp_path)}, pair[1]])))


def test_the_default_learning_rate_is_one_over_the_greatest_curvature():
    xs, ys = np.meshgrid(np.linspace(-2, 2, 41), np.linspace(-2, 2, 41))
    bowl = 3 * xs**2 + ys**2 / 2  # curvatures 6 and 1
    assert job.smooth_rate((-2, 2), (-2, 2), np.stack([bowl, bowl / 10])) == 0.17
    turned = 2 * xs**2 + 2 * ys**2 - 2 * xs * ys  # curvatures 6 and 2, along the diagonals
    assert job.smooth_rate((-2, 2), (-2, 2), np.stack([turned, turned / 10])) == 0.17
    assert math.isfinite(job.smooth_rate((-2, 2), (-2, 2), np.zeros((2, 9, 9))))


# Files


def test_a_ground_is_written_and_read_and_a_broken_file_is_one_sentence(events, tmp_path):
    ground = last_ground(events)
    write(ground, tmp_path / "a.json")
    assert read(tmp_path / "a.json").to_dict() == ground.to_dict()
    text = (tmp_path / "a.json").read_text()
    for number, bad in enumerate((text[: len(text) // 2], "[]", "{}", "[" * 100_000, "\x00")):
        (tmp_path / "b.json").write_text(bad)
        with pytest.raises(GroundError) as error:
            read(tmp_path / "b.json")
        assert str(error.value).endswith("."), number


def test_what_ships_is_fine_enough_small_and_holds_to_the_recorded_losses():
    shipped = sorted(VALLEYS.glob("*.json"))
    assert [path.stem for path in shipped] == ["german-5", "jan-5"]
    for path in shipped:
        ground = read(path)
        assert ground.old.shape == ground.new.shape == (61, 61)
        assert path.stat().st_size < 80_000
        assert ground.name == path.stem and ground.provenance["kind"] == "recorded"
        for shown, recorded in on_the_grid(ground):
            assert shown == pytest.approx(recorded, abs=1e-4), f"{path.name}: measure it again with make valleys"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--replay", "0"], "replay cannot be 0 here"),
        (["--replay", "101"], "replay cannot be '101'"),
        (["--size", "1"], "--size cannot be 1: it is a whole number from 2 to 201."),
        (["--size", "100000"], "--size cannot be 100000"),
        (["--task", "french"], "task cannot be 'french'"),
        (["--threads", "0"], "threads cannot be 0"),
        (["--out", "/nowhere/valley.json"], "there is no folder /nowhere"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_the_command_refuses_bad_input_in_one_sentence(arguments, sentence, tmp_path, capsys):
    assert main(["valley", "--out", str(tmp_path / "valley.json"), *arguments]) == 2
    error = capsys.readouterr().err
    assert sentence in error and error.count("\n") == 1 and not list(tmp_path.iterdir())


@pytest.mark.slow
def test_the_command_trains_measures_and_writes_a_ground(tmp_path, capsys):
    out, short = tmp_path / "jan-20.json", ["--steps", "3", "--batch", "4", "--threads", "1"]
    assert main(["valley", "--task", "jan", "--replay", "20", *short, "--size", "3", "--out", str(out)]) == 0
    ground = read(out)
    assert ground.name == "jan-20" and ground.old.shape == (3, 3) and ground.provenance["kind"] == "recorded"
    assert ground.provenance["apart"] < 1e-4 and "text" not in ground.provenance["experiment"]
    assert "of the paths' squared distances" in capsys.readouterr().out
