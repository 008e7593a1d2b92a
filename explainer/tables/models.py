"""The models that can be fine-tuned, where each lives; what one has to offer is in explainer/models/__init__.py."""

from __future__ import annotations

MODELS: dict[str, str] = {"pebble": "explainer.models.pebble"}  # name in an experiment: module
