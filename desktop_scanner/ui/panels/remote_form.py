"""The fields of a server's profile."""

import os

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_scanner.core.remotes import MAX_POLL_S, MIN_POLL_S, RemoteProfile
from desktop_scanner.services.remote_tokens import TokenPlace
from desktop_scanner.ui.theme import Theme
from desktop_scanner.ui.widgets.naming import named

_FIELD_HEIGHT = 28
_POLL_WIDTH = 120


class RemoteForm(QWidget):
    """Says what the user typed; a token that is known is never shown.

    Signals:
        changed         something was typed or chosen
        browse_wanted   the user wants to choose the file of authorities
        submitted       Return was pressed in a field
    """

    changed = Signal()
    browse_wanted = Signal()
    submitted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place: TokenPlace | None = None
        self._is_new = True
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(8)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.name = self._line("remote_name", self.tr("Name"), self.tr("office"))
        self.url = self._line("remote_url", self.tr("Address"), "https://scan.example.com")
        self._token_note = named(QLabel(self, wordWrap=True), "remote_token_note", look="secondary")
        self.token = self._token_line()
        self.tenant = self._line("remote_tenant", self.tr("Tenant"), self.tr("none"))
        self.ca_file = self._ca_line(theme)
        self.proxy = self._line("remote_proxy", self.tr("Proxy"), self.tr("none"))
        self.proxy.setToolTip(self.tr("Its password is written as env:NAME or keyring:NAME, and never stored."))
        self.poll = self._poll_field()
        self.plain = self._box("remote_plain_http", self.tr("Let the token travel unencrypted"))
        self.default = self._box("remote_default", self.tr("Use this server where none is chosen"))
        self.url.textChanged.connect(self._show_plain)
        self.name.textChanged.connect(self._show_token_note)
        self.show_profile(None)

    def show_profile(
        self, profile: RemoteProfile | None, place: TokenPlace | None = None, *, poll_s: float = 2.0
    ) -> None:
        """Show a profile, or empty fields for a new one; `place` is where its token is kept."""
        self._place, self._is_new = place, profile is None
        self.name.setText(profile.name if profile else "")
        self.name.setReadOnly(profile is not None)
        self.name.setToolTip("" if profile is None else self.tr("A name stays; add the server anew under another one."))
        self.url.setText(profile.base_url if profile else "")
        self.token.clear()
        self.tenant.setText((profile.tenant or "") if profile else "")
        self.ca_file.setText((profile.ca_file or "") if profile else "")
        self.proxy.setText((profile.proxy or "") if profile else "")
        self.poll.setValue(profile.poll_s if profile else poll_s)
        self.plain.setChecked(profile is not None and profile.allows_plain_http)
        self.default.setChecked(profile is not None and profile.is_default)
        self.default.setEnabled(not (profile and profile.is_default))  # there always is one
        self._show_plain()
        self._show_token_note()

    def profile(self) -> RemoteProfile:
        """Return what the fields say, unchecked; the token is not part of it."""
        return RemoteProfile(
            name=self.name.text().strip(),
            base_url=self.url.text().strip(),
            tenant=self.tenant.text().strip() or None,
            ca_file=self.ca_file.text().strip() or None,
            proxy=self.proxy.text().strip() or None,
            poll_s=self.poll.value(),
            allows_plain_http=self.plain.isChecked() and not self.plain.isHidden(),
            is_default=self.default.isChecked(),
        )

    def _add(self, field: QWidget, title: str, shown: QWidget | None = None) -> None:
        label = QLabel(title, self)
        label.setBuddy(field)
        label.setFixedHeight(_FIELD_HEIGHT)  # so that its text stands level with the field's
        self._form.addRow(label, shown or field)

    def _line(self, name: str, title: str, placeholder: str) -> QLineEdit:
        line = self._bare_line(name, title)
        line.setPlaceholderText(placeholder)
        self._add(line, title)
        return line

    def _bare_line(self, name: str, title: str) -> QLineEdit:
        line = named(QLineEdit(self), name, title)
        line.textChanged.connect(self.changed)
        line.returnPressed.connect(self.submitted)
        return line

    def _token_line(self) -> QLineEdit:
        title = self.tr("Token")
        line = self._bare_line("remote_token", title)
        line.setEchoMode(QLineEdit.EchoMode.Password)
        both = QWidget(self)
        inside = QVBoxLayout(both)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(line)
        inside.addWidget(self._token_note)
        self._add(line, title, both)
        return line

    def _ca_line(self, theme: Theme) -> QLineEdit:
        title = self.tr("CA file")
        line = self._bare_line("remote_ca_file", title)
        line.setPlaceholderText(self.tr("the system’s authorities only"))
        browse = named(QPushButton(self.tr("Choose…"), self), "remote_ca_browse")
        browse.clicked.connect(self.browse_wanted)
        theme.assign(browse, "open-folder", "text")
        row = QWidget(self)
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(line, 1)
        inside.addWidget(browse)
        self._add(line, title, row)
        return line

    def _poll_field(self) -> QDoubleSpinBox:
        title = self.tr("Ask every")
        field = named(QDoubleSpinBox(self, minimum=MIN_POLL_S, maximum=MAX_POLL_S, decimals=1), "remote_poll", title)
        field.setSuffix(self.tr(" s"))
        field.setToolTip(self.tr("How often the server is asked about a batch; less often while nothing moves there"))
        field.lineEdit().setTextMargins(6, 0, 0, 0)
        field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        field.setMinimumWidth(_POLL_WIDTH)
        field.valueChanged.connect(self.changed)
        self._add(field, title)
        return field

    def _box(self, name: str, title: str) -> QCheckBox:
        box = named(QCheckBox(title, self), name, title)
        box.toggled.connect(self.changed)
        self._form.addRow("", box)
        return box

    def _show_plain(self) -> None:
        """Ask for consent only where a token could be read on its way."""
        profile = RemoteProfile(name="any", base_url=self.url.text().strip(), proxy=self.proxy.text().strip() or None)
        is_plain = profile.base_url.startswith("http://") and not profile.is_private
        self._form.setRowVisible(self.plain, is_plain)

    def _show_token_note(self) -> None:
        variable = RemoteProfile(name=self.name.text().strip(), base_url="").token_variable
        is_set = bool(os.environ.get(variable, "").strip()) and bool(self.name.text().strip())
        if is_set or self._place is TokenPlace.ENVIRONMENT:
            text = self.tr("The environment variable {variable} holds the token, and comes before any other.")
        elif self._place is TokenPlace.KEYRING:
            text = self.tr("A token is kept in the keyring of this computer. Type another one to replace it.")
        elif self._place is TokenPlace.FILE:
            text = self.tr("A token is kept in a file that only you can read. Type another one to replace it.")
        else:
            text = self.tr("Kept in the keyring of this computer, never in the database.")
        self._token_note.setText(text.format(variable=variable))
        self.token.setPlaceholderText(self.tr("known") if self._place else self.tr("none"))
