"""Drawings of all that has one: animals, people, plants, buildings, vehicles, things."""
