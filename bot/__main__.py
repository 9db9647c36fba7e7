"""`python -m bot …` is the `slate` command."""

from bot.cli import main

main()
