"""Files from a service's own hosts only, never too large, and what they claim to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.program import Failure
from scripts.providers.downloads import check_clip, download, origin_of
from tests.scripts.conftest import make_clip
from tests.scripts.providers.conftest import outcome
from tests.standins import FaultKind, Standins

HOSTS = ("files.example",)


@pytest.mark.parametrize(
    "url",
    [
        "http://files.example/a.mp4",  # in the clear
        "https://files.example.evil.com/a.mp4",
        "https://evilfiles.example/a.mp4",
        "https://user@evil.com/files.example",
        "https://files.example@evil.com/a.mp4",
        "file:///etc/passwd",
        "http://127.0.0.1:1/a.mp4",
        "https://[broken/a.mp4",
        "nonsense",
        "",
    ],
)
def test_other_hosts_are_not_asked(url: str, tmp_path: Path) -> None:
    with pytest.raises(Failure) as caught:
        download(url, tmp_path / "a.mp4", hosts=HOSTS, origins=("http://127.0.0.1:2",))
    assert outcome(caught) == (1, "download")
    assert not (tmp_path / "a.mp4").exists()


def fetched(standins: Standins, output: Path, limit: int = 1 << 20) -> None:
    url = f"{standins.address}/files/a.mp4?signature=secret"
    download(url, output, hosts=HOSTS, origins=(standins.address,), limit_bytes=limit)


@pytest.mark.parametrize("location", ["http://127.0.0.2/x", "https://evil.com/x", "file:///etc"])
def test_a_redirect_elsewhere_is_not_followed(
    standins: Standins, tmp_path: Path, location: str
) -> None:
    standins.faults.order(
        FaultKind.STATUS, path="/files/", status=302, headers={"Location": location}
    )
    with pytest.raises(Failure) as caught:
        fetched(standins, tmp_path / "a.mp4")
    assert outcome(caught) == (1, "download")
    assert len(standins.downloads) == 1


def test_a_redirect_within_is_followed_but_not_for_ever(standins: Standins, tmp_path: Path) -> None:
    here = {"Location": f"{standins.address}/files/b.mp4"}
    standins.faults.order(FaultKind.STATUS, path="/files/", status=302, headers=here, times=99)
    with pytest.raises(Failure) as caught:
        fetched(standins, tmp_path / "a.mp4")
    assert outcome(caught) == (1, "download")
    assert len(standins.downloads) == 5


@pytest.mark.parametrize(
    ("status", "expected"), [(404, (1, "download")), (410, (1, "download")), (403, (75, "busy"))]
)
def test_statuses(
    standins: Standins, tmp_path: Path, status: int, expected: tuple[int, str]
) -> None:
    standins.faults.order(FaultKind.STATUS, path="/files/", status=status)
    with pytest.raises(Failure) as caught:
        fetched(standins, tmp_path / "a.mp4")
    assert outcome(caught) == expected
    assert "secret" not in str(caught.value)


def test_a_file_without_an_end_is_not_kept(standins: Standins, tmp_path: Path) -> None:
    standins.faults.order(FaultKind.STATUS, path="/files/", status=200, body=b"x" * 5000)
    with pytest.raises(Failure) as caught:
        fetched(standins, tmp_path / "a.mp4", limit=1000)
    assert outcome(caught) == (1, "download")


def test_a_host_that_cannot_be_reached_is_asked_later(tmp_path: Path) -> None:
    url = "http://127.0.0.1:1/a.mp4"
    with pytest.raises(Failure) as caught:
        download(url, tmp_path / "a.mp4", hosts=HOSTS, origins=(origin_of(url),))
    assert outcome(caught) == (75, "busy")


def test_an_origin_is_scheme_host_and_port() -> None:
    assert origin_of("https://a.example:81/path?x") == "https://a.example:81"


def test_a_clip_is_what_was_ordered(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "clip.mp4", frames=26)
    assert check_clip(clip, 1.0, (1920, 1080)) == (26 / 24, 26)
    for seconds, frame, expected in (
        (2.0, (1920, 1080), (75, "busy")),
        (1.0, (1080, 1920), (1, "media")),
    ):
        with pytest.raises(Failure) as caught:
            check_clip(clip, seconds, frame)
        assert outcome(caught) == expected


@pytest.mark.parametrize("content", [b"", b"<html></html>" * 50, b"\0" * 5000])
def test_what_is_no_clip_is_asked_for_again(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "clip.mp4").write_bytes(content)
    with pytest.raises(Failure) as caught:
        check_clip(tmp_path / "clip.mp4", 5.0, (1920, 1080))
    assert outcome(caught) == (75, "busy")
