"""Plans: which units a step has, what they are made from, and the call that makes each. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.lifecycle import Step
from pipeline.steps import assembly, assets, composites, narration, sfx, storyboard, upload, video
from pipeline.steps.film import Film, Unit

PLANS: Mapping[Step, Callable[[Film], list[Unit]]] = {
    Step.STORYBOARD: storyboard.plan,
    Step.ASSETS: assets.plan,
    Step.COMPOSITES: composites.plan,
    Step.VIDEO: video.plan,
    Step.NARRATION: narration.plan,
    Step.SFX: sfx.plan,
    Step.ASSEMBLY: assembly.plan,
    Step.UPLOAD: upload.plan,
}


def plan(step: Step, film: Film) -> list[Unit]:
    """The step's units, every one after those it uses; none for a step without a script."""
    made = PLANS.get(step)
    return made(film) if made else []
