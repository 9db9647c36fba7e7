"""Checks of a body: each problem is noted at its place, then the body is refused whole."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from bot.sandbox.errors import ApiError, Json

Place = tuple[str | int, ...]


class Problems:
    """What is wrong with one body, as Discord's tree of errors.

    Each check answers whether the value can be used further, so that a caller looks inside an
    object only when it is one.
    """

    def __init__(self) -> None:
        self._tree: Json = {}

    def add(self, place: Place, code: str, message: str) -> None:
        """Note one problem; `place` is the path of keys and indexes inside the body."""
        node = self._tree
        for part in place:
            node = node.setdefault(str(part), {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def refuse(self) -> None:
        """Raise what was found, if anything was."""
        if self._tree:
            raise ApiError(400, 50035, "Invalid Form Body", self._tree)

    def object(self, place: Place, value: Any, keys: Collection[str]) -> bool:
        """An object that has none but these keys."""
        if not isinstance(value, dict):
            self.add(place, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
            return False
        for key in value.keys() - set(keys):
            self.add((*place, key), "UNKNOWN_KEY", "The sandbox refuses keys Discord does not know")
        return True

    def array(self, place: Place, value: Any, *, high: int, low: int = 0) -> bool:
        """A list of so many elements."""
        if not isinstance(value, list):
            self.add(place, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return False
        if not low <= len(value) <= high:
            self.add(place, "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
        return True

    def text(self, place: Place, value: Any, *, high: int, low: int = 0) -> bool:
        """A text of so many characters."""
        if not isinstance(value, str):
            self.add(place, "STRING_TYPE_CONVERT", "Could not interpret value as string.")
            return False
        if len(value) > high:
            self.add(place, "BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")
        if not value.strip() and low:
            self.add(place, "BASE_TYPE_REQUIRED", "This field is required")
        elif len(value) < low:
            self.add(place, "BASE_TYPE_MIN_LENGTH", f"Must be {low} or more in length.")
        return True

    def whole(self, place: Place, value: Any, *, low: int = 0, high: int = 2**31 - 1) -> bool:
        """A whole number within bounds."""
        if not isinstance(value, int) or isinstance(value, bool):
            self.add(place, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
            return False
        if not low <= value <= high:
            self.add(place, "NUMBER_TYPE_RANGE", f"Must be between {low} and {high}.")
        return True

    def truth(self, place: Place, value: Any) -> bool:
        """A boolean, not something like one."""
        if not isinstance(value, bool):
            self.add(place, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
            return False
        return True

    def choice(self, place: Place, value: Any, allowed: Collection[Any]) -> bool:
        """One of the values there are."""
        if isinstance(value, bool) or value not in allowed:
            self.add(place, "BASE_TYPE_CHOICES", f"Value must be one of {tuple(sorted(allowed))}.")
            return False
        return True

    def url(self, place: Place, value: Any, schemes: tuple[str, ...] = ("http", "https")) -> None:
        """An address with a scheme Discord takes here."""
        if self.text(place, value, high=2048, low=1) and not value.startswith(
            tuple(f"{scheme}://" for scheme in schemes)
        ):
            self.add(
                place,
                "URL_TYPE_INVALID_SCHEME",
                f"Scheme must be one of {schemes}.",
            )

    def snowflake(self, place: Place, value: Any) -> bool:
        """An id: digits, as text or as a number."""
        if isinstance(value, bool) or not str(value).isdecimal():
            self.add(place, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
            return False
        return True
