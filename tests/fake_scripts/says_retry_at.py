"""Asks for another try, at the time it was given, in whatever form that is."""

from __future__ import annotations

import json
import sys

print(json.dumps({"event": "error", "kind": "quota", "retry_at": sys.argv[-1]}), file=sys.stderr)
sys.exit(75)
