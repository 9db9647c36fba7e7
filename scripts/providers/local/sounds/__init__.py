"""What is heard: a scratch voice, and the sounds of places."""
