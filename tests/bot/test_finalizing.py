"""`/video finalize`, with the real client in a local Discord."""

from __future__ import annotations

import uuid
from dataclasses import replace

from bot.client import SlateClient
from bot.finalizing import told
from bot.sandbox.person import Person
from bot.tools import Tools
from pipeline import queries
from pipeline.finals import Final
from pipeline.lifecycle import Step
from tests.bot import filming
from tests.bot.test_editing import words_of
from tests.pipeline.libraries import write_library

FINAL = Final(
    id=uuid.UUID(int=1),
    number=15,
    label="Generating Assets",
    draft=12,
    is_new=True,
    approved_by="Anna",
    noted=2,
)


async def test_a_draft_becomes_a_final_film_once(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    await filming.at_gate(tools, Step.ASSETS)
    answer = words_of(await robin.command("video finalize", film=1))
    assert answer.startswith("Queued as #2: the final of draft #1, with its storyboard.")
    again = words_of(await robin.command("video finalize", film=1))
    assert "Draft #1 has its final already: film #2 is “Queued”" in again
    assert "Final\n#2" in words_of(await robin.command("video show", film=1))
    shown = words_of(await robin.command("video show", film=2))
    assert "Made from\ndraft #1" in shown and "Mode\nfinal" in shown
    offered = await robin.autocomplete("video finalize", "film", "")
    assert [choice["value"] for choice in offered] == [1]


async def test_it_is_made_with_the_channel_as_it_is_today(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    await filming.at_gate(tools, Step.ASSETS)
    (tools.settings.channel_configs_dir / "nature.yaml").unlink()
    assert "no channel “nature”" in words_of(await robin.command("video finalize", film=1))


async def test_it_speaks_with_the_voices_that_the_library_has_by_now(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    await filming.at_gate(tools, Step.ASSETS)
    configs = tools.settings.channel_configs_dir
    with (configs / "nature.yaml").open("a", encoding="utf-8") as config:
        config.write("library: quiet\nvoice: {name: Narrator}\n")
    folder = write_library(configs, {"voices": {"Narrator": {"name": "amber"}}})
    assert "Queued as #2" in words_of(await robin.command("video finalize", film=1))
    async with tools.database.transaction() as session:
        final_id = await queries.video_id_of_number(session, 2)
        library = (await queries.video(session, final_id)).library
    assert library.voices["Narrator"].name == "amber"
    (folder / "library.yaml").unlink()
    assert "library.yaml" in words_of(await robin.command("video finalize", film=1))


async def test_why_not_is_a_sentence(
    client: SlateClient, tools: Tools, robin: Person, sam: Person
) -> None:
    await filming.queued(tools)
    said = words_of(await robin.command("video finalize", film=1))
    assert "is not approved yet: it is “Queued”" in said
    assert "takes the role “Reviewer”" in words_of(await sam.command("video finalize", film=1))


def test_what_is_kept_and_whose_word_counts_is_told() -> None:
    assert told(FINAL) == (
        "Queued as #15: the final of draft #12, with its storyboard and 2 notes. Anna approved the "
        "storyboard, so the pictures are what I ask about first. Draft #12 stays as it is."
    )
    assert told(replace(FINAL, is_new=False)) == (
        "Draft #12 has its final already: film #15 is “Generating Assets”. "
        "Once the draft is changed, it can have another."
    )
