"""What a failed run means for its take: what may pass is told from what cannot. Pure."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from pipeline.errors import InvalidInput, SlateError
from pipeline.setbacks import DISK
from pipeline.storage import StorageFull
from pipeline.utils.cli_wrapper import CLIScriptError, ExitCode
from pipeline.utils.texts import readable

MAX_MESSAGE = 1000  # characters of what a script says
QUOTA = "quota"  # a script's word for a service that has no more of it today
_DISK_ERRNOS = {errno.ENOSPC, errno.EDQUOT}
_BROKEN = frozenset({"crash", "bug", "contract", "killed"})  # in the middle of whatever it did


class Outcome(StrEnum):
    """What becomes of the take."""

    AGAIN = "again"  # after a pause the same may pass
    QUOTA = "quota"  # when the provider has quota again
    KEY = "key"  # when somebody has put the key right
    UNCERTAIN = "uncertain"  # it may have been paid for
    FAILED = "failed"  # a person must change something


@dataclass(frozen=True)
class Verdict:
    """What a failed run means for its take.

    Attributes:
        kind: The script's own word, or ours.
        usd: What its provider told that it cost all the same.
    """

    message: str
    kind: str
    outcome: Outcome = Outcome.FAILED
    retry_at: datetime | None = None
    usd: Decimal | None = None


def judge(error: Exception, *, is_paid: bool = False) -> Verdict:
    """Tell what may pass from what cannot.

    Args:
        is_paid: The script was calling a paid provider: where it broke off, nobody knows whether
            its call had been accepted. (Whoever records this knows whether a job was announced.)
    """
    broken_off = Outcome.UNCERTAIN if is_paid else None
    if isinstance(error, CLIScriptError):
        return _judge_script(error, broken_off)
    if isinstance(error, TimeoutError):
        text = "it took too long and was ended"
        return Verdict(text, "timeout", broken_off or Outcome.AGAIN)
    if isinstance(error, StorageFull) or getattr(error, "errno", None) in _DISK_ERRNOS:
        text = "the disk is full: free some space and it goes on by itself"
        return Verdict(text, DISK, Outcome.AGAIN)
    if isinstance(error, OSError):
        text = f"a file cannot be used: {error.strerror or error}"
        return Verdict(text, "system", Outcome.AGAIN)
    if isinstance(error, SlateError):
        return Verdict(str(error), "input" if isinstance(error, InvalidInput) else "contract")
    return Verdict(f"Slate has a mistake: {type(error).__name__}: {error}", "bug")


def _judge_script(error: CLIScriptError, broken_off: Outcome | None) -> Verdict:
    message, kind = readable(error.message)[:MAX_MESSAGE], readable(error.kind)[:MAX_MESSAGE]
    return Verdict(message, kind, _outcome(error, kind, broken_off), error.retry_at)


def _outcome(error: CLIScriptError, kind: str, broken_off: Outcome | None) -> Outcome:
    if error.exit_code == ExitCode.UNCERTAIN:
        return Outcome.UNCERTAIN
    if error.exit_code == ExitCode.KEY_REFUSED:
        return Outcome.KEY
    if error.exit_code == ExitCode.AGAIN:
        return Outcome.QUOTA if kind == QUOTA else Outcome.AGAIN
    if broken_off is not None and kind in _BROKEN:
        return broken_off
    return Outcome.AGAIN if error.exit_code < 0 else Outcome.FAILED
