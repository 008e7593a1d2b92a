"""Sweeps with invented numbers, in the place where the pages look for them."""

import pytest

from explainer.sweep import results
from explainer.ui import sweeps
from tests.helpers.sweeps import by_source, dropout_helps_fitting, invented, only_old_data_helps


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    monkeypatch.setattr(sweeps, "HOME", tmp_path)
    results.write(invented("noise", only_old_data_helps, dropout_helps_fitting), tmp_path / "noise.json")
    results.write(invented("overwhelming", by_source), tmp_path / "overwhelming.json")
    return tmp_path
