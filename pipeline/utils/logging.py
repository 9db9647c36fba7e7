"""Logs are events: one JSON object a line, with what was bound, the trace, and no secrets.

`structlog.get_logger(__name__).info("take.finished", take=3)` anywhere; the standard library's
loggers (discord, pgqueuer, sqlalchemy, alembic) come out the same way.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

import structlog
from pydantic import SecretStr
from structlog.typing import EventDict, Processor, WrappedLogger

HIDDEN = "***"
_SECRET_NAMES = re.compile(r"token|secret|password|passwd|api_?key|fernet|authorization", re.I)
_PASSWORD_IN_ADDRESS = re.compile(r"(://[^:/@\s]*:)[^@/\s]+@")
_SHORTEST_SECRET = 6  # a shorter one would hide parts of ordinary words
_QUIET = ("httpx", "httpcore")  # they log whole addresses, also those that are secrets


def configure(
    process: str,
    *,
    as_json: bool = True,
    level: int | str = logging.INFO,
    stream: TextIO | None = None,
    secrets: Iterable[SecretStr | None] = (),
) -> None:
    """Set up logging for this process; may be called again.

    Args:
        process: Who speaks: `bot`, `worker`, …; stands in every line.
        as_json: False gives lines for people.
        level: The least that is said.
        stream: Where to; stdout unless a program's result goes there.
        secrets: Values that are hidden wherever they turn up.
    """

    def name_process(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        return {**event, "process": process}

    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        name_process,
    ]
    rendering: list[Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        Redactor(secrets),
        structlog.processors.JSONRenderer(default=str, ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=False),
    ]
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.ExtraAdder(), *shared], processors=rendering
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,  # loggers made before this call follow it too
    )


class Redactor:
    """A processor that hides secrets: known values anywhere, and what a telling name holds."""

    def __init__(self, secrets: Iterable[SecretStr | None] = ()) -> None:
        texts = {secret.get_secret_value() for secret in secrets if secret is not None}
        # One setting may hold several keys; each of them is a secret too.
        texts |= {part.strip() for text in texts for part in text.split(",")}
        self._known = sorted((t for t in texts if len(t) >= _SHORTEST_SECRET), key=len)[::-1]

    def __call__(self, _: WrappedLogger, __: str, event: EventDict) -> EventDict:
        return {name: self._clean(name, value) for name, value in event.items()}

    def _clean(self, name: object, value: Any) -> Any:
        if isinstance(value, SecretStr) or (
            value is not None and isinstance(name, str) and _SECRET_NAMES.search(name)
        ):
            return HIDDEN
        if isinstance(value, Mapping):
            return {key: self._clean(key, item) for key, item in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self._clean(None, item) for item in value]
        if value is None or isinstance(value, bool | int | float):
            return value
        return self._clean_text(str(value))

    def _clean_text(self, text: str) -> str:
        for secret in self._known:
            text = text.replace(secret, HIDDEN)
        return _PASSWORD_IN_ADDRESS.sub(rf"\g<1>{HIDDEN}@", text)
