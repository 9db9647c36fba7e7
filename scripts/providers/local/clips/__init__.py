"""Pictures that move: a clip from one, an animatic from many."""
