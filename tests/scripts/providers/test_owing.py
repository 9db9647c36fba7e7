"""Whatever fails after a service has done its work tells what the service's own ledger says."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pipeline import storyboard
from scripts.program import Failure
from tests.scripts.conftest import make_clip, result_here, run_script, write_json
from tests.scripts.providers.conftest import ClipDesk, counted, outcome
from tests.standins import FaultKind, Standins

QUICK = ("--pause", 0.01)
FILES = "/files/"


def failed(name: str, *args: object) -> pytest.ExceptionInfo[Failure]:
    with pytest.raises(Failure) as caught:
        result_here(name, *args, *QUICK)
    return caught


def nowhere(folder: Path, name: str) -> Path:
    """A place where nothing can be written."""
    (folder / "a file").touch()
    return folder / "a file" / name


def board_arguments(folder: Path, output: Path) -> list[object]:
    schema = write_json(folder / "schema.json", storyboard.schema())
    given = ["--provider", "gemini", "--title", "The Keeper", "--shots", 4]
    return [*given, "--schema", schema, "--output", output]


def audio_arguments(output: Path) -> list[object]:
    return ["--provider", "elevenlabs", "--text", "rain falls", "--output", output]


def test_a_picture_that_came_broken(standins: Standins, tmp_path: Path) -> None:
    standins.faults.order(FaultKind.BROKEN_FILE)
    given = ["--provider", "gemini", "--prompt", "a fox", "--output", tmp_path / "a.png"]
    caught = failed("generate_asset", *given)
    assert outcome(caught) == (70, "uncertain")
    assert caught.value.usage == standins.ledger.measures
    assert caught.value.usage["pictures"] == 1


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_picture_that_cannot_be_cut_out(
    standins: Standins, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_whole: bool
) -> None:
    made = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(made, format="PNG")
    monkeypatch.setattr("tests.standins.gemini.picture_for", lambda *_: made.getvalue())
    kind = "place" if is_whole else "prop"
    output = nowhere(tmp_path, "a.png") if is_whole else tmp_path / "a.png"
    given = ["--provider", "gemini", "--prompt", "a fox", "--kind", kind, "--output", output]
    caught = failed("generate_asset", *given)
    assert outcome(caught) == ((1, "system") if is_whole else (1, "cutout"))
    assert caught.value.usage == standins.ledger.measures
    assert caught.value.usage["pictures"] == 1


def test_words_instead_of_a_picture(standins: Standins, tmp_path: Path) -> None:
    body = {
        "candidates": [{"content": {"parts": [{"text": "I cannot paint that."}]}}],
        "usageMetadata": {"promptTokenCount": 9, "candidatesTokenCount": 5},
    }
    standins.faults.order(FaultKind.BODY, status=200, body=body)
    given = ["--provider", "gemini", "--prompt", "a fox", "--output", tmp_path / "a.png"]
    caught = failed("generate_asset", *given)
    assert caught.value.usage == {"pictures": 0, "input_tokens": 9, "output_tokens": 5}


def test_a_storyboard_that_cannot_be_written_down(standins: Standins, tmp_path: Path) -> None:
    given = board_arguments(tmp_path, nowhere(tmp_path, "board.json"))
    caught = failed("generate_storyboard", *given)
    assert outcome(caught) == (1, "system")
    assert caught.value.usage == standins.ledger.measures != {}


def test_a_storyboard_that_is_rejected_twice_owes_both_calls(
    standins: Standins, tmp_path: Path
) -> None:
    standins.faults.order(FaultKind.OTHER_TEXT, body="{", times=2)
    caught = failed("generate_storyboard", *board_arguments(tmp_path, tmp_path / "board.json"))
    assert outcome(caught) == (1, "storyboard")
    assert len(standins.ledger.charged) == 2
    assert caught.value.usage == standins.ledger.measures


@pytest.mark.parametrize("name", ["generate_audio", "generate_sound_effects"])
@pytest.mark.parametrize("is_broken", [True, False])
def test_sound_that_came_broken_or_cannot_be_kept(
    standins: Standins, tmp_path: Path, name: str, is_broken: bool
) -> None:
    if is_broken:
        standins.faults.order(FaultKind.BROKEN_FILE)
    output = tmp_path / "a.wav" if is_broken else nowhere(tmp_path, "a.wav")
    voice = ["--voice", "voice-one"] if name == "generate_audio" else []
    caught = failed(name, *audio_arguments(output), *voice)
    assert outcome(caught) == ((70, "uncertain") if is_broken else (1, "system"))
    assert caught.value.usage == standins.ledger.measures != {}


def test_speech_whose_sound_cannot_be_read(standins: Standins, tmp_path: Path) -> None:
    body = {"audio_base64": base64.b64encode(b"noise").decode()}
    cost = {"character-cost": "10"}
    standins.faults.order(FaultKind.BODY, status=200, body=body, headers=cost)
    caught = failed("generate_audio", *audio_arguments(tmp_path / "a.wav"), "--voice", "voice-one")
    assert outcome(caught) == (70, "uncertain")
    assert caught.value.usage == {"characters": 10}


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ({"status": 404}, "download"),
        ({"status": 302, "headers": {"Location": "https://elsewhere.example/a.mp4"}}, "download"),
    ],
)
def test_a_clip_that_cannot_be_fetched_for_good(
    standins: Standins, desk: ClipDesk, fault: dict[str, Any], expected: str
) -> None:
    standins.faults.order(FaultKind.STATUS, path=FILES, **fault)
    caught = desk.fail()
    assert outcome(caught) == (1, expected)
    assert counted(caught.value.usage) == standins.ledger.measures != {}
    assert caught.value.usage["source"] == "record"


def test_a_clip_of_another_shape(
    standins: Standins, desk: ClipDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    square = make_clip(tmp_path / "square.mp4", 120, size=(64, 64)).read_bytes()
    monkeypatch.setattr("tests.standins.kie.clip", lambda *_: square)
    caught = desk.fail()
    assert outcome(caught) == (1, "media")
    assert counted(caught.value.usage) == standins.ledger.measures != {}


def test_a_clip_that_cannot_be_kept(standins: Standins, desk: ClipDesk, tmp_path: Path) -> None:
    desk.output = nowhere(tmp_path, "clip.mp4")
    with pytest.raises(Failure) as caught:
        desk.run()
    assert outcome(caught) == (1, "system")
    assert counted(caught.value.usage) == standins.ledger.measures != {}


def test_a_clip_that_waits_to_be_fetched_is_told_by_the_run_that_fetches_it(
    standins: Standins, desk: ClipDesk
) -> None:
    standins.faults.order(FaultKind.BROKEN_FILE, path=FILES, times=4)
    caught = desk.fail()
    assert outcome(caught) == (75, "busy")
    assert caught.value.usage == {}
    assert counted(desk.run()["usage"]) == standins.ledger.measures


@pytest.mark.parametrize("ending", [FaultKind.JOB_FAILS, FaultKind.JOB_REFUSED])
def test_a_job_that_failed_is_given_back(
    standins: Standins, desk: ClipDesk, ending: FaultKind
) -> None:
    standins.faults.order(ending, path="createTask")
    usage = desk.fail().value.usage
    assert usage == {"seconds": 0, "credits": 0.0, "source": "record"}
    assert counted(usage) == standins.ledger.measures == {}
    told = {"taskId": "x", "state": "fail", "failMsg": "Internal error"}
    standins.faults.order(
        FaultKind.BODY, path="recordInfo", status=200, body={"code": 200, "data": told}
    )
    assert desk.fail().value.usage == {"seconds": 0, "credits": 0.0, "source": "refund"}


def test_what_nobody_knows_is_not_told(standins: Standins, desk: ClipDesk, tmp_path: Path) -> None:
    standins.faults.order(FaultKind.LOST_ANSWER, path="createTask")
    assert desk.fail().value.usage == {}
    standins.faults.order(FaultKind.LOST_ANSWER, path="sound-generation")
    caught = failed("generate_sound_effects", *audio_arguments(tmp_path / "a.wav"))
    assert (outcome(caught), caught.value.usage) == ((70, "uncertain"), {})


def test_it_stands_in_the_event_of_the_program(standins: Standins, tmp_path: Path) -> None:
    standins.faults.order(FaultKind.BROKEN_FILE)
    given = ["--json", *audio_arguments(tmp_path / "a.wav"), *QUICK]
    completed = run_script("generate_sound_effects", *given, env=standins.environment)
    event = json.loads(completed.stderr.splitlines()[-1])
    assert (completed.returncode, event["usage"]) == (70, standins.ledger.measures)
