"""The published film: what a viewer will see beside it, and where it goes."""

from __future__ import annotations

from typing import Any

from pipeline.channels import ChannelConfig
from pipeline.lifecycle import Step
from pipeline.steps.film import Call, Detail, Document, Film, Unit, Use, make_unit, options


def metadata(title: str, topic: str, config: ChannelConfig) -> dict[str, Any]:
    """What is published with a film; part of what is approved at the last gate."""
    filled = config.description.format(title=title, topic=topic)
    return {"title": title, "description": filled, "tags": list(config.tags)}


def plan(film: Film) -> list[Unit]:
    board = film.plan.storyboard
    if board is None:
        return []
    published = metadata(film.title, film.topic, film.config)
    lines = [{"clip_number": n, "text": s.narration} for n, s in enumerate(board.shots, 1)]
    arguments = options(
        {
            "--video": Use(Step.ASSEMBLY, 1),
            "--metadata": Document("metadata.json", published | {"lines": lines}),
            "--timeline": Document("timeline.json", Detail(Step.ASSEMBLY, 1, "timeline")),
        }
    )
    unit = make_unit(
        film,
        Step.UPLOAD,
        1,
        name="publication",
        prompt=film.title,
        fields=published | {"lines": lines},
        call=Call("publish_video", arguments, "published", is_folder=True),
    )
    return [unit]
