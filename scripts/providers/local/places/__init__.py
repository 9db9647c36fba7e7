"""Places: landscapes, streets and rooms, in their light and weather, with their depth."""
