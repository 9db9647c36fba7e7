"""The film itself, as it is or smaller."""

from __future__ import annotations

from pathlib import Path

from bot.previews import Previews
from pipeline.channels import ChannelConfig
from pipeline.lifecycle import Step
from tests.bot.made_up import subject, take, video
from tests.bot.previews.media import names, put_clip


async def test_a_film_that_fits_is_sent_as_it_is(previews: Previews, store: Path) -> None:
    (store / "film").write_bytes(b"a film")
    config = ChannelConfig(name="Nature", description="About {topic}.", tags=["fox", "a_b"])
    view = video(config=config)
    film = take(Step.ASSEMBLY, 1, file="film", seconds=65.0)

    [post] = await previews.of(subject(Step.REVIEW, [film], view=view))

    assert post.files[0].path.read_bytes() == b"a film"
    assert names(post) == ["12-film.mp4"]
    assert post.card.description == (
        "**Title:** The Fox\n"
        "**Description:** About foxes.\n"
        "**Tags:** fox, a\\_b\n"
        "**Length:** 1 min 5 s\n"
        f"**Original:** `{store / 'film'}`"
    )


async def test_a_film_too_large_is_made_smaller(previews: Previews, store: Path) -> None:
    put_clip(store, "film", frames=48)
    with (store / "film").open("ab") as film:
        film.write(b"\0" * 60_000)  # behind the last box: decoders never look at it

    [post] = await previews.of(
        subject(Step.REVIEW, [take(Step.ASSEMBLY, 1, file="film")], limit_bytes=50_000)
    )

    assert post.files[0].path != store / "film"
    assert post.files[0].path.stat().st_size <= 50_000
