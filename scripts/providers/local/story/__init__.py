"""A storyboard from the words of a story."""
