"""Check that tests/unit mirrors the code: a test file for each module, and a module for each test file.

A module that only declares (no function body of its own) needs none, and the window's are tested by what people do
with them, in tests/ui. `test_fetch_limits.py` is a test file of `fetch.py`, for modules with much to test.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ELSEWHERE = ("ui",)


def main() -> int:
    complaints = [*untested(ROOT), *strays(ROOT)]
    print("\n".join(complaints) or "Each module has its tests.")  # noqa: T201 -- a command
    return 1 if complaints else 0


def untested(root: Path) -> Iterator[str]:
    for module, tests in modules(root).items():
        if tests.parts[len(root.parts) + 2] in ELSEWHERE or not has_code(module):
            continue
        if not any(is_test_of(test, module) for test in tests.parent.rglob("test_*.py")):
            yield f"{module.relative_to(root)} has no tests: {tests.relative_to(root)} is missing."


def strays(root: Path) -> Iterator[str]:
    by_folder: dict[Path, list[Path]] = {}
    for module, tests in modules(root).items():
        by_folder.setdefault(tests.parent, []).append(module)
    for test in sorted((root / "tests" / "unit").rglob("test_*.py")):
        if not any(is_test_of(test, module) for module in by_folder.get(test.parent, ())):
            yield f"{test.relative_to(root)} is named after no module."


def modules(root: Path) -> dict[Path, Path]:
    """Return each module with the test file that mirrors it; the entry points are tested by running the program."""
    unit = root / "tests" / "unit"
    found = {}
    for folder, below in (("desktop_scanner", unit), ("packaging", unit / "packaging")):
        for module in sorted((root / folder).rglob("*.py")):
            inside = module.relative_to(root / folder)
            if module.stem not in ("__init__", "__main__", "app"):
                found[module] = below / inside.parent / f"test_{module.stem.lstrip('_')}.py"
    return found


def is_test_of(test: Path, module: Path) -> bool:
    name = f"test_{module.stem.lstrip('_')}"
    return test.stem == name or test.stem.startswith(f"{name}_")


def has_code(module: Path) -> bool:
    """Return whether any function of the module does more than a Protocol's `...`."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return any(not _only_declares(function) for function in functions)


def _only_declares(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return all(isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) for line in function.body)


if __name__ == "__main__":
    sys.exit(main())
