"""Tests of the provider that needs no account."""
