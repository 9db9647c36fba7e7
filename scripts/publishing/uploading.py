"""One film to YouTube, once: begin, send on, find again; whatever ends whenever.

A session is noted and announced before its first byte is sent, and again before its last ones are.
Whoever takes it up asks it how far it is. A session that is gone leaves the question whether it has
become a video: then the channel's uploads are looked through for the film's mark, run after run,
before anything is sent again.
"""

from __future__ import annotations

import io
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from scripts.program import Exit, Failure, Report, as_failure, refused
from scripts.providers.calls import ATTEMPTS
from scripts.providers.errors import Meaning, utc_now
from scripts.providers.job_files import Job, read_job, write_job
from scripts.providers.youtube import YouTube
from scripts.providers.youtube_search import MOST_PAGES, find_upload, uploads_of
from scripts.providers.youtube_sessions import Gone, Place, Session
from scripts.providers.youtube_tickets import Ticket, latest, new_ticket, ticket_of
from scripts.publishing.files import Film

# The list of a channel's uploads shows a video within minutes, on bad days within hours. A film
# that comes a day late does less harm than one that stands there twice.
SURE_AFTER = timedelta(hours=24)
LOOKS = 3  # of one run, with growing pauses
_SOONEST, _LATEST = timedelta(minutes=2), timedelta(hours=1)  # until the next run looks
_MOST_SESSIONS = 2  # begun by one run


