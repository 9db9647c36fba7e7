"""The contracts find what is wrong: a check that lets everything through proves nothing."""

from __future__ import annotations

import pytest

from bot.sandbox.notion.calls import Sent
from bot.sandbox.notion.recording import Recording
from tests.bot.sandbox.notion.contracts import faults_of
from tests.contracts import contracts_folder

pytestmark = pytest.mark.skipif(
    contracts_folder() is None, reason="the contracts do not lie beside the checkout"
)
HEADERS = {"Authorization": "Bearer x", "Notion-Version": "2026-03-11"}
PAGE = "http://127.0.0.1/v1/pages"


def recorded(body: object, answer: dict[str, object], template: str = "/v1/pages") -> list[str]:
    recording = Recording()
    number = recording.request("POST", PAGE, HEADERS, Sent(json=body))
    recording.response(number, "POST", template, answer)
    return faults_of(recording)


def test_a_wrong_request_that_was_taken_is_found() -> None:
    lines = recorded({"parent": {"page_id": "x"}, "colour": "red"}, {}, "/nowhere")
    assert len(lines) == 1 and "colour" in lines[0]


def test_a_wrong_answer_is_found() -> None:
    lines = recorded({"parent": {"page_id": "x"}}, {"object": "page", "id": 1})
    assert any("'created_time' is a required property" in line for line in lines)
    lines = recorded({"parent": {"page_id": "x"}}, {"archived": False}, "/nowhere")
    assert len(lines) == 1 and "in_trash" in lines[0]
