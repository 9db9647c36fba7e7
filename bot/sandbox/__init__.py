"""A local Discord: what Slate is tried, shown and tested against when there is no account."""
