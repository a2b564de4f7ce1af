"""What the benchmark builds or installs, kept between runs in `.make/fanout` (`make clean` removes it)."""

import hashlib
import shutil
import subprocess
from pathlib import Path

from tests.support.server import ROOT

HERE = Path(__file__).parent
CACHE = ROOT / ".make" / "fanout"


def compiled(source: str) -> Path:
    """The program of one C file of this folder, built again when the file changes."""
    path = HERE / source
    program = CACHE / f"{path.stem}-{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"
    if not program.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        building = program.with_suffix(".new")
        subprocess.run(["cc", "-O2", "-Wall", "-Wextra", "-o", str(building), str(path)], check=True)
        building.rename(program)
    return program


def node_modules() -> Path:
    """A folder with the scripts of `node/` and what their lock names, installed by npm."""
    folder, lock = CACHE / "node", HERE / "node" / "package-lock.json"
    kept = folder / "package-lock.json"
    if not kept.exists() or kept.read_bytes() != lock.read_bytes() or not (folder / "node_modules").exists():
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(HERE / "node", folder)
        subprocess.run(["npm", "ci", "--silent"], cwd=folder, check=True, timeout=300)
    for script in (HERE / "node").glob("*.mjs"):
        shutil.copy(script, folder)
    return folder


def log(name: str) -> Path:
    """Where the last server of that name left its words."""
    CACHE.mkdir(parents=True, exist_ok=True)
    return CACHE / f"{''.join(filter(str.isalnum, name))}.log"
