"""Films whose paid takes a runner makes, with fake scripts or with real ones."""

from __future__ import annotations

import io
import uuid
from decimal import Decimal
from pathlib import Path
from typing import Any

from PIL import Image

from pipeline import models
from pipeline.database import Database
from pipeline.lifecycle import State, Step
from pipeline.limits import LimitsFile
from pipeline.runner import Runner
from pipeline.settings import Settings
from pipeline.storage import open_storage
from tests.pipeline.money.paid import CLIPS_WANTED, LIMITS, PICTURES_WANTED, PaidCrew

CLIP_TOLD = Decimal("0.21")  # 42 credits


def paying(settings: Settings, database: Database) -> Runner:
    """A runner with keys and prices, for fake scripts."""
    path = settings.channel_configs_dir / "_limits.yaml"
    path.write_text(LIMITS.model_dump_json(), encoding="utf-8")  # JSON is YAML
    keys = {"gemini_api_key": "key-of-gemini", "kie_api_key": "key-of-kie"}
    told = Settings.model_validate(settings.model_dump() | keys)
    return Runner(told, database, open_storage(told), LimitsFile(path))


def png() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (320, 180), (60, 110, 150)).save(made, format="PNG")
    return made.getvalue()


async def film_at(
    crew: PaidCrew, runner: Runner, state: State, tmp_path: Path, **wish: Any
) -> uuid.UUID:
    """A film whose earlier takes are in the storage, all of them the same small picture."""
    film = await crew.film_at(state, **wish)
    for take in await crew.takes(film):
        if take.file is not None:
            made = tmp_path / "made.png"
            made.write_bytes(png())
            await runner.storage.put(take.file, made)
    return film


async def first(crew: PaidCrew, film: uuid.UUID, step: Step, number: int = 1) -> models.Take:
    return next(take for take in await crew.takes(film, step) if take.number == number)


async def one_picture(
    crew: PaidCrew, runner: Runner, tmp_path: Path
) -> tuple[uuid.UUID, models.Take]:
    film = await film_at(crew, runner, PICTURES_WANTED, tmp_path)
    await runner.run_next(Step.ASSETS, is_paid=True)
    return film, await first(crew, film, Step.ASSETS)


async def one_clip(
    crew: PaidCrew, runner: Runner, tmp_path: Path, **wish: Any
) -> tuple[uuid.UUID, models.Take]:
    film = await film_at(crew, runner, CLIPS_WANTED, tmp_path, **wish)
    await runner.run_next(Step.VIDEO, is_paid=True)
    return film, await first(crew, film, Step.VIDEO)
