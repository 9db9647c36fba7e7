"""What words ask of the camera."""

import pytest

from scripts.providers.local.clips.directing import read_wish


@pytest.mark.parametrize(
    ("prompt", "moves"),
    [
        ("Slow push in.", {"in"}),
        ("The camera pulls back", {"out"}),
        ("panning left", {"left"}),
        ("Pans slowly to the right", {"right"}),
        ("tilting down", {"down"}),
        ("crane up over the roofs", {"up", "carried"}),
        ("drifting right", {"right", "carried"}),
        ("orbit left around the keeper", {"left", "around"}),
        ("hold", {"still"}),
        ("static shot, the fog moves", {"still"}),
        ("pan left while pushing in", {"left", "in"}),
        ("crane up, then tilt down", {"up", "down", "carried"}),
        ("a fox", set()),
    ],
)
def test_moves_are_read(prompt: str, moves: set[str]) -> None:
    assert read_wish(prompt).moves == moves


@pytest.mark.parametrize(
    ("prompt", "moves"),
    [
        ("The boat drifts left. Camera: tilt up.", {"up"}),
        ("The boat drifts left. Camera: calm.", set()),
        ("The boat drifts left. The camera tilts up.", {"up"}),
        ("He holds a lantern and looks around", set()),
        ("The boat drifts left. Pan right while pushing in.", {"right", "in"}),
        ("The fox sits still. Camera: pull back.", {"out"}),
    ],
)
def test_the_camera_counts_before_the_action(prompt: str, moves: set[str]) -> None:
    assert read_wish(prompt).moves == moves


def test_a_side_that_is_not_said_is_the_prompts_own() -> None:
    sides = [read_wish(f"orbit around the {thing}").moves for thing in "abcdefgh"]
    assert {frozenset({"left", "around"}), frozenset({"right", "around"})} == set(sides)
    assert sides == [read_wish(f"orbit around the {thing}").moves for thing in "abcdefgh"]


def test_speeds() -> None:
    slow, usual, fast = (read_wish(f"{how} pan left").reach for how in ("slow", "", "fast"))
    assert slow < usual < fast
    assert read_wish("slow pan left", "slower").reach < slow
    assert read_wish("The slow fox. Camera: pan left").reach == usual


@pytest.mark.parametrize(
    ("note", "moves"),
    [
        ("more to the right", {"right"}),
        ("tilt up instead", {"up"}),
        ("still", {"still"}),
        ("without camera move", {"still"}),
        ("no movement", {"still"}),
        ("without the pan", set()),
        ("darker", {"left"}),
    ],
)
def test_a_note_wins_over_the_prompt(note: str, moves: set[str]) -> None:
    assert read_wish("pan left", note).moves == moves


def test_a_note_frames_closer_or_wider_and_keeps_the_move() -> None:
    closer, wider = (read_wish("pan left", note) for note in ("closer", "a little wider"))
    assert (closer.framing, wider.framing) == ("closer", "wider")
    assert closer.moves == wider.moves == {"left"} and not closer.by_note
