"""Pictures of characters, places and props, made by the program."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from scripts.generate_asset import build_parser
from scripts.providers.local.light import read_mood
from scripts.providers.local.pictures import Wanted, make_picture
from scripts.providers.local.words import HABITATS
from tests.scripts.conftest import (
    refusal_of,
    result_here,
    result_of,
    run_script,
    usage_error,
)

FRAME = (320, 180)
# An animal for each kind of ears and of tail, and one of those drawn as animals in general.
EARS_AND_TAILS = ("fox", "cat", "tiger", "lion", "dog", "bear", "mouse", "rabbit", "deer", "horse")


def make(kind: str, prompt: str, **more: object) -> Image.Image:
    return make_picture(Wanted(kind, prompt, **more), FRAME)  # type: ignore[arg-type]  # forwarded


def differ(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of two pictures, 0 … 255."""
    histogram = ImageChops.difference(one.convert("L"), other.convert("L")).histogram()
    return sum(value * count for value, count in enumerate(histogram)) / sum(histogram)


def test_a_place_fills_the_frame(tmp_path: Path) -> None:
    output = tmp_path / "new" / "coast.png"
    made = result_of("generate_asset", "--kind", "place", "--prompt", "coast", "--output", output)
    assert made == {"output": str(output), "width": 1920, "height": 1080}
    with Image.open(output) as picture:
        assert (picture.mode, picture.size, picture.format) == ("RGB", (1920, 1080), "PNG")
    assert [path.name for path in output.parent.iterdir()] == ["coast.png"]


def test_an_upright_frame(tmp_path: Path) -> None:
    options = ("--kind", "place", "--prompt", "city", "--aspect-ratio", "9:16")
    made = result_here("generate_asset", *options, "--output", tmp_path / "city.png")
    assert (made["width"], made["height"]) == (1080, 1920)


def test_a_character_and_its_variant(tmp_path: Path) -> None:
    core, variant = tmp_path / "fox.png", tmp_path / "fox at night.png"
    result_here("generate_asset", "--prompt", "a red fox", "--output", core)
    options = ("--prompt", "at night", "--reference-image", core, "--reference-image", core)
    result_here("generate_asset", *options, "--output", variant)
    with Image.open(core) as one, Image.open(variant) as other:
        assert one.mode == other.mode == "RGBA"
        assert max(other.size) >= 1024 and other.width <= 1500
        # The same shape, one way round or the other, in darker light.
        shape = one.getchannel("A").resize((100, 100))
        seen = other.getchannel("A").resize((100, 100))
        mirrored = seen.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        assert min(differ(shape, seen), differ(shape, mirrored)) < 3
        assert (
            differ(one.convert("RGB").resize((99, 99)), other.convert("RGB").resize((99, 99))) > 5
        )


@pytest.mark.parametrize(
    ("kind", "prompt"),
    [("character", name) for name in ("an old keeper", "girl", "queen", "robot", "owl", "whale")]
    + [("character", name) for name in EARS_AND_TAILS]
    + [
        ("prop", name)
        for name in (
            *("lantern", "book", "boat", "letter", "key", "clock", "cup", "flower", "ball"),
            "something else",
        )
    ],
)
def test_figures_are_cut_out_cleanly(kind: str, prompt: str) -> None:
    figure = make(kind, prompt)
    alpha = figure.getchannel("A")
    corners = [
        alpha.getpixel((x, y)) for x in (0, figure.width - 1) for y in (0, figure.height - 1)
    ]
    assert corners == [0, 0, 0, 0]
    histogram = alpha.histogram()
    size = figure.width * figure.height
    assert histogram[255] > 0.1 * size, "there is something to see"
    assert 600 <= max(figure.size) <= 1500


