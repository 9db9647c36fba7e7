"""What a film keeps of its channel's library, and pictures that cannot be kept."""

from __future__ import annotations

import hashlib
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from pipeline import stocking
from pipeline.channels import ChannelConfig
from pipeline.errors import ConfigError
from pipeline.library import KeptLibrary
from pipeline.settings import REPOSITORY, Settings
from pipeline.storage import FolderStorage
from tests.pipeline.libraries import cut_out, two_pictures, view, write_library

CONFIG = ChannelConfig(name="Forest tales", library="quiet")


@dataclass(frozen=True)
class Depot:
    """A folder of channels and a storage, with the real script that looks at pictures."""

    settings: Settings
    storage: FolderStorage

    @property
    def configs(self) -> Path:
        return self.settings.channel_configs_dir

    async def stock(self, config: ChannelConfig = CONFIG) -> KeptLibrary:
        return await stocking.stock(self.settings, self.storage, "forest", config)

    async def problem(self) -> str:
        with pytest.raises(ConfigError) as caught:
            await self.stock()
        return str(caught.value)

    def stored(self) -> list[str]:
        root = self.settings.workspace
        return sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())


@pytest.fixture
def depot(tmp_path: Path, workspace: Path) -> Depot:
    configs = tmp_path / "configs"
    configs.mkdir()
    values = {"workspace_root": workspace, "channel_configs_dir": configs}
    settings = Settings.model_validate({"scripts_dir": REPOSITORY / "scripts", **values})
    return Depot(settings, FolderStorage(workspace))


