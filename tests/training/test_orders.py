"""Tasks in order: the matrix is measured when it says, its measures are the papers', and the weights are passed on."""

import pytest

from explainer import measures
from explainer.experiment import Experiment
from explainer.models import pebble
from explainer.training import orders
from explainer.training.data import held_out
from explainer.training.loop import train
from explainer.world import OLD, task

pytestmark = pytest.mark.filterwarnings("default")
SHORT = Experiment(replay=0, steps=3, batch=4)


def test_backward_transfer_and_forgetting_of_a_matrix_worked_out_by_hand():
    matrix = [[0.9, 0.1, 0.0], [0.95, 0.8, 0.2], [0.5, 0.6, 0.7]]
    assert measures.backward_transfer(matrix) == pytest.approx(((0.5 - 0.9) + (0.6 - 0.8)) / 2)
    assert measures.average_forgetting(matrix) == pytest.approx(((0.95 - 0.5) + (0.8 - 0.6)) / 2)


@pytest.fixture(scope="module")
def chained():
    model = pebble.load("chat")
    return list(orders.in_order(model, ["jan", "cooking"], SHORT)), model


def test_the_matrix_is_measured_before_and_after_every_stage(chained):
    events, model = chained
    matrix = events[-1]
    assert matrix["type"] == "matrix" and matrix["tasks"] == ["old", "jan", "cooking"]
    assert [len(row) for key in ("loss", "accuracy") for row in matrix[key]] == [3] * 6
    assert matrix["accuracy"][0][0] > 0.6 and max(matrix["accuracy"][0][1:]) < 0.1, "it knows the old, and none yet"
    ends = [measures.held_out_loss(model, held_out(pebble, one)) for one in (OLD, task("jan"), task("cooking"))]
    assert matrix["loss"][2] == pytest.approx(ends, abs=1e-5)
    assert matrix["loss"][1][1] < matrix["loss"][0][1] and matrix["loss"][2][2] < matrix["loss"][1][2], "each learned"
    rises = [matrix["loss"][2][j] - matrix["loss"][j][j] for j in range(2)]
    assert matrix["loss_rise"] == pytest.approx(sum(rises) / 2)
    assert matrix["bwt"] == pytest.approx(measures.backward_transfer(matrix["accuracy"]))


def test_stages_go_on_from_the_weights_of_the_one_before(chained):
    """Against two runs of the loop by hand."""
    events, _ = chained
    losses = [event for event in events if event["type"] == "loss"]
    assert [(e["stage"], e["step"]) for e in losses] == [(1, s) for s in range(4)] + [(2, s) for s in range(3, 7)]
    model = pebble.load("chat")
    by_hand = []
    for name in ("jan", "cooking"):
        experiment = Experiment(task=name, replay=0, steps=3, batch=4)
        by_hand += [e for e in train(model, experiment, light=True) if e["type"] == "loss"]
    assert [e["new"] for e in losses] == pytest.approx([e["new"] for e in by_hand], abs=1e-4)
