"""What people can do in Discord: each cog parses, makes one call and replies."""
