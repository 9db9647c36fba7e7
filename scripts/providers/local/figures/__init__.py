"""What stands in a place: people, animals, things, cut out."""
