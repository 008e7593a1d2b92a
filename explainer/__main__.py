"""This is the command line: `python -m explainer …`, the same engine as the app, in this process, without a server.

A command is a module in commands/. None loads torch until it needs it, so that --help and a bad value answer at once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from explainer.commands import answers, chat, export, pretrain, run, sweep, valley

COMMANDS = (run, chat, answers, sweep, valley, export, pretrain)
HELP = """\
Fine-tunes Pebble, a language model of 1.7 million parameters, and shows what it forgets.

  python -m explainer run --task german --replay 1 --out run.json   learn German, practise 1% English
  python -m explainer chat "What is the capital of France?"         ask the Pebble that ships
  python -m explainer chat --run run.json --step 150 "Hello!"       ask the one you made
  python -m explainer answers                                       record what its stages say
  python -m explainer sweep sweeps/replay.toml                      measure a figure: many runs, one file
  python -m explainer valley --replay 5 --out valley.json           measure the real landscape of a run
  python -m explainer export --out dist                             the pages as a site without a server
  python -m explainer export --run german-1 --out run.html          one run as one HTML file
  python -m explainer pretrain                                      make Pebble itself again
"""


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0 done, 1 the run failed, 2 bad input, 130 stopped with Ctrl-C (what was recorded is kept)."""
    options = parser().parse_args(arguments)
    try:
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except ValueError as error:
        print(f"explainer: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="python -m explainer", description=HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = top.add_subparsers(required=True, metavar="command")
    for module in COMMANDS:
        module.add(commands)
    return top


if __name__ == "__main__":
    sys.exit(main())
