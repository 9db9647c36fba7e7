"""Everything that may happen to a film, with no knowledge of chat or planning boards."""
