"""Mistakes somebody ordered: the next calls that match go wrong in a chosen way."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class FaultKind(StrEnum):
    """How a call goes wrong."""

    STATUS = "status"  # refused with this status and the service's own body for it
    BODY = "body"  # answered with this status and body, nothing done
    CUT = "cut"  # the connection is cut before anything is done
    LOST_ANSWER = "lost_answer"  # done and charged, the connection is cut before the answer
    SLOW = "slow"  # done and answered, `seconds` later
    WRONG_JSON = "wrong_json"  # done and charged, the answer is no JSON
    OTHER_TEXT = "other_text"  # done and charged, with `body` as the text that was written
    BLOCKED = "blocked"  # the service does not make that content
    BROKEN_FILE = "broken_file"  # a success, but its file is cut off
    HTML_FILE = "html_file"  # a success, but its file is a web page
    JOB_FAILS = "job_fails"  # accepted, and failed after a while for no good reason
    JOB_REFUSED = "job_refused"  # accepted, and stopped by moderation after a while


@dataclass
class Fault:
    """One order. `path` is searched in the address' path as a regular expression."""

    kind: FaultKind
    path: str = ".*"
    times: int = 1
    status: int = 500
    body: Any = None  # of `BODY`; of `STATUS` the word the service says, such as `UNAVAILABLE`
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 1.0


class Faults:
    """The orders that are still open, oldest first; ordered from any thread."""

    def __init__(self) -> None:
        self._open: list[Fault] = []
        self._lock = threading.Lock()

    def order(self, kind: FaultKind | str, **wanted: Any) -> Fault:
        """Take an order."""
        fault = Fault(FaultKind(kind), **wanted)
        re.compile(fault.path)
        with self._lock:
            self._open.append(fault)
        return fault

    def next_for(self, path: str) -> Fault | None:
        """The fault this call runs into, counted as used."""
        with self._lock:
            for fault in self._open:
                if re.search(fault.path, path):
                    fault.times -= 1
                    if fault.times <= 0:
                        self._open.remove(fault)
                    return fault
        return None

    def clear(self) -> None:
        with self._lock:
            self._open.clear()
