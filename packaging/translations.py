"""Bring the translations up to date with the code: `python packaging/translations.py`.

Collected are the texts of the window (by Qt's lupdate) and the sentences that the layers below write in English (by
reading their source; see desktop_scanner/ui/sentences.py). What is new stands in resources/translations/*.ts as
unfinished, what nobody says any more is dropped, and the .qm files that the program loads are made from the rest.
"""

import ast
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import PySide6

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGE = CHECKOUT / "desktop_scanner"
FOLDER = CHECKOUT / "resources" / "translations"
LANGUAGES = ("de",)
_BELOW = ("core", "extract", "intake", "export", "remote", "store", "engine", "services")
_DECLARED = {"title", "unit", "label"}  # what an option's or setting's declaration shows beside its sentence
_WORDS = {"weak", "isolation"}  # of the sentence on a grade
_DATA = {"languages.py", "parking.py", "verdict.py", "xlsx_format.py"}  # lists of words, not phrases
_TOOLS = Path(PySide6.__file__).parent
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def main() -> int:
    """Write all translations anew and return the exit status: 1 where texts are not translated yet."""
    FOLDER.mkdir(exist_ok=True)
    write(FOLDER)
    missing = {language: unfinished(FOLDER / f"{language}.ts") for language in LANGUAGES}
    for language, count in missing.items():
        print(f"{language}: {count} texts not translated" if count else f"{language}: complete")
    return 1 if any(missing.values()) else 0


def write(folder: Path) -> None:
    """Write the sentences, and each language's .ts and .qm, into the folder, which may hold older ones."""
    found = sorted(set(sentences()))
    (folder / "sentences.txt").write_text("".join(f"{_escaped(text)}\n" for text in found), encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        listed = Path(scratch, "sentences.py")
        calls = "".join(f"translate('sentences', {text!r})\n" for text in found)
        listed.write_text(calls, encoding="utf-8")
        sources = [str(path) for path in sorted(PACKAGE.joinpath("ui").rglob("*.py"))]
        for language in LANGUAGES:
            target = folder / f"{language}.ts"
            _run(
                "lupdate",
                "-no-obsolete",
                "-locations",
                "none",
                "-target-language",
                language,
                *sources,
                str(listed),
                "-ts",
                str(target),
            )
            _run("lrelease", str(target), "-qm", str(target.with_suffix(".qm")))


def unfinished(path: Path) -> int:
    """Return how many texts of a .ts file have no translation."""
    return path.read_text(encoding="utf-8").count('type="unfinished"')


def sentences() -> Iterator[str]:
    """Yield every sentence written below the window, and the phrases that fill them in; {0}, {1} stand for the rest."""
    for layer in _BELOW:
        for path in sorted(PACKAGE.joinpath(layer).rglob("*.py")):
            has_phrases = path.name not in _DATA and (layer != "extract" or path.parent.name == "security")
            yield from _sentences_of(ast.parse(path.read_text(encoding="utf-8")), has_phrases=has_phrases)


def _sentences_of(tree: ast.Module, *, has_phrases: bool) -> Iterator[str]:
    silent = set(_not_said(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in _DECLARED and isinstance(node.value, ast.Constant):
            yield from [node.value.value] if isinstance(node.value.value, str) else []
            continue
        text = "" if id(node) in silent else _template(node)
        if _is_sentence(text) or (has_phrases and _is_phrase(text)):
            yield text


def _not_said(tree: ast.Module) -> Iterator[int]:
    """Yield the ids of the strings that nobody reads in the window: docstrings, log lines, parts of others."""
    for node in ast.walk(tree):
        match node:
            case ast.JoinedStr(values=values):
                yield from map(id, values)
            case ast.Call(func=ast.Attribute(value=ast.Name(id="log")), args=arguments):
                yield from map(id, arguments)
            case ast.keyword(arg="name", value=value):  # a task's
                yield id(value)
            case _ if isinstance(node, _DOCUMENTED) and node.body and isinstance(node.body[0], ast.Expr):
                yield id(node.body[0].value)


def _template(node: ast.AST) -> str:
    match node:
        case ast.Constant(value=str(text)):
            # "{path}" of a text that is filled in by format() is a place like any other.
            fields = iter(range(99))
            return re.sub(r"\{[a-z_]*(?::[^{}]*)?\}", lambda _: f"{{{next(fields)}}}", text)
        case ast.JoinedStr(values=values):
            fields = iter(range(99))
            return "".join(
                str(part.value) if isinstance(part, ast.Constant) else f"{{{next(fields)}}}" for part in values
            )
    return ""


def _is_sentence(text: str) -> bool:
    """Tell whether it begins and ends as a sentence; one of places alone says what fills them in."""
    begins = text[:1].isupper() or text.startswith(("{", '"'))
    says = len(_words(text)) >= 2 or re.fullmatch(r"\{0\} \{1\}[ {}()0-9]*\.", text)
    ends = re.search(r"[.?!]( \{\d+\})*$", text)  # another sentence may be filled in after it
    return begins and bool(ends) and bool(says) and not re.search(r"SELECT |UPDATE |\(\?:", text)


def _is_phrase(text: str) -> bool:
    """Tell whether it is part of a sentence, as "has expired" is; names, paths, hosts and code are not."""
    is_plain = re.fullmatch(r"""[a-z{("][^\n_<>=|\\]*[^.?!]""", text) and not re.match(r"\w+\.\w|\w+/", text)
    if re.fullmatch(r"the [A-Za-z-]+", text) or text in _WORDS:
        return True
    return bool(is_plain) and len(re.findall(r"\b[a-z]{2,}\b", re.sub(r"\{\d+\}", "", text))) >= 2 and " " in text


def _words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]{2,}", re.sub(r"\{\d+\}", "", text))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _run(tool: str, *arguments: str) -> None:
    program = _TOOLS / (f"{tool}.exe" if sys.platform == "win32" else tool)
    subprocess.run([str(program), *arguments], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
