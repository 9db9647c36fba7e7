"""The scratch voice reads at the pace asked for, and rests where a reader does."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scripts.media import SAMPLE_RATE
from scripts.providers.local.sounds.phrases import word_count
from scripts.providers.local.sounds.voice import speak
from tests.scripts.test_generate_audio import pitch_of

Mono = np.ndarray[Any, np.dtype[np.float32]]

LINES = {
    "en": "At dawn a young fox wakes in a dry meadow. She lifts her head, listens, and runs.",
    "de": "Am Morgen erwacht ein junger Fuchs auf einer Wiese. Er hebt den Kopf und läuft los.",
    "es": "Al amanecer un zorro joven despierta en un prado. Levanta la cabeza, escucha y corre.",
    "fr": "À l'aube un jeune renard se réveille dans un pré. Il lève la tête, écoute et court.",
    "pt": "Ao amanhecer uma raposa acorda num prado seco. Levanta a cabeça, escuta e corre.",
    "it": "All'alba una giovane volpe si sveglia in un prato. Alza la testa, ascolta e corre.",
}


def rests(spoken: Mono, least: float = 0.12) -> list[float]:
    """The lengths of the silences inside of a line, in seconds."""
    quiet = np.abs(spoken) < 0.006
    edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(int)))
    lengths = (edges[1::2] - edges[::2]) / SAMPLE_RATE
    return [float(length) for length in lengths if length >= least]


@pytest.mark.parametrize("language", LINES)
@pytest.mark.parametrize("pace", [120, 170])
def test_a_line_takes_the_time_its_pace_says(language: str, pace: int) -> None:
    line = " ".join([LINES[language]] * 2)
    spoken = speak(line, language=language, pace=pace)
    assert word_count(line) * 60 / pace == pytest.approx(len(spoken) / SAMPLE_RATE, rel=0.1)
    assert np.abs(np.diff(spoken)).max() < 0.35  # no click


def test_it_rests_at_the_signs_and_longest_between_sentences() -> None:
    silences = rests(speak("The fox ran home, slept, and woke. Then it was night."))
    assert len(silences) >= 3
    assert max(silences) == pytest.approx(0.5, abs=0.15)
    assert sum(length > 0.4 for length in silences) == 1


def test_without_pauses_it_hurries_on() -> None:
    line = "One. Two. Three. Four."
    assert len(speak(line, pauses=0.2)) < 0.9 * len(speak(line))


def test_two_voices_are_told_apart() -> None:
    low, high = (speak("The river runs to the sea.", voice=name) for name in ("m7", "f2"))
    assert pitch_of(high) > 1.2 * pitch_of(low)


@pytest.mark.parametrize("text", ["a\u200bb", "\ud800 hello", "e\u0301", "x" * 4000, "1,234.5 %"])
def test_strange_texts_are_spoken(text: str) -> None:
    assert np.isfinite(speak(text)).all()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "キツネは夜明けに目を覚ます。"),
        ("ar", "الثعلب يستيقظ عند الفجر."),
        ("hi", "लोमड़ी जागती है।"),
    ],
)
def test_other_scripts_are_spoken(language: str, text: str) -> None:
    assert len(speak(text, language=language)) > SAMPLE_RATE // 2
