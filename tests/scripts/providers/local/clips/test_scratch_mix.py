"""A scratch voice over a bed."""

import numpy as np

from scripts.media import SAMPLE_RATE
from scripts.providers.local.clips.scratch_mix import Part, mixed
from tests.scripts.conftest import tone

SECOND = SAMPLE_RATE
NOTHING = np.zeros(0, np.float32)
RAIN, WIND = "heavy rain", "wind"


def level(samples: "np.ndarray[tuple[int, ...], np.dtype[np.float32]]") -> float:
    """RMS in dB of full scale."""
    return float(20 * np.log10(np.sqrt(np.mean(np.square(samples))) + 1e-9))


def test_every_line_begins_with_its_shot_and_the_length_is_exact() -> None:
    sound = mixed([Part(NOTHING, "", SECOND), Part(tone(0.5), "", 2 * SECOND)])
    assert sound.shape == (3 * SECOND, 2) and sound.dtype == np.float32
    assert not sound[:SECOND].any() and not sound[2 * SECOND :].any()
    assert level(sound[SECOND : SECOND + SECOND // 2]) > -20


def test_the_bed_is_soft_and_gives_way_to_the_voice() -> None:
    voice = np.concatenate([np.zeros(3 * SECOND, np.float32), tone(2.0, level=0.02)])
    shots = [Part(voice, RAIN, 8 * SECOND)]
    bed = mixed(shots) - mixed([Part(voice, "", 8 * SECOND)])
    alone, under = level(bed[SECOND : 2 * SECOND]), level(bed[3 * SECOND : 5 * SECOND])
    assert -45 < alone < -30
    assert alone - under > 6
    assert level(bed[6 * SECOND : 7 * SECOND]) - under > 6, "and comes back"


def test_no_cut_clicks_and_none_is_silent() -> None:
    """Sounds pass into each other at the cuts, and go on where they begin again."""
    shots = [Part(NOTHING, sound, 4 * SECOND) for sound in (RAIN, WIND, WIND, WIND, RAIN)]
    sound = mixed(shots)
    within = np.abs(np.diff(sound[SECOND : 2 * SECOND], axis=0)).max()
    assert np.abs(np.diff(sound, axis=0)).max() < 2 * within
    blocks = sound[SECOND : 19 * SECOND].reshape(-1, SECOND // 10, 2)
    assert min(map(level, blocks)) > -60
    assert np.abs(sound).max() < 0.9
    assert np.abs(sound[:20]).max() < 0.001 > np.abs(sound[-20:]).max()


def test_the_same_shots_sound_the_same() -> None:
    shots = [Part(tone(0.3), WIND, SECOND)]
    assert (mixed(shots) == mixed(shots)).all()
