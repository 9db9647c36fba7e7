"""The stand-ins themselves: what they charge, what they record, what goes wrong on order."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from scripts.media import probe
from scripts.providers.kling_models import MODELS
from tests.contracts import contracts_folder, violations_of_requests
from tests.scripts.conftest import make_picture, result_here, write_json
from tests.standins import KEY, Delays, FaultKind, Standins
from tests.standins.media import clip, picture, sound

CREATE = "/api/v1/jobs/createTask"
MODEL = "kling/v2-5-turbo-image-to-video-pro"


@pytest.fixture
def standins(monkeypatch: pytest.MonkeyPatch) -> Iterator[Standins]:
    with Standins() as running:
        for name, value in running.environment.items():
            monkeypatch.setenv(name, value)
        yield running


def client(standins: Standins, key: str = KEY) -> httpx.Client:
    headers = {"Authorization": f"Bearer {key}", "x-goog-api-key": key, "xi-api-key": key}
    return httpx.Client(base_url=standins.address, headers=headers, trust_env=False, verify=False)


def uploaded(calls: httpx.Client) -> str:
    made = io.BytesIO()
    Image.new("RGB", (320, 180)).save(made, format="PNG")
    files = {"file": ("frame.png", made.getvalue(), "image/png")}
    answer = calls.post("/api/file-stream-upload", data={"uploadPath": "slate"}, files=files)
    return str(answer.json()["data"]["downloadUrl"])


def order(calls: httpx.Client, seconds: str = "5") -> dict[str, Any]:
    told = {"prompt": "waves", "image_url": uploaded(calls), "duration": seconds}
    answer: dict[str, Any] = calls.post(CREATE, json={"model": MODEL, "input": told}).json()
    return answer


def state(calls: httpx.Client, job: str) -> dict[str, Any]:
    answer = calls.get("/api/v1/jobs/recordInfo", params={"taskId": job}).json()
    data: dict[str, Any] = answer["data"]
    return data


def test_each_accepted_job_is_charged_once(standins: Standins) -> None:
    with client(standins) as calls:
        first, second = order(calls)["data"]["taskId"], order(calls, "10")["data"]["taskId"]
        assert calls.get("/api/v1/chat/credit").json()["data"] == 1_000_000 - 42 - 84
        for _ in range(3):
            assert state(calls, first)["state"] == "success"
    charged = standins.ledger.charged
    assert [charge.job for charge in charged] == [first, second]
    assert standins.ledger.total_usd == Decimal("0.63")


@pytest.mark.parametrize(
    ("kind", "charged"),
    [
        (FaultKind.STATUS, 0),
        (FaultKind.CUT, 0),
        (FaultKind.BLOCKED, 0),
        (FaultKind.LOST_ANSWER, 1),
        (FaultKind.WRONG_JSON, 1),
        (FaultKind.JOB_FAILS, 1),
    ],
)
def test_a_fault_is_charged_when_the_job_was_accepted(
    standins: Standins, kind: FaultKind, charged: int
) -> None:
    standins.faults.order(kind, path="createTask")
    with client(standins) as calls:
        try:
            order(calls)
        except (httpx.RemoteProtocolError, httpx.ReadError, json.JSONDecodeError):
            assert kind in {FaultKind.CUT, FaultKind.LOST_ANSWER, FaultKind.WRONG_JSON}
        assert len(standins.ledger.charged) == charged
        order(calls)  # the next one is not affected
    assert len(standins.ledger.charged) == charged + 1


def test_a_job_passes_through_its_states() -> None:
    now = 0.0
    delays = Delays(scale=1.0, upload=0.0, order=0.0, clip=100.0)
    with Standins(delays, clock=lambda: now) as standins, client(standins) as calls:
        job = order(calls)["data"]["taskId"]
        seen = []
        for now in (5.0, 20.0, 90.0, 100.0):  # noqa: B007  # the clock above reads it
            seen.append(state(calls, job)["state"])
    assert seen == ["waiting", "queuing", "generating", "success"]


@pytest.mark.parametrize(
    ("kind", "kept"), [(FaultKind.JOB_FAILS, 0), (FaultKind.JOB_REFUSED, 0), (FaultKind.SLOW, 1)]
)
def test_a_job_that_fails_is_given_back_when_it_has_failed(kind: FaultKind, kept: int) -> None:
    now = 0.0
    delays = Delays(scale=1.0, upload=0.0, order=0.0, clip=100.0)
    with Standins(delays, credits=50, clock=lambda: now) as standins, client(standins) as calls:
        standins.faults.order(kind, path=CREATE, seconds=0.0)
        job = order(calls)["data"]["taskId"]
        assert standins.ledger.credits == 8
        assert standins.ledger.total_usd == Decimal("0.21")
        assert order(calls)["code"] == 402  # not before it has failed
        now = 100.0
        assert len(standins.ledger.kept) == kept
        assert [charge.job for charge in standins.ledger.refunded] == [job] * (1 - kept)
        assert calls.get("/api/v1/chat/credit").json()["data"] == 50 - 42 * kept
        assert standins.ledger.total_usd == Decimal("0.21") * kept
        assert state(calls, job)["creditsConsumed"] == 42 * kept
        assert len(standins.ledger.charged) == 1


def test_a_plan_ends() -> None:
    with Standins(characters=70) as standins, client(standins) as calls:
        text = {"text": "rain", "duration_seconds": 1.0}
        statuses = [calls.post("/v1/sound-generation", json=text).status_code for _ in range(2)]
        account = calls.get("/v1/user/subscription").json()
    assert statuses == [200, 401]
    assert (account["character_count"], account["character_limit"]) == (40, 70)
    assert standins.ledger.measures == {"characters": 40}


def test_a_text_that_was_blocked_has_been_read(standins: Standins) -> None:
    standins.faults.order(FaultKind.BLOCKED)
    body = {"contents": [{"parts": [{"text": "hello hello"}]}]}
    with client(standins) as calls:
        answer = calls.post("/v1beta/models/gemini-3.8-flash:generateContent", json=body).json()
    assert answer["promptFeedback"]["blockReason"] == "SAFETY"
    read = answer["usageMetadata"]["promptTokenCount"]
    assert standins.ledger.measures == {"input_tokens": read, "output_tokens": 0}


def test_wrong_keys_are_told_in_each_services_own_way(standins: Standins) -> None:
    with client(standins, "wrong") as calls:
        body = {"contents": [{"parts": [{"text": "hello"}]}]}
        gemini = calls.post("/v1beta/models/gemini-3.8-flash:generateContent", json=body)
        assert gemini.status_code == 400
        assert gemini.json()["error"]["details"][0]["reason"] == "API_KEY_INVALID"
        kie = calls.get("/api/v1/chat/credit")
        assert (kie.status_code, kie.json()["code"]) == (200, 401)
        elevenlabs = calls.get("/v1/user/subscription")
        assert elevenlabs.status_code == 401
        assert elevenlabs.json()["detail"]["status"] == "invalid_api_key"
    assert standins.ledger.charged == []


def test_keys_are_not_kept(standins: Standins) -> None:
    with client(standins) as calls:
        order(calls)
    assert KEY not in json.dumps(standins.requests)


def test_other_processes_can_look_and_order(standins: Standins) -> None:
    with client(standins) as calls:
        wanted = {"kind": "status", "status": 455, "path": "createTask"}
        assert calls.post("/_standins/faults", json=wanted).json() == {"ordered": True}
        assert calls.post("/_standins/faults", json={"kind": "nonsense"}).status_code == 400
        assert order(calls)["code"] == 455
        order(calls)
        shown = calls.get("/_standins").json()
    assert [charge["amount"] for charge in shown["charged"]] == [42.0]
    assert shown["total_usd"] == "0.2100"
    assert shown["charged"][0]["measures"] == {"credits": 42.0, "seconds": 5}
    assert shown["charged"][0]["is_refunded"] is False


def test_media_is_real(tmp_path: Path) -> None:
    (tmp_path / "clip.mp4").write_bytes(clip(3, False))
    found = probe(tmp_path / "clip.mp4")
    assert (found.seconds, found.width < found.height) == (3.0, True)
    with Image.open(io.BytesIO(picture("16:9", None))) as opened:
        assert opened.width > opened.height
    (tmp_path / "sound.mp3").write_bytes(sound(1.0))
    assert abs(probe(tmp_path / "sound.mp3").seconds - 1.0) < 0.1


@pytest.mark.skipif(contracts_folder() is None, reason="no contracts beside the checkout")
def test_everything_the_scripts_send_is_in_the_contracts(
    standins: Standins, tmp_path: Path
) -> None:
    from pipeline import storyboard

    frame = make_picture(tmp_path / "frame.png")
    quick = ["--pause", 0.01]
    for model, form in MODELS.items():
        given = ["--image", frame, "--prompt", "x", "--output", tmp_path / "a.mp4", "--poll", 0.01]
        more = ["--model", model, "--seconds", form.seconds[0]]
        result_here("generate_video", "--provider", "kling", *given, *more, *quick)
    painted = ["--provider", "gemini", "--output", tmp_path / "a.png", "--image-size", "512"]
    for shape in ("16:9", "9:16"):
        more = ["--prompt", "x", "--kind", "place", "--aspect-ratio", shape]
        result_here("generate_asset", *painted, *more, "--reference-image", frame, *quick)
    result_here("generate_asset", *painted, "--prompt", "x", *quick)
    result_here("create_composite", *painted, "--environment", frame, "--character", frame, *quick)
    schema = write_json(tmp_path / "schema.json", storyboard.schema())
    board = ["--provider", "gemini", "--title", "x", "--output", tmp_path / "board.json"]
    standins.faults.order(FaultKind.OTHER_TEXT, body="{")
    result_here("generate_storyboard", *board, "--schema", schema, *quick)
    heard = ["--provider", "elevenlabs", "--text", "rain", "--output", tmp_path / "a.wav", *quick]
    for model in ("", "eleven_v3", "eleven_flash_v2_5"):
        result_here("generate_audio", *heard, "--voice", "voice-one", "--model", model)
    result_here("generate_sound_effects", *heard, "--duration", 0.5)
    result_here("generate_sound_effects", *heard, "--duration", 3, "--kind", "music")
    for provider in ("kling", "elevenlabs"):
        result_here("check_balance", "--provider", provider, *quick)
    assert {request["service"] for request in standins.requests} == {"gemini", "kie", "elevenlabs"}
    assert violations_of_requests(standins.requests) == []


def test_what_goes_on_can_be_seen_and_held(standins: Standins) -> None:
    told = {"text": "rain", "duration_seconds": 1.0}
    traffic = standins.traffic
    traffic.hold("sound")
    with ThreadPoolExecutor(3) as callers, client(standins) as calls:
        going = [callers.submit(calls.post, "/v1/sound-generation", json=told) for _ in range(3)]
        until(lambda: len(traffic.open_calls) == 3)
        assert {(call.what, call.words) for call in traffic.open_calls} == {("sound", "rain")}
        assert standins.ledger.charged == []
        traffic.release("sound")
        assert [answer.result().status_code for answer in going] == [200, 200, 200]
    assert traffic.most == {"sound": 3}
    assert [charge.words for charge in standins.ledger.charged] == ["rain"] * 3


def test_a_call_that_nobody_waits_for_is_made_and_charged(standins: Standins) -> None:
    told = {"text": "rain", "duration_seconds": 1.0}
    standins.traffic.hold("sound")
    with client(standins) as calls, pytest.raises(httpx.ReadTimeout):
        calls.post("/v1/sound-generation", json=told, timeout=0.2)
    until(lambda: standins.traffic.open_calls == [])
    assert standins.ledger.charged == []
    standins.traffic.release("sound")
    until(lambda: len(standins.ledger.charged) == 1)


def test_clips_that_are_being_made_are_counted() -> None:
    now = 0.0
    delays = Delays(scale=1.0, upload=0.0, order=0.0, clip=100.0)
    with Standins(delays, clock=lambda: now) as standins, client(standins) as calls:
        first = order(calls)["data"]["taskId"]
        order(calls)
        assert [job.words for job in standins.kie.unfinished] == ["waves", "waves"]
        now = 100.0
        assert standins.kie.unfinished == []
        assert state(calls, first)["state"] == "success"
        standins.traffic.forget()
        order(calls)
    assert standins.traffic.most["clip"] == 1


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.01)


def test_by_hand() -> None:
    command = [sys.executable, "-m", "tests.standins", "--scale", "0"]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        process.terminate()
    assert line.startswith("export GEMINI_BASE_URL=http://127.0.0.1:")
