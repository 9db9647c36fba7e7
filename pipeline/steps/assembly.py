"""The film: every shot's clip, line and sound, one after another."""

from __future__ import annotations

from pipeline.lifecycle import Step
from pipeline.steps.calls import Cache, Call, Document, Use, options
from pipeline.steps.film import Film, Unit, make_unit

FRAMES_PER_SECOND = 24
CONFORMED = "conformed"  # the cache of clips that are ready to be put together


def plan(film: Film) -> list[Unit]:
    board = film.plan.storyboard
    if board is None:
        return []
    clips = [
        {
            "clip_number": number,
            "video": Use(Step.VIDEO, number),
            "audio": Use(Step.NARRATION, number),
            "sfx": Use(Step.SFX, number),
            "seconds": shot.seconds,
        }
        for number, shot in enumerate(board.shots, 1)
    ]
    arguments = options(
        {
            "--manifest": Document("manifest.json", {"clips": clips}),
            "--cache": Cache(CONFORMED),
            "--fps": FRAMES_PER_SECOND,
            "--aspect-ratio": film.config.aspect_ratio,
        }
    )
    unit = make_unit(
        film,
        Step.ASSEMBLY,
        1,
        name="film",
        prompt=f"{len(clips)} shots",
        fields={
            "fps": FRAMES_PER_SECOND,
            "seconds": [shot.seconds for shot in board.shots],
            "aspect_ratio": film.config.aspect_ratio,
        },
        call=Call("assemble_video", arguments, "film.mp4", timeout=3600.0),
    )
    return [unit]
