"""Fields in which a setting is chosen or typed, one for each form that a setting has.

Each says `committed` when the user has made up their mind: at once where they choose, when they leave it where they
type. None of them changes when the wheel only passes over it.
"""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from desktop_scanner.core.settings import values
from desktop_scanner.core.settings.declarations import Setting
from desktop_scanner.ui import sentences, setting_words

_LINES = 3
_NO_LIMIT = 1e12


class SettingField(QWidget):
    """The control of one setting.

    Signals:
        committed   the user has chosen or typed another value
    """

    committed = Signal()

    def __init__(self, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.setSpacing(8)
        self.line.addWidget(control, 1)
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        control.installEventFilter(self)
        self.setFocusProxy(control)

    def value(self) -> Any:
        """Return what the field says."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Let the field say a value, without telling."""
        raise NotImplementedError

    # Overrides of QWidget

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Leave the wheel to the page unless the user works in the field."""
        if event.type() == QEvent.Type.Wheel and not self.control.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class SwitchField(SettingField):
    """On or off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._box = QCheckBox()
        super().__init__(self._box, parent)
        self._box.clicked.connect(self.committed)

    def value(self) -> bool:
        """Return whether it is on."""
        return self._box.isChecked()

    def show_value(self, value: bool) -> None:
        """Switch it."""
        self._box.setChecked(value)


class ChoiceField(SettingField):
    """One of a few."""

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        self._box = QComboBox()
        super().__init__(self._box, parent)
        for choice in setting.choices:
            self._box.addItem(sentences.shown(choice.label), choice.value)
        self._box.activated.connect(self.committed)

    def value(self) -> str:
        """Return the choice."""
        return str(self._box.currentData())

    def show_value(self, value: str) -> None:
        """Choose it."""
        self._box.setCurrentIndex(self._box.findData(value))


class NumberField(SettingField):
    """A number within its limits, with its unit."""

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        self._is_whole = setting.form == "whole"
        # Qt's own counter of whole numbers ends below the limits of bytes.
        self._spin = QDoubleSpinBox(decimals=0 if self._is_whole else 1)
        super().__init__(self._spin, parent)
        self._spin.setRange(setting.least or 0, setting.meta.le or _NO_LIMIT)
        self._spin.setGroupSeparatorShown(True)
        self._spin.setKeyboardTracking(False)  # 1 and 18 are not meant by who types 180
        self._spin.setSuffix(setting_words.unit(setting.unit))
        self._spin.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToNearestValue)
        self._spin.lineEdit().setTextMargins(6, 0, 0, 0)
        self._spin.valueChanged.connect(self.committed)

    def value(self) -> float:
        """Return the number."""
        self._spin.interpretText()
        return int(self._spin.value()) if self._is_whole else self._spin.value()

    def show_value(self, value: float) -> None:
        """Show the number."""
        with QSignalBlocker(self._spin):
            self._spin.setValue(value)


class TextField(SettingField):
    """A line of text."""

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        self._edit = QLineEdit()
        super().__init__(self._edit, parent)
        self._edit.setPlaceholderText(setting_words.value(setting, setting.default))
        self._edit.editingFinished.connect(self.committed)

    def value(self) -> str | None:
        """Return the text, None for none."""
        return self._edit.text().strip() or None

    def show_value(self, value: str | None) -> None:
        """Show the text from its beginning, which says what it is."""
        self._edit.setText(value or "")
        self._edit.setCursorPosition(0)


class LinesField(SettingField):
    """A list, one entry a line."""

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        self._setting = setting
        self._edit = _Lines()
        super().__init__(self._edit, parent)
        self._edit.setPlaceholderText(self.tr("One on each line"))
        self._edit.left.connect(self.committed)

    def value(self) -> Any:
        """Return the entries; raise SettingsError where they cannot be read."""
        lines = [line.strip() for line in self._edit.toPlainText().splitlines()]
        return values.from_plain(self._setting, [line for line in lines if line])

    def show_value(self, value: Any) -> None:
        """Show the entries."""
        self._edit.setPlainText("\n".join(values.plain(self._setting, value)))

    def add(self, entry: str) -> None:
        """Put one more entry at the end."""
        self._edit.appendPlainText(entry)
        self.committed.emit()


class _Lines(QPlainTextEdit):
    """A few lines of text that tell when they are left; Tab leads out of them.

    Signals:
        left
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + 16)

    # Overrides of QPlainTextEdit

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 -- Qt's name
        """Tell that the text is left, unless only a menu opens."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


def field(setting: Setting, parent: QWidget | None = None) -> SettingField:
    """Return the field for a setting."""
    match setting.form:
        case "switch":
            return SwitchField(parent)
        case "choice":
            return ChoiceField(setting, parent)
        case "whole" | "number":
            return NumberField(setting, parent)
        case "lines":
            return LinesField(setting, parent)
        case "text":
            return TextField(setting, parent)
