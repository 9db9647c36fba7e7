"""Pictures and frames by Gemini, and every way it makes nothing."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from scripts.pictures import open_picture
from scripts.program import Failure
from scripts.providers.gemini import added, picture_part
from tests.scripts.conftest import make_picture, result_here, run_script
from tests.scripts.providers.conftest import outcome
from tests.standins import FaultKind, Standins

GENERATE = "generateContent"


def arguments(output: Path, *more: object) -> list[object]:
    given = ["--provider", "gemini", "--prompt", "an old man in a red coat", "--output", output]
    return [*given, "--pause", 0.01, *more]


def drawn(output: Path, *more: object) -> dict[str, Any]:
    return result_here("generate_asset", *arguments(output, *more))


def failed(output: Path, *more: object) -> pytest.ExceptionInfo[Failure]:
    with pytest.raises(Failure) as caught:
        drawn(output, *more)
    assert not output.exists()
    return caught


def sent(standins: Standins) -> dict[str, Any]:
    body: dict[str, Any] = standins.calls(GENERATE)[-1]["json"]
    return body


def words_sent(standins: Standins) -> str:
    return str(sent(standins)["contents"][0]["parts"][0]["text"])


def test_a_character_comes_cut_out(standins: Standins, tmp_path: Path) -> None:
    output = tmp_path / "keeper.png"
    result = drawn(output, "--kind", "character", "--name", "keeper")
    picture = open_picture(output)
    assert picture.mode == "RGBA"
    assert picture.getchannel("A").getextrema() == (0, 255)
    assert result == {
        "output": str(output),
        "width": picture.width,
        "height": picture.height,
        "usage": standins.ledger.measures,
    }
    assert result["usage"].keys() == {"pictures", "input_tokens", "output_tokens"}
    config = sent(standins)["generationConfig"]
    assert config["imageConfig"] == {"aspectRatio": "3:4", "imageSize": "1K"}
    assert "RGB 0, 255, 0" in words_sent(standins)
    assert [charge.what for charge in standins.ledger.charged] == ["picture"]


def test_a_place_fills_the_frame(standins: Standins, tmp_path: Path) -> None:
    output = tmp_path / "shore.png"
    more = ("--kind", "place", "--aspect-ratio", "9:16", "--image-size", "2K", "--round", 1)
    drawn(output, *more, "--atmosphere", "grey morning", "--note", "more rocks")
    assert open_picture(output).mode == "RGB"
    config = sent(standins)["generationConfig"]["imageConfig"]
    assert config == {"aspectRatio": "9:16", "imageSize": "2K"}
    for said in ("grey morning", "more rocks", "Another version"):
        assert said in words_sent(standins)


def test_references_go_along_and_choose_the_key(standins: Standins, tmp_path: Path) -> None:
    green = make_picture(tmp_path / "core.png", (30, 190, 60))
    more = ("--reference-image", green, "--reference-image", green)
    drawn(tmp_path / "frog.png", "--kind", "prop", *more)
    parts = sent(standins)["contents"][0]["parts"]
    assert [part["inlineData"]["mimeType"] for part in parts[1:]] == ["image/jpeg"] * 2
    assert "RGB 255, 0, 255" in words_sent(standins)


def test_a_cut_out_reference_stands_on_a_plain_ground() -> None:
    cut = Image.new("RGBA", (2000, 1000), (0, 0, 0, 0))
    cut.paste((200, 10, 10, 255), (900, 400, 1100, 600))
    blob = picture_part(cut)["inlineData"]
    shown = Image.open(io.BytesIO(base64.b64decode(blob["data"])))
    assert shown.size == (1536, 768)
    corner, middle = shown.getpixel((5, 5)), shown.getpixel((768, 384))
    assert isinstance(corner, tuple) and max(abs(c - 128) for c in corner) < 4
    assert isinstance(middle, tuple) and middle[0] > 190 > 20 > middle[1]


def test_a_frame_is_composed_of_both_pictures(standins: Standins, tmp_path: Path) -> None:
    place = make_picture(tmp_path / "place.png", size=(320, 180))
    Image.new("RGBA", (90, 160), (160, 40, 40, 200)).save(tmp_path / "who.png")
    output = tmp_path / "frame.png"
    given = ["--provider", "gemini", "--environment", place, "--output", output, "--pause", 0.01]
    more = ["--character", tmp_path / "who.png", "--position", "left", "--scale", 0.4]
    result = result_here("create_composite", *given, *more, "--prompt", "he waves", "--note", "fog")
    assert (result["width"], result["height"]) == open_picture(output).size
    assert result["usage"]["output_tokens"] == 1120
    assert len(sent(standins)["contents"][0]["parts"]) == 3
    for said in ("left third", "40 percent", "he waves", "fog"):
        assert said in words_sent(standins)
    result_here("create_composite", *given)
    assert "Nobody is in it" in words_sent(standins)


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("SAFETY", "refused"),
        ("PROHIBITED_CONTENT", "refused"),
        ("IMAGE_SAFETY", "refused"),
        ("IMAGE_PROHIBITED_CONTENT", "refused"),
        ("NO_IMAGE", "nothing"),
        ("MAX_TOKENS", "nothing"),
    ],
)
def test_silent_blocks_are_told(standins: Standins, tmp_path: Path, reason: str, kind: str) -> None:
    standins.faults.order(FaultKind.BLOCKED, body=reason)
    caught = failed(tmp_path / "a.png", "--name", "keeper")
    assert outcome(caught) == (65, kind)
    assert reason in str(caught.value) and "keeper" in str(caught.value)
    assert caught.value.usage["pictures"] == 0 and standins.ledger.charged == []


@pytest.mark.parametrize(
    ("fault", "expected", "calls"),
    [
        ({"kind": FaultKind.STATUS, "status": 400}, (65, "input"), 1),
        ({"kind": FaultKind.STATUS, "status": 403}, (77, "key"), 1),
        ({"kind": FaultKind.STATUS, "status": 404}, (65, "model"), 1),
        ({"kind": FaultKind.STATUS, "status": 429, "times": 9}, (75, "busy"), 4),
        ({"kind": FaultKind.STATUS, "status": 503, "times": 9}, (75, "busy"), 4),
        ({"kind": FaultKind.STATUS, "status": 500}, (70, "uncertain"), 1),
        ({"kind": FaultKind.STATUS, "status": 504}, (70, "uncertain"), 1),
        ({"kind": FaultKind.LOST_ANSWER}, (70, "uncertain"), 1),
        ({"kind": FaultKind.WRONG_JSON}, (70, "uncertain"), 1),
        ({"kind": FaultKind.BROKEN_FILE}, (70, "uncertain"), 1),
    ],
)
def test_refusals(
    standins: Standins,
    tmp_path: Path,
    fault: dict[str, Any],
    expected: tuple[int, str],
    calls: int,
) -> None:
    standins.faults.order(**fault)
    assert outcome(failed(tmp_path / "a.png")) == expected
    assert len(standins.calls(GENERATE)) == calls


@pytest.mark.parametrize(
    "body",
    [
        {"candidates": "text"},
        {"candidates": [5]},
        {"candidates": [{"content": {"parts": [{"inlineData": 5}]}}]},
        {"candidates": [{"content": {"parts": ["text"]}}]},
        {"candidates": [], "usageMetadata": {"promptTokenCount": "many"}},
        {"candidates": [5], "usageMetadata": {"promptTokenCount": 7}},
        {"promptFeedback": 5, "candidates": []},
    ],
)
def test_an_answer_of_another_form_is_uncertain(
    standins: Standins, tmp_path: Path, body: object
) -> None:
    standins.faults.order(FaultKind.BODY, status=200, body=body)
    caught = failed(tmp_path / "a.png")
    assert outcome(caught) == (70, "uncertain")
    assert caught.value.usage.get("input_tokens", 0) == (7 if "7" in str(body) else 0)


@pytest.mark.parametrize("data", ["%%%", base64.b64encode(b"no picture").decode()])
def test_what_is_no_picture_may_have_been_charged(
    standins: Standins, tmp_path: Path, data: str
) -> None:
    part = {"inlineData": {"mimeType": "image/png", "data": data}}
    body = {
        "candidates": [{"content": {"parts": [part]}}],
        "usageMetadata": {
            "promptTokenCount": 7,
            "candidatesTokenCount": 2,
            "thoughtsTokenCount": 1,
        },
    }
    standins.faults.order(FaultKind.BODY, status=200, body=body)
    caught = failed(tmp_path / "a.png")
    assert outcome(caught) == (70, "uncertain")
    assert caught.value.usage == {"input_tokens": 7, "output_tokens": 3, "pictures": 1}


def test_words_instead_of_a_picture_are_shown(standins: Standins, tmp_path: Path) -> None:
    parts = [{"text": "hm", "thought": True}, {"text": "I cannot paint that."}]
    body = {"candidates": [{"content": {"parts": parts}}]}
    standins.faults.order(FaultKind.BODY, status=200, body=body)
    caught = failed(tmp_path / "a.png")
    assert outcome(caught) == (65, "refused")
    assert str(caught.value).endswith(": I cannot paint that.")


def test_a_picture_that_cannot_be_cut_out_says_so(standins: Standins, tmp_path: Path) -> None:
    made = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(made, format="PNG")
    blob = {"mimeType": "image/png", "data": base64.b64encode(made.getvalue()).decode()}
    body = {
        "candidates": [{"content": {"parts": [{"inlineData": blob}]}}],
        "usageMetadata": {"candidatesTokenCount": 1120},
    }
    standins.faults.order(FaultKind.BODY, status=200, body=body)
    caught = failed(tmp_path / "a.png", "--kind", "character", "--name", "keeper")
    assert outcome(caught) == (1, "cutout")
    assert "keeper" in str(caught.value)
    assert caught.value.usage == {"input_tokens": 0, "output_tokens": 1120, "pictures": 1}


def test_a_picture_that_is_too_large_is_not_opened(
    standins: Standins, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scripts.providers.gemini.MAX_PICTURE_BYTES", 100)
    assert outcome(failed(tmp_path / "a.png")) == (70, "uncertain")


def test_a_long_prompt_is_sent_whole(standins: Standins, tmp_path: Path) -> None:
    long = "a lighthouse " * 308
    drawn(tmp_path / "a.png", "--kind", "place", "--prompt", long)
    assert len(long) > 4000 and long.strip() in words_sent(standins)


@pytest.mark.parametrize("said", ["API key not valid.", "API key expired. Please renew it."])
def test_a_key_that_is_wrong_and_one_that_expired_are_told_apart(
    standins: Standins, tmp_path: Path, said: str
) -> None:
    detail = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID"}
    error = {"code": 400, "status": "INVALID_ARGUMENT", "message": said, "details": [detail]}
    standins.faults.order(FaultKind.BODY, status=400, body={"error": error})
    caught = failed(tmp_path / "a.png")
    assert outcome(caught) == (77, "key")
    told = f"the key GEMINI_API_KEY for the picture of a character: {said.rstrip('.')}"
    assert str(caught.value) == f"Gemini did not accept {told}"


def test_a_model_that_is_no_longer_there_is_named(standins: Standins, tmp_path: Path) -> None:
    standins.faults.order(FaultKind.STATUS, status=404)
    caught = failed(tmp_path / "a.png", "--model", "gemini-2-image")
    assert outcome(caught) == (65, "model")
    assert "does not have the model gemini-2-image for the picture" in str(caught.value)


def test_another_model_by_name(standins: Standins, tmp_path: Path) -> None:
    drawn(tmp_path / "a.png", "--model", "gemini-3-pro-image")
    assert "gemini-3-pro-image:" in standins.calls(GENERATE)[0]["url"]
    assert outcome(failed(tmp_path / "b.png", "--model", "../../x y")) == (65, "model")


def test_usages_are_added() -> None:
    assert added({"a": 1}, {"a": 2, "b": 3}, {}) == {"a": 3, "b": 3}


def test_as_a_program(standins: Standins, tmp_path: Path) -> None:
    output = tmp_path / "a.png"
    completed = run_script("generate_asset", "--json", *arguments(output), env=standins.environment)
    assert completed.returncode == 0, completed.stderr
    assert json.loads(completed.stdout)["usage"]["output_tokens"] == 1120
    without = {key: value for key, value in standins.environment.items() if "KEY" not in key}
    refused = run_script("generate_asset", "--json", *arguments(output), env=without)
    assert refused.returncode == 77
    event = json.loads(refused.stderr.splitlines()[-1])
    assert event["kind"] == "key" and "GEMINI_API_KEY" in event["message"]
