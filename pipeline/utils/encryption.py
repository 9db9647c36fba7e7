"""What stands in columns that end in `_encrypted`."""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from pydantic import SecretStr

from pipeline.errors import ConfigError

_REMEDY = (
    "make a key with `python -c 'from cryptography.fernet import Fernet; "
    "print(Fernet.generate_key().decode())'` and keep it: without it the tokens are lost"
)


class Cipher:
    """Encrypts with the first key and decrypts with any of them, so that keys can be rotated.

    Args:
        keys: Fernet keys (32 bytes in URL-safe base64), the current one first.

    Raises:
        ConfigError: There is no key, or one is none.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise ConfigError(f"FERNET_KEY is not set; {_REMEDY}")
        try:
            fernets = [Fernet(key) for key in keys]
        except ValueError:  # not chained: the original may quote the key
            raise ConfigError(f"FERNET_KEY holds something that is no key; {_REMEDY}") from None
        self._newest, self._fernet = fernets[0], MultiFernet(fernets)

    @classmethod
    def from_setting(cls, setting: SecretStr | None) -> Cipher:
        """From `FERNET_KEY`: one key, or several with commas between."""
        text = setting.get_secret_value() if setting else ""
        return cls([key.strip() for key in text.split(",") if key.strip()])

    def encrypt(self, text: str) -> str:
        return self._fernet.encrypt(text.encode()).decode()

    def decrypt(self, token: str) -> str:
        """The text that was encrypted.

        Raises:
            ConfigError: With none of these keys, or it was changed since.
        """
        try:
            return self._fernet.decrypt(token).decode()
        except InvalidToken as error:
            raise _unreadable() from error

    def is_newest(self, token: str) -> bool:
        """Whether it was encrypted with the first key."""
        try:
            self._newest.decrypt(token)
        except InvalidToken:
            return False
        return True

    def rotate(self, token: str) -> str:
        """The same text, encrypted with the first key; raises as `decrypt`."""
        try:
            return self._fernet.rotate(token).decode()
        except InvalidToken as error:
            raise _unreadable() from error


def _unreadable() -> ConfigError:
    return ConfigError(
        "a stored token cannot be read with the keys in FERNET_KEY; add the key it was encrypted "
        "with (after a comma), or connect the account again"
    )
