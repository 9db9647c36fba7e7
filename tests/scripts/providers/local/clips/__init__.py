"""Tests of that package."""
