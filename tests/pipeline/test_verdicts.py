"""What may pass is told from what cannot."""

from __future__ import annotations

import errno

import pytest

from pipeline.errors import BrokenPromise, InvalidInput
from pipeline.storage import StorageFull
from pipeline.utils.cli_wrapper import CLIScriptError
from pipeline.verdicts import MAX_MESSAGE, Outcome, judge

AGAIN, FAILED, UNCERTAIN = Outcome.AGAIN, Outcome.FAILED, Outcome.UNCERTAIN


def script_error(exit_code: int, message: str = "no", kind: str = "busy") -> CLIScriptError:
    return CLIScriptError("generate_asset", exit_code, "", kind=kind, message=message)


@pytest.mark.parametrize(
    ("error", "kind", "outcome"),
    [
        (TimeoutError(), "timeout", AGAIN),
        (OSError(errno.ENOSPC, "No space left on device"), "disk", AGAIN),
        (OSError(errno.EDQUOT, "Quota exceeded"), "disk", AGAIN),
        (StorageFull("full"), "disk", AGAIN),
        (PermissionError(errno.EACCES, "Permission denied"), "system", AGAIN),
        (InvalidInput("The storyboard is not text."), "input", FAILED),
        (BrokenPromise("it lied"), "contract", FAILED),
        (script_error(75), "busy", AGAIN),
        (script_error(75, kind="waiting"), "waiting", AGAIN),
        (script_error(75, kind="quota"), "quota", Outcome.QUOTA),
        (script_error(-9, kind="killed"), "killed", AGAIN),
        (script_error(1, kind="provider"), "provider", FAILED),
        (script_error(2, kind="usage"), "usage", FAILED),
        (script_error(65, kind="refused"), "refused", FAILED),
        (script_error(70, kind="uncertain"), "uncertain", UNCERTAIN),
        (script_error(77, kind="key"), "key", Outcome.KEY),
        (KeyError("x"), "bug", FAILED),
    ],
)
def test_what_may_pass_is_told_from_what_cannot(
    error: Exception, kind: str, outcome: Outcome
) -> None:
    verdict = judge(error)
    assert (verdict.kind, verdict.outcome) == (kind, outcome)
    assert verdict.message


@pytest.mark.parametrize(
    "error",
    [
        TimeoutError(),
        script_error(-9, kind="killed"),
        script_error(1, kind="bug"),
        script_error(1, kind="crash"),
        script_error(0, kind="contract"),
    ],
)
def test_a_paid_call_that_broke_off_may_have_been_paid_for(error: Exception) -> None:
    assert judge(error, is_paid=True).outcome is UNCERTAIN


@pytest.mark.parametrize(("exit_code", "kind"), [(65, "refused"), (1, "provider"), (2, "usage")])
def test_a_paid_call_that_was_refused_is_known_to_be_over(exit_code: int, kind: str) -> None:
    assert judge(script_error(exit_code, kind=kind), is_paid=True).outcome is FAILED


def test_a_script_that_does_not_stop_talking_is_cut_short() -> None:
    assert len(judge(script_error(1, "x" * 50_000)).message) == MAX_MESSAGE
