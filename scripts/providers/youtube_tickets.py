"""What is known of an upload, as the one text that is kept and announced as its job id.

It is the upload's address, and behind a `#` what must survive a change of machine:
`film` (the beginning of the film's sha256), `begun` and `gone` (seconds since 1970), `last` (0 while
the last bytes have never been sent), `video` (its id at YouTube, once it has one).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urldefrag, urlencode

from scripts.program import Failure, refused

_DIGITS = 16  # of a film's digest: enough to tell two films apart


@dataclass(frozen=True)
class Ticket:
    """An upload that was begun.

    Attributes:
        address: Where its bytes are sent.
        film: The beginning of the film's sha256; empty where it is not known.
        begun: When, in seconds since 1970; 0 where it is not known.
        may_be_whole: Whether the last bytes may have been sent.
        gone: Since when YouTube does not know the address any more; 0 while it does.
        video_id: What it has become; empty while it is not known.
    """

    address: str
    film: str = ""
    begun: int = 0
    may_be_whole: bool = True
    gone: int = 0
    video_id: str = ""

    @property
    def job_id(self) -> str:
        told = {
            "film": self.film,
            "begun": self.begun,
            "last": int(self.may_be_whole),
            "gone": self.gone,
            "video": self.video_id,
        }
        # What is empty is left out, but `last=0` says something.
        kept = {name: value for name, value in told.items() if value or name == "last"}
        return f"{self.address}#{urlencode(kept)}"

    def is_of(self, sha256: str) -> bool:
        """Whether it may be this film's."""
        return not self.film or sha256.startswith(self.film)


def new_ticket(address: str, sha256: str, begun: float) -> Ticket:
    """The ticket of an upload that nothing was sent to yet."""
    return Ticket(address, sha256[:_DIGITS], int(begun), may_be_whole=False)


def ticket_of(job_id: str) -> Ticket:
    """The ticket that a job id is.

    Raises:
        Failure: Refused; an upload that cannot be looked up must not be begun a second time.
    """
    address, fragment = urldefrag(job_id.strip())
    told = dict(parse_qsl(fragment))
    if not address.startswith(("https://", "http://")):
        raise _unreadable()
    try:
        begun, gone = int(told.get("begun", "0")), int(told.get("gone", "0"))
    except ValueError as error:
        raise _unreadable() from error
    return Ticket(
        address, told.get("film", ""), begun, told.get("last") != "0", gone, told.get("video", "")
    )


def latest(tickets: Sequence[Ticket]) -> Ticket:
    """What is known of a film's upload, from what several machines have told of it.

    Args:
        tickets: At least one; of two uploads that are equally old the first counts.
    """
    newest = max(tickets, key=lambda ticket: ticket.begun)
    same = [ticket for ticket in tickets if ticket.address == newest.address]
    return replace(
        newest,
        film=next((ticket.film for ticket in same if ticket.film), ""),
        may_be_whole=any(ticket.may_be_whole for ticket in same),
        gone=min((ticket.gone for ticket in same if ticket.gone), default=0),
        video_id=next((ticket.video_id for ticket in same if ticket.video_id), ""),
    )


def _unreadable() -> Failure:
    text = "the job id is not that of an upload to YouTube; look into YouTube Studio whether the"
    return refused(f"{text} film is there, and publish it without the id if it is not", kind="job")
