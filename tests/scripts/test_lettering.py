"""Text on pictures: every script is drawn, in its order, joined, within its width."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from scripts.lettering import draw_line, draw_text, drawable, text_width, wrap

SCRIPTS = {
    "german": "Der Fuchs überquert den Fluß",
    "vietnamese": "Con cáo băng qua sông, ệữơặ",
    "greek": "Η αλεπού τρέχει",
    "cyrillic": "Лиса бежит через лес",
    "arabic": "يركض الثعلب عبر النهر",
    "hebrew": "השועל רץ ליד הנהר",
    "hindi": "लोमड़ी नदी के पार दौड़ती है",
    "thai": "สุนัขจิ้งจอกวิ่งข้ามแม่น้ำ",
    "chinese": "狐狸跑过清晨的河流",
    "traditional": "狐狸跑過清晨的河流體",
    "japanese": "狐は朝霧の川を渡る。ラーメン",
    "korean": "여우가 아침 강을 건넌다",
}


def drawn(
    text: str, *, size: int = 40, width: int = 900, lines: int = 1, bold: bool = False
) -> NDArray[np.uint8]:
    picture = Image.new("L", (width, round(size * 1.25 * lines) + 30))
    color: tuple[int, int, int] = 255  # type: ignore[assignment]  # of a picture with one channel
    draw_text(
        ImageDraw.Draw(picture), (0, 8), text, size, width=width, lines=lines, fill=color, bold=bold
    )
    return np.asarray(picture)


def columns(pixels: NDArray[np.uint8]) -> tuple[int, int]:
    """The first and the last column with ink."""
    inked = np.flatnonzero(pixels.max(axis=0) > 60)
    return int(inked[0]), int(inked[-1])


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_every_script_is_drawn_whole(text: str) -> None:
    assert drawable(text) == text
    pixels = drawn(text)
    left, right = columns(pixels)
    assert right - left == pytest.approx(text_width(text, 40), abs=8)
    assert 500 < (pixels > 128).sum() < 0.5 * (right - left) * 50, "letters, neither gaps nor boxes"


@pytest.mark.parametrize("text", [*SCRIPTS.values(), "きつね", "ラーメン", "বাংলা", "♪ ▶"])
def test_bold_has_more_ink_in_every_script(text: str) -> None:
    ink = [float(drawn(text, bold=bold).sum()) for bold in (False, True)]
    assert ink[1] > 1.08 * ink[0]


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_no_letter_looks_like_a_missing_one(text: str) -> None:
    """No two letters of a text share the picture that stands for what a typeface lacks."""
    # Half of the Thai “am” stands on the letter before it, and is not seen alone.
    letters = {letter for letter in text if letter.isalpha() and letter != "ำ"}
    pictures = {drawn(letter).tobytes() for letter in letters}
    assert len(pictures) == len(letters)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The fox 🦊 runs 😀", "The fox runs"),
        ("🦊", ""),
        ("family 👨‍👩‍👧‍👦 and ❤️", "family and ❤"),
        ("sign\ufe0f", "sign"),
        ("မ and ka\u103a", "and ka"),
        ("tabs\tand\nlines\x00\x07", "tabs and lines"),
        ("half \ud800 a letter", "half a letter"),
        ("ខ្មែរ", ""),
        ("می‌خواهم", "می‌خواهم"),
        ("cafe\u0301", "café"),
        ("", ""),
    ],
)
def test_what_cannot_be_drawn_is_left_out(text: str, kept: str) -> None:
    assert drawable(text) == kept


def test_a_tower_of_accents_is_cut_down() -> None:
    assert len(drawable("z" + "\u0301" * 500)) < 10
    assert drawn("z" + "\u0301" * 500).shape == drawn("z").shape


def test_what_is_read_from_the_right_begins_there() -> None:
    left, right = columns(drawn("שלום, ثعلب"))
    assert right > 890 and left > 500
    assert columns(drawn("fox"))[0] < 5


def test_numbers_and_latin_words_keep_their_order_within_arabic() -> None:
    """The first word stands on the right, the number after it to its left."""
    whole = drawn("ثعلب 12")
    number = drawn("12")[:, : columns(drawn("12"))[1] + 1]
    left, _ = columns(whole)
    seen = whole[:, left : left + number.shape[1] - columns(number)[0]]
    assert np.abs(seen.astype(int) - number[:, columns(number)[0] :]).mean() < 6


def test_arabic_letters_join() -> None:
    assert text_width("بيت", 100) < 0.8 * sum(text_width(letter, 100) for letter in "بيت")


def test_thai_tone_marks_stand_above_vowel_signs() -> None:
    without, with_mark = drawn("ที", size=80), drawn("ที่", size=80)
    top = [int(np.flatnonzero(pixels.max(axis=1) > 60)[0]) for pixels in (without, with_mark)]
    assert top[1] < top[0] - 8


def test_hindi_vowel_signs_move_before_their_letter() -> None:
    # A short “i” is spoken after its letter and written before it; a long one after it.
    short, long, letter = (drawn(text, size=80) for text in ("कि", "की", "क"))
    stem = int(columns(letter)[1] - columns(letter)[0])
    assert np.array_equal(long[50:, :stem], letter[50:, :stem])
    assert not np.array_equal(short[50:, :stem], letter[50:, :stem])
    # Two letters melt into one, narrower than both.
    assert text_width("क्ष", 100) < text_width("क", 100) + text_width("ष", 100)


def test_text_is_wrapped_and_what_is_cut_off_is_marked() -> None:
    lines = wrap("one two three four five six seven eight nine ten", 20, 120, 2)
    assert len(lines) == 2
    assert lines[0].startswith("one two") and lines[-1].endswith("…")


@pytest.mark.parametrize("text", [*SCRIPTS.values(), "m" * 300, "https://example.org/" * 9])
@pytest.mark.parametrize("width", [90, 160, 300])
def test_no_line_is_wider_than_its_room(text: str, width: int) -> None:
    lines = wrap(text, 24, width, 3)
    assert 1 <= len(lines) <= 3
    assert all(text_width(line, 24) <= width + 1 for line in lines)


def test_a_word_wider_than_a_line_goes_on_in_the_next() -> None:
    assert "".join(wrap("Donaudampfschifffahrt", 20, 100, 9)) == "Donaudampfschifffahrt"
    assert wrap("red-haired foxes", 20, 60, 3)[0] == "red-"


def test_scripts_without_spaces_break_between_letters() -> None:
    text = "朝霧の中で「狐」は川を渡る。古い「鷺」が、葦の間から見ている。"
    for width in range(60, 200, 4):
        lines = wrap(text, 20, width, 12)
        assert "".join(lines) == text and len(lines) > 2
        assert not any(line[0] in "、。」" for line in lines)
        assert not any(line[-1] == "「" for line in lines)
    thai = "สุนัขจิ้งจอกวิ่งข้ามแม่น้ำในยามเช้า"
    assert "".join(wrap(thai, 20, 90, 9)) == thai


def test_korean_breaks_at_its_spaces() -> None:
    assert wrap("여우가 아침 강을 건넌다", 20, 90, 9) == ["여우가", "아침 강을", "건넌다"]


def test_nothing_is_wrapped_to_nothing() -> None:
    assert wrap("", 20, 100, 2) == [] and wrap("🦊", 20, 100, 2) == []
    assert text_width("", 20) == 0


def test_a_very_long_text_is_cut_as_a_long_one_is() -> None:
    text = "A fox crosses the cold river. "
    assert wrap(text * 5000, 20, 300, 2) == wrap(text * 50, 20, 300, 2)


@pytest.mark.parametrize("shadow", [True, False])
def test_drawn_text_reports_its_height(shadow: bool) -> None:
    picture = Image.new("RGB", (200, 100))
    draw = ImageDraw.Draw(picture)
    assert draw_text(draw, (5, 5), "two short lines", 20, width=90, lines=2, shadow=shadow) == 50
    box = picture.getbbox()
    assert box is not None and box[3] <= 60


def test_a_shadow_is_dark_around_the_letters() -> None:
    picture = Image.new("RGB", (200, 60), (200, 200, 200))
    draw_text(ImageDraw.Draw(picture), (20, 5), "fox", 40, width=150, shadow=True)
    darkest = min(low for low, _ in picture.getextrema())  # type: ignore[misc]  # RGB has three
    assert darkest < 60


@pytest.mark.parametrize(("anchor", "at"), [("la", (10, 10)), ("mm", (100, 50)), ("rm", (190, 50))])
def test_an_anchor_says_where_a_line_stands(anchor: str, at: tuple[int, int]) -> None:
    picture = Image.new("L", (200, 100))
    white: tuple[int, int, int] = 255  # type: ignore[assignment]  # of a picture with one channel
    draw_line(ImageDraw.Draw(picture), at, "H", 40, white, anchor)
    box = picture.getbbox()
    assert box is not None
    if anchor[0] == "m":
        assert abs((box[0] + box[2]) / 2 - at[0]) <= 2
    if anchor[1] == "m":
        assert abs((box[1] + box[3]) / 2 - at[1]) <= 2
    if anchor[0] == "r":
        assert at[0] - 8 <= box[2] <= at[0]
    if anchor == "la":
        assert 10 <= box[0] <= 16 and 10 <= box[1] <= 26


def test_the_same_text_gives_the_same_pixels() -> None:
    assert drawn("Fuchs 狐 ثعلب").tobytes() == drawn("Fuchs 狐 ثعلب").tobytes()
