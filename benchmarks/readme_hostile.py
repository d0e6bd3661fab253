"""What hostile READMEs cost: CPU seconds and peak memory of a child that reads the sections of each text.

usage: PYTHONPATH=. python benchmarks/readme_hostile.py

The texts are those of tests/support/hostile_texts.py. Each is read in a fork of this process, which holds what the product's warm process
holds, so that what is counted is the reading (and the memory of all that is loaded, some 60 MB).
"""

import os
from base64 import b64encode

from tests.support.hostile_texts import HOSTILE

from gitassay.sections import handle, prepare


def cost(name: str, text: str) -> tuple[float, float]:
    """CPU seconds and peak resident megabytes."""
    child = os.fork()
    if not child:
        handle({"name": name, "content": b64encode(text.encode()[:5_000_000]).decode()})
        os._exit(0)
    _, status, used = os.wait4(child, 0)
    assert status == 0, (name, status)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    prepare()
    worst = (0.0, 0.0)
    for kind, text in HOSTILE.items():
        rows = [cost(name, text) for name in ("README.md", "README.rst", "README.txt")]
        worst = max(worst[0], *(row[0] for row in rows)), max(worst[1], *(row[1] for row in rows))
        print(f"{kind:<28}" + "".join(f"{seconds:7.2f} s {memory:5.0f} MB" for seconds, memory in rows))
    print(f"worst: {worst[0]:.2f} s, {worst[1]:.0f} MB")


if __name__ == "__main__":
    main()
