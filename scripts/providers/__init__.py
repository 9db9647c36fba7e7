"""Where media comes from; used by scripts only."""
