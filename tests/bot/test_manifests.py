from __future__ import annotations

import dataclasses

import pytest

from bot import manifests
from bot.manifests import Original, Wanted
from bot.subjects import Subject
from pipeline.library import KeptAsset, KeptLibrary, KeptPicture
from pipeline.lifecycle import Step
from pipeline.storyboard import AssetKind
from pipeline.views import Changes, Earlier, TakeView
from tests.bot.film_desk import storyboard
from tests.bot.made_up import subject, take, video


def sheet(asked: Subject) -> Wanted:
    return Wanted("sheet", "a.jpg", manifests.of_takes(asked, asked.takes), 1_000_000)


def clips(*changed: TakeView) -> Subject:
    takes = [take(Step.VIDEO, number, take=2, note="slower") for number in (1, 2, 3)]
    before = Earlier("old", "0" * 64, "")
    return subject(Step.VIDEO, takes, changes=Changes({one.id: before for one in changed}))


def test_the_same_content_shown_in_the_same_way_is_one_preview() -> None:
    one = take(Step.ASSETS, 1)
    elsewhere = dataclasses.replace(one, file="somewhere else")

    assert (
        sheet(subject(Step.ASSETS, [one])).key() == sheet(subject(Step.ASSETS, [elsewhere])).key()
    )


@pytest.mark.parametrize("change", ["content", "name", "mark", "room", "shape"])
def test_anything_seen_makes_another_preview(change: str) -> None:
    one = take(Step.ASSETS, 1)
    before = sheet(subject(Step.ASSETS, [one]))
    match change:
        case "content":
            after = sheet(subject(Step.ASSETS, [dataclasses.replace(one, sha256="f" * 64)]))
        case "name":
            after = sheet(subject(Step.ASSETS, [dataclasses.replace(one, name="fox")]))
        case "mark":
            after = sheet(subject(Step.ASSETS, [one], changes=Changes({one.id: None})))
        case "room":
            after = dataclasses.replace(before, max_bytes=2_000_000)
        case _:
            upright = video().config.model_copy(update={"aspect_ratio": "9:16"})
            after = sheet(subject(Step.ASSETS, [one], view=video(config=upright)))

    assert after.key() != before.key()


def test_only_new_takes_are_marked() -> None:
    asked = clips(clips().takes[1])

    marks = [item.get("changed") for item in manifests.of_takes(asked, asked.takes)["items"]]

    assert marks == [None, True, None]
    assert manifests.of_takes(asked, asked.takes)["items"][1]["note"] == "slower"


def test_nothing_is_compared_where_nothing_stood_before() -> None:
    one = take(Step.VIDEO, 1)

    assert subject(Step.VIDEO, [one]).replaced(Step.VIDEO) == []
    new = subject(Step.VIDEO, [one], changes=Changes({one.id: None}))
    assert new.replaced(Step.VIDEO) == []


def test_pairs_are_of_one_step_and_in_the_order_of_their_numbers() -> None:
    asked = clips(clips().takes[2], clips().takes[0])

    compared = manifests.before_and_after(asked, asked.replaced(Step.VIDEO))

    assert [item["number"] for item in compared["items"]] == [1, 3]
    assert compared["items"][0]["before"] == Original("old", "0" * 64, "shot 1")
    assert asked.replaced(Step.ASSETS) == []


def test_the_pictures_of_the_library_are_drawn_into_the_storyboard() -> None:
    fox = KeptAsset(
        kind=AssetKind.CHARACTER,
        prompt="a red fox",
        picture=KeptPicture(key="channels/nature/library/fox.png", sha256="f" * 64),
    )
    view = video(library=KeptLibrary(assets={"fox": fox, "owl": fox}))

    told = manifests.of_storyboard(subject(Step.STORYBOARD, [], view=view), storyboard(2))

    assert told["pictures"] == {"fox": Original("channels/nature/library/fox.png", "f" * 64, "fox")}
