"""Is ended by the system, as when memory runs out."""

from __future__ import annotations

import os
import signal

os.kill(os.getpid(), signal.SIGKILL)
