"""What a preview says: the question, the texts to read, and how it ended. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.cards import NAME_MAX, STEP_NAMES, deciders
from bot.holds import hold_sentences
from bot.news import mark
from bot.posts import DESCRIPTION_MAX
from bot.publishing import capitalised, published_of, seen
from bot.setbacks import advice
from bot.signals import Signal
from bot.subjects import Subject
from bot.wording import (
    NOTHING,
    counted,
    duration,
    escaped,
    escaped_line,
    one_line,
    place,
    readable,
    size,
)
from pipeline.lifecycle import ROW, Step
from pipeline.publication import Youtube
from pipeline.reviews import APPROVED, CANCELLED, REDONE, REJECTED
from pipeline.steps.upload import Publication, chapters
from pipeline.storyboard import Shot, Storyboard
from pipeline.views import ReviewView, TakeView, VideoView

LINE_MAX = 400
SHOT_TEXT_MAX = 500
PLACE_MAX = 300

_QUESTIONS = {
    Step.STORYBOARD: "Is this the film to make?",
    Step.ASSETS: "Are the pictures right?",
    Step.VIDEO: "Are the clips right?",
    Step.NARRATION: "Is the narration right?",
    Step.REVIEW: "May this film be published?",
}
_EXAMPLES = {
    Step.STORYBOARD: "a sentence that says what to change",
    Step.ASSETS: "`{numbers}: darker, rain`",
    Step.VIDEO: "`{numbers}: slower, closer`",
    Step.NARRATION: "`{numbers}: slower`",
    Step.REVIEW: "`clips {first}: closer; narration {second}: slower`",
}
_DECISIONS = {
    APPROVED: f"{Signal.APPROVE} Approved",
    REJECTED: f"{Signal.REJECT} Rejected",
    REDONE: f"{Signal.REDO} To be made again: asked",
}


def question(gate: Step, reviewers: Sequence[str], *, news: str = "", units: int = 7) -> str:
    """What is asked at a gate, what is new since it was asked last, and how to answer.

    Args:
        units: How many there are, so that the example names some of them.
    """
    who = deciders(reviewers)
    ways = (
        f"{Signal.APPROVE} approve · {Signal.REJECT} reject · {Signal.REDO} redo all · "
        f"or reply: {_example(gate, units)}"
    )
    return "\n".join(
        filter(None, [f"**{_QUESTIONS[gate]}** {who[0].upper()}{who[1:]}.", news, ways])
    )


def _example(gate: Step, units: int = 7) -> str:
    """A reply that means something here."""
    some = "3, 7" if units >= 7 else str(min(2, units))
    return _EXAMPLES[gate].format(numbers=some, first=min(3, units), second=min(2, units))


def outcome(review: ReviewView, *, is_waiting: bool) -> str:
    """What became of a question, in the place where it was asked.

    Args:
        is_waiting: It was rejected, and nobody has said yet what to change.
    """
    what = STEP_NAMES[review.gate].capitalize()
    if review.decision == CANCELLED:
        return f"**{what}:** the film was cancelled."
    if review.decision is None or review.decided_by is None:
        return f"**{what}:** withdrawn, because the film has changed since. See the newest preview."
    decision = _DECISIONS.get(review.decision, review.decision.capitalize())
    via = escaped_line((review.via or "").capitalize(), NAME_MAX)
    text = f"**{decision} by {escaped_line(review.decided_by, NAME_MAX)}**"
    text += f" in {via}." if via else "."
    if is_waiting:
        text += f" Reply with what to change, such as {_example(review.gate)}, "
        text += f"or {Signal.APPROVE} lets it go on as it is."
    return text


def storyboard_summary(board: Storyboard) -> str:
    """What stands beside the storyboard's pictures: they tell the rest."""
    return "\n".join([f"**{escaped_line(board.title, LINE_MAX)}**", *_length_and_air(board)])


def _length_and_air(board: Storyboard) -> Iterator[str]:
    yield counted(len(board.shots), "shot") + ", " + duration(total_seconds(board))
    if board.atmosphere.strip():
        yield f"*{escaped_line(board.atmosphere, LINE_MAX)}*"


def animatic_summary(seconds: float | None) -> str:
    """What stands beside the animatic."""
    length = f"{duration(seconds)}: sketches" if seconds else "Sketches"
    return f"{length} with a scratch voice and sounds, to judge the story and its rhythm."


def storyboard_pages(board: Storyboard) -> list[str]:
    """The storyboard to read, a few lines per shot, in pieces that fit a message each."""
    shots = [_shot(number, shot) for number, shot in enumerate(board.shots, 1)]
    return pages(["\n".join(_length_and_air(board)), *shots])


def total_seconds(board: Storyboard) -> float:
    return sum(shot.seconds for shot in board.shots)


def _shot(number: int, shot: Shot) -> str:
    action = escaped_line(shot.action, SHOT_TEXT_MAX) or _pictured(shot)
    lines = [f"**{number}** · {_seconds(shot.seconds)} · {action}"]
    if shot.narration.strip():
        lines.append(f"🗣️ {escaped_line(shot.narration, SHOT_TEXT_MAX)}")
    if shot.sound.strip():
        lines.append(f"🔊 {escaped_line(shot.sound, SHOT_TEXT_MAX)}")
    return "\n".join(lines)


