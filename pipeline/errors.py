"""Everything Slate raises on purpose.

SlateError
├── UserError            a person asked for something that cannot be done; the text says
│   │                    what is wrong and what to do, and is shown as it is
│   ├── NotFound         no such film, shot, channel
│   ├── NotPossible      not in this state
│   ├── NotAllowed       not by this person
│   ├── AlreadyDecided   somebody was faster
│   └── InvalidInput     a text, a file or a storyboard is wrong; names the place
├── ConfigError          a channel's YAML or the environment is wrong; names file, key, remedy
└── DatabaseUnavailable  no server to talk to; says what to do
"""


class SlateError(Exception):
    """Base of everything raised on purpose."""


class UserError(SlateError):
    """One sentence for the person who asked: what is wrong and what to do."""


class NotFound(UserError):
    """There is no such film, shot, channel or gate."""


class NotPossible(UserError):
    """The film's state does not allow it."""


class NotAllowed(UserError):
    """This person may not do it."""


class AlreadyDecided(UserError):
    """The decision was taken before; the text says by whom and where."""


class InvalidInput(UserError):
    """A text, file or storyboard is wrong; the text names the place."""


class ConfigError(SlateError):
    """A channel's YAML or the environment is wrong; names the file, the key and the remedy."""


class DatabaseUnavailable(SlateError):
    """There is no database server to talk to; says what to do."""


class BrokenPromise(SlateError):
    """A script said it was done and its output says otherwise."""
