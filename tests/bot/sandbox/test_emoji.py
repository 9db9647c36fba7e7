"""Which texts are an emoji."""

from __future__ import annotations

import pytest

from bot.sandbox.emoji import is_emoji, same_emoji


@pytest.mark.parametrize("text", ["✅", "❌", "🔁", "❤️", "👍🏽", "👩‍🚀", "🇩🇪", "3️⃣", "‼️", "ℹ️"])
def test_emoji(text: str) -> None:
    assert is_emoji(text)


@pytest.mark.parametrize("text", ["", "a", "3", "✅ ", "✅❌", ":ok:", "\ufe0f", "\u200d"])
def test_no_emoji(text: str) -> None:
    assert not is_emoji(text)


def test_variation_selector_makes_no_difference() -> None:
    assert same_emoji("❤️", "❤") and not same_emoji("❤️", "💙")
