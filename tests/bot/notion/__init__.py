"""Notion: ids, values, schema, and the connection against a stand-in and the sandbox."""
