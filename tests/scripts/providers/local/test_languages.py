"""Words of six languages, read as the English ones of the tables."""

import pytest

from scripts.providers.local.languages import FOREIGN, guessed, language
from scripts.providers.local.languages.articles import definite
from scripts.providers.local.words import refused_by, tokens, wanted


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("Füchse", "fox"), ("fuechse", "fox"), ("Leuchttürme", "lighthouse"), ("dunkler", "darker"),
        ("zorros", "fox"), ("faro", "lighthouse"), ("más", "more"), ("LLUVIA", "rain"),
        ("renards", "fox"), ("bateaux", "boat"), ("châteaux", "castle"), ("pluie", "rain"),
        ("raposas", "fox"), ("faróis", "lighthouse"), ("leões", "lion"), ("chuva", "rain"),
        ("volpi", "fox"), ("amiche", "friend"), ("laghi", "lake"), ("pioggia", "rain"),
        ("ohne", "without"), ("sans", "without"), ("senza", "without"), ("sem", "without"),
    ],
)  # fmt: skip
def test_a_word_is_known_in_its_forms(word: str, english: str) -> None:
    assert tokens(word) == [english]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("The boot is red, and I see a sin.", "the boot is red and i see a sin"),
        ("Das Boot ist auf dem See.", "das boat ist auf dem lake"),
        ("Ein dunkler Wald", "ein dark forest"),
        ("dunkler, Regen", "darker rain"),
        ("Fischerboote im Hafen", "boat im harbour"),
        ("Die Elemente in Hamburg", "die elemente in hamburg"),
        ("sin el viejo faro", "without el old lighthouse"),
        ("no bosque, sem pássaros", "in forest without bird"),
        ("l'océan et l’île", "ocean et island"),
        ("dall'isola", "island"),
        ("kleiner roter Fuchs, whole, alone", "small red fox whole alone"),
        ("a film with o'clock and the fox's tail", "a film with o'clock and the fox's tail"),
        ("狐が森", "狐が森"),
    ],
)
def test_a_text_is_read_in_its_language(text: str, heard: str) -> None:
    assert " ".join(tokens(text)) == heard


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The fox sleeps.", "en"),
        ("Der Fuchs schläft.", "de"),
        ("El zorro duerme.", "es"),
        ("Le renard dort.", "fr"),
        ("A raposa dorme no bosque.", "pt"),
        ("La volpe dorme nel bosco.", "it"),
        ("qwrt", ""),
    ],
)
def test_a_language_is_known_by_its_words(text: str, code: str) -> None:
    assert guessed(text) == code


def test_a_note_refuses_in_every_language() -> None:
    for note in ("ohne Vögel", "sin pájaros", "sans oiseaux", "sem pássaros", "senza uccelli"):
        assert "bird" in refused_by(note)
        assert wanted(note, "birds and rain")[1] == ["and", "rain"]


@pytest.mark.parametrize("code", FOREIGN)
def test_every_noun_of_the_tables_is_one_a_film_can_use(code: str) -> None:
    tongue = language(code)
    assert len({noun.word for noun in tongue.nouns.values()}) >= 250
    for noun in tongue.nouns.values():
        assert noun.gender in ("m", "f", "n") and noun.english.isascii()
    for english in ("meadow", "coast", "forest", "valley", "street", "wanderer", "night", "rain"):
        assert tongue.word(english) is not None


@pytest.mark.parametrize(
    ("phrase", "gender", "code", "said"),
    [
        ("old harbour", "", "en", "the old harbour"),
        ("alter Hafen", "m", "de", "der alte Hafen"),
        ("kleines Boot", "n", "de", "das kleine Boot"),
        ("águila", "f", "es", "el águila"),
        ("île", "f", "fr", "l'île"),
        ("hibou", "m", "fr", "le hibou"),
        ("scienziato", "m", "it", "lo scienziato"),
        ("isola", "f", "it", "l'isola"),
        ("farol", "m", "pt", "o farol"),
        ("kobold", "", "es", ""),
    ],
)
def test_articles(phrase: str, gender: str, code: str, said: str) -> None:
    assert definite(phrase, gender, code) == said


def test_vowel_signs_are_part_of_their_word() -> None:
    assert tokens("भोर में एक युवा लोमड़ी।") == ["भोर", "में", "एक", "युवा", "लोमड़ी"]


def test_two_words_for_one_thing_are_one() -> None:
    assert tokens("On the sea floor, by the sea") == ["on", "the", "seabed", "by", "the", "sea"]
