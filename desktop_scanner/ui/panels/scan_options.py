"""Fields for the options of a scan, made from their declarations: label, help and limits stand there only."""

import re
from collections.abc import Callable, Mapping
from typing import Any, cast

import msgspec
from PySide6.QtCore import QCoreApplication, Qt, SignalInstance
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from desktop_scanner.core.options import ScanOptions, declaration
from desktop_scanner.core.settings import declarations
from desktop_scanner.ui import sentences, setting_words
from desktop_scanner.ui.widgets.naming import named

FIRST = ("max_pages",)
FURTHER = (
    "concurrency",
    "per_host",
    "delay_ms",
    "domain_timeout_s",
    "request_timeout_s",
    "retries",
    "contact",
    "user_agent",
    "proxies",
    "fingerprints",
    "ca_file",
    "robots",
    "dns",
    "security_txt",
    "insecure",
    "allow_private",
)
_FIELD_HEIGHT = 28
_MAX_SPIN = 2_000_000_000
_MARK = "\N{BULLET}"


class OptionFields(QWidget):
    """A form with one field for each of `names`; what differs from the user's defaults is marked."""

    def __init__(self, names: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._readers: dict[str, Callable[[], Any]] = {}
        self._writers: dict[str, Callable[[Any], None]] = {}
        self._fields: dict[str, QWidget] = {}
        self._labels: dict[str, QLabel | QCheckBox] = {}
        self._defaults = ScanOptions()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(8)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name in names:
            self._add(name)
        self._back = named(
            QPushButton(self.tr("Back to my settings"), self), f"defaults_button_{names[0]}", look="link"
        )
        self._back.clicked.connect(lambda: self.show_options(self._defaults))
        self._form.addRow(self._back)
        self.show_options(ScanOptions())

    def show_options(self, options: ScanOptions) -> None:
        """Show the values of these options."""
        for name, write in self._writers.items():
            write(getattr(options, name))
        self._mark_all()

    def set_defaults(self, defaults: ScanOptions) -> None:
        """Mark what differs from these options; what did not differ from those before becomes as they are."""
        before, self._defaults = self._defaults, defaults
        for name, read in self._readers.items():
            if not _differs(name, read(), before):
                self._writers[name](getattr(defaults, name))
        self._mark_all()

    def values(self) -> Mapping[str, Any]:
        """Return what the fields say."""
        return {name: read() for name, read in self._readers.items()}

    def _add(self, name: str) -> None:
        meta = declaration(name)
        label = sentences.shown(meta.title or name)
        default = getattr(ScanOptions(), name)
        field = _field(default, meta, name)
        field.setObjectName(f"option_{name}")
        field.setAccessibleName(label)
        field.setToolTip(_help(default, meta))
        self._fields[name] = field
        self._connect(name, field)
        self._changes(field).connect(self._mark_all)
        if isinstance(field, QCheckBox):
            field.setText(label)
            self._form.addRow(field)
            self._labels[name] = field
        else:
            title = QLabel(label, self)
            title.setToolTip(field.toolTip())
            title.setBuddy(field)
            title.setFixedHeight(_FIELD_HEIGHT)  # so that its text stands level with the field's
            self._form.addRow(title, field)
            self._labels[name] = title

    def _mark_all(self) -> None:
        differing = [name for name, read in self._readers.items() if _differs(name, read(), self._defaults)]
        for name, label in self._labels.items():
            text = sentences.shown(declaration(name).title or name)
            label.setText(f"{text} {_MARK}" if name in differing else text)
            self._fields[name].setAccessibleDescription(
                self.tr("Differs from your settings") if name in differing else ""
            )
        self._back.setVisible(bool(differing))

    def _changes(self, field: QWidget) -> SignalInstance:
        if isinstance(field, QCheckBox):
            return field.toggled
        if isinstance(field, QSpinBox | QDoubleSpinBox):
            return field.valueChanged
        return cast("QLineEdit", field).textChanged

    def _connect(self, name: str, field: QWidget) -> None:
        if isinstance(field, QCheckBox):
            self._readers[name], self._writers[name] = field.isChecked, field.setChecked
        elif isinstance(field, QSpinBox | QDoubleSpinBox):
            self._readers[name], self._writers[name] = field.value, field.setValue
        elif isinstance(field, QLineEdit) and isinstance(getattr(ScanOptions(), name), tuple):
            self._readers[name] = lambda: _parts(field.text())
            self._writers[name] = lambda values: _write(field, " ".join(map(_quoted, values)))
        elif isinstance(field, QLineEdit):
            self._readers[name] = lambda: field.text().strip() or None
            self._writers[name] = lambda value: _write(field, value)


def _differs(name: str, value: Any, defaults: ScanOptions) -> bool:
    """Return whether what a field says is another value; an emptied text stands for the program's own."""
    meant = getattr(ScanOptions(), name) if value is None else value
    return bool(meant != getattr(defaults, name))


def _help(default: object, meta: msgspec.Meta) -> str:
    text = sentences.shown(meta.description or "")
    if isinstance(default, tuple):
        text += " " + QCoreApplication.translate(
            "ScanOptions", "Several are separated by spaces; what holds spaces stands in quotes."
        )
    return text


def _parts(text: str) -> tuple[str, ...]:
    return tuple(quoted or plain for quoted, plain in re.findall(r'"([^"]+)"|(\S+)', text))


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


def _write(field: QLineEdit, value: str | None) -> None:
    field.setText(value or "")
    field.setCursorPosition(0)  # of a long value, its beginning says what it is


def changed(options: ScanOptions, values: Mapping[str, Any]) -> ScanOptions:
    """Return the options with these values, checked; an emptied text falls back to its default."""
    kept = {name: value for name, value in values.items() if value is not None or getattr(ScanOptions(), name) is None}
    return msgspec.structs.replace(options, **kept).checked()


def _field(default: object, meta: msgspec.Meta, name: str) -> QWidget:
    if isinstance(default, bool):
        return QCheckBox()
    if isinstance(default, int):
        spin = QSpinBox(minimum=int(meta.ge or 0), maximum=int(meta.le or _MAX_SPIN))
        spin.setGroupSeparatorShown(True)
        spin.setSuffix(setting_words.unit(declarations.unit(name)))
        spin.lineEdit().setTextMargins(6, 0, 0, 0)
        return spin
    if isinstance(default, float):
        # What must be above zero begins at the least step.
        least = 0.1 if meta.gt is not None else float(meta.ge or 0)
        number = QDoubleSpinBox(minimum=least, maximum=float(meta.le or _MAX_SPIN), decimals=1)
        number.setSuffix(setting_words.unit(declarations.unit(name)))
        number.lineEdit().setTextMargins(6, 0, 0, 0)
        return number
    return QLineEdit(placeholderText=QCoreApplication.translate("ScanOptions", "none") if not default else "")
