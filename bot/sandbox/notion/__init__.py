"""A local Notion for one connection and any number of scripted people, as version 2026-03-11."""
