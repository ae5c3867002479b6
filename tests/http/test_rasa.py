"""Rasa's own command line works on the project: validation without a warning."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.stack import PROJECT


def test_rasa_data_validate_passes_with_warnings_as_errors() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "rasa", "data", "validate", "--fail-on-warnings"],
        cwd=PROJECT,
        env={**os.environ, "WMO_ACTION_URL": "http://127.0.0.1:5055/webhook"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    output = result.stdout + result.stderr
    assert result.returncode == 0, output[-3000:]
    warned = [line for line in output.splitlines() if "UserWarning" in line]
    # Rasa merges the retrieval intents that it finds in data/nlu into a domain that has them already, and says so.
    assert all("duplicated intents" in line for line in warned), warned
