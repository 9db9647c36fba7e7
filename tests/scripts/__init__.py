"""Tests of the scripts, run as programs."""
