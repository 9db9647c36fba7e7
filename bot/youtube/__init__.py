"""Connecting channels to their YouTube accounts."""
