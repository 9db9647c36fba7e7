"""What a failure tells beside its sentence: what it cost, and no secret."""

from __future__ import annotations

import errno

import pytest

from scripts.program import Exit, Failure, as_failure, owing, refused, without_secrets

OWED = {"credits": 42.0}


def test_a_failure_in_the_block_owes() -> None:
    with pytest.raises(Failure) as caught, owing(OWED):
        raise refused("no")
    assert caught.value.usage == OWED
    assert str(caught.value) == "no"


def test_what_the_failure_itself_tells_counts() -> None:
    with pytest.raises(Failure) as caught, owing({"credits": 1.0, "seconds": 5}):
        raise Failure(Exit.FAILED, "no", kind="x", usage=OWED)
    assert caught.value.usage == {"credits": 42.0, "seconds": 5}


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OSError(errno.ENOSPC, "full", "a.png"), (75, "disk")),
        (OSError(errno.EACCES, "denied", "a.png"), (1, "system")),
        (KeyError("x"), (1, "bug")),
    ],
)
def test_any_other_error_in_the_block_owes_too(error: Exception, expected: tuple[int, str]) -> None:
    with pytest.raises(Failure) as caught, owing(OWED):
        raise error
    assert (caught.value.exit_code, caught.value.kind) == expected
    assert caught.value.__cause__ is error
    assert caught.value.usage == OWED


@pytest.mark.parametrize(("exit_code", "usage"), [(Exit.AGAIN, {}), (Exit.FAILED, OWED)])
def test_what_the_service_keeps_is_told_by_the_run_that_fetches_it(
    exit_code: Exit, usage: dict[str, float]
) -> None:
    with pytest.raises(Failure) as caught, owing(OWED, is_kept=True):
        raise Failure(exit_code, "no", kind="x")
    assert caught.value.usage == usage


def test_nothing_is_owed_where_nothing_fails() -> None:
    with owing(OWED):
        pass
    assert as_failure(refused("no")).usage == {}


def test_a_key_of_the_environment_stands_in_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_API_KEY", " a-long-secret ")
    monkeypatch.setenv("OTHER_TOKEN", "t0ken!")
    monkeypatch.setenv("SHORT_KEY", "a")
    monkeypatch.setenv("HARMLESS", "harmless")
    said = "a-long-secret and t0ken! are harmless"
    assert without_secrets(said) == "… and … are harmless"
    assert str(refused(said)) == "… and … are harmless"
    assert "a-long" not in str(as_failure(KeyError("a-long-secret")))
