"""The keys that scripts get, and that nobody reads anywhere else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from pipeline.claim import claim_next
from pipeline.lifecycle import Step
from pipeline.runner import Runner
from pipeline.steps.build import TakeState
from tests.pipeline.conftest import Scripts
from tests.pipeline.money.paid import PICTURES_WANTED, PaidCrew
from tests.pipeline.money.paid_runs import first, one_clip, one_picture


class TestEnvironment:
    async def test_a_script_gets_the_key_of_its_provider_and_nothing_else(
        self,
        crew: PaidCrew,
        runner: Runner,
        scripts: Scripts,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        for name in ("GEMINI_API_KEY", "KIE_API_KEY", "FERNET_KEY", "DATABASE_URL", "NOTION_TOKEN"):
            monkeypatch.setenv(name, "the worker's own")
        scripts.all_behave("writes_down_what_it_got")
        await one_picture(crew, runner, tmp_path)
        await one_clip(crew, runner, tmp_path)
        draft = await crew.queue(mode="draft")
        await runner.run_next(Step.STORYBOARD)
        assert (await first(crew, draft, Step.STORYBOARD)).state == TakeState.DONE
        assert self._secrets(scripts, "generate_asset") == {"GEMINI_API_KEY": "key-of-gemini"}
        assert self._secrets(scripts, "generate_video") == {"KIE_API_KEY": "key-of-kie"}
        assert self._secrets(scripts, "generate_storyboard") == {}

    def _secrets(self, scripts: Scripts, script: str) -> dict[str, str]:
        told = json.loads((scripts.folder / f"{script}.json").read_text(encoding="utf-8"))
        assert not any("key-of" in argument for argument in told["arguments"])
        endings = ("_KEY", "_TOKEN", "_SECRET", "_URL", "_PASSWORD")
        environment: dict[str, str] = told["environment"]
        return {name: value for name, value in environment.items() if name.endswith(endings)}

    async def test_what_a_broken_script_says_of_its_key_is_kept_nowhere(
        self, crew: PaidCrew, runner: Runner, scripts: Scripts, tmp_path: Path
    ) -> None:
        scripts.all_behave("quotes_its_key")
        with capture_logs() as logs:
            film, take = await one_picture(crew, runner, tmp_path)
        assert take.error is not None and "cannot log in" in take.error
        assert "key-of-gemini" not in f"{logs} {vars(take)} {vars(await crew.row(film))}"

    async def test_keys_stand_in_no_repr(self, crew: PaidCrew, runner: Runner) -> None:
        await crew.film_at(PICTURES_WANTED)
        async with crew.database.transaction() as session:
            claim = await claim_next(
                session, Step.ASSETS, limit=8, lease=runner.lease, is_paid=True
            )
            assert claim is not None
            begun = await runner._begin(session, claim, runner.limits.current())
        assert begun is not None and begun[1] == {"GEMINI_API_KEY": "key-of-gemini"}
        assert "key-of" not in f"{runner!r} {runner.settings!r} {begun[0]!r}"
