"""The slash commands, with the real client in a local Discord."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest

from bot.client import SlateClient
from bot.sandbox.discord_server import SandboxDiscord
from bot.sandbox.interactions import State
from bot.sandbox.person import CannotDo, Person
from bot.sandbox.sightings import Answer
from bot.tools import Tools
from pipeline import claim, queries, setbacks
from pipeline.lifecycle import Step
from pipeline.views import VideoView
from tests.bot import filming

TEXTS: dict[str, Any] = {"topic": "a fox", "story_direction": "She runs."}

STRANGE_TITLES = {
    "🦊🌧️ The Fox": "🦊🌧️ The Fox",
    "הַשּׁוּעָל الثعلب": "הַשּׁוּעָל الثعلب",
    "Fo\x00x\u202e\r\n and\x1b[31m Owl": "Fo x and [31m Owl",
    "@everyone `fox` <@1>": "@everyone `fox` <@1>",
}
WRONG_OPTIONS: dict[str, dict[str, Any]] = {
    "no channel “cooking”. Channels are: history, nature.": {"channel": "cooking"},
    "There is no channel “xxx": {"channel": "x" * 3000},
    "broken.yaml": {"channel": "broken"},
    "For which channel?": {},
    "use draft or final": {"channel": "nature", "mode": "perfect"},
}
WRONG_STORYBOARDS = {
    b"title: [Fox\nshots: 3": "is not YAML",
    b'{"title": "Fox",}': "is not JSON",
    b"\x89PNG\r\n\x1a\n\xff\xfe\x00": "is not a text file",
    b"x" * (300 * 1024): "at most 256 KiB fit",
    b"": "must be a mapping",
    b"just words": "must be a mapping",
    b"title: Fox\nassets: [{name: a, kind: place, prompt: p}]\n"
    b"shots: [{place: river, motion: pan}]": "shot 1: place “river” is not among the assets",
    b"title: Fox\nassets: []\nshots: []": "assets",
    b"title: 2026-13-45": "storyboard",
    b"title: " + b"9" * 5000: "storyboard",
}
WRONG_REDOS = {
    "nicer please": "Name what to make again",
    "shot 99: x": "numbers go from 1 to 60",
    "9: x": "1 to 3",
    "x" * 6000: "Name what to make again",
    "1: " + "x" * 600: "at most 500 fit",
    "narration 1: calmer": "has no lines yet",
}


async def films(tools: Tools) -> list[VideoView]:
    async with tools.database.transaction() as session:
        return await queries.videos(session, unfinished_only=False)


async def film(tools: Tools, video_id: uuid.UUID) -> VideoView:
    async with tools.database.transaction() as session:
        return await queries.video(session, video_id)


def words_of(answer: Answer) -> str:
    """All that the answer says, and that nobody else sees it."""
    assert answer.first is not None and answer.ephemeral, answer.reason
    return answer.first.everything


class TestQueue:
    async def test_with_all_texts_it_is_queued_at_once(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        answer = await robin.command(
            "video queue",
            channel="nature",
            mode="final",
            title="Fox *and* friends",
            shots=5,
            priority=-3,
            **TEXTS,
        )
        assert words_of(answer).startswith(
            "Queued as #1 **Fox \\*and\\* friends** for Quiet Nature. About "
        )
        (made,) = await films(tools)
        assert (made.channel, made.mode, made.priority) == ("nature", "final", -3)
        assert (made.title, made.topic) == ("Fox *and* friends", "a fox")

    async def test_what_is_left_out_is_asked_for(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        form = await robin.command("video queue", channel="nature", topic="a fox")
        assert form.fields == ["Title", "Story direction"]
        answer = await robin.submit(form, title="Fox", story_direction="She runs.\nShe rests.")
        assert "Queued as #1" in words_of(answer)
        (made,) = await films(tools)
        assert (made.title, made.topic) == ("Fox", "a fox")
        assert made.story_direction == "She runs.\nShe rests."

    async def test_a_storyboard_of_ones_own_says_it_all(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        given = json.dumps(filming.board(2, "Owl").model_dump(mode="json")).encode()
        answer = await robin.command(
            "video queue", channel="nature", storyboard=("owl.json", given)
        )
        assert "Queued as #1 **Owl**" in words_of(answer)

    async def test_the_only_channel_or_that_of_the_place_needs_no_name(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        folder = tools.settings.channel_configs_dir
        here = client.guilds[0].text_channels[0].id
        (folder / "history.yaml").write_text(f"name: History\ndiscord_channel_id: {here}\n")
        await robin.command("video queue", title="Fox", **TEXTS)
        (folder / "history.yaml").unlink()
        await robin.command("video queue", title="Fox", **TEXTS)
        assert [made.channel for made in await films(tools)] == ["nature", "history"]

    async def test_strange_titles_are_kept_readable(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        for number, title in enumerate(STRANGE_TITLES, 1):
            answer = await robin.command("video queue", channel="nature", title=title, **TEXTS)
            assert f"Queued as #{number}" in words_of(answer)
        made = [one.title for one in await films(tools)]
        assert made == list(reversed(STRANGE_TITLES.values()))

    async def test_impossible_titles_are_answered_with_a_sentence(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        for title in ("\u202e\x07", "\u200b", "x" * 5000, "🦊" * 101):
            answer = await robin.command("video queue", channel="nature", title=title, **TEXTS)
            assert words_of(answer).startswith("The title ")
            form = await robin.command("video queue", channel="nature", title=title)
            if form.state is State.MODAL:
                form = await robin.submit(form)
            assert words_of(form).startswith("The title ")
        assert await films(tools) == []

    async def test_an_empty_title_in_the_form(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        form = await robin.command("video queue", channel="nature")
        assert "The title is empty" in words_of(await robin.submit(form, title="   "))
        assert await films(tools) == []

    async def test_wrong_options_are_answered_with_a_sentence(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        for says, options in WRONG_OPTIONS.items():
            answer = await robin.command("video queue", title="Fox", **TEXTS, **options)
            assert says in words_of(answer)
        assert await films(tools) == []

    async def test_a_wrong_storyboard_is_answered_with_its_place(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        for content, says in WRONG_STORYBOARDS.items():
            answer = await robin.command("video queue", channel="nature", storyboard=content)
            assert says in words_of(answer)
        assert await films(tools) == []

    async def test_options_are_completed(self, client: SlateClient, robin: Person) -> None:
        channels = await robin.autocomplete("video queue", "channel", "quiet")
        assert channels == [{"name": "Quiet Nature", "value": "nature"}]
        modes = await robin.autocomplete("video queue", "mode", "")
        assert [choice["value"] for choice in modes] == ["draft", "final"]

    async def test_more_shots_than_a_film_has_cannot_be_asked_for(
        self, client: SlateClient, robin: Person
    ) -> None:
        with pytest.raises(CannotDo):
            await robin.command("video queue", channel="nature", title="Fox", shots=61)


class TestFilms:
    async def test_list_inbox_and_show(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        video_id = await filming.at_gate(tools, Step.VIDEO)
        place = await filming.show(client, tools, video_id)
        listed = words_of(await robin.command("video list"))
        assert "#1" in listed and "Video Ready" in listed and f"<#{place.thread_id}>" in listed
        assert "waits for your decision" in words_of(await robin.command("inbox"))
        shown = words_of(await robin.command("video show", film=1))
        assert "Video Ready" in shown and "Reviewer" in shown
        shot = words_of(await robin.command("video show", film=1, shot=2))
        assert "pan 2" in shot and "take 1 · done" in shot
        assert "no shot 9" in words_of(await robin.command("video show", film=1, shot=9))

    async def test_list_of_one_channel(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        await filming.queued(tools, channel="nature", title="Fox")
        await filming.queued(tools, channel="history", title="King")
        only = words_of(await robin.command("video list", channel="history", all=True))
        assert "King" in only and "Fox" not in only
        unknown = words_of(await robin.command("video list", channel="cooking"))
        assert "There is no channel “cooking”" in unknown

    async def test_the_inbox_is_what_the_person_may_decide(
        self, client: SlateClient, tools: Tools, robin: Person, sam: Person
    ) -> None:
        await filming.at_gate(tools, Step.ASSETS, channel="nature")
        await filming.at_gate(tools, Step.ASSETS, channel="history")
        mine, theirs = [words_of(await one.command("inbox")) for one in (robin, sam)]
        assert "Inbox · 2 films" in mine and "#1" in mine and "#2" in mine
        assert "Inbox · 1 film" in theirs and "#1" not in theirs and "#2" in theirs

    async def test_nothing_to_show(self, client: SlateClient, robin: Person) -> None:
        assert "No films" in words_of(await robin.command("video list"))
        assert "Nothing waits" in words_of(await robin.command("inbox"))
        assert "There is no film #7" in words_of(await robin.command("video show", film=7))
        assert "Which film?" in words_of(await robin.command("video show"))

    async def test_films_are_completed_by_number_and_title(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        await filming.queued(tools, title="Fox 100%")
        await filming.queued(tools, title="A very long title " * 5)
        offered = await robin.autocomplete("video show", "film", "0%")
        assert offered == [{"name": "#1 Fox 100% — Queued", "value": 1}]
        (by_number,) = await robin.autocomplete("video show", "film", "2")
        assert by_number["value"] == 2
        assert len(await robin.autocomplete("video cancel", "film", "")) == 2


class TestDecisions:
    async def test_approve_in_the_films_thread_needs_no_number(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        video_id = await filming.at_gate(tools, Step.ASSETS)
        place = await filming.show(client, tools, video_id)
        answer = await robin.command("video approve", where=place.thread_id)
        assert words_of(answer) == "Approved: film #1 is “Approved - Assets”."
        again = await robin.command("video approve", where=place.thread_id)
        assert "waits for no decision" in words_of(again)

    async def test_reject_then_approve_after_all(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        video_id = await filming.at_gate(tools, Step.ASSETS)
        answer = await robin.command("video reject", film=1, note="too\nbright")
        assert "What shall change?" in words_of(answer)
        assert "too bright" in ((await film(tools, video_id)).hold_reason or "")
        assert "Approved" in words_of(await robin.command("video approve", film=1))

    async def test_redo_with_the_grammar_of_replies(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        video_id = await filming.at_gate(tools, Step.VIDEO)
        answer = await robin.command("video redo", film=1, what="2: darker")
        assert words_of(answer) == "Making again: clip 2."
        assert await filming.rounds_of(tools, video_id, Step.VIDEO) == [(2, "darker")]

    async def test_a_wrong_redo_is_answered_with_a_sentence(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        video_id = await filming.at_gate(tools, Step.VIDEO)
        for what, says in WRONG_REDOS.items():
            assert says in words_of(await robin.command("video redo", film=1, what=what))
        assert await filming.rounds_of(tools, video_id, Step.VIDEO) == []

    async def test_retry_goes_on_from_where_it_failed(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        video_id = await filming.queued(tools)
        assert "has not failed" in words_of(await robin.command("video retry", film=1))
        async with tools.database.transaction() as session:
            claimed = await claim.claim_next(session, Step.STORYBOARD, limit=9, lease=filming.LEASE)
            assert claimed is not None
            await setbacks.fail(session, claimed, "it crashed", "crash")
        assert (await film(tools, video_id)).label == "Error: Storyboard Failed"
        assert "goes on" in words_of(await robin.command("video retry", film=1))
        assert (await film(tools, video_id)).label == "Queued"

    async def test_cancel_ends_a_film_once(
        self, client: SlateClient, tools: Tools, robin: Person
    ) -> None:
        video_id = await filming.queued(tools)
        assert "is cancelled" in words_of(await robin.command("video cancel", film=1))
        assert (await film(tools, video_id)).label == "Cancelled"
        assert "already Cancelled" in words_of(await robin.command("video cancel", film=1))

    async def test_deciding_takes_the_role(
        self, client: SlateClient, tools: Tools, sam: Person
    ) -> None:
        video_id = await filming.at_gate(tools, Step.ASSETS)
        for command in ("approve", "reject", "redo", "retry", "cancel"):
            options = {"what": "1"} if command == "redo" else {}
            answer = await sam.command(f"video {command}", film=1, timeout=30, **options)
            assert "takes the role “Reviewer”" in words_of(answer)
        assert (await film(tools, video_id)).label == "Assets Ready"


async def test_what_cannot_be_foreseen_is_answered_too(
    client: SlateClient, tools: Tools, robin: Person
) -> None:
    async with tools.database.transaction() as session:
        connection = await session.connection()
        await connection.exec_driver_sql("ALTER TABLE videos RENAME TO films")
    answer = await robin.command("video queue", channel="nature", title="Fox", **TEXTS)
    assert "it is logged" in words_of(answer)
    form = await robin.command("video queue", channel="nature")
    assert "it is logged" in words_of(await robin.submit(form, title="Fox"))
    assert await robin.autocomplete("video show", "film", "") == []


@pytest.mark.parametrize("kind", ["reset", "lost_answer"])
async def test_a_cut_connection_costs_no_answer(
    client: SlateClient, tools: Tools, robin: Person, sandbox: SandboxDiscord, kind: str
) -> None:
    for path in ("/callback", "@original"):
        sandbox.faults.order({"kind": kind, "path": path})
        answer = await robin.command("video queue", channel="nature", title="Fox", **TEXTS)
        assert "Queued as" in words_of(answer)
        assert sandbox.faults.shown() == []
    assert len(await films(tools)) == 2
    if kind == "lost_answer":  # what was done is tried again once, and refused
        codes = {(one.answer or {}).get("code") for one in sandbox.recording.violations}
        assert codes == {40060}
        sandbox.recording.violations.clear()
