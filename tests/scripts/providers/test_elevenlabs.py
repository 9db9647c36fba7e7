"""Speech, sounds and music by ElevenLabs, and how it says no."""

from __future__ import annotations

import base64
import json
import wave
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scripts.program import Failure
from scripts.providers.elevenlabs import spoken_words
from tests.scripts.conftest import decoded_samples, result_here, run_script
from tests.scripts.providers.conftest import outcome
from tests.standins import FaultKind, Standins
from tests.standins.media import sound

LINE = "The sea is wide."


def said(output: Path, *more: object, text: str = LINE) -> dict[str, Any]:
    given = ["--provider", "elevenlabs", "--text", text, "--voice", "voice-one"]
    return result_here("generate_audio", *given, "--output", output, "--pause", 0.01, *more)


def heard(output: Path, *more: object, text: str = "rain") -> dict[str, Any]:
    given = ["--provider", "elevenlabs", "--text", text, "--output", output, "--pause", 0.01]
    return result_here("generate_sound_effects", *given, *more)


def failed(output: Path, *more: object, text: str = LINE) -> pytest.ExceptionInfo[Failure]:
    with pytest.raises(Failure) as caught:
        said(output, *more, text=text)
    assert not output.exists()
    return caught


def format_of(path: Path) -> tuple[int, int, int]:
    with wave.open(str(path)) as file:
        return file.getframerate(), file.getnchannels(), file.getsampwidth()


def test_a_line_with_the_time_of_each_word(standins: Standins, tmp_path: Path) -> None:
    output = tmp_path / "line.wav"
    result = said(output)
    assert format_of(output) == (48000, 1, 2)
    assert result["seconds"] == round(decoded_samples(output) / 48000, 4)
    assert [word[0] for word in result["words"]] == LINE.split()
    assert all(0 <= start < end <= result["seconds"] for _, start, end in result["words"])
    [charge] = standins.ledger.charged
    assert result["usage"] == {"characters": len(LINE)} == {"characters": charge.amount}


def test_what_is_sent(standins: Standins, tmp_path: Path) -> None:
    said(tmp_path / "a.wav", "--pace", 450, "--round", 3)
    said(tmp_path / "b.wav", "--pace", 80, "--language", "pt-BR", "--model", "eleven_flash_v2_5")
    assert all("output_format=mp3_44100_128" in request["url"] for request in standins.requests)
    first, second = (request["json"] for request in standins.requests)
    assert first == {
        "text": LINE,
        "model_id": "eleven_multilingual_v2",
        "voice_settings": {"speed": 1.2},
        "seed": 3,
    }
    assert (second["voice_settings"], second["language_code"]) == ({"speed": 0.7}, "pt")


@pytest.mark.parametrize("text", ["", "  "])
def test_silence_costs_nothing(standins: Standins, tmp_path: Path, text: str) -> None:
    spoken = said(tmp_path / "a.wav", text=text)
    sounding = heard(tmp_path / "b.wav", "--duration", 1, text=text)
    assert spoken["silent"] is True
    assert spoken["usage"] == sounding["usage"] == {"characters": 0}
    assert standins.requests == []


@pytest.mark.parametrize(
    ("kind", "path", "duration"),
    [("sound", "/v1/sound-generation", 1.5), ("music", "/v1/music", 3)],
)
def test_sounds_and_music(
    standins: Standins, tmp_path: Path, kind: str, path: str, duration: float
) -> None:
    output = tmp_path / "a.wav"
    result = heard(output, "--kind", kind, "--duration", duration, "--note", "without birds")
    assert format_of(output) == (48000, 2, 2)
    assert abs(result["seconds"] - duration) < 0.05
    [charge] = standins.ledger.charged
    assert (charge.what, charge.amount) == (kind, result["usage"]["characters"])
    assert "rain. without birds" in json.dumps(standins.calls(path)[0]["json"])


def test_music_is_not_made_here(tmp_path: Path) -> None:
    given = ["--text", "piano", "--kind", "music", "--output", tmp_path / "a.wav"]
    with pytest.raises(Failure, match="elevenlabs"):
        result_here("generate_sound_effects", *given)


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ({"status": 401}, (77, "key")),
        ({"status": 401, "body": "quota_exceeded"}, (75, "quota")),
        ({"status": 402}, (75, "quota")),
        ({"status": 403}, (77, "key")),
        ({"status": 404}, (65, "voice")),
        ({"status": 404, "body": "model_not_found"}, (65, "model")),
        ({"status": 422}, (65, "input")),
        ({"status": 429, "times": 9}, (75, "busy")),
        ({"status": 500}, (70, "uncertain")),
        ({"status": 529}, (70, "uncertain")),
        ({"kind": FaultKind.LOST_ANSWER}, (70, "uncertain")),
        ({"kind": FaultKind.WRONG_JSON}, (70, "uncertain")),
        ({"kind": FaultKind.BROKEN_FILE}, (70, "uncertain")),
        ({"kind": FaultKind.BLOCKED}, (65, "refused")),
    ],
)
def test_refusals(
    standins: Standins, tmp_path: Path, fault: dict[str, Any], expected: tuple[int, str]
) -> None:
    standins.faults.order(**{"kind": FaultKind.STATUS, "path": "text-to-speech", **fault})
    assert outcome(failed(tmp_path / "a.wav")) == expected


