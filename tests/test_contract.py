"""These tests hold the contract: the player reads what Python would write now, and both check a record alike."""

import re
from typing import Literal, NotRequired, get_args, get_origin, get_type_hints

import pytest

from explainer import contract, record
from explainer.events import EVENTS, MAYBE, NUMBERS, DataEvent, LossEvent

JAVASCRIPT = contract.FILE.read_text(encoding="utf-8")
MODULES = [path for path in contract.PLAYER.rglob("*.js") if path != contract.FILE]
STALE = "make contract writes it again"


def kind_of(event):
    """The value of an event's field `type`."""
    (kind,) = get_args(get_type_hints(event)["type"])
    return kind


def numbers(event, required):
    """The fields of an event that are numbers, those that it must have or those that it may have."""
    hints = get_type_hints(event, include_extras=True)
    return {name for name, hint in hints.items() if is_number(hint) and (get_origin(hint) is NotRequired) != required}


def is_number(hint):
    kinds = {hint, *get_args(hint)} | {part for inner in get_args(hint) for part in get_args(inner)}
    return bool(kinds & {int, float}) and get_origin(hint) is not Literal


def test_what_the_player_reads_is_what_python_would_write():
    assert contract.javascript() == JAVASCRIPT, STALE


def test_the_colours_of_a_plain_page_are_what_python_would_write():
    css = contract.STYLE.read_text(encoding="utf-8")
    assert contract.COLOUR_BLOCK.search(css), "the marks are there"
    assert css == contract.style(css), STALE


def test_every_constant_is_used_by_the_player():
    imported = {name for path in MODULES for name in imports_from_contract(path.read_text(encoding="utf-8"))}
    constants = {name for name, _, _ in contract.values()}
    assert constants <= imported, "nobody needs it in JavaScript"


def test_every_type_is_used_by_the_player_or_by_another_type():
    types = re.findall(r"@typedef \{.*?\} (\w+)\n? \*?/?", JAVASCRIPT, re.S)
    texts = [JAVASCRIPT, *(path.read_text(encoding="utf-8") for path in MODULES)]
    for name in types:
        assert sum(len(re.findall(rf"\b{name}\b", text)) for text in texts) > 1, f"nobody needs {name} in JavaScript"


def imports_from_contract(text):
    """The names that a module takes from contract.js."""
    for names in re.findall(r'import \{([^}]*)\} from "[./\w]*/contract\.js"', text):
        yield from (name.split(" as ")[0].strip() for name in names.split(",") if name.strip())


def test_every_event_of_a_record_is_checked():
    assert {kind_of(event) for event in EVENTS} == set(NUMBERS)


@pytest.mark.parametrize("event", EVENTS, ids=kind_of)
def test_the_numbers_that_an_event_must_have_are_required_by_its_type(event):
    assert set(NUMBERS[kind_of(event)]) <= numbers(event, required=True)


def test_the_numbers_that_an_event_may_have_are_optional_in_its_type():
    assert set(MAYBE) <= numbers(LossEvent, required=False) | numbers(DataEvent, required=False)


def test_the_floor_that_the_player_prints_is_that_of_the_shipped_run():
    (written,) = re.findall(r"export const FLOOR = (.*?);\n", JAVASCRIPT, re.S)
    if not record.FLOOR.exists():
        assert written == "null"
        return
    losses = [event for event in record.read(record.FLOOR)["events"] if event["type"] == "loss"]
    (forgetting,) = re.findall(r"forgetting: ([-\d.e]+)", written)
    assert float(forgetting) == pytest.approx(losses[-1]["old"] - losses[0]["old"], abs=1e-4)


def test_a_type_that_the_contract_has_no_word_for_is_refused():
    with pytest.raises(TypeError, match="no word"):
        contract.written(set)


def test_the_shipped_runs_have_no_field_that_their_types_lack():
    fields = {kind_of(event): set(get_type_hints(event)) for event in EVENTS}
    for path in sorted((contract.PLAYER.parents[1] / "assets" / "runs").glob("*.json")):
        for event in record.read(path)["events"]:
            assert set(event) <= fields[event["type"]], f"{path.name}: {event['type']}"
