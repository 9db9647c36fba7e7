"""A person's own storyboard: short, with everything in it that a shot may have."""

SHOTS = 3
REDONE = 2  # the shot that is made again by a reply

STORYBOARD = b"""
title: The Fox and the Lantern
atmosphere: dusk, soft light
assets:
  - {name: fox, kind: character, prompt: a small red fox}
  - {name: forest, kind: place, prompt: a quiet forest at dusk}
  - {name: shore, kind: place, prompt: a wide shore}
  - {name: forest at night, kind: place, prompt: the same forest at night, reference: forest}
shots:
  - place: forest
    character: fox
    motion: The fox looks up. Camera slow push in.
    narration: >-
      A fox finds a lantern, and it takes her rather longer to say so than this short clip lasts.
    sound: wind in the trees
    seconds: 1.5
  - place: shore
    character: fox
    motion: The fox walks. Camera pan left.
    narration: She walks.
    sound: waves
    seconds: 1.5
  - panels:
      - {place: forest at night, character: fox}
      - {place: shore}
    motion: Both halves drift.
    seconds: 1.5
"""