def test_a_soft_edge_has_the_figures_colour() -> None:
    """A dark rim around a bright figure shows wherever it is pasted."""
    ball = make("prop", "white ball")
    edge = [
        pixel
        for pixel in (ball.getpixel((x, ball.height // 4)) for x in range(ball.width))
        if isinstance(pixel, tuple) and 20 < pixel[3] < 235
    ]
    assert edge and all(min(pixel[:3]) > 120 for pixel in edge)


@pytest.mark.parametrize("habitat", HABITATS)
@pytest.mark.parametrize("weather", ["night", "rain", "snow", "fog", "golden sunset"])
def test_every_place_in_every_light(habitat: str, weather: str) -> None:
    word = sorted(HABITATS[habitat])[0]
    picture = make("place", f"{word}, {weather}")
    assert (picture.mode, picture.size) == ("RGB", FRAME)
    assert len(picture.getcolors(FRAME[0] * FRAME[1]) or []) > 100


@pytest.mark.parametrize("landmark", ["lighthouse", "castle"])
def test_a_landmark_is_drawn(landmark: str) -> None:
    assert differ(make("place", landmark), make("place", "sea")) > 1


def test_words_make_the_light() -> None:
    def brightness(picture: Image.Image) -> float:
        return differ(picture, Image.new("RGB", FRAME))

    assert brightness(make("place", "forest at night")) < brightness(
        make("place", "forest at noon")
    )
    plain, darker = make("place", "forest"), make("place", "forest", note="darker")
    assert brightness(darker) < 0.85 * brightness(plain)
    assert brightness(make("place", "forest", note="brighter")) > brightness(darker)


def test_the_note_counts_before_the_prompt_and_the_prompt_before_the_atmosphere() -> None:
    assert read_mood("at night", "noon", "dawn").light.stars
    assert not read_mood("", "noon", "night").light.stars
    assert read_mood("", "forest", "at night in the city").habitat == "forest"
    assert read_mood("", "forest", "at night in the city").light.stars
    assert read_mood("", "a rainy night").weather == "rain"
    assert read_mood("", "a rainy night").light.lit
    assert not read_mood("", "a rainy night").light.stars
    assert read_mood("", "rain").light.sun is None
    assert read_mood().habitat == "meadow"


def test_a_note_changes_the_picture() -> None:
    assert differ(make("place", "harbour"), make("place", "harbour", note="again")) > 1


@pytest.mark.parametrize(
    ("kind", "prompt"),
    [
        *(("character", name) for name in ("a red fox", "whale", "old keeper")),
        *(("prop", name) for name in ("lantern", "letter", "ball")),
    ],
)
def test_another_round_of_a_figure_is_seen_to_be_another(kind: str, prompt: str) -> None:
    def flat(figure: Image.Image) -> Image.Image:
        on_grey = Image.new("RGB", figure.size, (128, 128, 128))
        on_grey.paste(figure, (0, 0), figure)
        return on_grey.resize((200, 200))

    rounds = [make(kind, prompt, round=number) for number in range(3)]
    for one, other in itertools.combinations(map(flat, rounds), 2):
        assert differ_in_colour(one, other) > 1.5
    assert all(abs(figure.height - rounds[0].height) < 60 for figure in rounds)
    alpha = rounds[1].getchannel("A")
    left, top, right, bottom = alpha.getbbox() or (0, 0, 0, 0)
    room = (left, top, alpha.width - right, alpha.height - bottom)
    assert min(room) >= 8, "nothing is cut off"


def test_every_other_round_looks_the_other_way() -> None:
    def shape(number: int) -> Image.Image:
        return make("character", "fox", round=number).getchannel("A").resize((64, 64))

    first, second, third = shape(0), shape(1), shape(2)
    turned = second.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    assert differ(first, turned) < differ(first, second)
    assert differ(first, third) < differ(first, second)


def differ_in_colour(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of the channels, 0 … 255."""
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3


def test_another_round_of_a_place_and_of_variants() -> None:
    place, fox = make("place", "harbour"), make("character", "fox")
    for kind, references in (("place", []), ("place", [place]), ("character", [fox])):
        one, other, same = (
            make(kind, "harbour at night", references=references, round=number)
            for number in (1, 2, 1)
        )
        assert one.tobytes() == same.tobytes()
        assert differ_in_colour(one.convert("RGB"), other.convert("RGB")) > 1
    framed = make("place", "the same", references=[place], round=1)
    assert framed.size == FRAME and differ(framed, place) < differ(make("place", "forest"), place)


def test_the_same_words_and_round_give_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for number, name in ((0, "a.png"), (3, "b.png"), (3, "c.png")):
        options = ("--prompt", "a key", "--kind", "prop", "--round", number)
        result_of("generate_asset", *options, "--output", tmp_path / name)
        made.append((tmp_path / name).read_bytes())
    assert made[0] != made[1] == made[2]


def test_a_place_variant_keeps_the_reference() -> None:
    core = make("place", "city at noon")
    dusk = make("place", "the same at sunset", references=[core])
    other = make("place", "forest at sunset")
    assert 1 < differ(core, dusk) < differ(core, other)
    older = make("place", "red, old", note="darker", references=[core])
    assert differ(core, older) > 5
    assert differ(make("place", "rain", note="brighter", references=[core]), core) > 1


def test_an_opaque_reference_lends_its_colour() -> None:
    blue = Image.new("RGB", (64, 64), (40, 80, 220))
    figure = make("character", "a robot", references=[blue])
    assert figure.mode == "RGBA"
    red, green, strong = figure.resize((1, 1)).convert("RGB").getpixel((0, 0))  # type: ignore[misc]  # RGB is three numbers
    assert strong > red and strong > green


@pytest.mark.parametrize("text", ["😀", "狐", "שועל", "\x07\x1b[31m", "x" * 20_000])
def test_strange_prompts_still_make_a_picture(text: str) -> None:
    assert make("character", text).mode == "RGBA"
    assert make("place", text).size == FRAME


def test_an_empty_prompt_is_refused(tmp_path: Path) -> None:
    said = refusal_of("generate_asset", "--prompt", " ", "--output", tmp_path / "a.png")
    assert said == "the prompt is empty; say what is to be seen"
    assert list(tmp_path.iterdir()) == []


def test_a_broken_reference_is_refused(tmp_path: Path, corrupt: Callable[[str], Path]) -> None:
    options = ("--prompt", "fox", "--output", tmp_path / "a.png")
    said = refusal_of("generate_asset", *options, "--reference-image", corrupt("core.png"))
    assert said.startswith("core.png is not a whole picture")


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ((), "--prompt"),
        (("--prompt", "x"), "--output"),
        (("--prompt", "x", "--output", "a.png", "--kind", "song"), "--kind"),
        (("--prompt", "x", "--output", "a.png", "--aspect-ratio", "4:3"), "--aspect-ratio"),
        (("--prompt", "x", "--output", "a.png", "--provider", "none"), "--provider"),
        (("--prompt", "x", "--output", "a.png", "--round", "-1"), "from 0 to 10000"),
        (("--prompt", "x" * 20_001, "--output", "a.png"), "at most 20000"),
    ],
)
def test_wrong_usage(
    options: tuple[str, ...], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert named in usage_error(build_parser(), options, capsys)


def test_help_names_the_units() -> None:
    completed = run_script("generate_asset", "--help")
    assert completed.returncode == 0
    assert "1920x1080" in completed.stdout
