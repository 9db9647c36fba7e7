"""Sentences of a story, and who, where and what they name."""

import pytest

from scripts.options import words
from scripts.providers.local.story.reading import sentences, things_named


@pytest.mark.parametrize(
    ("story", "named"),
    [
        ("Mira walks home.", ("Mira", "character", "Mira")),
        ("They sail to the island of Crete in Greece.", ("Crete", "place", "Crete")),
        ("They sail to the island of Crete in Greece.", ("Greece", "place", "Greece")),
        ("An old lighthouse keeper sleeps.", ("keeper", "character", "old lighthouse keeper")),
        ("A keeper watches the sea.", ("keeper", "character", "keeper")),
        ("The bees dance.", ("bee", "character", "bee")),
        ("We meet a tiny golem in the quarry.", ("quarry", "place", "quarry")),
        ("Two foxes play.", ("fox", "character", "fox")),
        ("Ships wait in the old harbour.", ("old harbour", "place", "old harbour")),
        ("Marie Curie was born in Warsaw.", ("Marie Curie", "character", "Marie Curie")),
        ("Mount Vesuvius trembles.", ("Mount Vesuvius", "place", "Mount Vesuvius")),
        ("Lena, a bus driver, smiles.", ("Lena", "character", "Lena, bus driver")),
        ("They sail into the calm Pacific.", ("Pacific", "place", "Pacific")),
        ("Crabs walk on the sea floor.", ("sea floor", "place", "sea floor")),
        ("A baker walks in a Roman street.", ("roman street", "place", "roman street")),
        ("The church bell rings.", ("bell", "prop", "church bell")),
        ("Eine Frau kommt nach Paris.", ("Paris", "place", "Paris")),
        ("Os camelos andam nas dunas douradas.", ("duna dourada", "place", "duna dourada")),
        ("Le case rosse dormono.", ("casa rossa", "place", "casa rossa")),
        ("Er geht zum alten Hafen.", ("alter Hafen", "place", "alter Hafen")),
        ("Sie sieht einen kleinen Fuchs.", ("Fuchs", "character", "kleiner Fuchs")),
        ("Mira, die Wärterin, winkt.", ("Mira", "character", "Mira, Wärterin")),
        ("In Hamburg regnet es.", ("Hamburg", "place", "Hamburg")),
        ("Un zorro rojo duerme.", ("zorro", "character", "zorro rojo")),
        ("Le renard va au vieux port.", ("vieux port", "place", "vieux port")),
        ("La volpe dorme sull'isola.", ("isola", "place", "isola")),
        ("A raposa dorme no bosque escuro.", ("bosque escuro", "place", "bosque escuro")),
    ],
)
def test_what_a_story_names(story: str, named: tuple[str, str, str]) -> None:
    assert named in {(thing.name, thing.kind, thing.phrase) for thing in things_named(story)}


@pytest.mark.parametrize(
    "story",
    [
        "The storm comes. THE END is near. I think.",
        "Ash falls under the ash.",
        "Er verliert seinen Weg und riecht Rauch.",
        "Una tormenta llega desde el norte.",
        "Two thousand years pass.",
        "Small earthquakes shake us. Lava flows. Tube worms live.",
        "She looks at the creatures on a screen.",
        "Es leuchtet im Dunkeln.",
        "Las estrellas brillan.",
        "Il sugo bolle nella pentola sul tavolo.",
    ],
)
def test_what_nobody_can_draw_is_not_named(story: str) -> None:
    assert things_named(story) == []


def test_lines_are_sentences_too() -> None:
    assert words(" A fox\x07 runs \r\n\n\u202eA dog\tsleeps ") == "A fox runs\nA dog sleeps"
    assert sentences("A fox runs\nA dog sleeps") == ["A fox runs", "A dog sleeps"]


def test_sentences_in_many_scripts() -> None:
    assert sentences("One. Two!  “Three?” Four… \n😀. 五。六。 एक। दो؟ Dr. Curie sleeps.") == [
        "One.", "Two!", "“Three?", "Four…", "五。", "六。", "एक।", "दो؟", "Dr. Curie sleeps.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("story", "beside"),
    [
        ("Eine junge Frau wartet.", "Junge"),
        ("The church bell rings.", "ring"),
        ("A baker walks in a Roman street.", "Roman"),
        ("They rest in the old Hogwarts.", "old"),
        ("Les anneaux de Saturne brillent.", "anneau"),
    ],
)
def test_words_beside_a_name_are_none(story: str, beside: str) -> None:
    assert beside not in {thing.name for thing in things_named(story)}


def test_a_full_stop_within_a_word_ends_no_sentence() -> None:
    assert sentences("It is 3.5 metres to ../../evil in ..\\room.") == [
        "It is 3.5 metres to ../../evil in ..\\room."
    ]
    assert sentences("The fox wakes.The raven flies.") == ["The fox wakes.", "The raven flies."]
