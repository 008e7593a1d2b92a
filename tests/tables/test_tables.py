"""These tests hold the tables to the modules that they name: no row without its file, and no file without its row."""

import pytest

from explainer.experiment import FIELDS
from explainer.jobs.settings import ROOT
from explainer.tables import remedies, tasks
from explainer.tables.colours import COLOURS
from explainer.tables.models import MODELS
from explainer.tables.optimisers import OPTIMISERS
from explainer.tables.remedies import REMEDIES
from explainer.tables.tasks import NEW_TASKS, SHIFTS, SHIPPED

EXPLAINER = ROOT / "explainer"


def test_every_new_task_has_a_module_of_its_name():
    assert all((EXPLAINER / "world" / f"{name}.py").is_file() for name in NEW_TASKS)
    assert set(SHIPPED) == {name for name in NEW_TASKS if name != "custom"}


def test_every_remedy_has_a_module_of_its_name_and_every_module_is_a_remedy():
    modules = {path.stem for path in (EXPLAINER / "training" / "remedies").glob("*.py")} - {"__init__"}
    assert modules == set(REMEDIES)


def test_every_model_has_its_module():
    modules = [place.partition(":")[0] for place in MODELS.values()]
    assert all((ROOT / f"{module.replace('.', '/')}.py").is_file() for module in modules)


@pytest.mark.parametrize(("field", "table"), [("task", NEW_TASKS), ("remedy", REMEDIES), ("model", MODELS)])
def test_an_experiment_may_name_every_row(field, table):
    assert FIELDS[field].options == tuple(table)


def test_a_task_that_nobody_knows_is_called_what_it_says():
    assert tasks.named("jan").subject == "Jan, the assistant"
    assert tasks.named("klingon").subject == tasks.named("klingon").title == "klingon"


def test_the_shifts_of_the_paper_are_those_of_the_dose_curve():
    assert list(SHIFTS) == ["german", "cooking"]


def test_a_remedy_without_a_dial_has_no_strength():
    assert remedies.strength("dropout") == 0.1
    with pytest.raises(ValueError, match="no dial"):
        remedies.strength("none")


def test_the_move_of_every_optimiser_names_the_learning_rate():
    assert all("{rate}" in optimiser.move for optimiser in OPTIMISERS.values())


def test_light_and_dark_have_the_same_colours():
    assert set(COLOURS["light"]) == set(COLOURS["dark"])
