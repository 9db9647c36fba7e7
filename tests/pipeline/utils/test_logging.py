"""Log lines: JSON with what was bound, the trace, the standard library's too, and no secrets."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from pydantic import SecretStr

from pipeline.utils.logging import HIDDEN, configure


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    logging.captureWarnings(False)
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


class Lines(io.StringIO):
    def last(self) -> dict[str, Any]:
        return dict(json.loads(self.getvalue().splitlines()[-1]))


@pytest.fixture
def lines() -> Lines:
    return Lines()


@pytest.fixture
def log() -> structlog.stdlib.BoundLogger:
    made: structlog.stdlib.BoundLogger = structlog.get_logger("pipeline.runner")
    return made


def test_a_line_has_the_event_and_what_was_bound(
    lines: Lines, log: structlog.stdlib.BoundLogger
) -> None:
    configure("worker", stream=lines)
    with structlog.contextvars.bound_contextvars(video=12):
        log.info("take.finished", take=3, title="Füchse 🦊")
    line = lines.last()
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "take.finished",
        "take": 3,
        "title": "Füchse 🦊",
        "video": 12,
        "process": "worker",
        "level": "info",
        "logger": "pipeline.runner",
    }
    assert "🦊" in lines.getvalue()


def test_an_exception_comes_with_its_trace_on_one_line(
    lines: Lines, log: structlog.stdlib.BoundLogger
) -> None:
    configure("bot", stream=lines)
    try:
        raise LookupError("no such shot")
    except LookupError:
        log.exception("command.failed")
    assert len(lines.getvalue().splitlines()) == 1
    assert "LookupError: no such shot" in lines.last()["exception"]
    assert "Traceback" in lines.last()["exception"]


def test_the_standard_librarys_loggers_come_out_the_same_way(lines: Lines) -> None:
    configure("bot", stream=lines)
    logging.getLogger("discord.gateway").warning("shard %s is late", 0)
    line = lines.last()
    assert (line["event"], line["logger"], line["level"]) == (
        "shard 0 is late",
        "discord.gateway",
        "warning",
    )
    assert line["process"] == "bot"


def test_below_the_level_nothing_is_said(lines: Lines, log: structlog.stdlib.BoundLogger) -> None:
    configure("bot", level="WARNING", stream=lines)
    log.info("quiet")
    logging.getLogger("discord").info("quiet")
    assert lines.getvalue() == ""


def test_for_people_it_is_no_json(lines: Lines, log: structlog.stdlib.BoundLogger) -> None:
    configure("demo", as_json=False, stream=lines)
    log.info("film.published", place="/films/1")
    assert "film.published" in lines.getvalue()
    assert "place=/films/1" in lines.getvalue()


def test_a_second_call_replaces_the_first(lines: Lines, log: structlog.stdlib.BoundLogger) -> None:
    first = Lines()
    configure("one", stream=first)
    log.info("before")
    configure("two", stream=lines)
    log.info("after")
    assert [line["process"] for line in (first.last(), lines.last())] == ["one", "two"]
    assert "after" not in first.getvalue()


class TestSecrets:
    SECRETS = (SecretStr("gateway-token-1"), SecretStr("key-one-1,key-two-2"), None)

    @pytest.fixture
    def said(self, lines: Lines, log: structlog.stdlib.BoundLogger) -> Any:
        configure("bot", stream=lines, secrets=self.SECRETS)

        def say(**values: Any) -> dict[str, Any]:
            log.info("said", **values)
            return lines.last()

        return say

    @pytest.mark.parametrize(
        "value",
        [
            "Bot gateway-token-1!",
            ["gateway-token-1"],
            {"nested": {"deeper": ("x", "key-two-2")}},
            ValueError("gateway-token-1"),
            SecretStr("anything"),
            "postgresql+asyncpg://slate:password@127.0.0.1:5432/slate",
        ],
    )
    def test_are_hidden_wherever_they_turn_up(self, said: Any, value: Any) -> None:
        line = json.dumps(said(value=value))
        assert HIDDEN in line
        for secret in ("gateway-token-1", "key-two-2", "anything", "password"):
            assert secret not in line

    @pytest.mark.parametrize("name", ["DISCORD_TOKEN", "api_key", "password", "Authorization"])
    def test_are_hidden_by_their_name(self, said: Any, name: str) -> None:
        assert said(headers={name: "unknown value"})["headers"] == {name: HIDDEN}

    def test_leave_the_rest_as_it_is(self, said: Any) -> None:
        line = said(number=1, flag=True, nothing=None, names=["a"], address="http://host:80/x@y")
        assert (line["number"], line["flag"], line["nothing"]) == (1, True, None)
        assert line["names"] == ["a"]
        assert line["address"] == "http://host:80/x@y"

    def test_are_hidden_in_traces_and_in_what_libraries_say(
        self, lines: Lines, log: structlog.stdlib.BoundLogger
    ) -> None:
        configure("bot", stream=lines, secrets=self.SECRETS)
        try:
            raise ValueError("gateway-token-1")
        except ValueError:
            log.exception("failed")
        assert "gateway-token-1" not in lines.getvalue()
        logging.getLogger("discord").info("logging in with %s", "gateway-token-1")
        assert "gateway-token-1" not in lines.getvalue()
