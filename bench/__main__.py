"""``python -m bench``: measure every budget and print one table."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from bench import rows
from bench.scene import prepared
from bench.sizes import FULL, QUICK
from bench.table import drawn


def main() -> int:
    """Exit status 1 when something is over its budget."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes: does it work at all?")
    parser.add_argument("--dir", type=Path, help="the disk to measure on (default: here)")
    asked = parser.parse_args()
    sizes = QUICK if asked.quick else FULL
    began = time.perf_counter()
    # Not in the system's temporary directory, which may be in memory: a durable save needs a disk.
    with tempfile.TemporaryDirectory(prefix="bench-", dir=asked.dir or Path.cwd()) as folder:
        print("Preparing …", file=sys.stderr, flush=True)
        scene = prepared(Path(folder), sizes)
        lines = []
        for line in rows.lines(scene, sizes):
            print(f"  {line.work.strip()}", file=sys.stderr, flush=True)
            lines.append(line)
    print(drawn(lines))
    print(f"\n{time.perf_counter() - began:.0f} seconds.")
    return 0 if all(line.ok for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
