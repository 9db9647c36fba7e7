"""What is known of an upload, as one text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scripts.program import Failure
from scripts.providers.youtube_tickets import Ticket, latest, new_ticket, ticket_of

ADDRESS = "https://www.googleapis.com/upload/youtube/v3/videos?upload_id=a%2Fb"
TICKET = Ticket(ADDRESS, "0123456789abcdef", 1_700_000_000, True, 1_700_000_500, "dQw4w9WgXcQ")


@pytest.mark.parametrize(
    "ticket",
    [TICKET, replace(TICKET, gone=0, video_id=""), new_ticket(ADDRESS, "ab" * 32, 1.9)],
)
def test_what_is_announced_is_read_again(ticket: Ticket) -> None:
    assert ticket_of(ticket.job_id) == ticket


def test_an_address_alone_may_be_of_a_whole_film() -> None:
    ticket = ticket_of(ADDRESS)
    assert (ticket.address, ticket.may_be_whole) == (ADDRESS, True)
    assert ticket.is_of("ff" * 32)


def test_a_new_one_is_of_its_film_only() -> None:
    ticket = new_ticket(ADDRESS, "ab" * 32, 0)
    assert (ticket.is_of("ab" * 32), ticket.is_of("ac" * 32)) == (True, False)
    assert not ticket.may_be_whole


@pytest.mark.parametrize("text", ["", "x", "ftp://x", f"{ADDRESS}#begun=x", f"{ADDRESS}#gone=1.5"])
def test_what_is_none(text: str) -> None:
    with pytest.raises(Failure, match="YouTube Studio"):
        ticket_of(text)


def test_of_one_upload_everything_counts_that_anybody_knows() -> None:
    first = new_ticket(ADDRESS, "ab" * 32, 100)
    sent, gone = replace(first, may_be_whole=True), replace(first, may_be_whole=True, gone=500)
    done = replace(sent, video_id="v")
    assert latest([first, sent]) == latest([sent, first]) == sent
    assert latest([gone, replace(gone, gone=400)]).gone == 400
    assert latest([first, done]) == latest([done, first]) == done
    assert latest([ticket_of(ADDRESS), replace(first, begun=0)]).film == first.film


def test_of_two_uploads_the_later_one_counts() -> None:
    old = replace(TICKET, address=f"{ADDRESS}1", video_id="")
    new = new_ticket(ADDRESS, "ab" * 32, old.begun + 10)
    assert latest([old, new]) == latest([new, old]) == new
