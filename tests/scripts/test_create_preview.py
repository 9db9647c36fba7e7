"""Previews: readable, numbered, and within the bytes a chat takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from scripts.create_preview import build_parser
from scripts.media import SAMPLE_RATE, encode_frames, h264, probe, write_wav
from scripts.preview_manifest import read_manifest
from scripts.sheet_parts import ACCENT, CHANGED, MARGIN, WIDTH
from scripts.waveforms import PAUSE
from tests.scripts.conftest import (
    decoded_frames,
    decoded_samples,
    make_clip,
    make_picture,
    make_tone,
    refusal_here,
    refusal_of,
    result_here,
    result_of,
    tone,
    usage_error,
    write_json,
)


def manifest_of(folder: Path, files: list[Path], *, shape: str = "16:9", **more: object) -> Path:
    items = [{"number": number, "file": str(file), **more} for number, file in enumerate(files, 1)]
    content = {"title": "#12 Fox – 🦊", "aspect_ratio": shape, "items": items}
    return write_json(folder / "manifest.json", content)


def names_of(result: dict[str, object]) -> list[str]:
    files = result["files"]
    assert isinstance(files, list)
    return [Path(name).name for name in files]


def pixels_of(path: Path) -> NDArray[np.uint8]:
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"))


def share_of(color: tuple[int, int, int], path: Path) -> float:
    """How much of a picture has exactly this colour."""
    return float((pixels_of(path) == color).all(axis=2).mean())


def preview(kind: str, manifest: Path, output: Path, *more: object) -> dict[str, object]:
    arguments = ("--kind", kind, "--manifest", manifest, "--output", output, *more)
    result = result_here("create_preview", *arguments)
    files = [Path(name) for name in result["files"]]
    assert result["output"] == str(files[0])
    assert result["bytes"] == sum(file.stat().st_size for file in files)
    return result


@pytest.mark.parametrize(("count", "columns"), [(1, 1), (2, 2), (4, 2), (5, 3)])
def test_a_sheet_has_numbered_tiles(tmp_path: Path, count: int, columns: int) -> None:
    colours = [(40 * number, 255 - 40 * number, 90) for number in range(1, count + 1)]
    files = [
        make_picture(tmp_path / f"{number}.png", colour) for number, colour in enumerate(colours)
    ]
    output = tmp_path / "sheet.png"
    assert preview("sheet", manifest_of(tmp_path, files, name="fox"), output)["fits"] is True
    with Image.open(output) as sheet:
        pixels = np.asarray(sheet.convert("RGB"))
    assert pixels.shape[1] == WIDTH
    across = (WIDTH - MARGIN * (columns + 1)) // columns
    for place, colour in enumerate(colours):
        area = (pixels == colour).all(axis=2)
        assert area.sum() > across * across * 0.4, "the tile shows its picture"
        assert int(np.flatnonzero(area.any(axis=0))[0]) // (WIDTH // columns) == place % columns
    assert (pixels == ACCENT).all(axis=2).sum() > count * 1500, "each has its number"


def test_what_is_transparent_lies_on_a_checker(tmp_path: Path) -> None:
    Image.new("RGBA", (100, 200), (255, 0, 0, 0)).save(tmp_path / "ghost.png")
    output = tmp_path / "sheet.png"
    preview("sheet", manifest_of(tmp_path, [tmp_path / "ghost.png"]), output)
    with Image.open(output) as sheet:
        colours = {colour for _, colour in sheet.convert("RGB").getcolors(10_000) or []}
    assert {(196, 198, 204), (168, 170, 178)} <= colours and (255, 0, 0) not in colours


def test_what_changed_is_marked_with_what_was_asked(tmp_path: Path) -> None:
    file = make_picture(tmp_path / "a.png")
    shares = []
    for name, note in (("old", ""), ("new", ""), ("note", "darker, rain")):
        manifest = manifest_of(tmp_path, [file] * 3, changed=name != "old", note=note)
        preview("sheet", manifest, tmp_path / f"{name}.png")
        shares.append(share_of(CHANGED, tmp_path / f"{name}.png"))
    assert shares[0] == 0 and shares[1] > 0.01, "a frame and a sign"
    assert pixels_of(tmp_path / "note.png").shape[0] > pixels_of(tmp_path / "new.png").shape[0]


def test_upright_pictures_have_upright_tiles(tmp_path: Path) -> None:
    file = make_picture(tmp_path / "a.png", (9, 200, 30), (180, 320))
    preview("sheet", manifest_of(tmp_path, [file] * 6, shape="9:16"), tmp_path / "sheet.png")
    assert share_of((9, 200, 30), tmp_path / "sheet.png") > 0.75


@pytest.mark.parametrize("suffix", [".png", ".jpg"])
def test_a_sheet_becomes_smaller_until_it_fits(tmp_path: Path, suffix: str) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (360, 640, 3), np.uint8)
    Image.fromarray(noise).save(tmp_path / "noise.png")
    manifest = manifest_of(tmp_path, [tmp_path / "noise.png"] * 2)
    result = preview("sheet", manifest, tmp_path / f"sheet{suffix}", "--max-bytes", 250_000)
    assert result["fits"] is True
    tight = preview("sheet", manifest, tmp_path / f"tight{suffix}", "--max-bytes", 10_000)
    assert tight["fits"] is False


def test_a_reel_shows_every_clip_with_its_number(tmp_path: Path) -> None:
    colours = [(200, 40, 40), (40, 180, 60), (50, 60, 200)]
    sizes = [(192, 108), (108, 192), (192, 108)]
    rates = [24, 24, 12]
    files = [
        make_clip(tmp_path / f"{place}.mp4", 12, color=colour, size=size, fps=rate)
        for place, (colour, size, rate) in enumerate(zip(colours, sizes, rates, strict=True))
    ]
    output = tmp_path / "new" / "reel.mp4"
    preview("reel", manifest_of(tmp_path, files), output)
    found = probe(output)
    assert (found.width, found.height, found.frames, found.fps) == (640, 360, 48, 24.0)
    frames = decoded_frames(output)
    for place, colour in zip([6, 18, 36], colours, strict=True):
        middle = frames[place][200:340, 300:340].mean(axis=(0, 1))
        assert np.abs(middle - colour).max() < 40
        assert np.abs(frames[place][4, 4].astype(int) - ACCENT).max() < 40
    assert frames[18][200, 40].max() < 40, "upright clips are not stretched"


def test_a_reel_that_is_too_large_is_made_smaller(tmp_path: Path) -> None:
    clip = _noise_clip(tmp_path / "noise.mp4", 12)
    manifest = manifest_of(tmp_path, [clip, clip])
    result = preview("reel", manifest, tmp_path / "reel.mp4", "--max-bytes", 30_000)
    assert result["fits"] is True and probe(tmp_path / "reel.mp4").frames == 24
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".json", ".mp4", ".mp4"]


def test_an_upright_reel_stands_upright(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "a.mp4", 4, size=(108, 192), color=(200, 40, 40))
    preview("reel", manifest_of(tmp_path, [clip], shape="9:16"), tmp_path / "reel.mp4")
    found = probe(tmp_path / "reel.mp4")
    assert (found.width, found.height) == (360, 640)
    assert np.abs(decoded_frames(tmp_path / "reel.mp4")[1][600, 180] - (200.0, 40, 40)).max() < 40


def test_a_changed_clip_is_marked_with_what_was_asked(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "a.mp4", 4)
    for name, changed in (("old", False), ("new", True)):
        manifest = manifest_of(tmp_path, [clip], changed=changed, note="darker, rain")
        preview("reel", manifest, tmp_path / f"{name}.mp4")
    old, new = (decoded_frames(tmp_path / f"{name}.mp4")[2].astype(int) for name in ("old", "new"))
    corner = np.abs(new[4, -4] - CHANGED).max()
    assert corner < 40 and np.abs(old[4, -4] - CHANGED).max() > 60
    assert (np.abs(new[300:] - CHANGED).max(axis=2) < 50).sum() > 300, "the note is written"


def _noise_clip(path: Path, frames: int, audio: Path | None = None, fps: int = 24) -> Path:
    random = np.random.default_rng(2)
    size = (640, 360)
    pictures = (
        np.kron(
            random.integers(0, 255, (90, 160, 3), np.uint8), np.ones((4, 4, 1), np.uint8)
        ).tobytes()
        for _ in range(frames)
    )
    encode_frames(pictures, size, fps, path, audio=audio, codec=h264(preset="ultrafast"))
    return path


def test_waveforms_come_with_their_sound(tmp_path: Path) -> None:
    files = [make_tone(tmp_path / f"{place}.wav", 0.3 + place / 10) for place in range(3)]
    output = tmp_path / "lines.png"
    result = preview("waveforms", manifest_of(tmp_path, files, text="A fox runs. " * 20), output)
    sound = tmp_path / "lines.mp3"
    assert result["files"] == [str(output), str(sound)]
    spoken = 0.3 + 0.4 + 0.5 + 2 * 0.6
    assert decoded_samples(sound) / SAMPLE_RATE == pytest.approx(spoken, abs=0.08)
    with Image.open(output) as picture:
        assert picture.width == WIDTH and picture.height > 3 * 150
        bars = (np.asarray(picture.convert("RGB")) == ACCENT).all(axis=2)
    assert bars.sum() > 3 * 4000


def test_many_lines_are_spread_over_pictures(tmp_path: Path) -> None:
    files = [make_tone(tmp_path / "a.wav", 0.1)] * 11
    result = preview("waveforms", manifest_of(tmp_path, files, text="A line"), tmp_path / "l.png")
    assert names_of(result) == ["l-1.png", "l-2.png", "l.mp3"]


def test_a_pause_within_a_line_is_shaded(tmp_path: Path) -> None:
    spoken, quiet = tone(0.4), tone(0.6, level=0.0)
    write_wav(tmp_path / "a.wav", np.concatenate([spoken, quiet, spoken]))
    preview("waveforms", manifest_of(tmp_path, [tmp_path / "a.wav"]), tmp_path / "lines.png")
    shaded = np.flatnonzero((pixels_of(tmp_path / "lines.png") == PAUSE).all(axis=2).any(axis=0))
    bars = np.flatnonzero(
        (pixels_of(tmp_path / "lines.png") == ACCENT).all(axis=2)[100:].any(axis=0)
    )
    assert bars[0] < shaded[0] < shaded[-1] < bars[-1]


def test_silent_and_unwritable_lines_have_their_row(tmp_path: Path) -> None:
    files = [make_tone(tmp_path / "a.wav", 0.0), make_tone(tmp_path / "b.wav", 0.2, level=0.0)]
    preview("waveforms", manifest_of(tmp_path, files, text="مرحبا"), tmp_path / "lines.png")


def test_a_film_is_made_small_enough(tmp_path: Path) -> None:
    film = _noise_clip(tmp_path / "film.mp4", 24, make_tone(tmp_path / "tone.wav", 1.0))
    output = tmp_path / "small.mp4"
    result = preview("film", manifest_of(tmp_path, [film]), output, "--max-bytes", 75_000)
    assert result["fits"] is True
    found = probe(output)
    assert found.frames == 24 and found.has_audio and found.width <= 854
    with av.open(str(output)) as container:
        assert container.streams.video[0].codec_context.pix_fmt == "yuv420p"


def test_a_film_that_cannot_fit_says_so(tmp_path: Path) -> None:
    film = _noise_clip(tmp_path / "film.mp4", 24, fps=4)
    output = tmp_path / "small.mp4"
    result = preview("film", manifest_of(tmp_path, [film]), output, "--max-bytes", 10_000)
    assert result["fits"] is False and probe(output).frames == 24


def test_an_upright_film_stays_upright(tmp_path: Path) -> None:
    film = make_clip(tmp_path / "film.mp4", 4, size=(108, 192))
    preview("film", manifest_of(tmp_path, [film]), tmp_path / "small.mp4")
    found = probe(tmp_path / "small.mp4")
    assert found.height == 854 and found.width == 480


@pytest.mark.parametrize("kind", ["sheet", "reel", "waveforms", "film", "comparison"])
def test_a_file_that_is_not_what_it_says_is_refused_by_name(
    tmp_path: Path, corrupt: Callable[[str], Path], kind: str
) -> None:
    output = tmp_path / "out" / ("x.mp4" if kind in ("reel", "film") else "x.png")
    broken = corrupt("broken.bin")
    manifest = manifest_of(tmp_path, [broken], before=str(broken))
    arguments = ("--kind", kind, "--manifest", manifest, "--output", output)
    assert "broken.bin" in refusal_here("create_preview", *arguments)
    assert not list(tmp_path.glob("out/*")) and not list(tmp_path.glob("out/.*"))


@pytest.mark.parametrize("kind", ["reel", "film"])
def test_a_sound_has_no_pictures_to_show(tmp_path: Path, kind: str) -> None:
    manifest = manifest_of(tmp_path, [make_tone(tmp_path / "tone.wav", 0.2)])
    arguments = ("--kind", kind, "--manifest", manifest, "--output", tmp_path / "x.mp4")
    assert "tone.wav has no pictures" in refusal_here("create_preview", *arguments)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("{", "is not JSON"),
        ("{}", "“items”"),
        ('{"items": []}', "at least one item"),
        ("[]", "must be an object"),
        ('{"title": 5, "items": [1]}', "title"),
        ('{"aspect_ratio": "4:3", "items": [1]}', "aspect_ratio: must be one of 16:9, 9:16"),
        ('{"items": [1]}', "items 1: must be an object"),
        ('{"items": [{"file": "x"}]}', "items 1, number"),
        ('{"items": [{"number": 1}]}', "items 1, file"),
        ('{"items": [{"number": 1, "file": "gone.png"}]}', "there is no file gone.png"),
    ],
)
def test_a_wrong_manifest_is_refused_with_its_place(
    tmp_path: Path, content: str, complaint: str
) -> None:
    manifest = tmp_path / "manifest.json"
    manifest.write_text(content)
    arguments = ("--kind", "sheet", "--manifest", manifest, "--output", tmp_path / "x.png")
    assert complaint in refusal_here("create_preview", *arguments)


def test_names_must_be_texts(tmp_path: Path) -> None:
    manifest = manifest_of(tmp_path, [make_picture(tmp_path / "a.png")], name=[5])
    arguments = ("--kind", "sheet", "--manifest", manifest, "--output", tmp_path / "x.png")
    assert "name, text and note must be texts" in refusal_here("create_preview", *arguments)


def test_relative_paths_start_at_the_manifests_folder(tmp_path: Path) -> None:
    make_picture(tmp_path / "a.png")
    manifest = read_manifest(manifest_of(tmp_path, [Path("a.png")]), "sheet")
    assert [item.file for item in manifest.items] == [tmp_path / "a.png"]


def test_the_program_makes_a_sheet(tmp_path: Path) -> None:
    manifest = manifest_of(tmp_path, [make_picture(tmp_path / "a.png")])
    output = tmp_path / "new" / "sheet.png"
    arguments = ("--kind", "sheet", "--manifest", manifest, "--output", output)
    made = result_of("create_preview", *arguments)
    assert made["files"] == [str(output)] and made["bytes"] == output.stat().st_size


@pytest.mark.parametrize(("kind", "name"), [("sheet", "x.mp4"), ("reel", "x.png"), ("film", "x")])
def test_an_output_of_another_kind_is_refused(tmp_path: Path, kind: str, name: str) -> None:
    arguments = ("--kind", kind, "--manifest", tmp_path / "m.json", "--output", tmp_path / name)
    assert f"--output of a {kind} must end in" in refusal_of("create_preview", *arguments)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--manifest", "m", "--output", "x.png"], "--kind"),
        (["--kind", "sheet", "--output", "x.png"], "--manifest"),
        (["--kind", "sheet", "--manifest", "m"], "--output"),
        (["--kind", "poster", "--manifest", "m", "--output", "x.png"], "--kind"),
        (["--kind", "film", "--manifest", "m", "--output", "x", "--max-bytes", "1"], "--max-bytes"),
    ],
)
def test_wrong_usage(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert complaint in usage_error(build_parser(), arguments, capsys)
