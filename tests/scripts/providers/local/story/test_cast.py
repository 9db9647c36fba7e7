"""Names of what is in a film."""

from scripts.providers.local.story.cast import unlike


def test_names_are_safe_and_unlike() -> None:
    taken: set[str] = set()
    assert unlike('a/b\\c:*?"<>|d\n', taken) == "a b c d"
    assert unlike("A B C D", taken) == "A B C D 2"
    assert unlike("/", taken) == "thing"
    assert len(unlike("x" * 99, taken)) == len(unlike("x" * 99, taken)) == 60
