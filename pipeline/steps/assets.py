"""One picture per character, place and prop of the storyboard."""

from __future__ import annotations

from typing import Any

from pipeline.library import KeptAsset, KeptPicture
from pipeline.lifecycle import Step
from pipeline.providers import LIBRARY
from pipeline.steps.calls import Call, StoredFile, Use, options
from pipeline.steps.film import Film, Unit, make_unit
from pipeline.storyboard import Asset, Storyboard

ONE_PICTURE = {"pictures": 1.0}


def plan(film: Film) -> list[Unit]:
    board = film.plan.storyboard
    if board is None:
        return []
    return [_unit(film, board, asset, n) for n, asset in enumerate(board.assets, 1)]


def _unit(film: Film, board: Storyboard, asset: Asset, number: int) -> Unit:
    own = film.plan.library.assets.get(asset.name)
    picture = own.picture if own else None
    if picture is not None and not film.plan.unit(Step.ASSETS, number).note:
        return _taken(film, asset, number, picture)
    return _drawn(film, board, asset, number, own)


def _taken(film: Film, asset: Asset, number: int, picture: KeptPicture) -> Unit:
    """The channel's own picture as it is: the same bytes in every film."""
    arguments = options(
        {
            "--provider": LIBRARY,
            "--prompt": asset.prompt,
            "--name": asset.name,
            "--kind": asset.kind,
            "--reference-image": StoredFile(picture.key),
        }
    )
    return make_unit(
        film,
        Step.ASSETS,
        number,
        name=asset.name,
        prompt=asset.prompt,
        fields={"kind": asset.kind, "picture": picture.sha256},
        call=Call("generate_asset", arguments, "picture.png"),
        provider=LIBRARY,
    )


def _drawn(film: Film, board: Storyboard, asset: Asset, number: int, own: KeptAsset | None) -> Unit:
    """A picture made from words, and from a reference where there is one.

    One of the library's is in nobody's light, so that it is the same in every film.
    """
    wanted = film.plan.unit(Step.ASSETS, number)
    atmosphere = board.atmosphere if own is None else ""
    picture = own.picture if own else None
    arguments = options(
        {
            "--prompt": asset.prompt,
            "--name": asset.name,
            "--kind": asset.kind,
            "--atmosphere": " ".join(filter(None, [atmosphere, film.config.look])),
            "--aspect-ratio": film.config.aspect_ratio,
            "--note": wanted.note,
            "--round": wanted.round or None,
            "--reference-image": StoredFile(picture.key) if picture else _core(board, asset),
        }
    )
    fields: dict[str, Any] = {
        "name": asset.name,
        "kind": asset.kind,
        "prompt": asset.prompt,
        "atmosphere": atmosphere,
        "look": film.config.look,
        "aspect_ratio": film.config.aspect_ratio,
    }
    return make_unit(
        film,
        Step.ASSETS,
        number,
        name=asset.name,
        prompt=asset.prompt,
        fields=fields | ({"picture": picture.sha256} if picture else {}),
        call=Call("generate_asset", arguments, "picture.png"),
        amount=ONE_PICTURE,
    )


def _core(board: Storyboard, asset: Asset) -> Use | None:
    """The picture this one is a variant of."""
    return Use(Step.ASSETS, board.asset_number(asset.reference)) if asset.reference else None
