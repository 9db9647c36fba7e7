"""Small tools of the ground floor: programs, paths, secrets, logs, alerts."""
