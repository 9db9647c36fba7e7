"""Films of any kind as values, with the worst texts people can write: for property tests."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st

from bot.posts import (
    CONTENT_MAX,
    DESCRIPTION_MAX,
    EMBEDS_MAX,
    FIELD_NAME_MAX,
    FIELD_VALUE_MAX,
    FIELDS_MAX,
    FILES_MAX,
    TITLE_MAX,
    Card,
    Post,
)
from bot.subjects import Subject
from bot.wording import size
from pipeline.channels import ChannelConfig
from pipeline.lifecycle import ALL_STATES, GATES, WORKED, Hold, Phase, State, Step
from pipeline.publication import PRIVACIES, Youtube
from pipeline.steps.build import TakeState
from pipeline.storyboard import Asset, AssetKind, Panel, Shot, Storyboard
from pipeline.views import (
    Progress,
    ReviewView,
    Setback,
    TakeView,
    VideoView,
    Waiting,
)

# Long texts cost time, which is not what is tested.
worst_texts = settings(deadline=None, max_examples=15)

ON_YOUTUBE = ChannelConfig(
    name="Nature",
    youtube=Youtube(channel_id="UC" + "a" * 22),
    description="{topic}\n\n{chapters}\n\n{credits}",
)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

_PIECES = st.sampled_from(
    [
        "a",
        " ",
        "\n",
        "\t",
        "\0",
        "\x1b[31m",
        "\u202e",
        "\ud800",
        "👩\u200d👩\u200d👧",
        "😀",
        "שלום",
        "مرحبا",
        "[](",
        "**",
        "```",
        "\\",
        "||",
        "<@1>",
        "@everyone",
        "# ",
        "-# ",
        "> ",
        "https://a_b.example/_c_",
        "\u2028",
        "Zażółć gęślą jaźń",
    ]
)


def _repeated(most: int) -> st.SearchStrategy[str]:
    """A short text, or one piece over and over."""
    several = st.lists(_PIECES, max_size=12).map("".join)
    over_and_over = st.builds(lambda piece, times: (piece * times)[:most], _PIECES, st.just(most))
    return st.one_of(several, over_and_over, st.text(max_size=40)).map(lambda text: text[:most])


texts = _repeated(5000)
short = _repeated(100)
names = _repeated(60).map(lambda text: text.strip() or "x")
moments = st.integers(0, 10_000_000).map(lambda seconds: NOW - timedelta(seconds=seconds))


def _progress(counts: list[tuple[int, int, int, int]]) -> tuple[Progress, ...]:
    return tuple(
        Progress(step, min(done, total), working, failed, total or None)
        for step, (done, working, failed, total) in zip(WORKED, counts, strict=True)
    )


_count = st.integers(0, 60)
_counts = st.tuples(_count, _count, _count, _count)
progress = st.lists(_counts, min_size=len(WORKED), max_size=len(WORKED)).map(_progress)


@st.composite
def storyboards(draw: st.DrawFn, most_shots: int = 60) -> Storyboard:
    """Any storyboard, up to the longest."""
    place = draw(names)
    text = draw(_repeated(2000))
    shot = Shot.model_construct(
        action=draw(_repeated(2000)),
        panels=[Panel.model_construct(place=place, character=None, scale=0.6)],
        motion=text or "x",
        narration=draw(_repeated(2000)),
        sound=draw(_repeated(2000)),
        seconds=draw(st.floats(1.0, 30.0)),
    )
    asset = Asset.model_construct(name=place, kind=AssetKind.PLACE, prompt="x", reference=None)
    return Storyboard.model_construct(
        title="x",
        atmosphere=draw(_repeated(2000)),
        assets=[asset],
        shots=[shot] * draw(st.integers(1, most_shots)),
    )


setbacks = st.builds(
    Setback,
    step=st.sampled_from(WORKED),
    number=st.integers(1, 60),
    name=short,
    message=texts,
    kind=st.sampled_from(["input", "key", "disk", "crash", "content", ""]),
    next_try=st.none() | moments,
)


@st.composite
def videos(draw: st.DrawFn) -> VideoView:
    """Any film in any state."""
    state = draw(st.sampled_from(ALL_STATES))
    asked = st.builds(Waiting, st.uuids(version=4), st.sampled_from(GATES), moments)
    return VideoView(
        id=draw(st.uuids(version=4)),
        number=draw(st.integers(1, 10**9)),
        channel="nature",
        channel_name=draw(short),
        title=draw(texts),
        topic=draw(texts),
        story_direction=draw(texts),
        mode=draw(st.sampled_from(["draft", "final"])),
        priority=draw(st.integers(-(10**9), 10**9)),
        state=state,
        hold=draw(st.none() | st.sampled_from(Hold)),
        hold_until=draw(st.none() | moments),
        hold_reason=draw(st.none() | texts),
        error=draw(st.none() | texts),
        place=draw(st.none() | texts),
        version=1,
        created_at=draw(moments),
        updated_at=NOW,
        ended_at=NOW if state.is_final else None,
        config=draw(st.sampled_from([ChannelConfig(name="Nature"), ON_YOUTUBE])),
        privacy=draw(st.sampled_from(PRIVACIES)),
        publish_at=draw(st.none() | moments),
        storyboard=draw(st.none() | storyboards()),
        waiting=draw(st.none() | asked),
        progress=draw(progress),
        remaining=draw(st.none() | st.timedeltas(timedelta(0), timedelta(days=900))),
        spent_usd=draw(st.decimals(0, 10**6, places=4)),
        setbacks=tuple(draw(st.lists(setbacks, max_size=5)) * draw(st.integers(1, 12))),
    )


takes = st.builds(
    TakeView,
    id=st.uuids(version=4),
    step=st.sampled_from([Step.COMPOSITES, Step.VIDEO, Step.NARRATION, Step.SFX]),
    number=st.integers(1, 60),
    take=st.integers(1, 10_000),
    name=short,
    prompt=texts,
    note=texts,
    state=st.sampled_from(TakeState).map(str),
    provider=short,
    file=st.just("x.bin"),
    sha256=st.just("0" * 64),
    seconds=st.none() | st.floats(0, 10_000),
    cost_usd=st.none() | st.decimals(0, 10_000, places=4),
    error=st.none() | texts,
    attempts=st.integers(0, 9),
    not_before=st.none(),
)

reviews = st.builds(
    ReviewView,
    id=st.uuids(version=4),
    video_id=st.uuids(version=4),
    gate=st.sampled_from(GATES),
    state=st.sampled_from(["pending", "decided", "withdrawn"]),
    content_hash=st.just("0" * 64),
    decision=st.none() | st.sampled_from(["approved", "rejected", "redone"]),
    decided_by=st.none() | texts,
    via=st.none() | short,
    created_at=moments,
)


def video(**changes: object) -> VideoView:
    """An ordinary film that is being made, with changes."""
    values: dict[str, object] = {
        "id": uuid.UUID(int=1),
        "number": 12,
        "channel": "nature",
        "channel_name": "Quiet Nature",
        "title": "The Fox",
        "topic": "foxes",
        "story_direction": "a fox goes home",
        "mode": "draft",
        "priority": 0,
        "state": State(Step.VIDEO, Phase.WORKING),
        "hold": None,
        "hold_reason": None,
        "hold_until": None,
        "error": None,
        "place": None,
        "version": 1,
        "created_at": NOW - timedelta(minutes=5),
        "updated_at": NOW,
        "ended_at": None,
        "config": ChannelConfig(name="Quiet Nature"),
        "storyboard": None,
        "progress": (
            Progress(Step.STORYBOARD, 2, 0, 0, 2),
            Progress(Step.VIDEO, 7, 2, 0, 18),
            Progress(Step.NARRATION, 0, 0, 0, None),
        ),
        "remaining": timedelta(seconds=125),
        "spent_usd": Decimal("1.25"),
    }
    return VideoView(**(values | changes))  # type: ignore[arg-type]  # a film by its fields' names


def take(step: Step, number: int, **changes: object) -> TakeView:
    """A finished take, with changes."""
    values: dict[str, object] = {
        "id": uuid.uuid5(uuid.NAMESPACE_OID, f"{step} {number}"),
        "step": step,
        "number": number,
        "take": 1,
        "name": f"shot {number}",
        "prompt": "push in",
        "note": "",
        "state": "done",
        "provider": "local",
        "file": f"{step}-{number}",
        "sha256": f"{number:064}",
        "seconds": 5.0,
        "cost_usd": None,
        "error": None,
        "attempts": 1,
        "not_before": None,
    }
    return TakeView(**(values | changes))  # type: ignore[arg-type]  # a take by its fields' names


def subject(gate: Step, takes: Iterable[TakeView], **changes: object) -> Subject:
    """A question about a film with these takes, with changes."""
    shown = changes.pop("view", None) or video()
    review = ReviewView(
        id=uuid.UUID(int=2),
        video_id=uuid.UUID(int=1),
        gate=gate,
        state="pending",
        content_hash="",
        decision=None,
        decided_by=None,
        via=None,
        created_at=NOW,
    )
    values: dict[str, object] = {
        "view": shown,
        "review": review,
        "takes": tuple(takes),
        "reviewers": ("Editors",),
        "limit_bytes": 9_000_000,
    }
    return Subject(**(values | changes))  # type: ignore[arg-type]  # by its fields' names


def assert_fits(card: Card) -> None:
    """Discord would take the card, however it counts."""
    assert size(card.title) <= TITLE_MAX
    assert size(card.description) <= DESCRIPTION_MAX
    assert len(card.fields) <= FIELDS_MAX
    parts = [card.title, card.description]
    for field in card.fields:
        assert field.name.strip() and size(field.name) <= FIELD_NAME_MAX
        assert field.value.strip() and size(field.value) <= FIELD_VALUE_MAX
        parts += [field.name, field.value]
    # What the footer may hold besides.
    assert sum(map(size, parts)) <= EMBEDS_MAX - 100
    assert any(part.strip() for part in parts)
    for part in parts:
        part.encode()  # no half of a surrogate pair
        assert not set(part) & set("\0\x1b\u202e\t")


def assert_posts_fit(posts: Iterable[Post]) -> None:
    """Discord would take the messages."""
    for post in posts:
        assert_fits(post.card)
        assert size(post.content) <= CONTENT_MAX
        assert len(post.files) <= FILES_MAX
        assert 0 < len(post.reference) <= 100
