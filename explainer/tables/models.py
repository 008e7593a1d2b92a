"""This table lists the models that can be fine-tuned; what each has to offer is in explainer/models/__init__.py."""

from __future__ import annotations

# Name in an experiment: the module that is its family, or has it under the name behind the colon.
MODELS: dict[str, str] = {
    "pebble": "explainer.models.pebble",
    "pebble-1": "explainer.models.siblings:ONE",
    "pebble-2": "explainer.models.siblings:TWO",
}
SIBLINGS = (0, 1, 2)  # seeds of Pebbles: of the one that ships, and of two more that the same script makes
