"""What is installed, configured and shipped is what the files at the top say."""

from __future__ import annotations

import re
import shlex
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot.cli import main
from pipeline.settings import Settings

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TOOLS = {"uv", "pip", "setuptools", "wheel"}  # they install, and come from outside


def pins() -> dict[str, set[str]]:
    """The exact versions the project asks for, by name; no other way to ask counts."""
    lines = [
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["dev"],
        *PROJECT["tool"]["uv"]["constraint-dependencies"],
    ]
    found: dict[str, set[str]] = {}
    for requirement in map(Requirement, lines):
        exact = re.fullmatch(r"==([^*,]+)", str(requirement.specifier))
        if exact:
            found.setdefault(canonicalize_name(requirement.name), set()).add(exact[1])
    return found


def installed() -> dict[str, str]:
    own = canonicalize_name(PROJECT["project"]["name"])
    found = {canonicalize_name(each.name): each.version for each in distributions()}
    return {name: version for name, version in found.items() if name not in {own, *TOOLS}}


def test_every_installed_package_has_an_exact_pin() -> None:
    exact = pins()
    loose = [
        f"{name}=={version}"
        for name, version in sorted(installed().items())
        if version not in exact.get(name, set())
    ]
    assert not loose, f"pin these in pyproject.toml ([tool.uv] constraint-dependencies): {loose}"


def test_the_example_environment_names_every_setting_and_no_other() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = re.findall(r"^#([A-Z_]+)=", text, flags=re.MULTILINE)
    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)


def test_the_example_environment_shows_the_defaults() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    shown = dict(re.findall(r"^#([A-Z_]+)=(.+)$", text, flags=re.MULTILINE))
    fields = {name.upper(): field.default for name, field in Settings.model_fields.items()}
    for name, value in shown.items():
        assert type(fields[name])(value) == fields[name]


@pytest.mark.parametrize("line", (ROOT / "Procfile").read_text(encoding="utf-8").splitlines())
def test_the_procfile_names_commands_there_are(
    line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    program, *words = shlex.split(line.partition(": ")[2])
    assert program in PROJECT["project"]["scripts"]
    with pytest.raises(SystemExit) as ended:
        main([*words, "--help"])
    assert ended.value.code == 0
    assert f"slate {words[0]}" in capsys.readouterr().out


def test_what_the_container_copies_is_there() -> None:
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    for line in re.findall(r"^COPY --chown=\S+ (.+)$", text, flags=re.MULTILINE):
        *sources, _ = line.split()
        assert [name for name in sources if not (ROOT / name).exists()] == []
    for package in PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]:
        assert f" {package} {package}" in text
