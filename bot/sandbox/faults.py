"""Faults somebody ordered: the next requests that match fail in a chosen way."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from enum import StrEnum

from bot.sandbox.errors import Json


class FaultKind(StrEnum):
    """How a request fails."""

    STATUS = "status"  # answered with this status, nothing done
    RESET = "reset"  # the connection is cut before anything is done
    LOST_ANSWER = "lost_answer"  # done, but the connection is cut before the answer
    DELAY = "delay"  # done and answered, after a while


@dataclass
class Fault:
    """One order. `path` is matched as a regular expression anywhere in the address' path."""

    kind: FaultKind
    method: str = "*"
    path: str = ".*"
    times: int = 1
    status: int = 500
    code: int = 0  # Discord's code in the body, such as 30046 for edits of old messages
    seconds: float = 1.0  # retry_after of a 429, or how long a delay takes
    everywhere: bool = False  # a 429 that holds for all routes

    def matches(self, method: str, path: str) -> bool:
        return self.method in {"*", method} and re.search(self.path, path) is not None


class Faults:
    """The orders that are still open, oldest first."""

    def __init__(self) -> None:
        self._open: list[Fault] = []

    def order(self, wanted: Json) -> Fault:
        """Take an order; a status may be written as the kind: `{"kind": 429}`."""
        kind = wanted.get("kind")
        if isinstance(kind, int) or str(kind).isdecimal():
            wanted = {**wanted, "kind": FaultKind.STATUS, "status": int(kind or 0)}
        try:
            re.compile(wanted.get("path", ""))
            fault = Fault(**{**wanted, "kind": FaultKind(wanted["kind"])})
        except (KeyError, TypeError, ValueError, re.error) as error:
            raise ValueError(f"This is no fault the sandbox knows: {error}") from error
        self._open.append(fault)
        return fault

    def next_for(self, method: str, path: str) -> Fault | None:
        """The fault this request runs into, counted as used."""
        for fault in self._open:
            if fault.matches(method, path):
                fault.times -= 1
                if fault.times <= 0:
                    self._open.remove(fault)
                return fault
        return None

    def clear(self) -> None:
        self._open.clear()

    def shown(self) -> list[Json]:
        return [asdict(fault) for fault in self._open]