def content(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def huge_png(path: Path, side: int) -> Path:
    """A few bytes that claim to be a picture of many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(bytes(1000)))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b""))
    return path


async def test_pictures_are_kept_under_their_content(depot: Depot) -> None:
    folder = two_pictures(depot.configs)
    kept = await depot.stock()
    robin, harbour = kept.assets["Robin"].picture, kept.assets["Harbour"].picture
    assert robin is not None and harbour is not None
    assert robin.sha256 == content(folder / "robin.png")
    assert robin.key == f"channels/forest/library/figures/{robin.sha256}.png"
    assert harbour.key == f"channels/forest/library/places/{harbour.sha256}.jpg"
    assert depot.stored() == sorted([robin.key, harbour.key])
    assert kept.assets["Lamp"].picture is None
    assert list(kept.assets) == sorted(kept.assets)
    assert kept.voices["Narrator"].name == "amber"


async def test_a_channel_without_a_library_keeps_none(depot: Depot) -> None:
    assert await depot.stock(ChannelConfig(name="Plain")) == KeptLibrary()


async def test_a_change_in_the_folder_changes_nothing_that_is_kept(depot: Depot) -> None:
    folder = two_pictures(depot.configs)
    before = (await depot.stock()).assets["Robin"].picture
    assert before is not None
    bytes_before = (folder / "robin.png").read_bytes()
    with (folder / "robin.png").open("r+b") as file:  # in place: no other file under this name
        cut_out(Path(file.name), (10, 200, 10))
    stored = await depot.storage.fetch(before.key)
    assert stored.read_bytes() == bytes_before
    after = (await depot.stock()).assets["Robin"].picture
    assert after is not None and after != before
    assert (await depot.storage.fetch(before.key)).read_bytes() == bytes_before


async def test_what_was_looked_at_once_is_not_looked_at_again(depot: Depot, tmp_path: Path) -> None:
    two_pictures(depot.configs)
    first = await depot.stock()
    blind = Depot(depot.settings.model_copy(update={"scripts_dir": tmp_path}), depot.storage)
    assert await blind.stock() == first
    view(depot.configs / "quiet" / "harbour.jpg", (170, 90))
    assert "cannot be looked at" in await blind.problem()


async def test_a_picture_that_does_as_a_place_need_not_do_as_a_figure(depot: Depot) -> None:
    asset = {"prompt": "a fox", "picture": "fox.png"}
    folder = write_library(depot.configs, {"assets": {"Fox": asset | {"kind": "place"}}})
    view(folder / "fox.png")
    await depot.stock()
    write_library(depot.configs, {"assets": {"Fox": asset | {"kind": "character"}}})
    assert await depot.problem() == (
        "quiet/library.yaml: assets.Fox.picture has no transparent background: cut the figure out "
        "and save it as PNG or WebP."
    )


@pytest.mark.parametrize(
    ("kind", "spoil", "said"),
    [
        ("place", lambda p: p.write_bytes(b"no picture at all"), "is no PNG, JPEG or WebP"),
        ("place", lambda p: p.write_bytes(b""), "is no PNG, JPEG or WebP"),
        ("place", lambda p: p.write_bytes(p.read_bytes()[:-400]), "is not a whole picture"),
        ("place", lambda p: huge_png(p, 9000), "is too large: 9000x9000; at most 40 megapixels"),
        ("place", lambda p: huge_png(p, 2**30), "is no PNG, JPEG or WebP that can be read"),
        ("place", lambda p: Image.new("P", (9, 9)).save(p, format="GIF"), "is no PNG, JPEG or"),
        ("place", lambda p: Image.new("I;16", (9, 9)).save(p, format="PNG"), "has 16 bits of grey"),
        ("prop", lambda p: None, "has no transparent background"),
        ("character", lambda p: Image.new("RGBA", (9, 9)).save(p, format="PNG"), "is empty"),
    ],
)
async def test_a_picture_that_cannot_be_used_is_told_and_not_kept(
    depot: Depot, kind: str, spoil: object, said: str
) -> None:
    asset = {"kind": kind, "prompt": "x", "picture": "x.png"}
    folder = write_library(depot.configs, {"assets": {"Thing": asset}})
    noise = Image.effect_noise((90, 90), 80).convert("RGB")
    noise.save(folder / "x.png")
    assert callable(spoil)
    spoil(folder / "x.png")
    problem = await depot.problem()
    assert problem.startswith("quiet/library.yaml: assets.Thing.picture ") and said in problem
    assert "/tmp" not in problem and depot.stored() == []
    assert await stocking.problems_of(depot.settings, "quiet") == [problem]


async def test_every_picture_is_told_at_once(depot: Depot) -> None:
    folder = two_pictures(depot.configs)
    (folder / "robin.png").write_bytes(b"x")
    (folder / "harbour.jpg").write_bytes(b"x")
    assert len(await stocking.problems_of(depot.settings, "quiet")) == 2
    assert "assets.Robin.picture" in await depot.problem()


async def test_two_assets_may_share_a_picture_and_each_is_told_its_own(depot: Depot) -> None:
    asset = {"prompt": "a fox", "picture": "fox.png"}
    kinds = {"Den": "place", "Fox": "character", "Hill": "place"}
    assets = {name: asset | {"kind": kind} for name, kind in kinds.items()}
    view(write_library(depot.configs, {"assets": assets}) / "fox.png")
    [problem] = await stocking.problems_of(depot.settings, "quiet")
    assert problem.startswith("quiet/library.yaml: assets.Fox.picture has no transparent")


async def test_a_picture_is_named_as_the_library_names_it_wherever_a_link_leads(
    depot: Depot,
) -> None:
    folder = two_pictures(depot.configs)
    (folder / "harbour.jpg").rename(folder / "harbour (1)\\old")
    (folder / "harbour.jpg").symlink_to("harbour (1)\\old")
    kept = (await depot.stock()).assets["Harbour"].picture
    assert kept is not None and kept.key.endswith(f"/{kept.sha256}.jpg")


async def test_a_picture_that_is_gone_is_told(depot: Depot) -> None:
    (two_pictures(depot.configs) / "robin.png").unlink()
    assert "assets.Robin.picture: there is no robin.png" in await depot.problem()
