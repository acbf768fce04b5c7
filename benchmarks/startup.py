"""How long people wait before anything happens: `import newsdoc` and `newsdoc --help` over bare Python.

Runs are interleaved, so that a busy machine disturbs all of them alike; the table shows medians in milliseconds.
"""

import subprocess
import sys
import time
from statistics import median

RUNS = 21
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "import attrs": ["-c", "import attrs"],
    "import newsdoc": ["-c", "import newsdoc"],
    "newsdoc --help": ["-m", "newsdoc", "--help"],
}


def milliseconds(arguments: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - start) * 1000


def main() -> None:
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(RUNS):
        for name, arguments in COMMANDS.items():
            times[name].append(milliseconds(arguments))
    bare = median(times["python -c pass"])
    print(f"{'':16} {'median':>7} {'over bare':>10}")
    for name, measured in times.items():
        print(f"{name:16} {median(measured):7.1f} {median(measured) - bare:10.1f}")


if __name__ == "__main__":
    main()
