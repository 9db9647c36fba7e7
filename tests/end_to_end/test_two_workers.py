"""Two workers with workspaces of their own and one shared storage make one film together."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.demo.screenplay import play
from bot.sandbox.person import Person
from tests.end_to_end import films
from tests.end_to_end.storyboards import SHOTS, STORYBOARD
from tests.end_to_end.studio import studio

pytestmark = pytest.mark.slow


async def test_they_share_a_film(tmp_path: Path) -> None:
    workspace, shared = tmp_path / "main", tmp_path / "shared"
    workspace.mkdir()
    async with studio(workspace) as stage:
        url = stage.database.url.render_as_string(hide_password=False)
        place = {"STORAGE_URL": shared.as_uri(), "DATABASE_URL": url, "CPU_SLOTS": "1"}
        await stage.start("bot", environment=place)
        for name in ("worker-a", "worker-b"):
            (tmp_path / name).mkdir()
            await stage.start(name, workspace=tmp_path / name, environment=place)
        async with Person(stage.sandbox.control_url, "Robin") as robin:
            await play(robin, SHOTS, stage.check, storyboard=STORYBOARD)
        logs = [(workspace / f"{name}.log").read_text() for name in ("worker-a", "worker-b")]
        (film,) = shared.glob("channels/quiet-nature/published/*/film.mp4")
        assert films.complaints(film) == ""
        assert all("take.finished" in text for text in logs), "one worker did nothing"
        assert not list(workspace.glob("channels/*")), "something was kept outside the storage"
