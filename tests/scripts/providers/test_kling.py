"""A clip ordered once, whatever goes wrong: the script's own code against the stand-in."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scripts.media import probe
from scripts.providers.kling_models import MODELS
from tests.scripts.conftest import make_picture, run_script
from tests.scripts.providers.conftest import ClipDesk, outcome
from tests.standins import KEY, FaultKind, Standins

CREATE, RECORD, FILES, UPLOAD = "createTask", "recordInfo", "/files/", "file-stream-upload"


def test_a_clip_is_ordered_announced_and_fetched(
    standins: Standins, desk: ClipDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    result = desk.run()
    [charge] = standins.ledger.charged
    assert result == {
        "output": str(desk.output),
        "seconds": 5.0,
        "frames": 60,
        "job_id": charge.job,
        "usage": {"seconds": 5.0, "credits": charge.amount, "source": "record"},
    }
    assert probe(desk.output).frames == 60
    assert json.loads(desk.job_file.read_text())["job_id"] == charge.job
    events = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert {"event": "submitted", "job_id": charge.job} in events
    [upload] = standins.calls(UPLOAD)
    assert upload["form"]["file"]["content_type"] == "image/png"


def test_the_key_is_not_sent_with_a_download(standins: Standins, desk: ClipDesk) -> None:
    desk.run()
    [download] = standins.downloads
    assert KEY not in json.dumps(download)


@pytest.mark.parametrize("kind", [FaultKind.LOST_ANSWER, FaultKind.WRONG_JSON])
def test_an_order_whose_answer_is_lost_is_uncertain(
    standins: Standins, desk: ClipDesk, kind: FaultKind
) -> None:
    standins.faults.order(kind, path=CREATE)
    caught = desk.fail()
    assert outcome(caught) == (70, "uncertain")
    assert "frame.png" in str(caught.value)
    assert len(standins.calls(CREATE)) == 1
    assert not desk.job_file.exists()


def test_an_order_without_a_job_is_uncertain(standins: Standins, desk: ClipDesk) -> None:
    standins.faults.order(FaultKind.BODY, path=CREATE, status=200, body={"code": 200, "data": {}})
    assert outcome(desk.fail()) == (70, "uncertain")


@pytest.mark.parametrize(
    ("code", "expected", "orders"),
    [
        (401, (77, "key"), 1),
        (402, (75, "quota"), 1),
        (422, (65, "model"), 1),
        (429, (75, "busy"), 4),
        (455, (75, "busy"), 4),
        (500, (70, "uncertain"), 1),
        (501, (1, "provider"), 1),
        (502, (70, "uncertain"), 1),
        (505, (65, "model"), 1),
    ],
)
def test_codes_of_an_order(
    standins: Standins, desk: ClipDesk, code: int, expected: tuple[int, str], orders: int
) -> None:
    standins.faults.order(FaultKind.STATUS, path=CREATE, status=code, times=99)
    assert outcome(desk.fail()) == expected
    assert len(standins.calls(CREATE)) == orders
    assert standins.ledger.charged == []


@pytest.mark.parametrize(
    ("code", "message"), [(505, "This feature is disabled"), (422, "The model is not supported")]
)
def test_a_model_that_was_switched_off_is_named(
    standins: Standins, desk: ClipDesk, code: int, message: str
) -> None:
    standins.faults.order(FaultKind.STATUS, path=CREATE, status=code, body=message)
    caught = desk.fail("--model", "kling-3.0/video")
    assert outcome(caught) == (65, "model")
    assert str(caught.value) == (
        f"KIE.ai does not have the model kling-3.0/video for the clip for frame.png: {message}"
    )


def test_an_empty_account_is_a_quota_without_a_time(
    monkeypatch: pytest.MonkeyPatch, desk: ClipDesk
) -> None:
    with Standins(credits=10) as poor:
        for name, value in poor.environment.items():
            monkeypatch.setenv(name, value)
        caught = desk.fail()
    assert outcome(caught) == (75, "quota")
    assert caught.value.retry_at is None


def test_content_is_refused_before_and_after_the_order(standins: Standins, desk: ClipDesk) -> None:
    standins.faults.order(FaultKind.BLOCKED, path=CREATE)
    assert outcome(desk.fail()) == (65, "refused")
    assert standins.ledger.charged == []
    standins.faults.order(FaultKind.JOB_REFUSED, path=CREATE)
    caught = desk.fail()
    assert outcome(caught) == (65, "refused")
    assert "flagged by our moderation" in str(caught.value)


@pytest.mark.parametrize("kind", [FaultKind.BROKEN_FILE, FaultKind.HTML_FILE])
def test_a_broken_file_is_fetched_again(
    standins: Standins, desk: ClipDesk, kind: FaultKind
) -> None:
    standins.faults.order(kind, path=FILES, times=2)
    assert desk.run()["frames"] == 60
    assert len(standins.downloads) == 3
    standins.faults.order(kind, path=FILES, times=99)
    desk.output.unlink()
    assert outcome(desk.fail()) == (75, "busy")
    assert len(standins.ledger.charged) == 1
    assert [path.name for path in desk.output.parent.glob("*clip*")] == []


def test_a_file_that_is_gone_fails(standins: Standins, desk: ClipDesk) -> None:
    standins.faults.order(FaultKind.STATUS, path=FILES, status=404)
    assert outcome(desk.fail()) == (1, "download")


@pytest.mark.parametrize("result", ["", "[]", '{"resultUrls": []}', "not JSON", None])
def test_a_success_that_names_no_file_is_asked_again(
    standins: Standins, desk: ClipDesk, result: object
) -> None:
    data = {"taskId": "x", "state": "success", "resultJson": result}
    standins.faults.order(FaultKind.BODY, path=RECORD, status=200, body={"code": 200, "data": data})
    assert outcome(desk.fail()) == (75, "busy")


@pytest.mark.parametrize(
    ("more", "kind", "said"),
    [
        (("--seconds", 7), "input", "sells 5, 10"),
        (("--seconds", 5.5), "input", "sells 5, 10"),
        (("--prompt", "x" * 4000), "input", "4000 characters; kling/v2-5-turbo"),
        (("--model", "kling-9"), "model", "kling-2.6/image-to-video"),
        (("--image", "/nowhere/frame.png"), "input", "does not exist"),
    ],
)
def test_bad_input_costs_nothing(
    standins: Standins, desk: ClipDesk, more: tuple[object, ...], kind: str, said: str
) -> None:
    caught = desk.fail(*more)
    assert outcome(caught) == (65, kind)
    assert said in str(caught.value)
    assert standins.requests == []


@pytest.mark.parametrize("model", MODELS)
def test_every_model_is_ordered_by_its_own_form(
    standins: Standins, desk: ClipDesk, model: str
) -> None:
    seconds = MODELS[model].seconds[0]
    assert desk.run("--model", model, "--seconds", seconds)["seconds"] == seconds
    [order] = standins.calls(CREATE)
    told = order["json"]["input"]
    assert told["duration"] == str(seconds)
    assert ("image_url" in told) != ("image_urls" in told)


def test_an_upright_film_gets_an_upright_clip(standins: Standins, desk: ClipDesk) -> None:
    desk.run("--aspect-ratio", "9:16", "--model", "kling-3.0/video")
    found = probe(desk.output)
    assert found.height > found.width


def test_a_frame_is_sent_in_the_films_shape_and_never_too_large(
    standins: Standins, desk: ClipDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_picture(desk.image, size=(500, 500))
    desk.run()
    assert probe(desk.output).width == 640  # a clip has the shape of its picture
    monkeypatch.setattr("scripts.providers.kling._MAX_UPLOAD_BYTES", 100)
    desk.job_file.unlink()
    desk.run()
    sent = [upload["form"]["file"]["content_type"] for upload in standins.calls(UPLOAD)]
    assert sent == ["image/png", "image/jpeg"]


def test_an_upload_that_is_nowhere_is_no_order(standins: Standins, desk: ClipDesk) -> None:
    standins.faults.order(FaultKind.BODY, path=UPLOAD, status=200, body={"code": 200})
    assert outcome(desk.fail()) == (75, "busy")
    assert standins.calls(CREATE) == []


def test_an_order_does_not_need_the_accounts_credits(standins: Standins, desk: ClipDesk) -> None:
    standins.faults.order(FaultKind.STATUS, path="credit", status=500, times=99)
    assert desk.run()["usage"]["source"] == "record"
    standins.faults.clear()
    standins.faults.order(FaultKind.STATUS, path="credit", status=401)
    desk.job_file.unlink()
    desk.output.unlink()
    assert outcome(desk.fail()) == (77, "key")
    assert len(standins.ledger.charged) == 1


def test_the_note_is_part_of_the_prompt(standins: Standins, desk: ClipDesk) -> None:
    desk.run("--note", "slower")
    assert standins.calls(CREATE)[0]["json"]["input"]["prompt"] == "Waves.\nslower"


def test_a_missing_key_is_told(standins: Standins, desk: ClipDesk, monkeypatch: Any) -> None:
    monkeypatch.delenv("KIE_API_KEY")
    caught = desk.fail()
    assert outcome(caught) == (77, "key")
    assert "KIE_API_KEY" in str(caught.value)


def test_as_a_program(standins: Standins, desk: ClipDesk) -> None:
    given = desk.arguments("--json")
    completed = run_script("generate_video", *given, env=standins.environment)
    assert completed.returncode == 0, completed.stderr
    assert json.loads(completed.stdout)["usage"]["credits"] == standins.ledger.charged[0].amount
    wrong = {**standins.environment, "KIE_API_KEY": "wrong-key"}
    desk.job_file.unlink()
    refused = run_script("generate_video", *given, env=wrong)
    assert refused.returncode == 77
    assert "wrong-key" not in refused.stdout + refused.stderr
    assert "did not accept the key KIE_API_KEY" in refused.stderr
    assert "Traceback" not in refused.stderr
