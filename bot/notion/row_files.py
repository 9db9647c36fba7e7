"""The preview of what is asked, as files of the row."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

import structlog

from bot.notion.connection import Connection
from bot.notion.errors import NotionAway, NotionRefused
from bot.notion.rows import Plain, Row
from bot.notion.schema import Name
from bot.notion.values import Upload, write_files
from bot.notion.writing import Json
from bot.posts import Attached
from bot.previews import Previews
from bot.scenes import Scene, Scenes
from pipeline.lifecycle import PUBLISHED, Step
from pipeline.views import ReviewView

log = structlog.get_logger(__name__)

FILES_MAX = 10
_TYPES = {".mp4": "video/mp4", ".jpg": "image/jpeg", ".png": "image/png", ".txt": "text/plain"}
_AS_TEXT = ".md"  # Notion takes no file that is called so


@dataclass(frozen=True)
class Files:
    """Files to attach, by the property that holds them.

    Attributes:
        missing: What people are told who look for them in vain.
    """

    uploads: Mapping[Name, tuple[Upload, ...]] = field(default_factory=dict)
    missing: str = ""

    def properties(self, row: Row) -> Json:
        """As Notion takes them, where the row has a property for them."""
        return {
            name.value: write_files(uploads)
            for name, uploads in self.uploads.items()
            if row.kind(name) == "files" and (uploads or row.text(name))
        }


@dataclass(frozen=True)
class Ready:
    """What was uploaded for a question, or why nothing was."""

    asked: uuid.UUID | None
    files: Files
    trouble: Exception | None = None


def asked(scene: Scene) -> uuid.UUID | None:
    """The question that the film waits at; one that was rejected can still be approved."""
    if scene.view.waiting is not None:
        return scene.view.waiting.review_id
    last = scene.reviews[-1] if scene.reviews else None
    return last.id if last is not None and scene.waits_after(last) else None


@dataclass(frozen=True)
class RowFiles:
    """Makes previews and uploads them."""

    previews: Previews
    scenes: Scenes
    connection: Connection

    async def ready(self, scene: Scene, written: Mapping[str, Plain]) -> Ready:
        """The files to attach; why there are none stops no edit from being taken.

        Args:
            written: What the row holds.

        Raises:
            NotionAway: Notion does not answer.
        """
        try:
            return Ready(asked(scene), await self._files(scene, written))
        except NotionAway:
            raise
        except Exception as error:
            return Ready(asked(scene), Files(), error)

    async def _files(self, scene: Scene, written: Mapping[str, Plain]) -> Files:
        """The preview of what is asked, uploaded where the row does not hold it yet."""
        review = _to_show(scene, written)
        if review is None:
            return Files()
        mark = review.id.hex[:8]
        if any(mark in (written.get(name) or "") for name in (Name.PREVIEW, Name.FILM)):
            return Files()
        limit, is_over = await self.connection.upload_limit(), scene.view.waiting is None
        subject = await self.scenes.subject(scene, review, limit, is_over=is_over)
        if subject is None:
            return Files()
        posts = await self.previews.of(subject)
        attached = [file for post in posts for file in post.files][:FILES_MAX]
        uploads = tuple(await self._uploaded(attached, mark))
        missing = _missing(len(attached) - len(uploads), len(attached))
        if review.gate is not Step.REVIEW:
            return Files({Name.PREVIEW: uploads}, missing)
        films = tuple(upload for upload in uploads if upload.name.endswith(".mp4"))
        others = tuple(one for one in uploads if one not in films)
        return Files({Name.FILM: films, Name.PREVIEW: others}, missing)

    async def _uploaded(self, attached: Sequence[Attached], mark: str) -> list[Upload]:
        """Those that fit into the workspace's limit, named after the question."""
        made = []
        for file in attached:
            name = f"{mark}-{file.name.removesuffix(_AS_TEXT)}"
            name += ".txt" if file.name.endswith(_AS_TEXT) else ""
            kind = _TYPES.get(PurePath(name).suffix, "application/octet-stream")
            try:
                made.append(Upload(await self.connection.upload(file.path, name, kind), name))
            except NotionRefused as error:
                log.warning("notion.preview_refused", file=file.name, problem=str(error))
        return made


def _to_show(scene: Scene, written: Mapping[str, Plain]) -> ReviewView | None:
    """What is asked; of a film that is out, and that the row never had, what was asked last."""
    waiting = scene.view.waiting
    if waiting is not None:
        return next(one for one in scene.reviews if one.id == waiting.review_id)
    if scene.view.state != PUBLISHED or written.get(Name.FILM):
        return None
    asked = [one for one in scene.reviews if one.gate is Step.REVIEW]
    return asked[-1] if asked else None


def _missing(refused: int, made: int) -> str:
    if not made:
        return "The preview could not be made: its files are gone."
    if refused:
        return f"{refused} of the preview's {made} files do not fit into this workspace of Notion."
    return ""
