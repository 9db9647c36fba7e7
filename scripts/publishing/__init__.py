"""What `publish_video` does: read the metadata, make what belongs to a film, put it somewhere."""
