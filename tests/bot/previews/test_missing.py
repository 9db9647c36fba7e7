"""What cannot be made, kept, read or found is told, and the question is asked all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.previews import Previews
from pipeline.lifecycle import Step
from tests.bot.made_up import subject, take
from tests.bot.previews.media import names, put_pictures


@pytest.mark.parametrize("is_there", [True, False])
async def test_what_cannot_be_made_is_told_and_asked_all_the_same(
    previews: Previews, store: Path, is_there: bool
) -> None:
    if is_there:
        (store / "broken").write_bytes(b"no picture")
    takes = [take(Step.ASSETS, 1, file="broken", name="fox")]

    [post] = await previews.of(subject(Step.ASSETS, takes))

    assert post.files == ()
    [field] = post.card.fields
    assert field.name == "There is no preview"
    why = "It could not be made: " if is_there else "The file of fox is gone from the storage."
    assert field.value.startswith(why)
    assert f"`{store / 'broken'}`" in field.value
    assert "Are the pictures right?" in post.content


async def test_a_preview_that_cannot_be_kept_is_told(previews: Previews, store: Path) -> None:
    put_pictures(store, "a")
    (store.parent / "previews").write_text("a file where the folder should be")

    [post] = await previews.of(subject(Step.ASSETS, [take(Step.ASSETS, 1, file="a")]))

    assert post.card.fields[0].value.startswith("It could not be kept: ")
    assert "Are the pictures right?" in post.content


async def test_a_film_that_cannot_be_read_is_told(quick_previews: Previews) -> None:
    film = take(Step.ASSEMBLY, 1, file="x" * 300, name="film")  # no disk has such a name

    [post] = await quick_previews.of(subject(Step.REVIEW, [film]))

    assert post.card.fields[0].value.startswith("The file of film cannot be read: ")
    assert "May this film be published?" in post.content


async def test_part_of_a_preview_is_shown_with_what_is_missing(
    previews: Previews, store: Path
) -> None:
    put_pictures(store, "a")
    takes = [take(Step.ASSETS, n, file="a" if n < 8 else "gone", name="fox") for n in range(1, 15)]

    [post] = await previews.of(subject(Step.ASSETS, takes))

    assert names(post) == ["pictures-1.jpg"]
    [field] = post.card.fields
    assert field.name == "Not all can be shown"
    assert field.value.startswith("The file of fox is gone from the storage.")
