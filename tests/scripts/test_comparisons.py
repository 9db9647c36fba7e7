"""Before and after: both are shown, side by side, whatever they are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scripts.comparisons import comparison_sheet, middle_frame
from scripts.preview_manifest import Item
from scripts.program import Failure
from scripts.sheet_parts import ACCENT, CHANGED, FAINT, WIDTH
from tests.scripts.conftest import make_clip, make_picture, make_tone, refusal_here, write_json

RED, BLUE = (200, 30, 30), (30, 30, 200)


def sheet_of(before: Path, after: Path, **more: str) -> Image.Image:
    item = Item(7, after, before=before, changed=True, **more)
    return comparison_sheet("#1 Fox", [item])


def middle_of(sheet: Image.Image, color: tuple[int, int, int], *, near: int = 1) -> float:
    """Where a colour is, across, from 0 to 1."""
    pixels = np.asarray(sheet).astype(int)
    found = np.nonzero((np.abs(pixels - color).max(axis=2) <= near).any(axis=0))[0]
    return float(found.mean() / WIDTH)


@pytest.mark.parametrize("size", [(320, 180), (180, 320)])
def test_pictures_stand_side_by_side_with_an_arrow(tmp_path: Path, size: tuple[int, int]) -> None:
    before = make_picture(tmp_path / "a.png", RED, size)
    sheet = sheet_of(before, make_picture(tmp_path / "b.png", BLUE, size))
    assert middle_of(sheet, RED) < 0.35 and middle_of(sheet, BLUE) > 0.65
    assert middle_of(sheet, CHANGED, near=0) == pytest.approx(0.5, abs=0.02)


def test_clips_show_their_middle_frame(tmp_path: Path) -> None:
    before = make_clip(tmp_path / "a.mp4", 12, color=RED)
    sheet = sheet_of(before, make_clip(tmp_path / "b.mp4", 12, color=BLUE))
    assert middle_of(sheet, RED, near=25) < 0.35 and middle_of(sheet, BLUE, near=25) > 0.65
    bar = np.asarray(middle_frame(before))[5].astype(int)
    assert 90 <= int((bar.min(axis=1) > 200).sum()) <= 120, "half of the growing bar"


def test_lines_show_both_waveforms_on_one_scale(tmp_path: Path) -> None:
    sheet = sheet_of(
        make_tone(tmp_path / "a.wav", 0.5), make_tone(tmp_path / "b.wav", 1.0), text="A fox runs"
    )
    pixels = np.asarray(sheet)[:, 40:950]
    widths = [
        np.ptp(np.nonzero((pixels == color).all(axis=2)[180:].any(axis=0))[0])
        for color in (FAINT, ACCENT)
    ]
    assert widths[1] == pytest.approx(2 * widths[0], rel=0.12)
    assert widths[1] > 800, "the longer one fills the row"


def test_a_note_makes_room_for_itself(tmp_path: Path) -> None:
    file = make_picture(tmp_path / "a.png")
    assert sheet_of(file, file, note="darker").height > sheet_of(file, file).height


def test_a_picture_and_a_sound_are_not_compared(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="of one kind"):
        sheet_of(make_picture(tmp_path / "a.png"), make_tone(tmp_path / "b.wav", 0.2))


def test_an_enormous_picture_is_refused(tmp_path: Path) -> None:
    Image.new("1", (8000, 5001)).save(tmp_path / "wall.png")
    file = make_picture(tmp_path / "a.png")
    with pytest.raises(Failure, match=r"wall\.png is too large"):
        sheet_of(file, tmp_path / "wall.png")


def test_a_pair_needs_its_first_half(tmp_path: Path) -> None:
    items = [{"number": 1, "file": str(make_picture(tmp_path / "a.png"))}]
    manifest = write_json(tmp_path / "m.json", {"items": items})
    arguments = ("--kind", "comparison", "--manifest", manifest, "--output", tmp_path / "x.png")
    assert "items 1, before" in refusal_here("create_preview", *arguments)
