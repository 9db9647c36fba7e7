"""Encrypted columns: there and back, rotated, and errors that say what to do."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr

from pipeline.errors import ConfigError
from pipeline.utils.encryption import Cipher

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))


def test_there_and_back() -> None:
    cipher = Cipher([NEW])
    token = cipher.encrypt("ünï🔑")
    assert "ünï" not in token
    assert cipher.decrypt(token) == "ünï🔑"


def test_an_old_key_still_reads_and_rotating_needs_it_no_longer() -> None:
    token = Cipher([OLD]).encrypt("token")
    both = Cipher.from_setting(SecretStr(f" {NEW}, {OLD},"))
    assert both.decrypt(token) == "token"
    assert Cipher([NEW]).decrypt(both.rotate(token)) == "token"


@pytest.mark.parametrize("setting", [None, SecretStr(""), SecretStr(" , ")])
def test_no_key_is_explained(setting: SecretStr | None) -> None:
    with pytest.raises(ConfigError, match=r"FERNET_KEY is not set; make a key"):
        Cipher.from_setting(setting)


def test_a_wrong_key_is_explained_and_not_repeated() -> None:
    with pytest.raises(ConfigError, match="no key") as caught:
        Cipher(["my-secret-that-is-no-key"])
    assert "my-secret" not in str(caught.value)


@pytest.mark.parametrize("method", ["decrypt", "rotate"])
def test_what_another_key_encrypted_is_explained(method: str) -> None:
    with pytest.raises(ConfigError, match="add the key it was encrypted"):
        getattr(Cipher([NEW]), method)(Cipher([OLD]).encrypt("token"))
