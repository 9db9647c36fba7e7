"""Notion as the planning board: the connection, the database's schema, and what its rows say."""
