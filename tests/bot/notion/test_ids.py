"""Ids of Notion, in every form a person can copy."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notion.ids import notion_id, page_id
from pipeline.errors import InvalidInput

DATABASE = "1f0c2d3e-4a5b-6c7d-8e9f-a0b1c2d3e4f5"
PLAIN = DATABASE.replace("-", "")
OTHER = "99999999-8888-7777-6666-555555555555"
PLAIN_OTHER = OTHER.replace("-", "")

OF_THE_DATABASE = [
    DATABASE,
    PLAIN,
    PLAIN.upper(),
    f"  {DATABASE}\n",
    f"<{PLAIN}>",
    f"“{PLAIN}”",
    f"({DATABASE}),",
    f"\u200b{PLAIN}\ufeff",
    f"collection://{DATABASE}",
    f"{{{{collection://{DATABASE}}}}}",
    f'<data-source url="collection://{DATABASE}">',
    f"https://www.notion.so/{PLAIN}",
    f"https://www.notion.so/{DATABASE}",
    f"https://www.notion.so/acme/{PLAIN}?v={PLAIN_OTHER}",
    f"https://www.notion.so/acme/{PLAIN}?v={PLAIN_OTHER}&pvs=4",
    f"https://www.notion.so/acme/Films-of-2026-{PLAIN}?pvs=4",
    f"https://www.notion.so/acme/Films-{DATABASE}",
    f"https://www.notion.so/Films-{PLAIN}#{PLAIN_OTHER}",
    f"https://www.notion.so/acme/{PLAIN}?v={PLAIN_OTHER}&p={PLAIN_OTHER}&pm=s",
    f"https://app.notion.com/p/acme/Films-{PLAIN}",
    f"https://acme.notion.site/Films-{PLAIN}",
    f"https://acme.notion.site/{PLAIN}?v={PLAIN_OTHER}",
    f"https://acme.notion.site/Films-{PLAIN}/",
    f"notion://www.notion.so/acme/{PLAIN}",
    f"notion.so/acme/{PLAIN}",
    f"HTTPS://WWW.NOTION.SO/{PLAIN.upper()}",
    f"https://www.notion.so/acme/%F0%9F%8E%AC-Films-{PLAIN}",
    f"https://www.notion.so/acme/Decade-facade-{PLAIN}",
    f"[Films](https://www.notion.so/{PLAIN})",
    f"Films of the year: https://www.notion.so/{PLAIN}.",
    f"https://www.notion.so/{PLAIN}\nhttps://www.notion.so/acme/{PLAIN}?v={PLAIN_OTHER}",
]


@pytest.mark.parametrize("text", OF_THE_DATABASE)
def test_every_form_that_can_be_copied_is_read(text: str) -> None:
    assert notion_id(text) == DATABASE


@pytest.mark.parametrize(
    "text",
    [
        f"https://www.notion.so/acme/{PLAIN_OTHER}?v={PLAIN_OTHER}&p={PLAIN}&pm=s",
        f"https://www.notion.so/acme/Board-{PLAIN_OTHER}?p={DATABASE}&pm=c",
        f"https://www.notion.so/acme/My-page-{PLAIN}#{PLAIN_OTHER}",
        PLAIN,
    ],
)
def test_the_page_that_is_open_in_a_database_can_be_asked_for(text: str) -> None:
    assert page_id(text) == DATABASE


def test_a_link_without_an_id_in_its_path_names_what_its_query_says() -> None:
    assert notion_id(f"https://www.notion.so/native/acme?p={PLAIN}") == DATABASE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no link or id"),
        ("   \n", "no link or id"),
        ("Films", "no link or id"),
        (PLAIN[:-1], "no link or id"),
        (PLAIN + "0", "no link or id"),
        (DATABASE[:-1], "no link or id"),
        (PLAIN[:-1] + "g", "no link or id"),
        (f"https://example.com/{PLAIN}", "no link or id"),
        (f"https://notion.so.example.com/{PLAIN}", "no link or id"),
        (f"https://evilnotion.so/{PLAIN}", "no link or id"),
        (f"https://example.com/notion.so/{PLAIN}", "no link or id"),
        ("https://www.notion.so/help/guides", "leads to no page"),
        (f"https://www.notion.so/acme/x{PLAIN}", "leads to no page"),
        (f"https://www.notion.so/acme?v={PLAIN}", "leads to no page"),
        (f"https://notion.so/{PLAIN} https://notion.so/{PLAIN_OTHER}", "names 2 places"),
        (f"{PLAIN} {PLAIN_OTHER}", "no link or id"),
    ],
)
def test_what_names_nothing_is_refused_with_what_to_copy(text: str, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        notion_id(text)


def test_a_refusal_repeats_only_the_beginning_of_a_long_text() -> None:
    with pytest.raises(InvalidInput) as refused:
        notion_id("x" * 5_000)
    assert len(str(refused.value)) < 200


WORDS = st.text(st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x7E), max_size=12)


@given(
    named=st.uuids(),
    view=st.uuids(),
    host=st.sampled_from(["www.notion.so", "notion.so", "app.notion.com", "a-b.notion.site"]),
    title=st.lists(WORDS, max_size=4).map("-".join),
    with_dashes=st.booleans(),
    query=st.sampled_from(["", "?v={v}", "?pvs=4", "?v={v}&pvs=4", "?v={v}&p={v}&pm=s", "#{v}"]),
    around=st.sampled_from(["{}", " {} ", "<{}>", "\n{}\n", "({})", "see {}."]),
)
def test_any_link_names_its_page(
    named: uuid.UUID, view: uuid.UUID, host: str, title: str, with_dashes: bool, query: str,
    around: str,
) -> None:  # fmt: skip
    written = str(named) if with_dashes else named.hex
    slug = f"{title}-{written}" if title else written
    link = f"https://{host}/acme/{slug}{query.format(v=view.hex)}"
    assert notion_id(around.format(link)) == str(named)


@given(st.text(max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    try:
        found = notion_id(text)
    except InvalidInput:
        return
    assert str(uuid.UUID(found)) == found


@given(st.uuids())
def test_an_id_is_itself(named: uuid.UUID) -> None:
    assert notion_id(str(named)) == notion_id(named.hex) == notion_id(notion_id(named.hex))