def _seconds(seconds: float) -> str:
    """`5.2 s`; nobody sees a frame's length in a number."""
    return f"{round(seconds, 1):g} s"


def _pictured(shot: Shot) -> str:
    panels = [" in ".join(filter(None, [panel.character, panel.place])) for panel in shot.panels]
    return escaped_line(" | ".join(panels), SHOT_TEXT_MAX) or NOTHING


def storyboard_document(view: VideoView, board: Storyboard) -> str:
    """The whole storyboard as a text file, for when it is too long for messages."""
    parts = [f"# #{view.number} {one_line(view.title)}", readable(board.atmosphere)]
    for number, shot in enumerate(board.shots, 1):
        parts.append(f"## Shot {number} ({_seconds(shot.seconds)})")
        texts = {
            "Action": shot.action,
            "Motion": shot.motion,
            "Narration": shot.narration,
            "Sound": shot.sound,
        }
        parts += [f"{name}: {readable(text)}" for name, text in texts.items() if text.strip()]
    return "\n\n".join(filter(None, parts)) + "\n"


def pages(paragraphs: Iterable[str], most: int = DESCRIPTION_MAX) -> list[str]:
    """Paragraphs packed into as few texts as hold them; none may be longer than `most`."""
    packed: list[str] = []
    for paragraph in paragraphs:
        if packed and size(packed[-1]) + size(paragraph) + 2 <= most:
            packed[-1] += "\n\n" + paragraph
        else:
            packed.append(paragraph)
    return packed


def numbered_names(subject: Subject, takes: Sequence[TakeView]) -> Iterator[str]:
    """One line per picture, as its tile is numbered."""
    for take in takes:
        name = escaped_line(take.name, NAME_MAX)
        yield f"**{take.number}** {name}{mark(subject, take)}"


def numbered_clips(subject: Subject, takes: Sequence[TakeView]) -> Iterator[str]:
    """One line per clip: its length and how it moves."""
    for take in takes:
        length = f"{_seconds(take.seconds)} · " if take.seconds else ""
        move = escaped_line(take.prompt, 80) or NOTHING
        yield f"**{take.number}** {length}{move}{mark(subject, take)}"


def spoken_lines(subject: Subject, takes: Sequence[TakeView]) -> Iterator[str]:
    """One paragraph per line of narration."""
    for take in takes:
        words = escaped_line(take.prompt, SHOT_TEXT_MAX) or "*(silent)*"
        yield f"**{take.number}** {words}{mark(subject, take)}"


def publication(view: VideoView, film: TakeView, original: str) -> str:
    """What will be published, where, for whom and when, and where the original lies."""
    published = published_of(view)
    board = view.storyboard
    marks = chapters(board, film.result.get("timeline") or ()) if board else ""
    told = published.metadata(marks)
    tags = ", ".join(escaped_line(tag, NAME_MAX) for tag in told["tags"][:30]) or NOTHING
    lines = [
        f"**Title:** {escaped_line(told['title'], 200)}",
        f"**Description:** {escaped(told['description'], 900) or NOTHING}",
        f"**Tags:** {tags}",
        f"**Length:** {duration(film.seconds) if film.seconds else NOTHING}",
    ]
    if published.is_uploaded and published.config.youtube is not None:
        lines.append(f"**Seen:** {capitalised(seen(view))}")
        lines += _on_youtube(published, published.config.youtube)
    return "\n".join([*lines, f"**Original:** {place(original, PLACE_MAX)}"])


def _on_youtube(published: Publication, account: Youtube) -> list[str]:
    kids = "made for kids" if account.made_for_kids else "not made for kids"
    marked = (
        "marked as altered or synthetic" if account.synthetic_media else "not marked as AI-made"
    )
    extras = [
        f"category {account.category_id}",
        f"language {published.config.language}",
        *(["captions"] if account.captions else []),
        *(["thumbnail"] if account.thumbnail else []),
        *([f"playlist {account.playlist_id}"] if account.playlist_id else []),
    ]
    return [
        f"**YouTube:** channel {account.channel_id}, {kids}, {marked}",
        f"**With:** {', '.join(extras)}",
    ]


def failed_sentence(view: VideoView) -> str:
    """The milestone of a film that stopped."""
    why = escaped(view.error or "It did not say why; the log does.", 1200)
    working = (ROW[view.state.step].working or STEP_NAMES[view.state.step]).lower()
    way = advice(view) or hold_sentences(view)
    return f"❌ **It failed while {working}.** {why}\n{way}"


def published_sentence(view: VideoView, seconds: float | None) -> str:
    """The milestone of a film that is out."""
    length = f", {duration(seconds)} long" if seconds else ""
    where = f" It is here: {place(view.place, PLACE_MAX)}" if view.place else ""
    shown = seen(view)
    if not shown:
        return f"🎉 **Published{length}.**{where}"
    return f"🎉 **Published on YouTube{length}: {shown}.**{where}"


def cancelled_sentence() -> str:
    """The milestone of a film that a person ended."""
    return "🚫 **Cancelled.** Nothing more is made for this film."
