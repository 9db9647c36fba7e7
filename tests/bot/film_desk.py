"""Films in a real database, moved as workers and people would move them, without running scripts."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bot.tools import Tools
from pipeline import queries, requests, setbacks, takes, videos
from pipeline.channels import ChannelConfig
from pipeline.claim import Claim, claim_next
from pipeline.lifecycle import Step
from pipeline.requests import Request
from pipeline.reviews import Actor
from pipeline.storyboard import Storyboard, validate
from pipeline.takes import Finished
from pipeline.views import VideoView

LEASE = timedelta(minutes=5)
ROBIN = Actor("Robin", "Discord")
CHANNEL = "nature"

MakeFile = Callable[[Step, int, Path], None]


def storyboard(shots: int = 2, narration: str = "A fox walks home.") -> Storyboard:
    """A storyboard that fits, with two pictures."""
    return validate(
        {
            "title": "Fox",
            "atmosphere": "soft light",
            "assets": [
                {"name": "wood", "kind": "place", "prompt": "a wood at dawn"},
                {"name": "fox", "kind": "character", "prompt": "a red fox"},
            ],
            "shots": [
                {
                    "action": f"The fox does thing {number}.",
                    "place": "wood",
                    "character": "fox",
                    "motion": "push in",
                    "narration": narration,
                    "sound": "wind",
                }
                for number in range(1, shots + 1)
            ],
        }
    )


def a_few_bytes(step: Step, number: int, path: Path) -> None:
    """A file that is no medium at all."""
    path.write_bytes(f"{step} {number}".encode())


class FilmDesk:
    """Queues films and does the work of every process but the bot.

    Args:
        make: Writes the file of a take.
    """

    def __init__(self, tools: Tools, make: MakeFile = a_few_bytes) -> None:
        self._tools = tools
        self._make = make
        self._database = tools.database

    async def queue(
        self, title: str = "Fox", board: Storyboard | None = None, *, number: int = 1
    ) -> uuid.UUID:
        """A film with its storyboard given."""
        board = board or storyboard()
        wish = Request(f"key-{number}", CHANNEL, title, storyboard=board, shots=len(board.shots))
        config = self._tools.channels().configs.get(CHANNEL) or ChannelConfig(name="Nature")
        async with self._database.transaction() as session:
            return (await requests.request(session, wish, config, ROBIN)).id

    async def work(self, step: Step, most: int = 1000) -> int:
        """Finish takes of a step; how many there were."""
        done = 0
        while done < most and await self._work_once(step):
            done += 1
        return done

    async def _work_once(self, step: Step) -> bool:
        async with self._database.transaction() as session:
            claim = await claim_next(session, step, limit=100, lease=LEASE)
            work = await takes.start(session, claim) if claim else None
        if claim is None or work is None:
            return False
        key = f"made/{claim.take_id}{Path(work.unit.call.output).suffix}"
        made = self._tools.settings.workspace / f"making-{claim.take_id}"
        self._make(step, work.unit.number, made)
        await self._tools.storage.put(key, made)
        finished = Finished(
            file=key,
            sha256=hashlib.sha256(made.read_bytes() + str(claim.take_id).encode()).hexdigest(),
            result={"timeline": []},
            seconds=5.0,
            storyboard=work.film.plan.given if step is Step.STORYBOARD else None,
            place="published/fox" if step is Step.UPLOAD else None,
        )
        made.unlink()
        async with self._database.transaction() as session:
            assert await takes.finish(session, claim, finished)
        return True

    async def fail(self, step: Step, message: str = "the disk broke") -> None:
        """Let the next take of a step fail for good."""
        async with self._database.transaction() as session:
            claim = await claim_next(session, step, limit=100, lease=LEASE)
        assert isinstance(claim, Claim)
        async with self._database.transaction() as session:
            await takes.start(session, claim)
        async with self._database.transaction() as session:
            assert await setbacks.fail(session, claim, message, "bug")

    async def approve(self, video_id: uuid.UUID) -> None:
        async with self._database.transaction() as session:
            await videos.approve(session, video_id, ROBIN)

    async def view(self, video_id: uuid.UUID) -> VideoView:
        async with self._database.transaction() as session:
            return await queries.video(session, video_id)

    async def until_gate(self, video_id: uuid.UUID, gate: Step) -> None:
        """Work and approve until the film waits at a gate."""
        while True:
            view = await self.view(video_id)
            if view.waiting and view.waiting.gate is gate:
                return
            if view.waiting:
                await self.approve(video_id)
            done = [await self.work(step) for step in Step if step is not Step.REVIEW]
            assert any(done), f"nothing is left to do before {gate}"
