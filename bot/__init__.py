"""Everything people touch: Discord, the `slate` command, the sandbox."""