def test_a_used_up_quota_says_until_when(standins: Standins, tmp_path: Path) -> None:
    quota: dict[str, Any] = {
        "kind": FaultKind.STATUS,
        "status": 401,
        "body": "quota_exceeded",
        "path": "speech",
    }
    standins.faults.order(**quota)
    caught = failed(tmp_path / "a.wav")
    assert caught.value.retry_at == datetime.fromtimestamp(standins.resets_at, UTC)
    bodies: list[Any] = [{}, [], {"next_character_count_reset_unix": 5}]
    for body in bodies:
        standins.faults.order(**quota)
        standins.faults.order(FaultKind.BODY, path="subscription", status=200, body=body)
        assert failed(tmp_path / "a.wav").value.retry_at is None
    standins.faults.order(**quota)
    standins.faults.order(FaultKind.STATUS, path="subscription", status=403)
    assert failed(tmp_path / "a.wav").value.retry_at is None


def test_a_voice_that_does_not_exist(standins: Standins, tmp_path: Path) -> None:
    caught = failed(tmp_path / "a.wav", "--voice", "no/body?x")
    assert outcome(caught) == (65, "voice")
    assert "does not have the voice no/body?x for the line “The sea is wide.”" in str(caught.value)
    assert standins.ledger.charged == []
    for name in ("", "default"):
        assert outcome(failed(tmp_path / "a.wav", "--voice", name)) == (65, "input")
    assert len(standins.requests) == 1


def test_too_long_a_line_is_not_sent(standins: Standins, tmp_path: Path) -> None:
    for model, length in (("eleven_v3", 5001), ("unheard_of", 5001), ("", 10_001)):
        caught = failed(tmp_path / "a.wav", "--model", model, text="x" * length)
        assert outcome(caught) == (65, "input") and str(length) in str(caught.value)
    with pytest.raises(Failure, match="4200 characters; ElevenLabs takes 4100"):
        heard(tmp_path / "a.wav", "--kind", "music", text="x" * 4200)
    assert standins.requests == []


def test_a_model_that_was_switched_off_is_named(standins: Standins, tmp_path: Path) -> None:
    standins.faults.order(FaultKind.STATUS, status=400, body="unsupported_model")
    caught = failed(tmp_path / "a.wav", "--model", "eleven_v1")
    assert outcome(caught) == (65, "model")
    assert "does not have the model eleven_v1 for the line" in str(caught.value)


def test_a_plan_that_is_used_up_is_a_quota(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with Standins(characters=len(LINE) + 5) as poor:
        for name, value in poor.environment.items():
            monkeypatch.setenv(name, value)
        said(tmp_path / "a.wav")
        caught = failed(tmp_path / "b.wav")
        assert len(poor.ledger.charged) == 1
    assert outcome(caught) == (75, "quota")
    assert caught.value.retry_at == datetime.fromtimestamp(poor.resets_at, UTC)


def test_seconds_that_are_not_made(standins: Standins, tmp_path: Path) -> None:
    for kind, duration in (("sound", 31), ("music", 2)):
        with pytest.raises(Failure, match="not of"):
            heard(tmp_path / "a.wav", "--kind", kind, "--duration", duration)
    with pytest.raises(Failure, match="60 seconds"):
        heard(tmp_path / "a.wav", "--duration", 61)
    assert standins.requests == []


@pytest.mark.parametrize("content", [b"", b"<html>", sound(0.3)])
def test_a_sound_that_is_not_whole_may_have_been_charged(
    standins: Standins, tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.standins.elevenlabs.sound", lambda *_: content)
    with pytest.raises(Failure) as caught:
        heard(tmp_path / "a.wav", "--duration", 2)
    assert outcome(caught) == (70, "uncertain")
    assert caught.value.usage == {"characters": 80}
    assert not (tmp_path / "a.wav").exists()


@pytest.mark.parametrize("body", [{}, {"audio_base64": "%%"}, {"audio_base64": None}, []])
def test_speech_without_sound_is_uncertain(
    standins: Standins, tmp_path: Path, body: object
) -> None:
    standins.faults.order(FaultKind.BODY, status=200, body=body)
    assert outcome(failed(tmp_path / "a.wav")) == (70, "uncertain")


def test_without_times_there_are_no_words(standins: Standins, tmp_path: Path) -> None:
    audio = base64.b64encode(sound(1.0)).decode()
    body = {"audio_base64": audio, "alignment": None}
    standins.faults.order(FaultKind.BODY, status=200, body=body)
    result = said(tmp_path / "a.wav")
    assert "words" not in result and result["usage"] == {}


def test_words_are_read_from_characters() -> None:
    told = {
        "characters": list(" Oh,  no\n"),
        "character_start_times_seconds": [0.1 * n for n in range(9)],
        "character_end_times_seconds": [0.1 * n + 0.1 for n in range(9)],
    }
    assert spoken_words({"normalized_alignment": told}) == [("Oh,", 0.1, 0.4), ("no", 0.6, 0.8)]
    assert spoken_words({}) == []
    late = {**told, "character_start_times_seconds": [None]}
    odds: tuple[Any, ...] = ("text", [], {"characters": 5}, late)
    for odd in odds:
        assert spoken_words({"alignment": odd}) == []


def test_as_programs(standins: Standins, tmp_path: Path) -> None:
    given = ["--provider", "elevenlabs", "--json", "--pause", 0.01, "--output", tmp_path / "a.wav"]
    more = ["--text", LINE, "--voice", "voice-one"]
    completed = run_script("generate_audio", *given, *more, env=standins.environment)
    assert completed.returncode == 0, completed.stderr
    assert json.loads(completed.stdout)["usage"] == {"characters": len(LINE)}
    standins.faults.order(FaultKind.STATUS, status=401, body="quota_exceeded", path="sound")
    completed = run_script(
        "generate_sound_effects", *given, "--text", "rain", env=standins.environment
    )
    assert completed.returncode == 75
    event = json.loads(completed.stderr.splitlines()[-1])
    assert event["kind"] == "quota" and datetime.fromisoformat(event["retry_at"]) > datetime.now(
        UTC
    )
