"""A storyboard that fits, one that is sent back, and one that never does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline import storyboard
from scripts.program import Failure
from scripts.providers.gemini_storyboard import readable
from tests.scripts.conftest import result_here, write_json
from tests.scripts.providers.conftest import outcome
from tests.standins import FaultKind, Standins
from tests.standins.gemini import storyboard as fitting

SCHEMA = storyboard.schema()


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    return write_json(tmp_path / "schema.json", SCHEMA)


def written(folder: Path, *more: object) -> dict[str, Any]:
    given = ["--provider", "gemini", "--title", "The Keeper", "--shots", 4, "--pause", 0.01]
    given += ["--schema", folder / "schema.json", "--output", folder / "board.json"]
    return result_here("generate_storyboard", *given, *more)


def failed(folder: Path, *more: object) -> pytest.ExceptionInfo[Failure]:
    with pytest.raises(Failure) as caught:
        written(folder, *more)
    assert not (folder / "board.json").exists()
    return caught


def test_it_fits_the_pipelines_own_rules(standins: Standins, tmp_path: Path, schema: Path) -> None:
    result = written(tmp_path)
    board = storyboard.validate(json.loads((tmp_path / "board.json").read_text()))
    assert len(board.shots) == result["shots"] == 4
    assert len(standins.ledger.charged) == 1
    assert result["usage"] == standins.ledger.measures
    assert result["usage"].keys() == {"input_tokens", "output_tokens"}
    [call] = standins.requests
    assert call["json"]["generationConfig"]["responseMimeType"] == "application/json"


def test_what_was_asked_stands_in_the_words(
    standins: Standins, tmp_path: Path, schema: Path
) -> None:
    own = {"assets": [{"name": "Bo", "kind": "character", "prompt": "a small robot"}]}
    library = write_json(tmp_path / "library.json", own)
    texts = ["--topic", "tides", "--story-direction", "He waits.", "--look", "muted", "--note"]
    more = [*texts, "more rain", "--round", 2, "--language", "de", "--pace", 120]
    written(tmp_path, *more, "--library", library)
    said = standins.requests[0]["json"]["contents"][0]["parts"][1]["text"]
    for text in ("tides", "He waits.", "muted", "more rain", "version 3", "'de'", "120 words"):
        assert text in said
    assert "at most 10 words" in said  # five seconds at that pace
    assert "- Bo (character): a small robot" in said


def test_an_answer_that_does_not_fit_is_sent_back_once(
    standins: Standins, tmp_path: Path, schema: Path
) -> None:
    wrong = json.dumps({"title": "x", "assets": []})
    standins.faults.order(FaultKind.OTHER_TEXT, body=wrong)
    result = written(tmp_path)
    first, second = standins.requests
    turns = second["json"]["contents"]
    assert [turn["role"] for turn in turns] == ["user", "model", "user"]
    assert turns[1]["parts"] == [{"text": wrong}]
    assert "'shots' is a required property" in turns[2]["parts"][0]["text"]
    assert result["usage"] == standins.ledger.measures
    assert len(first["json"]["contents"]) == 1


@pytest.mark.parametrize(
    "text",
    ["{", "[]", "null", '"text"', json.dumps(fitting("exactly 9, of 5 seconds"))],
)
def test_a_second_answer_that_does_not_fit_fails_clearly(
    standins: Standins, tmp_path: Path, schema: Path, text: str
) -> None:
    standins.faults.order(FaultKind.OTHER_TEXT, body=text, times=2)
    caught = failed(tmp_path)
    assert outcome(caught) == (1, "storyboard")
    assert len(standins.requests) == 2
    assert caught.value.usage == standins.ledger.measures


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ({"kind": FaultKind.BLOCKED}, (65, "refused")),
        ({"kind": FaultKind.STATUS, "status": 403}, (77, "key")),
        ({"kind": FaultKind.STATUS, "status": 429, "body": "600s"}, (75, "busy")),
    ],
)
def test_a_correction_that_fails_owes_the_first_call(
    standins: Standins,
    tmp_path: Path,
    schema: Path,
    fault: dict[str, Any],
    expected: tuple[int, str],
) -> None:
    standins.faults.order(FaultKind.OTHER_TEXT, body="{")
    standins.faults.order(**fault)
    caught = failed(tmp_path)
    assert outcome(caught) == expected
    assert (caught.value.retry_at is not None) == (expected == (75, "busy"))
    assert caught.value.usage == standins.ledger.measures
    assert len(standins.ledger.charged) == (2 if expected == (65, "refused") else 1)


def test_a_schema_is_needed_and_looked_at_before_anything_is_paid(
    standins: Standins, tmp_path: Path
) -> None:
    given = ["--provider", "gemini", "--title", "x", "--output", tmp_path / "board.json"]
    with pytest.raises(Failure) as caught:
        result_here("generate_storyboard", *given)
    assert outcome(caught) == (65, "input")
    write_json(tmp_path / "schema.json", {"type": 5})
    assert outcome(failed(tmp_path)) == (65, "input")
    assert standins.requests == []


def test_gemini_is_shown_only_what_it_reads_of_a_schema() -> None:
    shown = readable(SCHEMA)
    text = json.dumps(shown)
    for unknown in ("maxLength", '"default"', "minLength"):
        assert unknown not in text
    # Names of ours stay, also where they are called as a keyword is.
    assert list(shown["properties"]) == list(SCHEMA["properties"])
    assert shown["properties"]["title"] == {"type": "string"}
    assert shown["$defs"]["Asset"]["required"] == ["name", "kind", "prompt"]
    assert readable({"type": "object", "properties": {"default": {"default": 1}}}) == {
        "type": "object",
        "properties": {"default": {}},
    }
