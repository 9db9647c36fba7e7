"""Tests of what makes the media."""
