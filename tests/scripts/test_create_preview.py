"""Previews: readable, numbered, and within the bytes a chat takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from scripts.create_preview import build_parser, read_items
from scripts.media import SAMPLE_RATE, encode_frames, probe
from scripts.sheets import ACCENT, WIDTH
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
    usage_error,
    write_json,
)


def manifest_of(folder: Path, files: list[Path], **more: object) -> Path:
    items = [{"number": number, "file": str(file), **more} for number, file in enumerate(files, 1)]
    return write_json(folder / "manifest.json", {"title": "#12 Fox – 🦊", "items": items})


def preview(kind: str, manifest: Path, output: Path, *more: object) -> dict[str, object]:
    arguments = ("--kind", kind, "--manifest", manifest, "--output", output, *more)
    result = result_here("create_preview", *arguments)
    files = [Path(name) for name in result["files"]]
    assert result["output"] == str(output) and files[0] == output
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
    across = (WIDTH - 24 * (columns + 1)) // columns
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


def _noise_clip(path: Path, frames: int, audio: Path | None = None, fps: int = 24) -> Path:
    random = np.random.default_rng(2)
    size = (640, 360)
    pictures = (
        np.kron(
            random.integers(0, 255, (90, 160, 3), np.uint8), np.ones((4, 4, 1), np.uint8)
        ).tobytes()
        for _ in range(frames)
    )
    encode_frames(pictures, size, fps, path, audio=audio, preset="ultrafast")
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


@pytest.mark.parametrize("kind", ["sheet", "reel", "waveforms", "film"])
def test_a_file_that_is_not_what_it_says_is_refused_by_name(
    tmp_path: Path, corrupt: Callable[[str], Path], kind: str
) -> None:
    output = tmp_path / "out" / ("x.png" if kind in ("sheet", "waveforms") else "x.mp4")
    manifest = manifest_of(tmp_path, [corrupt("broken.bin")])
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
        ('{"title": 5, "items": [1]}', "title"),
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
    assert "name and text must be texts" in refusal_here("create_preview", *arguments)


def test_relative_paths_start_at_the_manifests_folder(tmp_path: Path) -> None:
    make_picture(tmp_path / "a.png")
    _, items = read_items(manifest_of(tmp_path, [Path("a.png")]))
    assert [item.file for item in items] == [tmp_path / "a.png"]


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