class Upload:
    """The upload of one film.

    Args:
        youtube: The channel.
        film: What is sent.
        mark: A tag of the film that no other one has.
        job_file: Where the upload is noted.
        chunk: Bytes sent at once.

    Attributes:
        was_missing: Whether bytes were missing when this run began, so that nobody can have added
            anything to the video before.
    """

    def __init__(
        self,
        youtube: YouTube,
        report: Report,
        film: Film,
        *,
        mark: str,
        job_file: Path | None,
        chunk: int,
    ) -> None:
        self.was_missing = False
        self._youtube, self._report, self._film = youtube, report, film
        self._mark, self._job_file, self._chunk = mark, job_file, chunk
        self._begun = 0
        self._is_fresh = False  # nothing was sent since the upload was begun
        self._what = f"the film {film.name}"

    def video(self, body: Mapping[str, Any], job_id: str) -> str:
        """The id of the film's video.

        Args:
            body: The video as YouTube describes one: `snippet` and `status`.
            job_id: The upload to take up, if any; else the job file's.

        Raises:
            Failure: What YouTube's answers mean; `Exit.AGAIN`, kind `waiting`, while nobody knows
                whether an earlier upload has become a video.
        """
        ticket = self._known(job_id) or self._begin(body)
        while not ticket.video_id:
            if not ticket.gone:
                ticket = self._finish(ticket)
            elif (video_id := self._find(ticket)) is not None:
                ticket = self._note(replace(ticket, video_id=video_id))
            else:
                ticket = self._begin(body)
        return ticket.video_id

    def _known(self, job_id: str) -> Ticket | None:
        """The upload to take up, announced: whoever began it may not have been heard."""
        noted = read_job(self._job_file, "")
        given = [job_id] if job_id else []
        tickets = [ticket_of(told) for told in (*given, *([noted.job_id] if noted else []))]
        if not tickets:
            return None
        ticket = latest(tickets)
        self._youtube.checked_address(ticket.address)
        if not ticket.is_of(self._film.sha256):
            text = f"{self._film.name} is another film than the one whose upload was begun"
            raise refused(text, kind="job")
        return self._note(ticket)

    def _begin(self, body: Mapping[str, Any]) -> Ticket:
        from googleapiclient.http import MediaIoBaseUpload

        if self._begun == _MOST_SESSIONS:
            text = f"YouTube forgets the upload of {self._what} again and again"
            raise Failure(Exit.AGAIN, text, kind=Meaning.BUSY.kind)
        self._begun += 1
        # Only the request's form is wanted of it; the film's bytes are sent by `Session`.
        media = MediaIoBaseUpload(io.BytesIO(), "video/mp4", resumable=True)
        request = self._youtube.requests.videos().insert(
            part=",".join(body), body=body, media_body=media
        )
        address = self._youtube.begin_upload(request, self._film.size, self._what)
        self._is_fresh = True
        return self._note(new_ticket(address, self._film.sha256, time.time()))

    def _finish(self, ticket: Ticket) -> Ticket:
        """Send what is missing; the ticket with its video, or as one that is gone."""
        session = Session(self._youtube, ticket.address, self._film.size, self._what)
        # How far it is, where that is known.
        place: Place | None = Place(0) if self._is_fresh else None
        best, setbacks, self._is_fresh = -1, 0, False
        while True:
            try:
                if place is None:
                    place = session.place()
                else:
                    ticket = self._before_sending(ticket, place)
                    place = self._send(session, place)
            except Gone:
                return self._note(replace(ticket, gone=int(time.time())))
            except Failure as failure:
                if failure.kind != Meaning.BUSY.kind or setbacks == ATTEMPTS:
                    raise
                self._youtube.rest(setbacks, failure)
                place, setbacks = None, setbacks + 1
                continue
            if place.video_id:
                return self._note(replace(ticket, video_id=place.video_id))
            if place.sent > best:
                best, setbacks = place.sent, 0
                self._report.progress(best, self._film.size)

    def _before_sending(self, ticket: Ticket, place: Place) -> Ticket:
        """Note that it may become a video, before the bytes that make it one are sent."""
        self.was_missing = True
        if ticket.may_be_whole or place.sent + self._chunk < self._film.size:
            return ticket
        return self._note(replace(ticket, may_be_whole=True))

    def _send(self, session: Session, place: Place) -> Place:
        count = min(self._chunk, self._film.size - place.sent)
        try:
            found = session.send(place.sent, count, self._film.part(place.sent, count))
        except Failure as failure:
            if failure.kind != Meaning.INPUT.kind:
                raise
            # Bytes that a run before has sent may have come in meanwhile.
            found = session.place()
            if not found.video_id and found.sent == place.sent:
                raise failure from None
            return found
        if not found.video_id and found.sent <= place.sent:
            text = f"YouTube takes no more bytes of {self._what} now"
            raise Failure(Exit.AGAIN, text, kind=Meaning.BUSY.kind)
        return found

    def _find(self, ticket: Ticket) -> str | None:
        """The video that an upload has become whose address is gone; None if it certainly has not.

        Raises:
            Failure: `Exit.AGAIN`, kind `waiting`, while that is not certain.
        """
        looks = LOOKS if ticket.may_be_whole else 1
        uploads = uploads_of(self._youtube)
        pages = MOST_PAGES
        for look in range(looks):
            if look:
                self._youtube.rest(look - 1)
                pages = 1  # what was missing before comes to the top
            video_id = find_upload(self._youtube, uploads, self._mark, ticket.begun, pages=pages)
            if video_id is not None:
                return video_id
        waited = utc_now() - datetime.fromtimestamp(ticket.gone, UTC)
        if not ticket.may_be_whole or waited >= SURE_AFTER:
            return None
        hours = SURE_AFTER.total_seconds() / 3600
        text = f"YouTube lost the upload of {self._what}, and the channel's list does not show it"
        text += f" (yet); it is looked for again, and sent again after {hours:.0f} hours"
        at = utc_now() + min(max(waited, _SOONEST), _LATEST)
        raise Failure(Exit.AGAIN, text, kind="waiting", retry_at=at)

    def _note(self, ticket: Ticket) -> Ticket:
        """Announce it first: a full disk must not keep it quiet."""
        self._report.submitted(ticket.job_id)
        try:
            write_job(self._job_file, Job(ticket.job_id))
        except OSError as error:
            text = f"the upload of {self._what} cannot be noted ({error.strerror}); it is taken up"
            text += " by its id"
            raise Failure(Exit.AGAIN, text, kind=as_failure(error).kind) from error
        return ticket
