"""`python -m newsdoc` is the command line."""

from newsdoc.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
