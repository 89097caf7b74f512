"""Where a new batch is to run: on this computer, on a server, or here with a classic server beside it."""

from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_scanner.ui.remote_watch import RemoteWatch
from desktop_scanner.ui.widgets.naming import named


@dataclass(frozen=True)
class RunPlace:
    """A place to run; `remote` is empty for this computer, `is_here_too` scans here as well."""

    remote: str = ""
    is_here_too: bool = False


class RunPlaceField(QWidget):
    """Offers the places; hidden while no server is known. This computer is chosen until the user chooses."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("run_place")
        self._watch: RemoteWatch | None = None
        self._places: list[RunPlace] = []
        label = QLabel(self.tr("Run on"), self)
        self._box = named(QComboBox(self), "run_place_box", self.tr("Where the batch runs"))
        self._box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.currentIndexChanged.connect(self._show_note)
        label.setBuddy(self._box)
        self._note = named(QLabel(self, wordWrap=True), "run_place_note", look="secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label)
        layout.addWidget(self._box)
        layout.addWidget(self._note)
        self.hide()

    @property
    def place(self) -> RunPlace:
        """Return where the batch is to run."""
        place = self._box.currentIndex()
        return self._places[place] if 0 <= place < len(self._places) else RunPlace()

    def follow(self, watch: RemoteWatch) -> None:
        """Offer the servers that are known there, from now on."""
        self._watch = watch
        watch.changed.connect(self._fill)
        self._fill()

    def choose(self, place: RunPlace) -> None:
        """Choose a place that is offered."""
        if place in self._places:
            self._box.setCurrentIndex(self._places.index(place))

    def _fill(self) -> None:
        if self._watch is None:
            return
        places = [RunPlace()]
        for profile in self._watch.profiles:
            places.append(RunPlace(profile.name))
            if self._watch.is_classic(profile.name):
                places.insert(-1, RunPlace(profile.name, is_here_too=True))  # what shows what is found comes first
        if places != self._places:
            before = self.place
            self._box.blockSignals(True)
            self._places = places
            self._box.clear()
            self._box.addItems([self._text(place) for place in places])
            self._box.setCurrentIndex(places.index(before) if before in places else 0)
            self._box.blockSignals(False)
        self.setVisible(len(places) > 1)
        self._show_note()

    def _text(self, place: RunPlace) -> str:
        if not place.remote:
            return self.tr("This computer")
        if place.is_here_too:
            return self.tr("Scan here, submit to {remote}").format(remote=place.remote)
        if self._watch is not None and self._watch.is_classic(place.remote):
            return self.tr("{remote} only (no findings)").format(remote=place.remote)
        return place.remote

    def _show_note(self) -> None:
        place = self.place
        is_classic = self._watch is not None and self._watch.is_classic(place.remote)
        if not place.remote:
            text = ""
        elif place.is_here_too:
            text = self.tr(
                "{remote} is a classic server: it returns no findings, only counts. They are shown beside what is "
                "found here."
            )
        elif is_classic:
            text = self.tr(
                "{remote} is a classic server: it returns no findings, only counts. What became of each domain stays "
                "unknown."
            )
        else:
            text = self.tr("{remote} scans the list; what it finds is stored here like a scan of this computer.")
        self._note.setText(text.format(remote=place.remote))
        self._note.setVisible(bool(text))
        self._box.setToolTip(self._box.currentText())
