"""Says which modules an interpreter has imported before anybody asked for one."""

import json
import sys

FIRST = sorted(sys.modules)


def main(note):
    """Return their names."""
    return json.dumps({"modules": FIRST})
