"""`slate demo`: the real bot and worker on a stage of their own, with a scripted person."""
