"""What Slate costs, measured on purpose; no test asserts a time."""
