"""A library's folder: its `library.yaml`, and pictures that must not lead out of it."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import ConfigError
from pipeline.library import MAX_LIBRARY_BYTES, MAX_PICTURE_BYTES, Library
from pipeline.utils.yaml_files import read_checked

FILE = "library.yaml"


def read_library(configs: Path, name: str) -> Library:
    """A channel's library, with every picture there; what is in the pictures is not looked at.

    Args:
        configs: The folder of the channels' YAMLs.
        name: A folder in it.

    Raises:
        ConfigError: Naming file, key and remedy.
    """
    folder = _folder(configs, name)
    said = f"{name}/{FILE}"
    try:
        _check_file(folder / FILE, said)
        library = read_checked(folder / FILE, Library, example="_library.yaml", name=said)
        _check_sizes(said, _sizes(configs, name, library))
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
        raise ConfigError(f"{said} cannot be read: {error}.") from error
    return library


def _check_file(path: Path, said: str) -> None:
    if not path.resolve().is_relative_to(path.parent):
        raise ConfigError(f"{said} leads out of its folder: put the file itself there.")
    if path.exists() and not path.is_file():
        raise ConfigError(f"{said} is no file.")


def _sizes(configs: Path, name: str, library: Library) -> dict[str, int]:
    """Bytes of every picture, by its asset."""
    return {
        key: picture_path(configs, name, asset.picture, key).stat().st_size
        for key, asset in library.assets.items()
        if asset.picture is not None
    }


def _check_sizes(said: str, sizes: dict[str, int]) -> None:
    for key, size in sizes.items():
        if size > MAX_PICTURE_BYTES:
            raise ConfigError(
                f"{said}: assets.{key}.picture has {size:,} bytes; at most "
                f"{MAX_PICTURE_BYTES:,} fit: save it smaller."
            )
    together = sum(sizes.values())
    if together > MAX_LIBRARY_BYTES:
        raise ConfigError(
            f"{said}: its pictures have {together:,} bytes together; at most "
            f"{MAX_LIBRARY_BYTES:,} fit: save them smaller, as JPEG or WebP."
        )


def picture_path(configs: Path, name: str, picture: str, asset: str) -> Path:
    """The file of an asset's picture, all links followed.

    Raises:
        ConfigError: It is not there, or a link leads out of the library's folder.
    """
    folder = _folder(configs, name)
    where = f"{name}/{FILE}: assets.{asset}.picture"
    try:
        path = (folder / picture).resolve(strict=True)
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
        raise ConfigError(f"{where}: there is no {picture} in the folder {name}.") from error
    if not path.is_relative_to(folder):
        raise ConfigError(
            f"{where}: {picture} leads out of the folder {name}: put the picture itself there."
        )
    if not path.is_file():
        raise ConfigError(f"{where}: {picture} is no file.")
    return path


def _folder(configs: Path, name: str) -> Path:
    try:
        folder = (configs / name).resolve(strict=True)
        is_inside = folder.is_relative_to(configs.resolve(strict=True))
    except (OSError, RuntimeError) as error:
        raise ConfigError(
            f"library: there is no folder {name} beside the channel's file: make one with a "
            f"{FILE} in it, as _library.yaml shows."
        ) from error
    if not is_inside or not folder.is_dir():
        raise ConfigError(f"library: {name} is no folder of its own beside the channel's file.")
    return folder
