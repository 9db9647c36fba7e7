"""Programs: arguments and environment in; files, one JSON result and an exit code out."""
