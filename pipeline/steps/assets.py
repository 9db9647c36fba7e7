"""One picture per character, place and prop of the storyboard."""

from __future__ import annotations

from pipeline.lifecycle import Step
from pipeline.steps.film import Call, Film, Unit, Use, make_unit, options
from pipeline.storyboard import Asset, Storyboard


def plan(film: Film) -> list[Unit]:
    board = film.plan.storyboard
    if board is None:
        return []
    return [_picture(film, board, asset, n) for n, asset in enumerate(board.assets, 1)]


def _picture(film: Film, board: Storyboard, asset: Asset, number: int) -> Unit:
    reference = Use(Step.ASSETS, board.asset_number(asset.reference)) if asset.reference else None
    arguments = options(
        {
            "--prompt": asset.prompt,
            "--name": asset.name,
            "--kind": asset.kind,
            "--atmosphere": " ".join(filter(None, [board.atmosphere, film.config.look])),
            "--aspect-ratio": film.config.aspect_ratio,
            "--note": film.plan.unit(Step.ASSETS, number).note,
            "--round": film.plan.unit(Step.ASSETS, number).round or None,
            "--reference-image": reference,
        }
    )
    return make_unit(
        film,
        Step.ASSETS,
        number,
        name=asset.name,
        prompt=asset.prompt,
        fields={
            "name": asset.name,
            "kind": asset.kind,
            "prompt": asset.prompt,
            "atmosphere": board.atmosphere,
            "look": film.config.look,
            "aspect_ratio": film.config.aspect_ratio,
        },
        call=Call("generate_asset", arguments, "picture.png"),
    )
