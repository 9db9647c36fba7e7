"""Programs that behave as their names say, to stand in for scripts."""
