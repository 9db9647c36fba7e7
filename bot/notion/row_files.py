"""The preview of what is asked, as files of the row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

import structlog

from bot.notion.connection import Connection
from bot.notion.errors import NotionRefused
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


async def files(
    previews: Previews,
    scenes: Scenes,
    connection: Connection,
    scene: Scene,
    written: Mapping[str, Plain],
) -> Files:
    """The preview of what is asked, uploaded where the row does not hold it yet.

    Args:
        written: What the row holds.
    """
    review = _to_show(scene, written)
    if review is None:
        return Files()
    mark = review.id.hex[:8]
    if any(mark in (written.get(name) or "") for name in (Name.PREVIEW, Name.FILM)):
        return Files()
    limit, is_over = await connection.upload_limit(), scene.view.waiting is None
    subject = await scenes.subject(scene, review, limit, is_over=is_over)
    if subject is None:
        return Files()
    posts = await previews.of(subject)
    attached = [file for post in posts for file in post.files][:FILES_MAX]
    uploads = tuple(await _uploaded(connection, attached, mark))
    missing = _missing(len(attached) - len(uploads), len(attached))
    if review.gate is not Step.REVIEW:
        return Files({Name.PREVIEW: uploads}, missing)
    films = tuple(upload for upload in uploads if upload.name.endswith(".mp4"))
    others = tuple(one for one in uploads if one not in films)
    return Files({Name.FILM: films, Name.PREVIEW: others}, missing)


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


async def _uploaded(
    connection: Connection, attached: Sequence[Attached], mark: str
) -> list[Upload]:
    """Those that fit into the workspace's limit, named after the question."""
    made = []
    for file in attached:
        name = f"{mark}-{file.name.removesuffix(_AS_TEXT)}"
        name += ".txt" if file.name.endswith(_AS_TEXT) else ""
        kind = _TYPES.get(PurePath(name).suffix, "application/octet-stream")
        try:
            made.append(Upload(await connection.upload(file.path, name, kind), name))
        except NotionRefused as error:
            log.warning("notion.preview_refused", file=file.name, problem=str(error))
    return made
