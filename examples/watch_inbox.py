"""Watch a folder: each file that arrives becomes ninjs, one document an article, and leaves the inbox.

    watch_inbox.py inbox outbox            look every two seconds, until Ctrl-C
    watch_inbox.py inbox outbox --once     take what is there, and stop

A file that is read goes to `inbox/done`. One that cannot be read goes to `inbox/refused`, with the reason on standard
error. Losses, repairs and doubts are printed, too. Write to the inbox under a name with a dot in front, and rename the
file when it is complete: hidden files are left alone.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import newsdoc


def take(file: Path, outbox: Path) -> str:
    """Write the articles of a file, and return the name of the folder where the file goes."""
    try:
        articles = newsdoc.read(file, report=lambda report: print(f"{file.name}: {report}", file=sys.stderr))
        for number, article in enumerate(articles, 1):
            newsdoc.write(article, outbox / f"{file.stem}-{number}.ninjs.json")
    except newsdoc.NewsdocError as error:
        print(error, file=sys.stderr)
        return "refused"
    print(f"{file.name}: {len(articles)} articles", flush=True)
    return "done"


def take_all(inbox: Path, outbox: Path) -> None:
    for file in sorted(inbox.iterdir()):
        if file.is_file() and not file.name.startswith("."):
            file.rename(inbox / take(file, outbox) / file.name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inbox", type=Path)
    parser.add_argument("outbox", type=Path)
    parser.add_argument("--once", action="store_true")
    arguments = parser.parse_args()
    for folder in (arguments.inbox / "done", arguments.inbox / "refused", arguments.outbox):
        folder.mkdir(parents=True, exist_ok=True)
    take_all(arguments.inbox, arguments.outbox)
    while not arguments.once:
        time.sleep(2)
        take_all(arguments.inbox, arguments.outbox)


if __name__ == "__main__":
    main()
