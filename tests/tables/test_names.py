"""These tests say which names runs and shipped files may have in addresses."""

import pytest

from explainer.jobs.settings import ROOT
from explainer.tables.names import LONGEST, is_id, is_run, is_shipped

ID = "0123456789abcdef" * 2


def test_a_live_run_is_called_by_its_id_alone():
    assert is_id(ID) and is_run(ID)
    assert not is_id(ID.upper()) and not is_id(ID[1:]) and not is_id(ID + "0") and not is_id(f"{ID}\n")


@pytest.mark.parametrize("folder", ["runs", "valleys", "pictures"])
def test_every_shipped_file_has_a_name_of_one(folder):
    assert all(is_shipped(path.stem) for path in (ROOT / "assets" / folder).iterdir())


@pytest.mark.parametrize(
    "name", ["", "..", "../jan-5", "a/b", "a\\b", "jan 5", "jan-5\n", "-jan", "jan-", "jan..5", "JAN", "ä", "%2e"]
)
def test_what_leads_out_of_a_folder_or_is_no_name_is_refused(name):
    assert not is_run(name)


def test_a_name_is_not_longer_than_any_of_ours():
    assert is_shipped("a" * LONGEST) and not is_shipped("a" * (LONGEST + 1))
