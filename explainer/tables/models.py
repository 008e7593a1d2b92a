"""This table lists the models that can be fine-tuned; what each has to offer is in explainer/models/__init__.py."""

from __future__ import annotations

MODELS: dict[str, str] = {"pebble": "explainer.models.pebble"}  # name in an experiment: module
