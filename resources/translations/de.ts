<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;New Batch</source>
        <translation>&amp;Neuer Stapel</translation>
    </message>
    <message>
        <source>&amp;Import List…</source>
        <translation>Liste &amp;importieren …</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>&amp;Filtern</translation>
    </message>
    <message>
        <source>Show &amp;All Domains</source>
        <translation>&amp;Alle Domains zeigen</translation>
    </message>
    <message>
        <source>&amp;Start or Resume</source>
        <translation>&amp;Starten oder fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Pause or Resume</source>
        <translation>&amp;Anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Ab&amp;brechen</translation>
    </message>
    <message>
        <source>&amp;Try Failed Domains Again</source>
        <translation>&amp;Fehlgeschlagene noch einmal versuchen</translation>
    </message>
    <message>
        <source>Try &amp;Selected Domains Again</source>
        <translation>Aus&amp;gewählte noch einmal versuchen</translation>
    </message>
    <message>
        <source>Scan the &amp;List Again</source>
        <translation>&amp;Liste noch einmal scannen</translation>
    </message>
    <message>
        <source>Compare with the Batch &amp;Before</source>
        <translation>Mit dem Stapel da&amp;vor vergleichen</translation>
    </message>
    <message>
        <source>Propert&amp;ies…</source>
        <translation>&amp;Eigenschaften …</translation>
    </message>
    <message>
        <source>&amp;Delete Batch</source>
        <translation>Stapel &amp;löschen</translation>
    </message>
    <message>
        <source>Search All &amp;Batches</source>
        <translation>Alle &amp;Stapel durchsuchen</translation>
    </message>
    <message>
        <source>&amp;Update List</source>
        <translation>Liste akt&amp;ualisieren</translation>
    </message>
    <message>
        <source>&amp;Open Site in Browser</source>
        <translation>Website im Browser ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Copy Failure &amp;Report</source>
        <translation>Fehlerbe&amp;richt kopieren</translation>
    </message>
    <message>
        <source>&amp;Marked Values…</source>
        <translation>&amp;Markierte Werte …</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;Side Bar</source>
        <translation>&amp;Seitenleiste</translation>
    </message>
    <message>
        <source>&amp;Detail</source>
        <translation>&amp;Detail</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Desktop Scanner</source>
        <translation>Ü&amp;ber Desktop Scanner</translation>
    </message>
    <message>
        <source>Only the Domains Shown</source>
        <translation>Nur die gezeigten Domains</translation>
    </message>
    <message>
        <source>Detail &amp;Below</source>
        <translation>Detail &amp;unten</translation>
    </message>
    <message>
        <source>Detail at &amp;Right</source>
        <translation>Detail &amp;rechts</translation>
    </message>
    <message>
        <source>As the &amp;System</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Batch</source>
        <translation>&amp;Stapel</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Save as &amp;List</source>
        <translation>Als &amp;Liste speichern</translation>
    </message>
    <message>
        <source>Open the Sample &amp;Sites</source>
        <translation>Bei&amp;spielseiten öffnen</translation>
    </message>
    <message>
        <source>&amp;Next Unusable Line</source>
        <translation>&amp;Nächste unbrauchbare Zeile</translation>
    </message>
    <message>
        <source>&amp;Previous Unusable Line</source>
        <translation>&amp;Vorige unbrauchbare Zeile</translation>
    </message>
    <message>
        <source>Remove &amp;Unusable Lines</source>
        <translation>&amp;Unbrauchbare Zeilen entfernen</translation>
    </message>
    <message>
        <source>Remove &amp;Duplicates</source>
        <translation>&amp;Doppelte entfernen</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Erscheinungsbild</translation>
    </message>
    <message>
        <source>Export as {format}…</source>
        <translation>Als {format} exportieren …</translation>
    </message>
    <message>
        <source>Sa&amp;ve Filter…</source>
        <translation>Filter &amp;speichern …</translation>
    </message>
    <message>
        <source>Saved Filters…</source>
        <translation>Gespeicherte Filter …</translation>
    </message>
    <message>
        <source>&amp;Words of the Filter</source>
        <translation>&amp;Wörter des Filters</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>&amp;Ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>A&amp;lles auswählen</translation>
    </message>
</context>
<context>
    <name>BarButton</name>
    <message>
        <source>Shows these domains in the table</source>
        <translation>Zeigt diese Domains in der Tabelle</translation>
    </message>
</context>
<context>
    <name>BatchHeader</name>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Scan the failed domains again (F5)</source>
        <translation>Die fehlgeschlagenen Domains noch einmal scannen (F5)</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Compare with the batch before</source>
        <translation>Mit dem Stapel davor vergleichen</translation>
    </message>
    <message>
        <source>Cancel the batch; what is scanned stays ({keys})</source>
        <translation>Den Stapel abbrechen; was gescannt ist, bleibt ({keys})</translation>
    </message>
    <message>
        <source>End what is in flight and wait (Space)</source>
        <translation>Laufendes beenden und warten (Leertaste)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export the batch</source>
        <translation>Den Stapel exportieren</translation>
    </message>
    <message>
        <source>Progress of the batch</source>
        <translation>Fortschritt des Stapels</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Pausing: what is in flight ends first</source>
        <translation>Wird angehalten: Laufendes endet erst</translation>
    </message>
    <message>
        <source>Domains at once</source>
        <translation>Domains gleichzeitig</translation>
    </message>
    <message>
        <source> at once</source>
        <translation> gleichzeitig</translation>
    </message>
    <message>
        <source>Domains scanned at the same time; takes effect at once, and the batch keeps it</source>
        <translation>Domains, die gleichzeitig gescannt werden; gilt sofort, und der Stapel behält es</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
    <message>
        <source>{count} failed</source>
        <translation>{count} fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>BatchPanel</name>
    <message>
        <source>Choose columns</source>
        <translation>Spalten wählen</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>The scan waits, and goes on by itself when this is mended.</source>
        <translation>Der Scan wartet und geht von selbst weiter, wenn das behoben ist.</translation>
    </message>
    <message>
        <source>No domain matches the filter.</source>
        <translation>Keine Domain passt zum Filter.</translation>
    </message>
</context>
<context>
    <name>BatchPropertiesDialog</name>
    <message>
        <source>Batch Properties</source>
        <translation>Eigenschaften des Stapels</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>separated by commas</source>
        <translation>durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Scan again</source>
        <translation>Noch einmal scannen</translation>
    </message>
    <message>
        <source>A new batch each time, while a window is open or by “desktop-scanner run-due”.</source>
        <translation>Jedes Mal ein neuer Stapel, solange ein Fenster offen ist oder durch „desktop-scanner run-due“.</translation>
    </message>
    <message>
        <source>Next on {time}. {hint}</source>
        <translation>Nächster: {time}. {hint}</translation>
    </message>
    <message>
        <source>typed or pasted</source>
        <translation>getippt oder eingefügt</translation>
    </message>
    <message>
        <source>List from</source>
        <translation>Liste aus</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>Jeden Tag</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>Jede Woche</translation>
    </message>
    <message>
        <source>Every month</source>
        <translation>Jeden Monat</translation>
    </message>
</context>
<context>
    <name>BatchViews</name>
    <message>
        <source>Ways to look at the batch</source>
        <translation>Ansichten des Stapels</translation>
    </message>
</context>
<context>
    <name>Chores</name>
    <message>
        <source>“{name}” was to be scanned again and could not be started. {why}</source>
        <translation>„{name}“ sollte noch einmal gescannt werden und konnte nicht gestartet werden. {why}</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>Pausing: the window closes when what is in flight has ended. Close again to leave now.</source>
        <translation>Wird angehalten: Das Fenster schließt, wenn Laufendes zu Ende ist. Noch einmal schließen beendet sofort.</translation>
    </message>
    <message>
        <source>Cancelling: the window closes when what is scanned is stored.</source>
        <translation>Wird abgebrochen: Das Fenster schließt, wenn gespeichert ist, was gescannt wurde.</translation>
    </message>
    <message>
        <source>A batch is running. What shall become of it?</source>
        <translation>Ein Stapel läuft. Was soll aus ihm werden?</translation>
    </message>
    <message>
        <source>Keep Running in Background</source>
        <translation>Im Hintergrund weiterlaufen</translation>
    </message>
    <message>
        <source>Pause and Close</source>
        <translation>Anhalten und schließen</translation>
    </message>
    <message>
        <source>Cancel and Close</source>
        <translation>Abbrechen und schließen</translation>
    </message>
</context>
<context>
    <name>ColumnCommands</name>
    <message>
        <source>&amp;Columns…</source>
        <translation>&amp;Spalten …</translation>
    </message>
    <message>
        <source>&amp;Reset Columns</source>
        <translation>Spalten &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Sor&amp;t By</source>
        <translation>Sor&amp;tieren nach</translation>
    </message>
    <message>
        <source>Sort &amp;Ascending</source>
        <translation>&amp;Aufsteigend sortieren</translation>
    </message>
    <message>
        <source>Sort &amp;Descending</source>
        <translation>A&amp;bsteigend sortieren</translation>
    </message>
    <message>
        <source>&amp;Order of the List</source>
        <translation>&amp;Reihenfolge der Liste</translation>
    </message>
    <message>
        <source>Move &amp;Left</source>
        <translation>Nach &amp;links</translation>
    </message>
    <message>
        <source>Move &amp;Right</source>
        <translation>Nach &amp;rechts</translation>
    </message>
    <message>
        <source>&amp;Hide</source>
        <translation>Aus&amp;blenden</translation>
    </message>
    <message>
        <source>&amp;Reverse</source>
        <translation>&amp;Umkehren</translation>
    </message>
</context>
<context>
    <name>ColumnsPopup</name>
    <message>
        <source>Columns of the table</source>
        <translation>Spalten der Tabelle</translation>
    </message>
    <message>
        <source>Find a column</source>
        <translation>Spalte suchen</translation>
    </message>
    <message>
        <source>Columns: Space shows or hides one</source>
        <translation>Spalten: Die Leertaste blendet eine ein oder aus</translation>
    </message>
    <message>
        <source>Alt+↑ and Alt+↓ move a column.</source>
        <translation>Alt+↑ und Alt+↓ verschieben eine Spalte.</translation>
    </message>
    <message>
        <source>Reset Columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Import a list of domains</source>
        <translation>Eine Liste von Domains importieren</translation>
    </message>
    <message>
        <source>Export the batch</source>
        <translation>Den Stapel exportieren</translation>
    </message>
    <message>
        <source>Exporting to {file}…</source>
        <translation>Export nach {file} …</translation>
    </message>
    <message>
        <source>{domains} exported to {file}</source>
        <translation>{domains} nach {file} exportiert</translation>
    </message>
</context>
<context>
    <name>Comparing</name>
    <message>
        <source>Export the comparison</source>
        <translation>Den Vergleich exportieren</translation>
    </message>
    <message>
        <source>The comparison is in {file}.</source>
        <translation>Der Vergleich steht in {file}.</translation>
    </message>
</context>
<context>
    <name>ComparisonPanel</name>
    <message>
        <source>Back to the batch</source>
        <translation>Zurück zum Stapel</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>{before}  →  {after}</source>
        <translation>{before}  →  {after}</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen …</translation>
    </message>
    <message>
        <source>Nothing is different: every domain is as it was before.</source>
        <translation>Kein Unterschied: Jede Domain ist wie zuvor.</translation>
    </message>
    <message>
        <source>The first {shown} are shown; Export writes the other {missing} too.</source>
        <translation>Gezeigt sind die ersten {shown}; der Export schreibt auch die übrigen {missing}.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Show {change}: {count}</source>
        <translation>{change} zeigen: {count}</translation>
    </message>
</context>
<context>
    <name>DetailPanel</name>
    <message>
        <source>Detail of the chosen domain</source>
        <translation>Detail der gewählten Domain</translation>
    </message>
    <message>
        <source>Open the site in the browser</source>
        <translation>Die Website im Browser öffnen</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Try again now</source>
        <translation>Jetzt erneut versuchen</translation>
    </message>
    <message>
        <source>Scan this one domain again at once</source>
        <translation>Nur diese Domain sofort erneut scannen</translation>
    </message>
    <message>
        <source>Copy what failed, why, and what was tried</source>
        <translation>Kopieren, was fehlschlug, warum, und was versucht wurde</translation>
    </message>
    <message>
        <source>Open site</source>
        <translation>Site öffnen</translation>
    </message>
    <message>
        <source>Choose a domain to see everything that was found on it.</source>
        <translation>Wählen Sie eine Domain, um alles zu sehen, was auf ihr gefunden wurde.</translation>
    </message>
    <message>
        <source>{activity}. {done} of {planned} pages are read; what is found appears here at the end.</source>
        <translation>{activity}. {done} von {planned} Seiten sind gelesen; was gefunden wird, erscheint hier am Ende.</translation>
    </message>
    <message>
        <source>Waiting: this domain has not been scanned yet.</source>
        <translation>Wartet: Diese Domain wurde noch nicht gescannt.</translation>
    </message>
    <message>
        <source>This domain is being scanned. What is found appears here when it is done.</source>
        <translation>Diese Domain wird gerade gescannt. Was gefunden wird, erscheint hier, wenn sie fertig ist.</translation>
    </message>
</context>
<context>
    <name>DetailTabs</name>
    <message>
        <source>Kinds of facts</source>
        <translation>Arten von Fakten</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Kontakte</translation>
    </message>
    <message>
        <source>Technologies</source>
        <translation>Technologien</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Time line, 0 to {time}</source>
        <translation>Zeitachse, 0 bis {time}</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Found on</source>
        <translation>Gefunden auf</translation>
    </message>
    <message>
        <source>Technology</source>
        <translation>Technologie</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Time line</source>
        <translation>Zeitachse</translation>
    </message>
    <message>
        <source>Title or failure</source>
        <translation>Titel oder Fehler</translation>
    </message>
</context>
<context>
    <name>DomainEditor</name>
    <message>
        <source>Domains, one a line</source>
        <translation>Domains, eine je Zeile</translation>
    </message>
</context>
<context>
    <name>DomainHistory</name>
    <message>
        <source>Scanned</source>
        <translation>Gescannt</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Looking through the batches…</source>
        <translation>Die Stapel werden durchgesehen …</translation>
    </message>
    <message>
        <source>No batch has this domain any more.</source>
        <translation>Kein Stapel enthält diese Domain mehr.</translation>
    </message>
</context>
<context>
    <name>DomainList</name>
    <message>
        <source>Import…</source>
        <translation>Importieren …</translation>
    </message>
    <message>
        <source>Import a text, CSV or Excel file</source>
        <translation>Eine Text-, CSV- oder Excel-Datei importieren</translation>
    </message>
    <message>
        <source>Import a text, CSV or Excel file (Ctrl+O)</source>
        <translation>Eine Text-, CSV- oder Excel-Datei importieren (Strg+O)</translation>
    </message>
    <message>
        <source>Remove unusable lines</source>
        <translation>Unbrauchbare Zeilen entfernen</translation>
    </message>
    <message>
        <source>Remove duplicates</source>
        <translation>Doppelte entfernen</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Why it cannot be used</source>
        <translation>Warum sie nicht brauchbar ist</translation>
    </message>
    <message>
        <source>Unusable lines</source>
        <translation>Unbrauchbare Zeilen</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>und {count} weitere</translation>
    </message>
    <message>
        <source>1 duplicate</source>
        <translation>1 Dublette</translation>
    </message>
    <message>
        <source>{count} duplicates</source>
        <translation>{count} Dubletten</translation>
    </message>
    <message>
        <source>1 unusable line</source>
        <translation>1 unbrauchbare Zeile</translation>
    </message>
    <message>
        <source>{count} unusable lines</source>
        <translation>{count} unbrauchbare Zeilen</translation>
    </message>
</context>
<context>
    <name>ErrorReportDialog</name>
    <message>
        <source>Report of a Fault</source>
        <translation>Bericht über einen Fehler</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>Der Bericht</translation>
    </message>
    <message>
        <source>The log, which may tell more: {path}</source>
        <translation>Das Protokoll, das vielleicht mehr verrät: {path}</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Open the log&apos;s folder</source>
        <translation>Ordner des Protokolls öffnen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>It happened {count} times.</source>
        <translation>Das geschah {count}-mal.</translation>
    </message>
</context>
<context>
    <name>ErrorReporting</name>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
        <source>Desktop Scanner ended unexpectedly ({at}). What was scanned is kept, and “{name}” can be resumed.</source>
        <translation>Desktop Scanner wurde unerwartet beendet ({at}). Was gescannt wurde, ist erhalten, und „{name}“ kann fortgesetzt werden.</translation>
    </message>
    <message>
        <source>Desktop Scanner ended unexpectedly ({at}). What was scanned is kept.</source>
        <translation>Desktop Scanner wurde unerwartet beendet ({at}). Was gescannt wurde, ist erhalten.</translation>
    </message>
    <message>
        <source>Desktop Scanner ended unexpectedly</source>
        <translation>Desktop Scanner wurde unerwartet beendet</translation>
    </message>
</context>
<context>
    <name>EvidencePane</name>
    <message>
        <source>Where it was found</source>
        <translation>Wo es gefunden wurde</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Open page</source>
        <translation>Seite öffnen</translation>
    </message>
    <message>
        <source>Open the page it was found on in the browser</source>
        <translation>Die Seite, auf der es gefunden wurde, im Browser öffnen</translation>
    </message>
    <message>
        <source>Mark as wrong</source>
        <translation>Als falsch markieren</translation>
    </message>
    <message>
        <source>Choose a row to see where it was found.</source>
        <translation>Wählen Sie eine Zeile, um zu sehen, wo der Wert gefunden wurde.</translation>
    </message>
    <message>
        <source>No longer wrong</source>
        <translation>Nicht mehr falsch</translation>
    </message>
    <message>
        <source>Leave it out on this domain; the row&apos;s menu does everywhere</source>
        <translation>Bei dieser Domain weglassen; überall geht es im Menü der Zeile</translation>
    </message>
    <message>
        <source>No page is kept with it.</source>
        <translation>Dazu ist keine Seite gespeichert.</translation>
    </message>
</context>
<context>
    <name>FactsTree</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy Address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Open in Browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>Mark as Wrong on This Domain</source>
        <translation>Auf dieser Domain als falsch markieren</translation>
    </message>
    <message>
        <source>Mark as Wrong Everywhere</source>
        <translation>Überall als falsch markieren</translation>
    </message>
    <message>
        <source>No Longer Wrong</source>
        <translation>Nicht mehr falsch</translation>
    </message>
</context>
<context>
    <name>FailureView</name>
    <message>
        <source>Tried at</source>
        <translation>Versucht um</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Time line</source>
        <translation>Zeitachse</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>What was tried</source>
        <translation>Was versucht wurde</translation>
    </message>
    <message>
        <source>Ended at: {stage}. {kind} ({code}), {tries}. It may pass when tried again.</source>
        <translation>Endete bei: {stage}. {kind} ({code}), {tries}. Ein neuer Versuch kann gelingen.</translation>
    </message>
    <message>
        <source>Ended at: {stage}. {kind} ({code}), {tries}. Trying again rarely helps.</source>
        <translation>Endete bei: {stage}. {kind} ({code}), {tries}. Ein neuer Versuch hilft selten.</translation>
    </message>
    <message>
        <source>tried once</source>
        <translation>einmal versucht</translation>
    </message>
    <message>
        <source>tried {count} times</source>
        <translation>{count}-mal versucht</translation>
    </message>
    <message>
        <source>{step}: passed.</source>
        <translation>{step}: gelungen.</translation>
    </message>
    <message>
        <source>{step}: ended here.</source>
        <translation>{step}: hier war Schluss.</translation>
    </message>
    <message>
        <source>{step}: not used.</source>
        <translation>{step}: nicht verwendet.</translation>
    </message>
    <message>
        <source>{step}: not reached.</source>
        <translation>{step}: nicht erreicht.</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Saved filters</source>
        <translation>Gespeicherte Filter</translation>
    </message>
    <message>
        <source>Words of the filter</source>
        <translation>Wörter des Filters</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Show all domains</source>
        <translation>Alle Domains zeigen</translation>
    </message>
</context>
<context>
    <name>FilterEdit</name>
    <message>
        <source>Filter the domains</source>
        <translation>Die Domains filtern</translation>
    </message>
    <message>
        <source>Filter: text, or status:failed tech:…</source>
        <translation>Filter: Text oder status:failed tech:…</translation>
    </message>
    <message>
        <source>Empty the filter</source>
        <translation>Den Filter leeren</translation>
    </message>
</context>
<context>
    <name>FilterFault</name>
    <message>
        <source>Mend the filter</source>
        <translation>Filter berichtigen</translation>
    </message>
    <message>
        <source>The filter: {fault}</source>
        <translation>Der Filter: {fault}</translation>
    </message>
    <message>
        <source>Write “{text}”</source>
        <translation>„{text}“ schreiben</translation>
    </message>
</context>
<context>
    <name>FilterHelp</name>
    <message>
        <source>Words of the filter</source>
        <translation>Wörter des Filters</translation>
    </message>
    <message>
        <source>Filter by Words</source>
        <translation>Mit Wörtern filtern</translation>
    </message>
    <message>
        <source>Several words must all be met; values with commas between them are alternatives; a minus before a
word means the others; quotes hold a text together; = before a name means the whole name.</source>
        <translation>Mehrere Wörter müssen alle zutreffen; von Werten mit Kommas dazwischen genügt einer; ein Minus vor einem
Wort meint die übrigen; Anführungszeichen halten einen Text zusammen; = vor einem Namen meint den ganzen.</translation>
    </message>
</context>
<context>
    <name>FilterName</name>
    <message>
        <source>Name of the filter</source>
        <translation>Name des Filters</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>FindingsView</name>
    <message>
        <source>What is known of the server</source>
        <translation>Was vom Server bekannt ist</translation>
    </message>
    <message>
        <source>{server} (asked {time})</source>
        <translation>{server} (gefragt {time})</translation>
    </message>
</context>
<context>
    <name>ImportPreview</name>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Back to the List</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>Domains in</source>
        <translation>Domains in</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>Blatt</translation>
    </message>
    <message>
        <source>Names in</source>
        <translation>Namen in</translation>
    </message>
    <message>
        <source>Separated by</source>
        <translation>Getrennt durch</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Kodierung</translation>
    </message>
    <message>
        <source>Columns that are kept</source>
        <translation>Spalten, die behalten werden</translation>
    </message>
    <message>
        <source>First rows</source>
        <translation>Erste Zeilen</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>Komma</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>Semikolon</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>Bar</source>
        <translation>Strich</translation>
    </message>
    <message>
        <source>Line {number}</source>
        <translation>Zeile {number}</translation>
    </message>
    <message>
        <source>No line</source>
        <translation>Keine Zeile</translation>
    </message>
    <message>
        <source>Keeps {kept} of {all} other columns</source>
        <translation>Behält {kept} von {all} weiteren Spalten</translation>
    </message>
    <message>
        <source>No column holds domains. Choose the one that is meant, or read the file another way.</source>
        <translation>Keine Spalte enthält Domains. Wählen Sie die gemeinte, oder lesen Sie die Datei anders.</translation>
    </message>
    <message>
        <source>The domains are in “{column}”: {domains} of {values} values are domains.</source>
        <translation>Die Domains stehen in „{column}“: {domains} von {values} Werten sind Domains.</translation>
    </message>
    <message>
        <source>Not scanned, though they hold domains too: {columns}. One domain on each line scans them all.</source>
        <translation>Nicht gescannt, obwohl sie auch Domains enthalten: {columns}. Mit einer Domain je Zeile werden alle gescannt.</translation>
    </message>
    <message>
        <source>The whole file: {domains} · duplicates: {duplicates} · unusable lines: {faults}</source>
        <translation>Die ganze Datei: {domains} · doppelt: {duplicates} · unbrauchbare Zeilen: {faults}</translation>
    </message>
</context>
<context>
    <name>JsonView</name>
    <message>
        <source>Result as JSON</source>
        <translation>Ergebnis als JSON</translation>
    </message>
</context>
<context>
    <name>LibraryCommands</name>
    <message>
        <source>None of these domains has failed.</source>
        <translation>Keine dieser Domains ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>“{name}” is deleted, with what was found on {domains}.</source>
        <translation>„{name}“ ist gelöscht, mit allem, was auf {domains} gefunden wurde.</translation>
    </message>
</context>
<context>
    <name>LinesField</name>
    <message>
        <source>One on each line</source>
        <translation>Je Zeile einer</translation>
    </message>
</context>
<context>
    <name>ListFiles</name>
    <message>
        <source>Check the columns of {file}</source>
        <translation>Die Spalten von {file} prüfen</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>Spalten …</translation>
    </message>
    <message>
        <source>Remove {file}</source>
        <translation>{file} entfernen</translation>
    </message>
    <message>
        <source>Remove this file from the list</source>
        <translation>Diese Datei aus der Liste entfernen</translation>
    </message>
</context>
<context>
    <name>ListWelcome</name>
    <message>
        <source>Paste domains, or drop a file here</source>
        <translation>Domains einfügen oder eine Datei hierher ziehen</translation>
    </message>
    <message>
        <source>One a line, as names or addresses of pages. Text, CSV and Excel files are read.</source>
        <translation>Eine je Zeile, als Namen oder Adressen von Seiten. Gelesen werden Text-, CSV- und Excel-Dateien.</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Paste what is on the clipboard ({keys})</source>
        <translation>Den Inhalt der Zwischenablage einfügen ({keys})</translation>
    </message>
    <message>
        <source>Open the Sample Sites</source>
        <translation>Beispielseiten öffnen</translation>
    </message>
    <message>
        <source>Serve made-up sites on this computer, to see what a scan finds; no network</source>
        <translation>Erfundene Seiten auf diesem Rechner bereitstellen, um zu sehen, was ein Scan findet; ohne Netz</translation>
    </message>
    <message>
        <source>Recent lists</source>
        <translation>Zuletzt verwendete Listen</translation>
    </message>
    <message>
        <source>{file} (not found)</source>
        <translation>{file} (nicht gefunden)</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Everything is kept in {path}</source>
        <translation>Alles liegt in {path}</translation>
    </message>
    <message>
        <source>Closing. What is scanned is being stored; the batch can be resumed next time.</source>
        <translation>Wird geschlossen. Was gescannt ist, wird gespeichert; der Stapel kann beim nächsten Mal fortgesetzt werden.</translation>
    </message>
</context>
<context>
    <name>Marking</name>
    <message>
        <source>on {domain}</source>
        <translation>auf {domain}</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>überall</translation>
    </message>
    <message>
        <source>Marked as wrong {where}, in later batches too: {values}.</source>
        <translation>Als falsch markiert ({where}), auch in späteren Stapeln: {values}.</translation>
    </message>
</context>
<context>
    <name>MarksDialog</name>
    <message>
        <source>Marked Values</source>
        <translation>Markierte Werte</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Falsch</translation>
    </message>
    <message>
        <source>Marked</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>No value is marked. Choose one in a domain&apos;s Contacts or Technologies and press Delete.</source>
        <translation>Kein Wert ist markiert. Wählen Sie einen unter Kontakte oder Technologien einer Domain und drücken Sie Entf.</translation>
    </message>
    <message>
        <source>No Longer Wrong</source>
        <translation>Nicht mehr falsch</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>überall</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Die Meldung schließen</translation>
    </message>
</context>
<context>
    <name>NewBatchPanel</name>
    <message>
        <source>Name of the batch</source>
        <translation>Name des Stapels</translation>
    </message>
    <message>
        <source>Named after its first domain</source>
        <translation>Nach seiner ersten Domain benannt</translation>
    </message>
    <message>
        <source>More options</source>
        <translation>Weitere Optionen</translation>
    </message>
    <message>
        <source>Start scanning ({shortcut})</source>
        <translation>Den Scan starten ({shortcut})</translation>
    </message>
    <message>
        <source>“{name}” took the place of the list that stood here.</source>
        <translation>„{name}“ steht nun an der Stelle der bisherigen Liste.</translation>
    </message>
    <message>
        <source>No line of the list names a domain; the reasons stand below it. Correct them, then start.</source>
        <translation>Keine Zeile der Liste nennt eine Domain; die Gründe stehen darunter. Berichtigen Sie sie und starten Sie dann.</translation>
    </message>
    <message>
        <source>There is no domain yet. Type one, paste a list, or import a text, CSV or Excel file.</source>
        <translation>Es gibt noch keine Domain. Geben Sie eine ein, fügen Sie eine Liste ein, oder importieren Sie eine Text-, CSV- oder Excel-Datei.</translation>
    </message>
    <message>
        <source>New batch</source>
        <translation>Neuer Stapel</translation>
    </message>
    <message>
        <source>Each domain is visited, read and described: contacts, technologies, state.</source>
        <translation>Jede Domain wird besucht, gelesen und beschrieben: Kontakte, Technologien, Zustand.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Scan {domains}</source>
        <translation>{domains} scannen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
</context>
<context>
    <name>Notifications</name>
    <message>
        <source>Desktop Scanner</source>
        <translation>Desktop Scanner</translation>
    </message>
    <message>
        <source>&amp;Show Window</source>
        <translation>Fenster &amp;zeigen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>{name}: {state}</source>
        <translation>{name}: {state}</translation>
    </message>
    <message>
        <source>{done} of {total} scanned</source>
        <translation>{done} von {total} gescannt</translation>
    </message>
</context>
<context>
    <name>OptionFields</name>
    <message>
        <source>Back to my settings</source>
        <translation>Zurück zu meinen Einstellungen</translation>
    </message>
    <message>
        <source>Differs from your settings</source>
        <translation>Weicht von Ihren Einstellungen ab</translation>
    </message>
</context>
<context>
    <name>OverviewPanel</name>
    <message>
        <source>Overview of the batch</source>
        <translation>Übersicht über den Stapel</translation>
    </message>
    <message>
        <source>Nothing is scanned yet. Pictures appear here as domains are finished.</source>
        <translation>Noch ist nichts gescannt. Bilder erscheinen hier, sobald Domains fertig sind.</translation>
    </message>
    <message>
        <source>Contacts found</source>
        <translation>Gefundene Kontakte</translation>
    </message>
    <message>
        <source>Technologies</source>
        <translation>Technologien</translation>
    </message>
    <message>
        <source>What stands there</source>
        <translation>Was dort steht</translation>
    </message>
    <message>
        <source>Why domains failed</source>
        <translation>Warum Domains fehlschlugen</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>Countries of postal addresses</source>
        <translation>Länder der Postadressen</translation>
    </message>
    <message>
        <source>Slowest domains</source>
        <translation>Langsamste Domains</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Domains a minute</source>
        <translation>Domains pro Minute</translation>
    </message>
</context>
<context>
    <name>Overviewing</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>Gemeinsam</translation>
    </message>
    <message>
        <source>Export what domains share</source>
        <translation>Gemeinsames der Domains exportieren</translation>
    </message>
    <message>
        <source>{count} shared values are in {file}.</source>
        <translation>{count} gemeinsame Werte stehen in {file}.</translation>
    </message>
</context>
<context>
    <name>PivotsPanel</name>
    <message>
        <source>What domains share</source>
        <translation>Was Domains gemeinsam haben</translation>
    </message>
    <message>
        <source>Show these domains</source>
        <translation>Diese Domains zeigen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Looking for what domains share…</source>
        <translation>Gemeinsames wird gesucht …</translation>
    </message>
    <message>
        <source>No two domains of this batch share an account, icon, certificate, address or e-mail yet.</source>
        <translation>Keine zwei Domains dieses Stapels haben bisher ein Konto, ein Icon, ein Zertifikat, eine Adresse oder E-Mail gemeinsam.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Show {kind}: {count}</source>
        <translation>{kind} zeigen: {count}</translation>
    </message>
</context>
<context>
    <name>ProgressTable</name>
    <message>
        <source>Domains of the batch</source>
        <translation>Domains des Stapels</translation>
    </message>
</context>
<context>
    <name>QuickFilters</name>
    <message>
        <source>Further quick filters</source>
        <translation>Weitere Schnellfilter</translation>
    </message>
    <message>
        <source>Show {status}: {count}</source>
        <translation>{status} zeigen: {count}</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>With e-mail</source>
        <translation>Mit E-Mail</translation>
    </message>
    <message>
        <source>With phone</source>
        <translation>Mit Telefon</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
</context>
<context>
    <name>RecentLists</name>
    <message>
        <source>&amp;Recent Lists</source>
        <translation>&amp;Zuletzt verwendete Listen</translation>
    </message>
    <message>
        <source>&amp;{number}  {file}</source>
        <translation>&amp;{number}  {file}</translation>
    </message>
    <message>
        <source>&amp;Clear This List</source>
        <translation>Diese Liste &amp;leeren</translation>
    </message>
</context>
<context>
    <name>RemoteBar</name>
    <message>
        <source>How the batch stands on its server</source>
        <translation>Wie der Stapel auf seinem Server steht</translation>
    </message>
    <message>
        <source>Token for the server</source>
        <translation>Token für den Server</translation>
    </message>
    <message>
        <source>Another token</source>
        <translation>Anderes Token</translation>
    </message>
    <message>
        <source>Use Token</source>
        <translation>Token verwenden</translation>
    </message>
    <message>
        <source>{word} ({time})</source>
        <translation>{word} ({time})</translation>
    </message>
</context>
<context>
    <name>RemoteForm</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>office</source>
        <translation>buero</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>Mandant</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Its password is written as env:NAME or keyring:NAME, and never stored.</source>
        <translation>Sein Passwort wird als env:NAME oder keyring:NAME geschrieben und nie gespeichert.</translation>
    </message>
    <message>
        <source>Let the token travel unencrypted</source>
        <translation>Das Token unverschlüsselt senden</translation>
    </message>
    <message>
        <source>Use this server where none is chosen</source>
        <translation>Diesen Server verwenden, wo keiner gewählt ist</translation>
    </message>
    <message>
        <source>A name stays; add the server anew under another one.</source>
        <translation>Ein Name bleibt; fügen Sie den Server unter einem anderen neu hinzu.</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>CA file</source>
        <translation>CA-Datei</translation>
    </message>
    <message>
        <source>the system’s authorities only</source>
        <translation>nur die Zertifizierungsstellen des Systems</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Ask every</source>
        <translation>Fragen alle</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>How often the server is asked about a batch; less often while nothing moves there</source>
        <translation>Wie oft der Server nach einem Stapel gefragt wird; seltener, solange sich dort nichts bewegt</translation>
    </message>
    <message>
        <source>The environment variable {variable} holds the token, and comes before any other.</source>
        <translation>Die Umgebungsvariable {variable} enthält das Token und geht jedem anderen vor.</translation>
    </message>
    <message>
        <source>A token is kept in the keyring of this computer. Type another one to replace it.</source>
        <translation>Ein Token liegt im Schlüsselbund dieses Rechners. Tippen Sie ein anderes, um es zu ersetzen.</translation>
    </message>
    <message>
        <source>A token is kept in a file that only you can read. Type another one to replace it.</source>
        <translation>Ein Token liegt in einer Datei, die nur Sie lesen können. Tippen Sie ein anderes, um es zu ersetzen.</translation>
    </message>
    <message>
        <source>Kept in the keyring of this computer, never in the database.</source>
        <translation>Liegt im Schlüsselbund dieses Rechners, nie in der Datenbank.</translation>
    </message>
    <message>
        <source>known</source>
        <translation>bekannt</translation>
    </message>
</context>
<context>
    <name>RemoteMode</name>
    <message>
        <source>Your servers are classic ones, which take no results. A Desktop Scanner server does.</source>
        <translation>Ihre Server sind klassische, die keine Ergebnisse annehmen. Ein Desktop-Scanner-Server tut es.</translation>
    </message>
    <message>
        <source>Send what was found on {domains} of “{name}” to which server?</source>
        <translation>An welchen Server soll gesendet werden, was auf {domains} von „{name}“ gefunden wurde?</translation>
    </message>
    <message>
        <source>Not Now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Send to Ser&amp;ver…</source>
        <translation>An Ser&amp;ver senden …</translation>
    </message>
    <message>
        <source>&amp;Get Results from Server</source>
        <translation>Er&amp;gebnisse vom Server holen</translation>
    </message>
    <message>
        <source>S&amp;ync</source>
        <translation>S&amp;ynchronisieren</translation>
    </message>
    <message>
        <source>S&amp;ync with Servers</source>
        <translation>Mit Servern s&amp;ynchronisieren</translation>
    </message>
    <message>
        <source>&amp;Remote Servers…</source>
        <translation>Se&amp;rver …</translation>
    </message>
</context>
<context>
    <name>RemoteProfiles</name>
    <message>
        <source>Remove “{name}”? Its token is forgotten; batches stay, here and on the server.</source>
        <translation>„{name}“ entfernen? Das Token wird vergessen; Stapel bleiben, hier und auf dem Server.</translation>
    </message>
    <message>
        <source>Keep It</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Save Anyway</source>
        <translation>Trotzdem speichern</translation>
    </message>
    <message>
        <source>Keep It in the File</source>
        <translation>In der Datei ablegen</translation>
    </message>
    <message>
        <source>Not Now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Choose a file of authorities</source>
        <translation>Eine Datei mit Zertifizierungsstellen wählen</translation>
    </message>
</context>
<context>
    <name>RemoteRuns</name>
    <message>
        <source>Keep It in the File</source>
        <translation>In der Datei ablegen</translation>
    </message>
    <message>
        <source>Not Now</source>
        <translation>Nicht jetzt</translation>
    </message>
</context>
<context>
    <name>RemoteStatus</name>
    <message>
        <source>Remote servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Show what waits to be sent or fetched</source>
        <translation>Zeigen, was darauf wartet, gesendet oder geholt zu werden</translation>
    </message>
    <message>
        <source>Remote: {state}</source>
        <translation>Server: {state}</translation>
    </message>
</context>
<context>
    <name>RemotesPanel</name>
    <message>
        <source>Remote servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Add Server</source>
        <translation>Server hinzufügen</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Ask the server what it is, with what stands here</source>
        <translation>Den Server mit den Angaben hier fragen, was er ist</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Wird gefragt …</translation>
    </message>
    <message>
        <source>{name} (default)</source>
        <translation>{name} (Standard)</translation>
    </message>
    <message>
        <source>New server</source>
        <translation>Neuer Server</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Test and Add</source>
        <translation>Testen und hinzufügen</translation>
    </message>
    <message>
        <source>Remote Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Servers that scan lists for you, and keep batches for several people.</source>
        <translation>Server, die Listen für Sie scannen und Stapel für mehrere Personen aufbewahren.</translation>
    </message>
    <message>
        <source>The server</source>
        <translation>Der Server</translation>
    </message>
</context>
<context>
    <name>Retrying</name>
    <message>
        <source>{domain} is back in the list. This batch rests: resume it to scan what waits in it.</source>
        <translation>{domain} steht wieder in der Liste. Dieser Stapel ruht: Setzen Sie ihn fort, um zu scannen, was darin wartet.</translation>
    </message>
    <message>
        <source>{domain} is scanned again as soon as one of the domains in work is done.</source>
        <translation>{domain} wird erneut gescannt, sobald eine der Domains in Arbeit fertig ist.</translation>
    </message>
</context>
<context>
    <name>RunPlaceField</name>
    <message>
        <source>Run on</source>
        <translation>Ausführen auf</translation>
    </message>
    <message>
        <source>Where the batch runs</source>
        <translation>Wo der Stapel läuft</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Scan here, submit to {remote}</source>
        <translation>Hier scannen, an {remote} übergeben</translation>
    </message>
    <message>
        <source>{remote} only (no findings)</source>
        <translation>Nur {remote} (keine Funde)</translation>
    </message>
    <message>
        <source>{remote} is a classic server: it returns no findings, only counts. They are shown beside what is found here.</source>
        <translation>{remote} ist ein klassischer Server: Er liefert keine Funde, nur Zahlen. Sie stehen neben dem, was hier gefunden wird.</translation>
    </message>
    <message>
        <source>{remote} is a classic server: it returns no findings, only counts. What became of each domain stays unknown.</source>
        <translation>{remote} ist ein klassischer Server: Er liefert keine Funde, nur Zahlen. Was aus jeder Domain wurde, bleibt unbekannt.</translation>
    </message>
    <message>
        <source>{remote} scans the list; what it finds is stored here like a scan of this computer.</source>
        <translation>{remote} scannt die Liste; was er findet, wird hier wie ein Scan dieses Rechners gespeichert.</translation>
    </message>
</context>
<context>
    <name>SampleSites</name>
    <message>
        <source>These sites are made for this program and served by it on this computer; no network is needed. Start the scan to see what is found on them.</source>
        <translation>Diese Seiten sind für dieses Programm gemacht, das sie auf diesem Rechner bereitstellt; ein Netz ist nicht nötig. Starten Sie den Scan, um zu sehen, was auf ihnen gefunden wird.</translation>
    </message>
    <message>
        <source>Sample sites</source>
        <translation>Beispielseiten</translation>
    </message>
</context>
<context>
    <name>SavedFilters</name>
    <message>
        <source>Saved filters</source>
        <translation>Gespeicherte Filter</translation>
    </message>
    <message>
        <source>Save the filter as</source>
        <translation>Filter speichern als</translation>
    </message>
    <message>
        <source>There is no filter to save: all domains are shown.</source>
        <translation>Es gibt keinen Filter zu speichern: alle Domains werden gezeigt.</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Rename “{name}” to</source>
        <translation>„{name}“ umbenennen in</translation>
    </message>
    <message>
        <source>The filter “{name}” is deleted.</source>
        <translation>Der Filter „{name}“ ist gelöscht.</translation>
    </message>
</context>
<context>
    <name>SavedListCommands</name>
    <message>
        <source>There is no domain in the list that could be saved.</source>
        <translation>In der Liste steht keine Domain, die gespeichert werden könnte.</translation>
    </message>
    <message>
        <source>The list “{name}” is saved with {domains}, in the place of {before}.</source>
        <translation>Die Liste „{name}“ ist mit {domains} gespeichert, an der Stelle von {before}.</translation>
    </message>
    <message>
        <source>The list “{name}” with {domains} is deleted.</source>
        <translation>Die Liste „{name}“ mit {domains} ist gelöscht.</translation>
    </message>
</context>
<context>
    <name>SavedListsPanel</name>
    <message>
        <source>Saved lists</source>
        <translation>Gespeicherte Listen</translation>
    </message>
    <message>
        <source>Save this list</source>
        <translation>Diese Liste speichern</translation>
    </message>
    <message>
        <source>Save the list in view under a name</source>
        <translation>Die gezeigte Liste unter einem Namen speichern</translation>
    </message>
    <message>
        <source>Lists that you scan again and again.</source>
        <translation>Listen, die Sie immer wieder scannen.</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Scan Now</source>
        <translation>Jetzt &amp;scannen</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
</context>
<context>
    <name>ScanOptions</name>
    <message>
        <source>Several are separated by spaces; what holds spaces stands in quotes.</source>
        <translation>Mehrere werden durch Leerzeichen getrennt; was Leerzeichen enthält, steht in Anführungszeichen.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Search All Batches</source>
        <translation>Alle Stapel durchsuchen</translation>
    </message>
    <message>
        <source>What to look for</source>
        <translation>Wonach gesucht wird</translation>
    </message>
    <message>
        <source>Words, or tech:shopify, email:info@…, phone:+32…, domain:, org:, tracker:</source>
        <translation>Wörter oder tech:shopify, email:info@…, phone:+32…, domain:, org:, tracker:</translation>
    </message>
    <message>
        <source>Domains found</source>
        <translation>Gefundene Domains</translation>
    </message>
    <message>
        <source>Every domain ever scanned, by what was found on it. Press Return to search.</source>
        <translation>Jede je gescannte Domain, nach dem, was auf ihr gefunden wurde. Die Eingabetaste startet die Suche.</translation>
    </message>
    <message>
        <source>No batch has a domain with this.</source>
        <translation>In keinem Stapel gibt es eine Domain damit.</translation>
    </message>
    <message>
        <source>, the most recent ones</source>
        <translation>, die jüngsten</translation>
    </message>
</context>
<context>
    <name>Selection</name>
    <message>
        <source>&amp;Domains</source>
        <translation>&amp;Domains</translation>
    </message>
    <message>
        <source>&amp;Mark as Wrong</source>
        <translation>Als &amp;falsch markieren</translation>
    </message>
    <message>
        <source>Copy with &amp;Headings</source>
        <translation>Mit Ü&amp;berschriften kopieren</translation>
    </message>
    <message>
        <source>Open in &amp;Browser</source>
        <translation>Im &amp;Browser öffnen</translation>
    </message>
    <message>
        <source>&amp;Tag…</source>
        <translation>&amp;Schlagwort …</translation>
    </message>
    <message>
        <source>Select &amp;None</source>
        <translation>&amp;Nichts auswählen</translation>
    </message>
    <message>
        <source>&amp;Invert Selection</source>
        <translation>Auswahl &amp;umkehren</translation>
    </message>
    <message>
        <source>&amp;Export Selection</source>
        <translation>Auswahl &amp;exportieren</translation>
    </message>
    <message>
        <source>Open {count} sites in the browser?</source>
        <translation>{count} Websites im Browser öffnen?</translation>
    </message>
    <message>
        <source>Open the First {count}</source>
        <translation>Die ersten {count} öffnen</translation>
    </message>
    <message>
        <source>Open All</source>
        <translation>Alle öffnen</translation>
    </message>
    <message>
        <source>Copying {domains}…</source>
        <translation>{domains} werden kopiert …</translation>
    </message>
    <message>
        <source>{domains} copied</source>
        <translation>{domains} kopiert</translation>
    </message>
    <message>
        <source>{value} ({kind})</source>
        <translation>{value} ({kind})</translation>
    </message>
</context>
<context>
    <name>SettingGroup</name>
    <message>
        <source>Reset group</source>
        <translation>Gruppe zurücksetzen</translation>
    </message>
    <message>
        <source>Reset all of “{name}” to the defaults</source>
        <translation>Alles unter „{name}“ auf die Vorgaben zurücksetzen</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>Reset to {value}</source>
        <translation>Zurück auf {value}</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Reset “{name}” to {value}</source>
        <translation>„{name}“ zurück auf {value}</translation>
    </message>
    <message>
        <source>Changed. The default is {value}</source>
        <translation>Geändert. Die Vorgabe ist {value}</translation>
    </message>
    <message>
        <source>Add File…</source>
        <translation>Datei dazu…</translation>
    </message>
    <message>
        <source>Add Folder…</source>
        <translation>Ordner dazu…</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Auswählen…</translation>
    </message>
</context>
<context>
    <name>SettingsPanel</name>
    <message>
        <source>Search the settings</source>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Groups of settings</source>
        <translation>Gruppen der Einstellungen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>No setting says “{text}”.</source>
        <translation>In keiner Einstellung steht „{text}“.</translation>
    </message>
    <message>
        <source>“{name}” has its defaults again: {settings}.</source>
        <translation>„{name}“ hat wieder die Vorgaben: {settings}.</translation>
    </message>
    <message>
        <source>Kept in {path}</source>
        <translation>Aufbewahrt in {path}</translation>
    </message>
</context>
<context>
    <name>SideBar</name>
    <message>
        <source>Batches</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>New batch</source>
        <translation>Neuer Stapel</translation>
    </message>
    <message>
        <source>Search all batches</source>
        <translation>Alle Stapel durchsuchen</translation>
    </message>
    <message>
        <source>What you scan is kept here.</source>
        <translation>Was Sie scannen, bleibt hier.</translation>
    </message>
</context>
<context>
    <name>SpeedChart</name>
    <message>
        <source>{mean} domains a minute, {most} at most</source>
        <translation>{mean} Domains pro Minute, höchstens {most}</translation>
    </message>
    <message>
        <source>{time}: {rate} domains a minute</source>
        <translation>{time}: {rate} Domains pro Minute</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
</context>
<context>
    <name>SuggestionList</name>
    <message>
        <source>Completions</source>
        <translation>Vorschläge</translation>
    </message>
</context>
<context>
    <name>Suppressing</name>
    <message>
        <source>Remove {value} from all batches, for good? Later scans leave it out.</source>
        <translation>{value} endgültig aus allen Stapeln entfernen? Spätere Scans lassen es aus.</translation>
    </message>
    <message>
        <source>Remove for Good</source>
        <translation>Endgültig entfernen</translation>
    </message>
    <message>
        <source>Keep It</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>{value} is removed from {count} results, and later scans leave it out.</source>
        <translation>{value} ist aus {count} Ergebnissen entfernt, und spätere Scans lassen es aus.</translation>
    </message>
    <message>
        <source>Copies from before may still hold it; delete them if you need them no more: {files}.</source>
        <translation>Ältere Kopien können es noch enthalten; löschen Sie sie, wenn Sie sie nicht mehr brauchen: {files}.</translation>
    </message>
</context>
<context>
    <name>SuppressionList</name>
    <message>
        <source>Never kept</source>
        <translation>Nie aufbewahrt</translation>
    </message>
    <message>
        <source>Domains and values of people that were removed from all batches; later scans leave them out. Exported files and copies of the database are not touched.</source>
        <translation>Domains und Angaben zu Personen, die aus allen Stapeln entfernt wurden; spätere Scans lassen sie aus. Exportierte Dateien und Kopien der Datenbank bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>What is to be removed</source>
        <translation>Was entfernt werden soll</translation>
    </message>
    <message>
        <source>A domain, e-mail, phone, profile or address</source>
        <translation>Domain, E-Mail, Telefon, Profil oder Adresse</translation>
    </message>
    <message>
        <source>What kind it is</source>
        <translation>Von welcher Art es ist</translation>
    </message>
    <message>
        <source>Any kind</source>
        <translation>Jede Art</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Allow Again</source>
        <translation>Wieder zulassen</translation>
    </message>
</context>
<context>
    <name>SyncPanel</name>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Sync Now</source>
        <translation>Jetzt synchronisieren</translation>
    </message>
    <message>
        <source>Remote Servers…</source>
        <translation>Server …</translation>
    </message>
    <message>
        <source>Try Now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Show Batch</source>
        <translation>Stapel zeigen</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Get Selected</source>
        <translation>Ausgewählte holen</translation>
    </message>
    <message>
        <source>Update List</source>
        <translation>Liste aktualisieren</translation>
    </message>
    <message>
        <source>Show More</source>
        <translation>Mehr zeigen</translation>
    </message>
    <message>
        <source>Use the One from Here</source>
        <translation>Das von hier verwenden</translation>
    </message>
    <message>
        <source>Use the Server’s</source>
        <translation>Das des Servers verwenden</translation>
    </message>
    <message>
        <source>Use the Newer One</source>
        <translation>Das neuere verwenden</translation>
    </message>
    <message>
        <source>Parts of the sync</source>
        <translation>Teile der Synchronisierung</translation>
    </message>
    <message>
        <source>Update the list to see what the server has.</source>
        <translation>Aktualisieren Sie die Liste, um zu sehen, was der Server hat.</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>On the server</source>
        <translation>Auf dem Server</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Konflikte</translation>
    </message>
    <message>
        <source>{name} ({count})</source>
        <translation>{name} ({count})</translation>
    </message>
    <message>
        <source>No server is known yet.</source>
        <translation>Noch ist kein Server bekannt.</translation>
    </message>
    <message>
        <source>A classic server keeps no list of its batches, and no results.</source>
        <translation>Ein klassischer Server führt keine Liste seiner Stapel und behält keine Ergebnisse.</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Synchronisierung</translation>
    </message>
</context>
<context>
    <name>Syncing</name>
    <message>
        <source>The server has no batches yet.</source>
        <translation>Der Server hat noch keine Stapel.</translation>
    </message>
    <message>
        <source>Synced. Results sent: {sent}, fetched: {taken}; conflicts: {conflicts}.</source>
        <translation>Synchronisiert. Ergebnisse gesendet: {sent}, geholt: {taken}; Konflikte: {conflicts}.</translation>
    </message>
    <message>
        <source>Not all could be done; the rest waits. Results sent: {sent}, fetched: {taken}; conflicts: {conflicts}.</source>
        <translation>Nicht alles gelang; der Rest wartet. Ergebnisse gesendet: {sent}, geholt: {taken}; Konflikte: {conflicts}.</translation>
    </message>
</context>
<context>
    <name>TablePreviewModel</name>
    <message>
        <source>Take the domains from this column</source>
        <translation>Die Domains aus dieser Spalte nehmen</translation>
    </message>
</context>
<context>
    <name>TagPopup</name>
    <message>
        <source>Tag domains</source>
        <translation>Schlagwort vergeben</translation>
    </message>
    <message>
        <source>Tag {domains}</source>
        <translation>Schlagwort für {domains}</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Schlagwort</translation>
    </message>
    <message>
        <source>A word of your own</source>
        <translation>Ein eigenes Wort</translation>
    </message>
    <message>
        <source>Tags in use</source>
        <translation>Benutzte Schlagwörter</translation>
    </message>
    <message>
        <source>lead</source>
        <translation>Interessent</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>Tagging</name>
    <message>
        <source>{domains} tagged “{tag}”.</source>
        <translation>{domains} mit dem Schlagwort „{tag}“ versehen.</translation>
    </message>
    <message>
        <source>“{tag}” taken from {domains}.</source>
        <translation>„{tag}“ von {domains} entfernt.</translation>
    </message>
</context>
<context>
    <name>Tidying</name>
    <message>
        <source>Deleted, because they ended longer ago than the settings keep batches: {names}.</source>
        <translation>Gelöscht, weil sie vor längerer Zeit endeten, als die Einstellungen Stapel aufbewahren: {names}.</translation>
    </message>
</context>
<context>
    <name>_View</name>
    <message>
        <source>Saved lists</source>
        <translation>Gespeicherte Listen</translation>
    </message>
</context>
<context>
    <name>absences</name>
    <message>
        <source>No e-mail address, phone number, profile or postal address was found on {pages}.</source>
        <translation>Auf {pages} wurden weder E-Mail-Adresse noch Telefonnummer, Profil oder Anschrift gefunden.</translation>
    </message>
    <message>
        <source>No e-mail address and no phone number was found on {pages}.</source>
        <translation>Auf {pages} wurden weder E-Mail-Adresse noch Telefonnummer gefunden.</translation>
    </message>
    <message>
        <source>Unknown: no organisation is named on {pages}.</source>
        <translation>Unbekannt: Auf {pages} wird keine Organisation genannt.</translation>
    </message>
    <message>
        <source>No technology was recognised on {pages}.</source>
        <translation>Auf {pages} wurde keine Technologie erkannt.</translation>
    </message>
    <message>
        <source>The pages are no longer kept; the facts found on them are.</source>
        <translation>Die Seiten sind nicht mehr gespeichert; die Fakten von dort schon.</translation>
    </message>
    <message>
        <source>the pages that were read</source>
        <translation>den gelesenen Seiten</translation>
    </message>
    <message>
        <source>Unknown: no page was read.</source>
        <translation>Unbekannt: Keine Seite wurde gelesen.</translation>
    </message>
    <message>
        <source>Unknown: no page was read ({reason}).</source>
        <translation>Unbekannt: Keine Seite wurde gelesen ({reason}).</translation>
    </message>
</context>
<context>
    <name>activities</name>
    <message>
        <source>Looking up</source>
        <translation>Name wird aufgelöst</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindung wird aufgebaut</translation>
    </message>
    <message>
        <source>Looking at the other doors</source>
        <translation>Sieht sich die anderen Eingänge an</translation>
    </message>
    <message>
        <source>Reading robots.txt</source>
        <translation>Liest robots.txt</translation>
    </message>
    <message>
        <source>Reading security.txt</source>
        <translation>Liest security.txt</translation>
    </message>
    <message>
        <source>Reading the icon</source>
        <translation>Liest das Symbol</translation>
    </message>
    <message>
        <source>Reading {0}</source>
        <translation>Liest {0}</translation>
    </message>
    <message>
        <source>Trying again in {0}</source>
        <translation>Neuer Versuch in {0}</translation>
    </message>
    <message>
        <source>Waiting: host slot</source>
        <translation>Wartet: Host ist belegt</translation>
    </message>
    <message>
        <source>Waiting: host delay</source>
        <translation>Wartet: Pause für den Host</translation>
    </message>
    <message>
        <source>Waiting: host delay, slowed to {0}</source>
        <translation>Wartet: Pause für den Host, verlangsamt auf {0}</translation>
    </message>
    <message>
        <source>Waiting: address slot</source>
        <translation>Wartet: Adresse ist belegt</translation>
    </message>
    <message>
        <source>Waiting: address delay</source>
        <translation>Wartet: Pause für die Adresse</translation>
    </message>
    <message>
        <source>Waiting: address delay, slowed to {0}</source>
        <translation>Wartet: Pause für die Adresse, verlangsamt auf {0}</translation>
    </message>
    <message>
        <source>Waiting: Retry-After {0}</source>
        <translation>Wartet: Retry-After {0}</translation>
    </message>
    <message>
        <source>Waiting: {0} is down, next try in {1}</source>
        <translation>Wartet: {0} ist ausgefallen, nächster Versuch in {1}</translation>
    </message>
</context>
<context>
    <name>columns</name>
    <message>
        <source>Domain</source>
        <translation>Domain</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>E-mails</source>
        <translation>E-Mails</translation>
    </message>
    <message>
        <source>Phones</source>
        <translation>Telefone</translation>
    </message>
    <message>
        <source>Technologies</source>
        <translation>Technologien</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>As in the list</source>
        <translation>Wie in der Liste</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Failure</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Failure in words</source>
        <translation>Fehler in Worten</translation>
    </message>
    <message>
        <source>HTTP status</source>
        <translation>HTTP-Status</translation>
    </message>
    <message>
        <source>Final address</source>
        <translation>Endadresse</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>E-mail addresses</source>
        <translation>E-Mail-Adressen</translation>
    </message>
    <message>
        <source>Phone numbers</source>
        <translation>Telefonnummern</translation>
    </message>
    <message>
        <source>Fax numbers</source>
        <translation>Faxnummern</translation>
    </message>
    <message>
        <source>Postal addresses</source>
        <translation>Postadressen</translation>
    </message>
    <message>
        <source>Facebook</source>
        <translation>Facebook</translation>
    </message>
    <message>
        <source>Instagram</source>
        <translation>Instagram</translation>
    </message>
    <message>
        <source>LinkedIn</source>
        <translation>LinkedIn</translation>
    </message>
    <message>
        <source>X</source>
        <translation>X</translation>
    </message>
    <message>
        <source>YouTube</source>
        <translation>YouTube</translation>
    </message>
    <message>
        <source>TikTok</source>
        <translation>TikTok</translation>
    </message>
    <message>
        <source>Pinterest</source>
        <translation>Pinterest</translation>
    </message>
    <message>
        <source>GitHub</source>
        <translation>GitHub</translation>
    </message>
    <message>
        <source>Other profiles</source>
        <translation>Weitere Profile</translation>
    </message>
    <message>
        <source>CMS</source>
        <translation>CMS</translation>
    </message>
    <message>
        <source>Icon</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logo</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>{value} + {count} more</source>
        <translation>{value} + {count} weitere</translation>
    </message>
    <message>
        <source>Unknown: the server returns nothing of what it found</source>
        <translation>Unbekannt: Der Server liefert nichts von dem, was er fand</translation>
    </message>
</context>
<context>
    <name>conflicts</name>
    <message>
        <source>Domain</source>
        <translation>Domain</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Scanned here</source>
        <translation>Hier gescannt</translation>
    </message>
    <message>
        <source>Scanned there</source>
        <translation>Dort gescannt</translation>
    </message>
    <message>
        <source>What counts</source>
        <translation>Was gilt</translation>
    </message>
    <message>
        <source>Domains with two results</source>
        <translation>Domains mit zwei Ergebnissen</translation>
    </message>
    <message>
        <source>No conflicts. A domain that was scanned here and on the server since both last agreed stands here; the newest result counts until you choose.</source>
        <translation>Keine Konflikte. Hier steht eine Domain, die seit dem letzten Abgleich hier und auf dem Server gescannt wurde; bis Sie wählen, gilt das neuere Ergebnis.</translation>
    </message>
</context>
<context>
    <name>countries</name>
    <message>
        <source>United Arab Emirates</source>
        <translation>Vereinigte Arabische Emirate</translation>
    </message>
    <message>
        <source>Argentina</source>
        <translation>Argentinien</translation>
    </message>
    <message>
        <source>Austria</source>
        <translation>Österreich</translation>
    </message>
    <message>
        <source>Australia</source>
        <translation>Australien</translation>
    </message>
    <message>
        <source>Belgium</source>
        <translation>Belgien</translation>
    </message>
    <message>
        <source>Bulgaria</source>
        <translation>Bulgarien</translation>
    </message>
    <message>
        <source>Brazil</source>
        <translation>Brasilien</translation>
    </message>
    <message>
        <source>Canada</source>
        <translation>Kanada</translation>
    </message>
    <message>
        <source>Switzerland</source>
        <translation>Schweiz</translation>
    </message>
    <message>
        <source>Chile</source>
        <translation>Chile</translation>
    </message>
    <message>
        <source>China</source>
        <translation>China</translation>
    </message>
    <message>
        <source>Colombia</source>
        <translation>Kolumbien</translation>
    </message>
    <message>
        <source>Cyprus</source>
        <translation>Zypern</translation>
    </message>
    <message>
        <source>Czechia</source>
        <translation>Tschechien</translation>
    </message>
    <message>
        <source>Germany</source>
        <translation>Deutschland</translation>
    </message>
    <message>
        <source>Denmark</source>
        <translation>Dänemark</translation>
    </message>
    <message>
        <source>Estonia</source>
        <translation>Estland</translation>
    </message>
    <message>
        <source>Spain</source>
        <translation>Spanien</translation>
    </message>
    <message>
        <source>Finland</source>
        <translation>Finnland</translation>
    </message>
    <message>
        <source>France</source>
        <translation>Frankreich</translation>
    </message>
    <message>
        <source>United Kingdom</source>
        <translation>Vereinigtes Königreich</translation>
    </message>
    <message>
        <source>Greece</source>
        <translation>Griechenland</translation>
    </message>
    <message>
        <source>Hong Kong</source>
        <translation>Hongkong</translation>
    </message>
    <message>
        <source>Croatia</source>
        <translation>Kroatien</translation>
    </message>
    <message>
        <source>Hungary</source>
        <translation>Ungarn</translation>
    </message>
    <message>
        <source>Ireland</source>
        <translation>Irland</translation>
    </message>
    <message>
        <source>Israel</source>
        <translation>Israel</translation>
    </message>
    <message>
        <source>India</source>
        <translation>Indien</translation>
    </message>
    <message>
        <source>Iceland</source>
        <translation>Island</translation>
    </message>
    <message>
        <source>Italy</source>
        <translation>Italien</translation>
    </message>
    <message>
        <source>Japan</source>
        <translation>Japan</translation>
    </message>
    <message>
        <source>South Korea</source>
        <translation>Südkorea</translation>
    </message>
    <message>
        <source>Liechtenstein</source>
        <translation>Liechtenstein</translation>
    </message>
    <message>
        <source>Lithuania</source>
        <translation>Litauen</translation>
    </message>
    <message>
        <source>Luxembourg</source>
        <translation>Luxemburg</translation>
    </message>
    <message>
        <source>Latvia</source>
        <translation>Lettland</translation>
    </message>
    <message>
        <source>Malta</source>
        <translation>Malta</translation>
    </message>
    <message>
        <source>Mexico</source>
        <translation>Mexiko</translation>
    </message>
    <message>
        <source>Netherlands</source>
        <translation>Niederlande</translation>
    </message>
    <message>
        <source>Norway</source>
        <translation>Norwegen</translation>
    </message>
    <message>
        <source>New Zealand</source>
        <translation>Neuseeland</translation>
    </message>
    <message>
        <source>Poland</source>
        <translation>Polen</translation>
    </message>
    <message>
        <source>Portugal</source>
        <translation>Portugal</translation>
    </message>
    <message>
        <source>Romania</source>
        <translation>Rumänien</translation>
    </message>
    <message>
        <source>Serbia</source>
        <translation>Serbien</translation>
    </message>
    <message>
        <source>Russia</source>
        <translation>Russland</translation>
    </message>
    <message>
        <source>Sweden</source>
        <translation>Schweden</translation>
    </message>
    <message>
        <source>Singapore</source>
        <translation>Singapur</translation>
    </message>
    <message>
        <source>Slovenia</source>
        <translation>Slowenien</translation>
    </message>
    <message>
        <source>Slovakia</source>
        <translation>Slowakei</translation>
    </message>
    <message>
        <source>Türkiye</source>
        <translation>Türkei</translation>
    </message>
    <message>
        <source>Ukraine</source>
        <translation>Ukraine</translation>
    </message>
    <message>
        <source>United States</source>
        <translation>Vereinigte Staaten</translation>
    </message>
    <message>
        <source>South Africa</source>
        <translation>Südafrika</translation>
    </message>
</context>
<context>
    <name>dialogs</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Tells what is behind each domain of a list: alive or not, who runs it, how it is made.</source>
        <translation>Sagt, was hinter jeder Domain einer Liste steckt: ob sie lebt, wer sie betreibt, woraus sie gemacht ist.</translation>
    </message>
    <message>
        <source>Database: {path}</source>
        <translation>Datenbank: {path}</translation>
    </message>
    <message>
        <source>Built with Qt for Python, which is used under the LGPL.</source>
        <translation>Gemacht mit Qt for Python, verwendet unter der LGPL.</translation>
    </message>
</context>
<context>
    <name>differences</name>
    <message>
        <source>Domain and fact</source>
        <translation>Domain und Fakt</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>Something went wrong in Desktop Scanner itself: {error}. Please copy this report and send it.</source>
        <translation>In Desktop Scanner selbst ging etwas schief: {error}. Bitte kopieren Sie diesen Bericht und senden Sie ihn.</translation>
    </message>
</context>
<context>
    <name>fact_rows</name>
    <message>
        <source>E-mail, placeholder</source>
        <translation>E-Mail, Platzhalter</translation>
    </message>
    <message>
        <source>E-mail, {kind}</source>
        <translation>E-Mail, {kind}</translation>
    </message>
    <message>
        <source>{kind}, own domain</source>
        <translation>{kind}, eigene Domain</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>Fax</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Address, {country}</source>
        <translation>Adresse, {country}</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Tracker id</source>
        <translation>Tracker-Kennung</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>start unknown</source>
        <translation>Beginn unbekannt</translation>
    </message>
    <message>
        <source>after {time}</source>
        <translation>nach {time}</translation>
    </message>
    <message>
        <source>Marked as wrong, everywhere</source>
        <translation>Als falsch markiert, überall</translation>
    </message>
    <message>
        <source>Marked as wrong</source>
        <translation>Als falsch markiert</translation>
    </message>
    <message>
        <source>{page} and {count} more</source>
        <translation>{page} und {count} weitere</translation>
    </message>
</context>
<context>
    <name>failure_view</name>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>DNS</source>
        <translation>DNS</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>robots.txt</source>
        <translation>robots.txt</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>succeeded</source>
        <translation>gelungen</translation>
    </message>
    <message>
        <source>after {time}</source>
        <translation>nach {time}</translation>
    </message>
</context>
<context>
    <name>filter</name>
    <message>
        <source>where the domain stands</source>
        <translation>wie es um die Domain steht</translation>
    </message>
    <message>
        <source>why it failed, or at which stage</source>
        <translation>warum sie scheiterte oder in welchem Schritt</translation>
    </message>
    <message>
        <source>what stands behind it</source>
        <translation>was hinter ihr steht</translation>
    </message>
    <message>
        <source>what the server answered</source>
        <translation>was der Server antwortete</translation>
    </message>
    <message>
        <source>pages that were read</source>
        <translation>gelesene Seiten</translation>
    </message>
    <message>
        <source>time that it took</source>
        <translation>benötigte Zeit</translation>
    </message>
    <message>
        <source>e-mail addresses</source>
        <translation>E-Mail-Adressen</translation>
    </message>
    <message>
        <source>phone numbers</source>
        <translation>Telefonnummern</translation>
    </message>
    <message>
        <source>technologies</source>
        <translation>Technologien</translation>
    </message>
    <message>
        <source>content management system</source>
        <translation>Content-Management-System</translation>
    </message>
    <message>
        <source>language of the front page</source>
        <translation>Sprache der Startseite</translation>
    </message>
    <message>
        <source>country of a postal address</source>
        <translation>Land einer Anschrift</translation>
    </message>
    <message>
        <source>profile on a network</source>
        <translation>Profil in einem Netzwerk</translation>
    </message>
    <message>
        <source>part of a postal address</source>
        <translation>Teil einer Anschrift</translation>
    </message>
    <message>
        <source>name of the organisation</source>
        <translation>Name der Organisation</translation>
    </message>
    <message>
        <source>tracker, by kind and id</source>
        <translation>Tracker, nach Art und Kennung</translation>
    </message>
    <message>
        <source>what your own rules found</source>
        <translation>was eigene Regeln fanden</translation>
    </message>
    <message>
        <source>part of the title</source>
        <translation>Teil des Titels</translation>
    </message>
    <message>
        <source>part of the domain</source>
        <translation>Teil der Domain</translation>
    </message>
    <message>
        <source>how the domain ends</source>
        <translation>wie die Domain endet</translation>
    </message>
    <message>
        <source>your own tags of domains</source>
        <translation>Ihre eigenen Schlagwörter von Domains</translation>
    </message>
    <message>
        <source>values marked as wrong</source>
        <translation>als falsch markierte Werte</translation>
    </message>
    <message>
        <source>what domains share</source>
        <translation>was Domains gemeinsam haben</translation>
    </message>
    <message>
        <source>any of the row&apos;s texts, as without a word</source>
        <translation>ein beliebiger Text der Zeile, wie ohne Wort</translation>
    </message>
    <message>
        <source>there is one</source>
        <translation>vorhanden</translation>
    </message>
    <message>
        <source>there is none</source>
        <translation>nicht vorhanden</translation>
    </message>
</context>
<context>
    <name>formats</name>
    <message>
        <source>1 domain</source>
        <translation>1 Domain</translation>
    </message>
    <message>
        <source>{count} domains</source>
        <translation>{count} Domains</translation>
    </message>
    <message>
        <source>1 page</source>
        <translation>1 Seite</translation>
    </message>
    <message>
        <source>{count} pages</source>
        <translation>{count} Seiten</translation>
    </message>
</context>
<context>
    <name>glance</name>
    <message>
        <source>A page without a title</source>
        <translation>Eine Seite ohne Titel</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Reach them</source>
        <translation>Erreichbar</translation>
    </message>
    <message>
        <source>Built with</source>
        <translation>Gebaut mit</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} und {count} weitere</translation>
    </message>
    <message>
        <source>{language}, though the page declares {declared}</source>
        <translation>{language}, obwohl die Seite {declared} angibt</translation>
    </message>
    <message>
        <source>Unknown: the site was not read over HTTPS</source>
        <translation>Unbekannt: Die Site wurde nicht über HTTPS gelesen</translation>
    </message>
    <message>
        <source>▲ Expired on {day}</source>
        <translation>▲ Abgelaufen am {day}</translation>
    </message>
    <message>
        <source>▲ Until {day}, in {count} days</source>
        <translation>▲ Bis {day}, in {count} Tagen</translation>
    </message>
    <message>
        <source>Until {day}, in {count} days</source>
        <translation>Bis {day}, in {count} Tagen</translation>
    </message>
</context>
<context>
    <name>hits</name>
    <message>
        <source>Domain</source>
        <translation>Domain</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Latest batch</source>
        <translation>Jüngster Stapel</translation>
    </message>
    <message>
        <source>Scanned</source>
        <translation>Gescannt</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>Stapel</translation>
    </message>
</context>
<context>
    <name>labels</name>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>Nicht gestartet</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Done, some failed</source>
        <translation>Fertig, manche fehlgeschlagen</translation>
    </message>
    <message>
        <source>All failed</source>
        <translation>Alle fehlgeschlagen</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Waiting: not started</source>
        <translation>Wartet: nicht begonnen</translation>
    </message>
    <message>
        <source>Waiting: its turn</source>
        <translation>Wartet: noch nicht an der Reihe</translation>
    </message>
    <message>
        <source>Waiting: batch paused</source>
        <translation>Wartet: Stapel pausiert</translation>
    </message>
    <message>
        <source>Waiting: interrupted</source>
        <translation>Wartet: unterbrochen</translation>
    </message>
    <message>
        <source>A working site</source>
        <translation>Eine lebende Website</translation>
    </message>
    <message>
        <source>parked</source>
        <translation>geparkt</translation>
    </message>
    <message>
        <source>redirects elsewhere</source>
        <translation>leitet woandershin</translation>
    </message>
    <message>
        <source>blocks visitors</source>
        <translation>sperrt Besucher aus</translation>
    </message>
    <message>
        <source>empty page</source>
        <translation>leere Seite</translation>
    </message>
    <message>
        <source>needs JavaScript</source>
        <translation>braucht JavaScript</translation>
    </message>
    <message>
        <source>an error page</source>
        <translation>eine Fehlerseite</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>Fort</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>The same</source>
        <translation>Gleich</translation>
    </message>
    <message>
        <source>+ gained</source>
        <translation>+ dazugekommen</translation>
    </message>
    <message>
        <source>− lost</source>
        <translation>− verloren</translation>
    </message>
    <message>
        <source>~ changed</source>
        <translation>~ geändert</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Failure</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Final address</source>
        <translation>Endadresse</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Technology</source>
        <translation>Technologie</translation>
    </message>
    <message>
        <source>Tracker</source>
        <translation>Tracker</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Own rule</source>
        <translation>Eigene Regel</translation>
    </message>
    <message>
        <source>not a domain</source>
        <translation>keine Domain</translation>
    </message>
    <message>
        <source>name not found</source>
        <translation>Name nicht gefunden</translation>
    </message>
    <message>
        <source>name servers silent</source>
        <translation>Nameserver antworten nicht</translation>
    </message>
    <message>
        <source>name server error</source>
        <translation>Fehler des Nameservers</translation>
    </message>
    <message>
        <source>connection refused</source>
        <translation>Verbindung abgelehnt</translation>
    </message>
    <message>
        <source>no connection in time</source>
        <translation>keine Verbindung in der Zeit</translation>
    </message>
    <message>
        <source>connection broken off</source>
        <translation>Verbindung abgebrochen</translation>
    </message>
    <message>
        <source>network unreachable</source>
        <translation>Netz nicht erreichbar</translation>
    </message>
    <message>
        <source>address not public</source>
        <translation>Adresse nicht öffentlich</translation>
    </message>
    <message>
        <source>certificate expired</source>
        <translation>Zertifikat abgelaufen</translation>
    </message>
    <message>
        <source>certificate not trusted</source>
        <translation>Zertifikat nicht vertraut</translation>
    </message>
    <message>
        <source>certificate of another name</source>
        <translation>Zertifikat eines anderen Namens</translation>
    </message>
    <message>
        <source>no common TLS version</source>
        <translation>keine gemeinsame TLS-Version</translation>
    </message>
    <message>
        <source>TLS error</source>
        <translation>TLS-Fehler</translation>
    </message>
    <message>
        <source>proxy error</source>
        <translation>Proxy-Fehler</translation>
    </message>
    <message>
        <source>answer is not valid HTTP</source>
        <translation>Antwort ist kein gültiges HTTP</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>keine Antwort in der Zeit</translation>
    </message>
    <message>
        <source>page refused</source>
        <translation>Seite verweigert</translation>
    </message>
    <message>
        <source>server error</source>
        <translation>Fehler des Servers</translation>
    </message>
    <message>
        <source>too many requests</source>
        <translation>zu viele Anfragen</translation>
    </message>
    <message>
        <source>only browsers let in</source>
        <translation>lässt nur Browser ein</translation>
    </message>
    <message>
        <source>too many redirects</source>
        <translation>zu viele Weiterleitungen</translation>
    </message>
    <message>
        <source>redirects in a circle</source>
        <translation>leitet im Kreis weiter</translation>
    </message>
    <message>
        <source>redirect not public</source>
        <translation>Weiterleitung nicht öffentlich</translation>
    </message>
    <message>
        <source>page too large</source>
        <translation>Seite zu groß</translation>
    </message>
    <message>
        <source>page incomplete</source>
        <translation>Seite unvollständig</translation>
    </message>
    <message>
        <source>decompression bomb</source>
        <translation>Dekompressionsbombe</translation>
    </message>
    <message>
        <source>not a web page</source>
        <translation>keine Webseite</translation>
    </message>
    <message>
        <source>page too complex</source>
        <translation>Seite zu verschachtelt</translation>
    </message>
    <message>
        <source>text not readable</source>
        <translation>Text nicht lesbar</translation>
    </message>
    <message>
        <source>robots.txt says no</source>
        <translation>robots.txt sagt nein</translation>
    </message>
    <message>
        <source>time used up</source>
        <translation>Zeit verbraucht</translation>
    </message>
    <message>
        <source>worker crashed</source>
        <translation>Arbeitsprozess gestorben</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>fault of the scanner</source>
        <translation>Fehler des Scanners</translation>
    </message>
    <message>
        <source>Reading the list</source>
        <translation>Liste wird gelesen</translation>
    </message>
    <message>
        <source>Looking up the name</source>
        <translation>Name wird nachgeschlagen</translation>
    </message>
    <message>
        <source>Reaching the proxy</source>
        <translation>Proxy wird erreicht</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindung wird aufgebaut</translation>
    </message>
    <message>
        <source>Encrypting</source>
        <translation>Verschlüsselung wird aufgebaut</translation>
    </message>
    <message>
        <source>Asking robots.txt</source>
        <translation>robots.txt wird gefragt</translation>
    </message>
    <message>
        <source>Asking for the page</source>
        <translation>Seite wird angefragt</translation>
    </message>
    <message>
        <source>Reading the page</source>
        <translation>Seite wird gelesen</translation>
    </message>
    <message>
        <source>Scanning</source>
        <translation>Wird gescannt</translation>
    </message>
</context>
<context>
    <name>languages</name>
    <message>
        <source>Arabic</source>
        <translation>Arabisch</translation>
    </message>
    <message>
        <source>Belarusian</source>
        <translation>Belarussisch</translation>
    </message>
    <message>
        <source>Bulgarian</source>
        <translation>Bulgarisch</translation>
    </message>
    <message>
        <source>Bosnian</source>
        <translation>Bosnisch</translation>
    </message>
    <message>
        <source>Catalan</source>
        <translation>Katalanisch</translation>
    </message>
    <message>
        <source>Czech</source>
        <translation>Tschechisch</translation>
    </message>
    <message>
        <source>Welsh</source>
        <translation>Walisisch</translation>
    </message>
    <message>
        <source>Danish</source>
        <translation>Dänisch</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>Griechisch</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Spanisch</translation>
    </message>
    <message>
        <source>Estonian</source>
        <translation>Estnisch</translation>
    </message>
    <message>
        <source>Basque</source>
        <translation>Baskisch</translation>
    </message>
    <message>
        <source>Persian</source>
        <translation>Persisch</translation>
    </message>
    <message>
        <source>Finnish</source>
        <translation>Finnisch</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Französisch</translation>
    </message>
    <message>
        <source>Irish</source>
        <translation>Irisch</translation>
    </message>
    <message>
        <source>Galician</source>
        <translation>Galicisch</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>Hebräisch</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>Hindi</translation>
    </message>
    <message>
        <source>Croatian</source>
        <translation>Kroatisch</translation>
    </message>
    <message>
        <source>Hungarian</source>
        <translation>Ungarisch</translation>
    </message>
    <message>
        <source>Indonesian</source>
        <translation>Indonesisch</translation>
    </message>
    <message>
        <source>Icelandic</source>
        <translation>Isländisch</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>Italienisch</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>Japanisch</translation>
    </message>
    <message>
        <source>Georgian</source>
        <translation>Georgisch</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>Koreanisch</translation>
    </message>
    <message>
        <source>Luxembourgish</source>
        <translation>Luxemburgisch</translation>
    </message>
    <message>
        <source>Lithuanian</source>
        <translation>Litauisch</translation>
    </message>
    <message>
        <source>Latvian</source>
        <translation>Lettisch</translation>
    </message>
    <message>
        <source>Macedonian</source>
        <translation>Mazedonisch</translation>
    </message>
    <message>
        <source>Malay</source>
        <translation>Malaiisch</translation>
    </message>
    <message>
        <source>Maltese</source>
        <translation>Maltesisch</translation>
    </message>
    <message>
        <source>Norwegian (Bokmål)</source>
        <translation>Norwegisch (Bokmål)</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>Niederländisch</translation>
    </message>
    <message>
        <source>Norwegian (Nynorsk)</source>
        <translation>Norwegisch (Nynorsk)</translation>
    </message>
    <message>
        <source>Norwegian</source>
        <translation>Norwegisch</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>Polnisch</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>Portugiesisch</translation>
    </message>
    <message>
        <source>Romanian</source>
        <translation>Rumänisch</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>Russisch</translation>
    </message>
    <message>
        <source>Slovak</source>
        <translation>Slowakisch</translation>
    </message>
    <message>
        <source>Slovenian</source>
        <translation>Slowenisch</translation>
    </message>
    <message>
        <source>Albanian</source>
        <translation>Albanisch</translation>
    </message>
    <message>
        <source>Serbian</source>
        <translation>Serbisch</translation>
    </message>
    <message>
        <source>Swedish</source>
        <translation>Schwedisch</translation>
    </message>
    <message>
        <source>Thai</source>
        <translation>Thailändisch</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>Türkisch</translation>
    </message>
    <message>
        <source>Ukrainian</source>
        <translation>Ukrainisch</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>Vietnamesisch</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>Chinesisch</translation>
    </message>
</context>
<context>
    <name>outbox</name>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>Nächster Versuch</translation>
    </message>
    <message>
        <source>What waits</source>
        <translation>Was wartet</translation>
    </message>
    <message>
        <source>Nothing waits. What cannot be done at once stands here: why, and when it is tried again.</source>
        <translation>Nichts wartet. Was nicht gleich gelingt, steht hier: warum, und wann es noch einmal versucht wird.</translation>
    </message>
</context>
<context>
    <name>overview</name>
    <message>
        <source>{shown} of {all}</source>
        <translation>{shown} von {all}</translation>
    </message>
    <message>
        <source>{word}: {count}, {share}</source>
        <translation>{word}: {count}, {share}</translation>
    </message>
    <message>
        <source>{word}: {count} of {whole} ({share} %)</source>
        <translation>{word}: {count} von {whole} ({share} %)</translation>
    </message>
    <message>
        <source>{word}: {count} of {whole} scanned ({share} %)</source>
        <translation>{word}: {count} von {whole}, die gescannt sind ({share} %)</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>Social profile</source>
        <translation>Soziales Profil</translation>
    </message>
    <message>
        <source>Postal address</source>
        <translation>Postadresse</translation>
    </message>
    <message>
        <source>{domain}: {time}</source>
        <translation>{domain}: {time}</translation>
    </message>
</context>
<context>
    <name>pivots</name>
    <message>
        <source>Shared</source>
        <translation>Gemeinsam</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Domains</source>
        <translation>Domains</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>Welche</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Icon</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>IP address</source>
        <translation>IP-Adresse</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
</context>
<context>
    <name>remotes</name>
    <message>
        <source>Classic server: it returns counts, no findings</source>
        <translation>Klassischer Server: Er liefert Zahlen, keine Funde</translation>
    </message>
    <message>
        <source>Desktop Scanner server: it returns all findings</source>
        <translation>Desktop-Scanner-Server: Er liefert alle Funde</translation>
    </message>
    <message>
        <source>Have it scanned there</source>
        <translation>Dort scannen lassen</translation>
    </message>
    <message>
        <source>Look through its batches</source>
        <translation>Seine Stapel durchsehen</translation>
    </message>
    <message>
        <source>Fetch results</source>
        <translation>Ergebnisse holen</translation>
    </message>
    <message>
        <source>Send results</source>
        <translation>Ergebnisse senden</translation>
    </message>
    <message>
        <source>Cancel it there</source>
        <translation>Dort abbrechen</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Being done</source>
        <translation>Wird getan</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>May have arrived</source>
        <translation>Kann angekommen sein</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Done, some failed</source>
        <translation>Fertig, manche fehlgeschlagen</translation>
    </message>
    <message>
        <source>All failed</source>
        <translation>Alle fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Not there</source>
        <translation>Nicht dort</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Keep Waiting</source>
        <translation>Weiter warten</translation>
    </message>
    <message>
        <source>Scan the Rest Here</source>
        <translation>Den Rest hier scannen</translation>
    </message>
    <message>
        <source>Submit Again</source>
        <translation>Noch einmal übergeben</translation>
    </message>
    <message>
        <source>Give Up</source>
        <translation>Aufgeben</translation>
    </message>
    <message>
        <source>Forget the Server’s Part</source>
        <translation>Den Teil des Servers vergessen</translation>
    </message>
    <message>
        <source>The one from here: it is newer</source>
        <translation>Das von hier: Es ist neuer</translation>
    </message>
    <message>
        <source>The one from here: you chose it</source>
        <translation>Das von hier: Sie haben es gewählt</translation>
    </message>
    <message>
        <source>The server’s: it is newer</source>
        <translation>Das des Servers: Es ist neuer</translation>
    </message>
    <message>
        <source>The server’s: you chose it</source>
        <translation>Das des Servers: Sie haben es gewählt</translation>
    </message>
    <message>
        <source>Scan It Here</source>
        <translation>Hier scannen</translation>
    </message>
    <message>
        <source>Sync waits (retry at {time})</source>
        <translation>Synchronisierung wartet (Versuch um {time})</translation>
    </message>
    <message>
        <source>Sync waits</source>
        <translation>Synchronisierung wartet</translation>
    </message>
    <message>
        <source>Syncing…</source>
        <translation>Synchronisiert …</translation>
    </message>
    <message>
        <source>{remote} needs a token</source>
        <translation>{remote} braucht ein Token</translation>
    </message>
    <message>
        <source>Syncing {done} of {total}</source>
        <translation>Synchronisiert {done} von {total}</translation>
    </message>
    <message>
        <source>Remote: {count} failed</source>
        <translation>Server: {count} fehlgeschlagen</translation>
    </message>
    <message>
        <source>Remote: {count} to decide</source>
        <translation>Server: {count} zu entscheiden</translation>
    </message>
    <message>
        <source>{remote} reachable</source>
        <translation>{remote} erreichbar</translation>
    </message>
    <message>
        <source>{remote} not tested</source>
        <translation>{remote} nicht getestet</translation>
    </message>
    <message>
        <source>Runs on {remote}</source>
        <translation>Läuft auf {remote}</translation>
    </message>
    <message>
        <source>Scanned here, and on {remote} beside it</source>
        <translation>Hier gescannt und daneben auf {remote}</translation>
    </message>
    <message>
        <source>Also kept on {remote}</source>
        <translation>Liegt auch auf {remote}</translation>
    </message>
    <message>
        <source>Fetched from {remote}</source>
        <translation>Von {remote} geholt</translation>
    </message>
    <message>
        <source>Sent to {remote}</source>
        <translation>An {remote} gesendet</translation>
    </message>
    <message>
        <source>it has told nothing yet</source>
        <translation>er hat noch nichts gesagt</translation>
    </message>
    <message>
        <source>it says: {state}, counts unknown</source>
        <translation>er sagt: {state}, Zahlen unbekannt</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>it says: {state}, {done} of {total} done, failed: {failed}</source>
        <translation>er sagt: {state}, {done} von {total} fertig, fehlgeschlagen: {failed}</translation>
    </message>
    <message>
        <source>Waiting: {remote} scans this batch, and has not told of this domain yet.</source>
        <translation>Wartet: {remote} scannt diesen Stapel und hat von dieser Domain noch nichts gesagt.</translation>
    </message>
    <message>
        <source>Unknown: {remote} is a classic server, and tells only how many domains of a batch are done.</source>
        <translation>Unbekannt: {remote} ist ein klassischer Server und sagt nur, wie viele Domains eines Stapels fertig sind.</translation>
    </message>
    <message>
        <source>Unknown: not told</source>
        <translation>Unbekannt: nicht gesagt</translation>
    </message>
    <message>
        <source>Waiting: on {remote}</source>
        <translation>Wartet: auf {remote}</translation>
    </message>
    <message>
        <source>Not tested yet</source>
        <translation>Noch nicht getestet</translation>
    </message>
    <message>
        <source>This computer has no keyring that takes the token. It can be kept in a file that only you can read, {file}.</source>
        <translation>Dieser Rechner hat keinen Schlüsselbund, der das Token aufnimmt. Es kann in einer Datei liegen, die nur Sie lesen können, {file}.</translation>
    </message>
</context>
<context>
    <name>security_sheet</name>
    <message>
        <source>Bad</source>
        <translation>Schlecht</translation>
    </message>
    <message>
        <source>Weak</source>
        <translation>Schwach</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>HTTPS</source>
        <translation>HTTPS</translation>
    </message>
    <message>
        <source>HTTP to HTTPS</source>
        <translation>HTTP zu HTTPS</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>TLS version</source>
        <translation>TLS-Version</translation>
    </message>
    <message>
        <source>HSTS</source>
        <translation>HSTS</translation>
    </message>
    <message>
        <source>Content policy</source>
        <translation>Content Policy</translation>
    </message>
    <message>
        <source>Framing</source>
        <translation>Einbettung</translation>
    </message>
    <message>
        <source>File types</source>
        <translation>Dateitypen</translation>
    </message>
    <message>
        <source>Referrer</source>
        <translation>Referrer</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Berechtigungen</translation>
    </message>
    <message>
        <source>Isolation</source>
        <translation>Abschottung</translation>
    </message>
    <message>
        <source>Cookies</source>
        <translation>Cookies</translation>
    </message>
    <message>
        <source>Content over HTTP</source>
        <translation>Inhalte über HTTP</translation>
    </message>
    <message>
        <source>Versions told</source>
        <translation>Verratene Versionen</translation>
    </message>
    <message>
        <source>security.txt</source>
        <translation>security.txt</translation>
    </message>
    <message>
        <source>SPF</source>
        <translation>SPF</translation>
    </message>
    <message>
        <source>DMARC</source>
        <translation>DMARC</translation>
    </message>
    <message>
        <source>script, style or frame</source>
        <translation>Skript, Formatvorlage oder Rahmen</translation>
    </message>
    <message>
        <source>picture or film</source>
        <translation>Bild oder Film</translation>
    </message>
    <message>
        <source>form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Unknown: the site gave no answer that could be judged.</source>
        <translation>Unbekannt: Die Site gab keine Antwort, die sich beurteilen ließe.</translation>
    </message>
    <message>
        <source>Not asked for; the option to ask for DNS records is off.</source>
        <translation>Nicht abgefragt; die Option für DNS-Einträge ist aus.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>its own host</source>
        <translation>nur der eigene Host</translation>
    </message>
    <message>
        <source>Stands at</source>
        <translation>Steht unter</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Richtlinie</translation>
    </message>
    <message>
        <source>Thanks to</source>
        <translation>Dank an</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Mängel</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Auf</translation>
    </message>
    <message>
        <source>DNS records</source>
        <translation>DNS-Einträge</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>signiert</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>nicht signiert</translation>
    </message>
    <message>
        <source>Mail servers</source>
        <translation>Mailserver</translation>
    </message>
    <message>
        <source>Name servers</source>
        <translation>Nameserver</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Domain</translation>
    </message>
    <message>
        <source>Unknown: {why}</source>
        <translation>Unbekannt: {why}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>&quot;{0}&quot; answered with something that is not of the v3 API ({1}). Check its address, and whether server and program are of the same time.</source>
        <translation>„{0}“ antwortete mit etwas, das nicht zur v3-API gehört ({1}). Prüfen Sie seine Adresse, und ob Server und Programm aus derselben Zeit sind.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; cannot be used in the form in which it is given. {1}</source>
        <translation>„{0}“ ist in der angegebenen Form nicht brauchbar. {1}</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; cannot stand here</source>
        <translation>„{0}“ darf hier nicht stehen</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; cannot stand in a domain name</source>
        <translation>„{0}“ darf in einem Domainnamen nicht stehen</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; has no earlier batch to be compared with; name two batches.</source>
        <translation>„{0}“ hat keinen früheren Stapel zum Vergleich; nennen Sie zwei Stapel.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; holds a secret ({1}), and settings keep none; write it as env:NAME or keyring:NAME.</source>
        <translation>„{0}“ enthält ein Geheimnis ({1}), und Einstellungen bewahren keine auf; schreiben Sie es als env:NAME oder keyring:NAME.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is a classic server, which {1}.</source>
        <translation>„{0}“ ist ein klassischer Server, der {1}.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is a classic server; it neither takes nor returns results.</source>
        <translation>„{0}“ ist ein klassischer Server; er nimmt keine Ergebnisse an und gibt keine zurück.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no contact; name a page (https://example.com/scanner) or an e-mail address.</source>
        <translation>„{0}“ ist kein Kontakt; nennen Sie eine Seite (https://example.com/scanner) oder eine E-Mail-Adresse.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no domain in its normal form.</source>
        <translation>„{0}“ ist keine Domain in ihrer Normalform.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no domain: {1}.</source>
        <translation>„{0}“ ist keine Domain: {1}.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no host to sign in at ({1}); {2}.</source>
        <translation>„{0}“ ist kein Host, bei dem man sich anmeldet ({1}); {2}.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no name that a certificate can have.</source>
        <translation>„{0}“ ist kein Name, den ein Zertifikat haben kann.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no rule of the form HOST1:PORT1:HOST2:PORT2.</source>
        <translation>„{0}“ ist keine Regel der Form HOST1:PORT1:HOST2:PORT2.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is no tag with a value</source>
        <translation>„{0}“ ist keine Angabe mit einem Wert</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is not a name that DNS can hold.</source>
        <translation>„{0}“ ist kein Name, den DNS enthalten kann.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is not a web address that can be asked for.</source>
        <translation>„{0}“ ist keine Webadresse, die abgefragt werden kann.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is not on the suppression list; `desktop-scanner suppressed` shows it.</source>
        <translation>„{0}“ steht nicht auf der Sperrliste; `desktop-scanner suppressed` zeigt sie.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is nothing that SPF knows</source>
        <translation>„{0}“ kennt SPF nicht</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; is too short to be purged: it would be found in other values too.</source>
        <translation>„{0}“ ist zu kurz, um entfernt zu werden: Es stünde auch in anderen Werten.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; must be a number above {1} and at most {2}.</source>
        <translation>„{0}“ muss eine Zahl über {1} und höchstens {2} sein.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; must be a number from {1} to {2}.</source>
        <translation>„{0}“ muss eine Zahl von {1} bis {2} sein.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; must be a whole path; &quot;{1}&quot; depends on where one stands.</source>
        <translation>„{0}“ muss ein vollständiger Pfad sein; „{1}“ hängt davon ab, wo man steht.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; must be one of {1}.</source>
        <translation>„{0}“ muss eines von {1} sein.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; names a port that does not exist; ports run from 1 to 65535.</source>
        <translation>„{0}“ nennt einen Port, den es nicht gibt; Ports gehen von 1 bis 65535.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; names no DNS server; write its address, such as 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53].</source>
        <translation>„{0}“ nennt keinen DNS-Server; schreiben Sie seine Adresse, etwa 192.0.2.53, 192.0.2.53:5353 oder [2001:db8::53].</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; names port {1}; ports run from 1 to 65535.</source>
        <translation>„{0}“ nennt den Port {1}; Ports gehen von 1 bis 65535.</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; was deleted in this moment.</source>
        <translation>„{0}“ wurde in diesem Augenblick gelöscht.</translation>
    </message>
    <message>
        <source>A PEM file of further certificate authorities to trust.</source>
        <translation>Eine PEM-Datei mit weiteren Zertifizierungsstellen, denen vertraut wird.</translation>
    </message>
    <message>
        <source>A TOML file of rules for values to take from pages (see Rules of your own).</source>
        <translation>Eine TOML-Datei mit Regeln für Werte, die aus Seiten gelesen werden (siehe „Rules of your own“).</translation>
    </message>
    <message>
        <source>A TOML file of rules for values to take from pages, read anew for each batch.</source>
        <translation>Eine TOML-Datei mit Regeln für Werte, die Seiten entnommen werden; für jeden Stapel neu gelesen.</translation>
    </message>
    <message>
        <source>A batch&apos;s name has 1 to {0} characters.</source>
        <translation>Der Name eines Stapels hat 1 bis {0} Zeichen.</translation>
    </message>
    <message>
        <source>A comparison is not written as &quot;{0}&quot;; there are {1}.</source>
        <translation>Ein Vergleich wird nicht als „{0}“ geschrieben; möglich sind {1}.</translation>
    </message>
    <message>
        <source>A fault of Desktop Scanner ended the batch; what was scanned is stored. Please report it with the log.</source>
        <translation>Ein Fehler von Desktop Scanner hat den Stapel beendet; was gescannt wurde, ist gespeichert. Bitte melden Sie ihn mit dem Protokoll.</translation>
    </message>
    <message>
        <source>A fault of Desktop Scanner ended the scan ({0}); please report it with the log.</source>
        <translation>Ein Fehler von Desktop Scanner hat den Scan beendet ({0}); bitte melden Sie ihn mit dem Protokoll.</translation>
    </message>
    <message>
        <source>A fault of Desktop Scanner ended the scan ({0}); please report it.</source>
        <translation>Ein Fehler von Desktop Scanner hat den Scan beendet ({0}); bitte melden Sie ihn.</translation>
    </message>
    <message>
        <source>A list&apos;s name has 1 to {0} characters.</source>
        <translation>Der Name einer Liste hat 1 bis {0} Zeichen.</translation>
    </message>
    <message>
        <source>A note has at most {0} characters; this one has {1}.</source>
        <translation>Eine Notiz hat höchstens {0} Zeichen; diese hat {1}.</translation>
    </message>
    <message>
        <source>A secret of this scan should be in {0}, but it is not there; set it and try again.</source>
        <translation>Ein Geheimnis dieses Scans sollte in {0} stehen, fehlt dort aber; setzen Sie es und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>A server is asked every {0} to {1} s.</source>
        <translation>Ein Server wird alle {0} bis {1} s gefragt.</translation>
    </message>
    <message>
        <source>A session that is stolen is a visitor who is robbed.</source>
        <translation>Wer eine Sitzung stiehlt, bestiehlt einen Besucher.</translation>
    </message>
    <message>
        <source>A tag has 1 to {0} characters and no comma.</source>
        <translation>Ein Schlagwort hat 1 bis {0} Zeichen und kein Komma.</translation>
    </message>
    <message>
        <source>A tenant has up to 128 letters, digits and signs, without spaces; a UUID, most often.</source>
        <translation>Ein Mandant hat bis zu 128 Buchstaben, Ziffern und Zeichen ohne Leerzeichen; meist ist es eine UUID.</translation>
    </message>
    <message>
        <source>A token is not to be pickled.</source>
        <translation>Ein Token wird nicht serialisiert.</translation>
    </message>
    <message>
        <source>Addresses may hold what is none of other sites&apos; business.</source>
        <translation>Adressen können enthalten, was andere Websites nichts angeht.</translation>
    </message>
    <message>
        <source>Allow more time for a domain, or fewer pages.</source>
        <translation>Geben Sie einer Domain mehr Zeit oder lesen Sie weniger Seiten.</translation>
    </message>
    <message>
        <source>Allow private addresses</source>
        <translation>Private Adressen erlauben</translation>
    </message>
    <message>
        <source>Allow private addresses in the options if this is a network of your own.</source>
        <translation>Erlauben Sie in den Optionen private Adressen, wenn dies Ihr eigenes Netz ist.</translation>
    </message>
    <message>
        <source>Allow private, loopback and link-local addresses.</source>
        <translation>Private, Loopback- und Link-Local-Adressen erlauben.</translation>
    </message>
    <message>
        <source>Another program has been preparing the database {0} for {1} seconds. Wait for it or end it, then try again.</source>
        <translation>Ein anderes Programm bereitet die Datenbank {0} seit {1} Sekunden vor. Warten Sie darauf oder beenden Sie es, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>Another program holds the database {0} for too long. Wait for it or end it, then try again.</source>
        <translation>Ein anderes Programm hält die Datenbank {0} zu lange fest. Warten Sie darauf oder beenden Sie es, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>Another window or command has started &quot;{0}&quot; already.</source>
        <translation>Ein anderes Fenster oder ein Befehl hat „{0}“ schon gestartet.</translation>
    </message>
    <message>
        <source>Another window or command has the database {0} open; close it, then try again.</source>
        <translation>Ein anderes Fenster oder ein Befehl hat die Datenbank {0} geöffnet; schließen Sie es und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>Another window or command runs this batch; pause it there first.</source>
        <translation>Ein anderes Fenster oder ein Befehl führt diesen Stapel aus; halten Sie ihn zuerst dort an.</translation>
    </message>
    <message>
        <source>Another window or command runs this batch; wait for it, or cancel it there.</source>
        <translation>Ein anderes Fenster oder ein Befehl führt diesen Stapel aus; warten Sie darauf oder brechen Sie ihn dort ab.</translation>
    </message>
    <message>
        <source>Another window or command syncs just now; wait for its end.</source>
        <translation>Ein anderes Fenster oder ein Befehl gleicht gerade ab; warten Sie, bis das beendet ist.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Ask DNS for a domain&apos;s mail servers, SPF, DMARC, name servers, CAA and DNSSEC.</source>
        <translation>Im DNS nach Mailservern, SPF, DMARC, Nameservern, CAA und DNSSEC einer Domain fragen.</translation>
    </message>
    <message>
        <source>Ask each site for its icon too, to find sites that share it.</source>
        <translation>Auch das Symbol jeder Website laden, um Websites mit demselben zu finden.</translation>
    </message>
    <message>
        <source>Ask each site for its security.txt: one more request.</source>
        <translation>Jede Website nach ihrer security.txt fragen: eine Anfrage mehr.</translation>
    </message>
    <message>
        <source>Ask each site&apos;s robots.txt and keep to it.</source>
        <translation>Die robots.txt jeder Website lesen und beachten.</translation>
    </message>
    <message>
        <source>Ask for news every</source>
        <translation>Nach Neuem fragen alle</translation>
    </message>
    <message>
        <source>Ask these name servers (IP or IP:port) instead of the system&apos;s.</source>
        <translation>Diese Nameserver (IP oder IP:Port) statt der des Systems fragen.</translation>
    </message>
    <message>
        <source>Browsers are not told to ask for nothing but https (HSTS).</source>
        <translation>Browsern wird nicht gesagt, nur noch https zu verwenden (HSTS).</translation>
    </message>
    <message>
        <source>Browsers do not guess the types of files (nosniff).</source>
        <translation>Browser raten den Typ von Dateien nicht (nosniff).</translation>
    </message>
    <message>
        <source>Browsers do not understand what X-Frame-Options says here.</source>
        <translation>Browser verstehen nicht, was X-Frame-Options hier sagt.</translation>
    </message>
    <message>
        <source>Browsers keep to https (HSTS) for {0} only; half a year or more is usual.</source>
        <translation>Browser bleiben nur {0} bei https (HSTS); üblich ist ein halbes Jahr oder mehr.</translation>
    </message>
    <message>
        <source>Browsers keep to https (HSTS) for {0}{1}.</source>
        <translation>Browser bleiben {0} bei https (HSTS){1}.</translation>
    </message>
    <message>
        <source>Browsers may guess the types of files (nosniff is missing).</source>
        <translation>Browser dürfen den Typ von Dateien raten (nosniff fehlt).</translation>
    </message>
    <message>
        <source>Browsers refuse a faulty one; one about to expire is a site about to fail.</source>
        <translation>Browser weisen ein fehlerhaftes zurück; läuft es bald ab, fällt die Website bald aus.</translation>
    </message>
    <message>
        <source>Bytes per domain</source>
        <translation>Bytes je Domain</translation>
    </message>
    <message>
        <source>Bytes per page</source>
        <translation>Bytes je Seite</translation>
    </message>
    <message>
        <source>CA file</source>
        <translation>CA-Datei</translation>
    </message>
    <message>
        <source>Call a batch stalled after</source>
        <translation>Als stehen geblieben gilt nach</translation>
    </message>
    <message>
        <source>Cancel it and close</source>
        <translation>Abbrechen und schließen</translation>
    </message>
    <message>
        <source>Check the proxy&apos;s address and credentials.</source>
        <translation>Prüfen Sie Adresse und Zugangsdaten des Proxys.</translation>
    </message>
    <message>
        <source>Check the spelling; the domain may have expired or never been registered.</source>
        <translation>Prüfen Sie die Schreibweise; die Domain kann abgelaufen oder nie registriert worden sein.</translation>
    </message>
    <message>
        <source>Check this computer&apos;s connection and DNS servers, then try again.</source>
        <translation>Prüfen Sie Verbindung und DNS-Server dieses Rechners und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>Check this computer&apos;s network connection, then try again.</source>
        <translation>Prüfen Sie die Netzwerkverbindung dieses Rechners und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>Closing while a batch runs</source>
        <translation>Schließen, während ein Stapel läuft</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Großzügig</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>Connect to</source>
        <translation>Verbinden mit</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Cookies</source>
        <translation>Cookies</translation>
    </message>
    <message>
        <source>Cookies sent to each scanned site; secret values as env:NAME.</source>
        <translation>Cookies, die jeder Website gesendet werden; geheime Werte als env:NAME.</translation>
    </message>
    <message>
        <source>Correct the domain name and send it again.</source>
        <translation>Berichtigen Sie den Domainnamen und senden Sie ihn noch einmal.</translation>
    </message>
    <message>
        <source>Crawl</source>
        <translation>Crawl</translation>
    </message>
    <message>
        <source>DMARC does not protect the names below the domain (sp=none).</source>
        <translation>DMARC schützt die Namen unterhalb der Domain nicht (sp=none).</translation>
    </message>
    <message>
        <source>DMARC holds for {0} % of the mail only.</source>
        <translation>DMARC gilt nur für {0} % der E-Mails.</translation>
    </message>
    <message>
        <source>DMARC only watches: forged mail is delivered (p=none).</source>
        <translation>DMARC sieht nur zu: Gefälschte E-Mails werden zugestellt (p=none).</translation>
    </message>
    <message>
        <source>DNS servers</source>
        <translation>DNS-Server</translation>
    </message>
    <message>
        <source>DNS was not asked for mail records.</source>
        <translation>Das DNS wurde nicht nach Einträgen für E-Mail gefragt.</translation>
    </message>
    <message>
        <source>DNS was not asked for records: rules of --connect-to lead {0} elsewhere.</source>
        <translation>Das DNS wurde nicht nach Einträgen gefragt: Regeln von --connect-to führen {0} woandershin.</translation>
    </message>
    <message>
        <source>DNS was not asked for records: with a proxy, no question leaves this computer beside it.</source>
        <translation>Das DNS wurde nicht nach Einträgen gefragt: Mit einem Proxy verlässt keine Frage diesen Rechner an ihm vorbei.</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Delay per host</source>
        <translation>Abstand je Host</translation>
    </message>
    <message>
        <source>Delete batches that ended longer ago. 0 keeps them; one with a tag, or that is repeated, always stays.</source>
        <translation>Stapel löschen, die vor längerer Zeit endeten. 0 behält sie; einer mit Schlagwort oder Wiederholung bleibt immer.</translation>
    </message>
    <message>
        <source>Deutsch</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Domains at once</source>
        <translation>Domains gleichzeitig</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Every domain of the list is on the suppression list; `desktop-scanner allow` takes one off.</source>
        <translation>Jede Domain der Liste steht auf der Sperrliste; „desktop-scanner allow“ nimmt eine herunter.</translation>
    </message>
    <message>
        <source>Every site may show this one within its own pages and mislead clicks.</source>
        <translation>Jede Website darf diese in ihre Seiten einbetten und Klicks in die Irre führen.</translation>
    </message>
    <message>
        <source>Every site may show this one within its own pages.</source>
        <translation>Jede Website darf diese in ihre eigenen Seiten einbetten.</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>Ausschließen</translation>
    </message>
    <message>
        <source>Expires is no date of the form 2027-01-31T12:00:00Z.</source>
        <translation>Expires ist kein Datum der Form 2027-01-31T12:00:00Z.</translation>
    </message>
    <message>
        <source>Expires stands there more than once.</source>
        <translation>Expires steht mehr als einmal da.</translation>
    </message>
    <message>
        <source>Extraction</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>F: {0}, which outweighs everything else ({1} of 100 points).</source>
        <translation>F: {0}, was alles andere überwiegt ({1} von 100 Punkten).</translation>
    </message>
    <message>
        <source>Fetch the icon</source>
        <translation>Symbol laden</translation>
    </message>
    <message>
        <source>Folder of the database</source>
        <translation>Ordner der Datenbank</translation>
    </message>
    <message>
        <source>Follow at most this many redirects in a row.</source>
        <translation>Höchstens so vielen Weiterleitungen hintereinander folgen.</translation>
    </message>
    <message>
        <source>Further fingerprints</source>
        <translation>Weitere Erkennungsregeln</translation>
    </message>
    <message>
        <source>Further request headers, as &apos;Name: value&apos;; secrets as env:NAME.</source>
        <translation>Weitere Kopfzeilen der Anfragen als „Name: Wert“; Geheimnisse als env:NAME.</translation>
    </message>
    <message>
        <source>Further tries of a request that failed for a passing cause.</source>
        <translation>Weitere Versuche einer Anfrage, die aus einem vorübergehenden Grund fehlschlug.</translation>
    </message>
    <message>
        <source>Go on in the background</source>
        <translation>Im Hintergrund weiterlaufen</translation>
    </message>
    <message>
        <source>Go on reading when contacts, imprint and team are found.</source>
        <translation>Weiterlesen, auch wenn Kontakt, Impressum und Team gefunden sind.</translation>
    </message>
    <message>
        <source>Graded only where there is one: it must be valid and not have expired.</source>
        <translation>Nur benotet, wo es eine gibt: Sie muss gültig und darf nicht abgelaufen sein.</translation>
    </message>
    <message>
        <source>HOST1:PORT1:HOST2:PORT2: send requests for the first pair to the second.</source>
        <translation>HOST1:PORT1:HOST2:PORT2: Anfragen an das erste Paar an das zweite senden.</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Kopfzeilen</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Honour a server&apos;s Retry-After up to this many seconds.</source>
        <translation>Das Retry-After eines Servers bis zu so vielen Sekunden befolgen.</translation>
    </message>
    <message>
        <source>How far colours are apart; high has words of 7 to 1 and stronger lines.</source>
        <translation>Wie weit Farben auseinander liegen; hoch heißt Schrift mit 7 zu 1 und stärkere Linien.</translation>
    </message>
    <message>
        <source>How long a server&apos;s counts may stand still before that is told.</source>
        <translation>Wie lange die Zahlen eines Servers stillstehen dürfen, bevor das gemeldet wird.</translation>
    </message>
    <message>
        <source>How much of a site is read. New batches start with these.</source>
        <translation>Wie viel einer Website gelesen wird. Neue Stapel beginnen damit.</translation>
    </message>
    <message>
        <source>How often a server is asked how its batch goes, where its profile says nothing else.</source>
        <translation>Wie oft ein Server nach seinem Stapel gefragt wird, wo sein Profil nichts anderes sagt.</translation>
    </message>
    <message>
        <source>How servers that scan for you are asked.</source>
        <translation>Wie Server gefragt werden, die für Sie scannen.</translation>
    </message>
    <message>
        <source>How sites are reached. New batches start with these.</source>
        <translation>Wie Websites erreicht werden. Neue Stapel beginnen damit.</translation>
    </message>
    <message>
        <source>How sites are treated. New batches start with these.</source>
        <translation>Wie mit Websites umgegangen wird. Neue Stapel beginnen damit.</translation>
    </message>
    <message>
        <source>How the window looks.</source>
        <translation>Wie das Fenster aussieht.</translation>
    </message>
    <message>
        <source>In the proxy&apos;s user name and password, / ? # and @ are written as %2F %3F %23 and %40.</source>
        <translation>In Benutzername und Passwort des Proxys schreibt man / ? # und @ als %2F %3F %23 und %40.</translation>
    </message>
    <message>
        <source>Include</source>
        <translation>Einschließen</translation>
    </message>
    <message>
        <source>It answers at {0}, not where its documentation says; this is taken care of.</source>
        <translation>Er antwortet unter {0}, nicht wo seine Dokumentation es sagt; das wird berücksichtigt.</translation>
    </message>
    <message>
        <source>It cannot tell a batch that is sent again from a new one, so one whose answer is lost is not sent again unasked.</source>
        <translation>Er kann einen noch einmal gesendeten Stapel nicht von einem neuen unterscheiden; einer, dessen Antwort verloren ging, wird daher nicht ungefragt noch einmal gesendet.</translation>
    </message>
    <message>
        <source>It decides what becomes of forged mail; graded only with DNS on.</source>
        <translation>Er entscheidet, was aus gefälschten E-Mails wird; nur mit DNS benotet.</translation>
    </message>
    <message>
        <source>It does not say until when it holds (Expires).</source>
        <translation>Sie sagt nicht, bis wann sie gilt (Expires).</translation>
    </message>
    <message>
        <source>It expired on {0}.</source>
        <translation>Sie ist am {0} abgelaufen.</translation>
    </message>
    <message>
        <source>It expires in more than a year, when it may long be outdated.</source>
        <translation>Sie läuft erst in mehr als einem Jahr ab, wenn sie längst veraltet sein kann.</translation>
    </message>
    <message>
        <source>It is cancelled here; a classic server cannot be asked to, and may go on with it.</source>
        <translation>Hier ist er abgebrochen; einen klassischen Server kann man nicht darum bitten, er fährt vielleicht damit fort.</translation>
    </message>
    <message>
        <source>It is the strongest means against foreign scripts in a page.</source>
        <translation>Es ist das stärkste Mittel gegen fremde Skripte in einer Seite.</translation>
    </message>
    <message>
        <source>It keeps browsers from being led to http again.</source>
        <translation>Es verhindert, dass Browser wieder zu http geführt werden.</translation>
    </message>
    <message>
        <source>It limits what an embedded page may do; few sites need it.</source>
        <translation>Es begrenzt, was eine eingebettete Seite darf; wenige Websites brauchen es.</translation>
    </message>
    <message>
        <source>It names nobody to write to (Contact).</source>
        <translation>Sie nennt niemanden, dem man schreiben kann (Contact).</translation>
    </message>
    <message>
        <source>It refuses the token, or this tenant with it; give it another one.</source>
        <translation>Er weist das Token ab, oder diesen Mandanten damit; geben Sie ihm ein anderes.</translation>
    </message>
    <message>
        <source>It returns no results, only counts; scan the list here as well to see what is found.</source>
        <translation>Er liefert keine Ergebnisse, nur Zahlen; scannen Sie die Liste auch hier, um zu sehen, was gefunden wird.</translation>
    </message>
    <message>
        <source>It runs in development mode and accepts any token: whoever reaches it can use it and see its batches.</source>
        <translation>Er läuft im Entwicklungsmodus und nimmt jedes Token an: Wer ihn erreicht, kann ihn benutzen und seine Stapel sehen.</translation>
    </message>
    <message>
        <source>It wants a token, and none is known for it.</source>
        <translation>Er verlangt ein Token, und für ihn ist keines bekannt.</translation>
    </message>
    <message>
        <source>It was cancelled from here.</source>
        <translation>Er wurde von hier aus abgebrochen.</translation>
    </message>
    <message>
        <source>It was given up.</source>
        <translation>Er wurde aufgegeben.</translation>
    </message>
    <message>
        <source>It was read over http; it must be served over https.</source>
        <translation>Sie wurde über http gelesen; sie muss über https ausgeliefert werden.</translation>
    </message>
    <message>
        <source>Its clock and that of this computer differ by {0} s; times of batches are its own.</source>
        <translation>Seine Uhr und die dieses Rechners gehen um {0} s auseinander; die Zeiten der Stapel sind seine eigenen.</translation>
    </message>
    <message>
        <source>Its type is not text/plain.</source>
        <translation>Ihr Typ ist nicht text/plain.</translation>
    </message>
    <message>
        <source>Keep batches</source>
        <translation>Stapel aufbewahren</translation>
    </message>
    <message>
        <source>Keep pages and evidence</source>
        <translation>Seiten und Belege aufbewahren</translation>
    </message>
    <message>
        <source>Keep the text around what is found</source>
        <translation>Text um Gefundenes aufbewahren</translation>
    </message>
    <message>
        <source>Know technologies by these files or folders of rules (Wappalyzer schema) as well.</source>
        <translation>Technologien auch an diesen Dateien oder Ordnern mit Regeln erkennen (Wappalyzer-Schema).</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Links and habits lead to http; those visitors must come to https too.</source>
        <translation>Links und Gewohnheit führen zu http; auch diese Besucher müssen zu https gelangen.</translation>
    </message>
    <message>
        <source>Longest Retry-After</source>
        <translation>Längstes Retry-After</translation>
    </message>
    <message>
        <source>Look up mail records</source>
        <translation>Einträge für E-Mail nachschlagen</translation>
    </message>
    <message>
        <source>Mail that forges the domain&apos;s name is {0} (p={1}).</source>
        <translation>E-Mails, die den Namen der Domain fälschen, werden {0} (p={1}).</translation>
    </message>
    <message>
        <source>Milliseconds between two requests&apos; starts at one host.</source>
        <translation>Millisekunden zwischen dem Beginn zweier Anfragen an einen Host.</translation>
    </message>
    <message>
        <source>More than {0} formatting elements of the page are left open.</source>
        <translation>Mehr als {0} Formatierungselemente der Seite sind nicht geschlossen.</translation>
    </message>
    <message>
        <source>More was found on {0} than one result can hold.</source>
        <translation>Auf {0} wurde mehr gefunden, als ein Ergebnis fassen kann.</translation>
    </message>
    <message>
        <source>Name the issuer&apos;s certificate as CA file if you trust it, or scan with checks off.</source>
        <translation>Geben Sie das Zertifikat des Ausstellers als CA-Datei an, wenn Sie ihm vertrauen, oder scannen Sie ohne Prüfung.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Never read pages whose path matches one of these patterns (* and ?).</source>
        <translation>Nie Seiten lesen, deren Pfad zu einem dieser Muster passt (* und ?).</translation>
    </message>
    <message>
        <source>No DMARC record says what becomes of mail that forges the domain&apos;s name.</source>
        <translation>Kein DMARC-Eintrag sagt, was aus E-Mails wird, die den Namen der Domain fälschen.</translation>
    </message>
    <message>
        <source>No SPF record says which servers send the domain&apos;s mail.</source>
        <translation>Kein SPF-Eintrag sagt, welche Server die E-Mails der Domain senden.</translation>
    </message>
    <message>
        <source>No batch has the domain {0}.</source>
        <translation>Kein Stapel hat die Domain {0}.</translation>
    </message>
    <message>
        <source>No batch is called &quot;{0}&quot;; `desktop-scanner batches` lists them.</source>
        <translation>Kein Stapel heißt „{0}“; „desktop-scanner batches“ listet sie auf.</translation>
    </message>
    <message>
        <source>No certificate was seen.</source>
        <translation>Es war kein Zertifikat zu sehen.</translation>
    </message>
    <message>
        <source>No column of {0} holds domain names; say which one with --column. Its columns are {1}.</source>
        <translation>Keine Spalte von {0} enthält Domainnamen; nennen Sie eine mit --column. Die Spalten sind {1}.</translation>
    </message>
    <message>
        <source>No cookies were set on the pages that were read.</source>
        <translation>Auf den gelesenen Seiten wurden keine Cookies gesetzt.</translation>
    </message>
    <message>
        <source>No copy of the database could be made at {0}: {1}. It is not changed without one; make the folder writable or free some space, then try again.</source>
        <translation>Unter {0} konnte keine Kopie der Datenbank angelegt werden: {1}. Ohne Kopie wird sie nicht geändert; machen Sie den Ordner beschreibbar oder schaffen Sie Platz, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>No domain of this batch is left to be scanned.</source>
        <translation>In diesem Stapel ist keine Domain mehr zu scannen.</translation>
    </message>
    <message>
        <source>No encrypted connection was made.</source>
        <translation>Es kam keine verschlüsselte Verbindung zustande.</translation>
    </message>
    <message>
        <source>No name server answered within {0} s when asked for {1} ({2}).</source>
        <translation>Kein Nameserver antwortete binnen {0} s auf die Frage nach {1} ({2}).</translation>
    </message>
    <message>
        <source>No page of the site was read.</source>
        <translation>Keine Seite der Website wurde gelesen.</translation>
    </message>
    <message>
        <source>No page takes anything over http.</source>
        <translation>Keine Seite lädt etwas über http.</translation>
    </message>
    <message>
        <source>No remote is known yet; `desktop-scanner remote add NAME URL` adds one.</source>
        <translation>Noch ist kein Server bekannt; „desktop-scanner remote add NAME URL“ fügt einen hinzu.</translation>
    </message>
    <message>
        <source>No result has the value &quot;{0}&quot;; check how it is written, or name its --kind.</source>
        <translation>Kein Ergebnis hat den Wert „{0}“; prüfen Sie die Schreibweise oder nennen Sie seine Art mit --kind.</translation>
    </message>
    <message>
        <source>No server scans this batch; there is nothing to decide.</source>
        <translation>Kein Server scannt diesen Stapel; es gibt nichts zu entscheiden.</translation>
    </message>
    <message>
        <source>Nobody knows whether the server took the batch: its answer was lost. Sent again, the list may be scanned twice there; this server cannot tell.</source>
        <translation>Niemand weiß, ob der Server den Stapel angenommen hat: Seine Antwort ging verloren. Noch einmal gesendet, wird die Liste dort vielleicht zweimal gescannt; dieser Server kann das nicht unterscheiden.</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Nothing has moved on the server for {0}; if it was restarted, the batch stays as it is.</source>
        <translation>Auf dem Server bewegt sich seit {0} nichts; wurde er neu gestartet, bleibt der Stapel, wie er ist.</translation>
    </message>
    <message>
        <source>Nothing of the database {0} can be read. Put a copy of it back, or move it away to begin with a new one.</source>
        <translation>Von der Datenbank {0} ist nichts lesbar. Spielen Sie eine Kopie zurück, oder verschieben Sie sie, um mit einer neuen zu beginnen.</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Of {0} only the sheet &quot;{1}&quot; is read; --sheet names another.</source>
        <translation>Von {0} wird nur das Blatt „{1}“ gelesen; --sheet nennt ein anderes.</translation>
    </message>
    <message>
        <source>One element of the page has more than {0} attributes.</source>
        <translation>Ein Element der Seite hat mehr als {0} Attribute.</translation>
    </message>
    <message>
        <source>One value is too large for the database {0}; it was not stored. Please report this with the log.</source>
        <translation>Ein Wert ist zu groß für die Datenbank {0}; er wurde nicht gespeichert. Bitte melden Sie das mit dem Protokoll.</translation>
    </message>
    <message>
        <source>Only after</source>
        <translation>Erst nach</translation>
    </message>
    <message>
        <source>Other sites are told little of where a visitor comes from.</source>
        <translation>Andere Websites erfahren wenig davon, woher ein Besucher kommt.</translation>
    </message>
    <message>
        <source>Other sites are told the full address that a visitor comes from, even unencrypted.</source>
        <translation>Andere Websites erfahren die volle Adresse, von der ein Besucher kommt, sogar unverschlüsselt.</translation>
    </message>
    <message>
        <source>Other sites are told the full address that a visitor comes from.</source>
        <translation>Andere Websites erfahren die volle Adresse, von der ein Besucher kommt.</translation>
    </message>
    <message>
        <source>Other sites cannot show this one within their pages.</source>
        <translation>Andere Websites können diese nicht in ihre Seiten einbetten.</translation>
    </message>
    <message>
        <source>Others can read the file of tokens {0}. Make it yours: chmod 600 FILE.</source>
        <translation>Andere können die Token-Datei {0} lesen. Schränken Sie sie auf sich ein: chmod 600 DATEI.</translation>
    </message>
    <message>
        <source>Own rules</source>
        <translation>Eigene Regeln</translation>
    </message>
    <message>
        <source>Pages are kept apart from other sites.</source>
        <translation>Die Seiten sind von anderen Websites getrennt.</translation>
    </message>
    <message>
        <source>Pages are not kept apart from other sites&apos; windows.</source>
        <translation>Die Seiten sind von den Fenstern anderer Websites nicht getrennt.</translation>
    </message>
    <message>
        <source>Pages are shown unencrypted instead of forwarding to https.</source>
        <translation>Seiten werden unverschlüsselt gezeigt, statt zu https weiterzuleiten.</translation>
    </message>
    <message>
        <source>Pages per domain</source>
        <translation>Seiten je Domain</translation>
    </message>
    <message>
        <source>Parquet needs the library pyarrow, which is not installed: install it with `pip install &quot;desktop-scanner[parquet]&quot;`, or export as CSV or XLSX.</source>
        <translation>Parquet braucht die Bibliothek pyarrow, die nicht installiert ist: Installieren Sie sie mit `pip install &quot;desktop-scanner[parquet]&quot;`, oder exportieren Sie als CSV oder XLSX.</translation>
    </message>
    <message>
        <source>Pause it and close</source>
        <translation>Anhalten und schließen</translation>
    </message>
    <message>
        <source>Politeness</source>
        <translation>Rücksicht</translation>
    </message>
    <message>
        <source>Preferred-Languages stands there more than once.</source>
        <translation>Preferred-Languages steht mehr als einmal da.</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <source>Proxies</source>
        <translation>Proxys</translation>
    </message>
    <message>
        <source>Raise the limit of bytes for a page if you need this one.</source>
        <translation>Erhöhen Sie die Grenze der Bytes je Seite, wenn Sie diese brauchen.</translation>
    </message>
    <message>
        <source>Read at most this many pages of a domain.</source>
        <translation>Höchstens so viele Seiten einer Domain lesen.</translation>
    </message>
    <message>
        <source>Read at most this much of a domain.</source>
        <translation>Höchstens so viel von einer Domain lesen.</translation>
    </message>
    <message>
        <source>Read only pages whose path matches one of these patterns (* and ?).</source>
        <translation>Nur Seiten lesen, deren Pfad zu einem dieser Muster passt (* und ?).</translation>
    </message>
    <message>
        <source>Read pages of at most this many bytes, decoded.</source>
        <translation>Seiten von höchstens so vielen Bytes lesen, entpackt.</translation>
    </message>
    <message>
        <source>Read security.txt</source>
        <translation>security.txt lesen</translation>
    </message>
    <message>
        <source>Read sites with a faulty certificate; the fault is still recorded.</source>
        <translation>Websites mit fehlerhaftem Zertifikat lesen; der Fehler wird trotzdem festgehalten.</translation>
    </message>
    <message>
        <source>Redirects</source>
        <translation>Weiterleitungen</translation>
    </message>
    <message>
        <source>Remote</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Remove them from results that are older, and give their space back; what was found stays. 0 keeps them.</source>
        <translation>Aus älteren Ergebnissen entfernen und den Platz freigeben; was gefunden wurde, bleibt. 0 behält sie.</translation>
    </message>
    <message>
        <source>Requests in flight at one IP address.</source>
        <translation>Anfragen gleichzeitig an eine IP-Adresse.</translation>
    </message>
    <message>
        <source>Requests in flight at one host.</source>
        <translation>Anfragen gleichzeitig an einen Host.</translation>
    </message>
    <message>
        <source>Requests per address</source>
        <translation>Anfragen je Adresse</translation>
    </message>
    <message>
        <source>Requests per host</source>
        <translation>Anfragen je Host</translation>
    </message>
    <message>
        <source>Respect robots.txt</source>
        <translation>robots.txt beachten</translation>
    </message>
    <message>
        <source>Resume the batch to scan it.</source>
        <translation>Setzen Sie den Stapel fort, um sie zu scannen.</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Row height</source>
        <translation>Zeilenhöhe</translation>
    </message>
    <message>
        <source>Rows are not filtered by &quot;{0}:&quot;.</source>
        <translation>Nach „{0}:“ wird nicht gefiltert.</translation>
    </message>
    <message>
        <source>SPF says which servers send the domain&apos;s mail, {0}, in {1}.</source>
        <translation>SPF sagt, welche Server die E-Mails der Domain senden, {0}, in {1}.</translation>
    </message>
    <message>
        <source>Say with --kind whether &quot;{0}&quot; is a domain or a social profile.</source>
        <translation>Sagen Sie mit --kind, ob „{0}“ eine Domain oder ein Profil eines sozialen Netzes ist.</translation>
    </message>
    <message>
        <source>Scan this many domains at the same time.</source>
        <translation>So viele Domains gleichzeitig scannen.</translation>
    </message>
    <message>
        <source>Seconds for one domain, waiting for a slot not counted.</source>
        <translation>Sekunden für eine Domain; Warten auf einen freien Platz zählt nicht.</translation>
    </message>
    <message>
        <source>Seconds for one request, from first byte to last.</source>
        <translation>Sekunden für eine Anfrage, vom ersten Byte bis zum letzten.</translation>
    </message>
    <message>
        <source>Settings of Desktop Scanner. `desktop-scanner settings list` names all of them.</source>
        <translation>Einstellungen von Desktop Scanner. `desktop-scanner settings list` nennt alle.</translation>
    </message>
    <message>
        <source>Show an icon in the tray</source>
        <translation>Symbol im Infobereich zeigen</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Skip certificate checks</source>
        <translation>Zertifikate nicht prüfen</translation>
    </message>
    <message>
        <source>Steps above or below the system&apos;s text size, a tenth each. Holds from the next start on.</source>
        <translation>Stufen über oder unter der Schriftgröße des Systems, je ein Zehntel. Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Store the words around each value, which may tell of people, as its evidence.</source>
        <translation>Die Wörter um jeden Wert, die von Personen erzählen können, als Beleg speichern.</translation>
    </message>
    <message>
        <source>Strict-Transport-Security names no time for which it holds.</source>
        <translation>Strict-Transport-Security nennt keine Zeit, für die es gilt.</translation>
    </message>
    <message>
        <source>Tell only of batches that ran for at least this long.</source>
        <translation>Nur Stapel melden, die mindestens so lange liefen.</translation>
    </message>
    <message>
        <source>Tell when a batch has ended</source>
        <translation>Melden, wenn ein Stapel endet</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>The CA file {0} cannot be read: {1}. Check its path.</source>
        <translation>Die CA-Datei {0} kann nicht gelesen werden: {1}. Prüfen Sie den Pfad.</translation>
    </message>
    <message>
        <source>The CA file {0} holds no certificate in PEM form; name one that does.</source>
        <translation>Die CA-Datei {0} enthält kein Zertifikat im PEM-Format; nennen Sie eine, die eines enthält.</translation>
    </message>
    <message>
        <source>The Content-Security-Policy does not limit where scripts come from.</source>
        <translation>Die Content-Security-Policy begrenzt nicht, woher Skripte kommen.</translation>
    </message>
    <message>
        <source>The Content-Security-Policy has gaps: {0}.</source>
        <translation>Die Content-Security-Policy hat Lücken: {0}.</translation>
    </message>
    <message>
        <source>The Content-Security-Policy keeps foreign scripts out{0}.</source>
        <translation>Die Content-Security-Policy hält fremde Skripte fern{0}.</translation>
    </message>
    <message>
        <source>The Content-Security-Policy only reports what it would forbid.</source>
        <translation>Die Content-Security-Policy meldet nur, was sie verbieten würde.</translation>
    </message>
    <message>
        <source>The DMARC record has a fault: {0}.</source>
        <translation>Der DMARC-Eintrag hat einen Fehler: {0}.</translation>
    </message>
    <message>
        <source>The DMARC record is void: {0}.</source>
        <translation>Der DMARC-Eintrag ist unwirksam: {0}.</translation>
    </message>
    <message>
        <source>The SPF record is void: {0}.</source>
        <translation>Der SPF-Eintrag ist unwirksam: {0}.</translation>
    </message>
    <message>
        <source>The SPF record lets every server send the domain&apos;s mail (+all).</source>
        <translation>Der SPF-Eintrag lässt jeden Server E-Mails der Domain senden (+all).</translation>
    </message>
    <message>
        <source>The SPF record says nothing of servers that it does not name.</source>
        <translation>Der SPF-Eintrag sagt nichts über Server, die er nicht nennt.</translation>
    </message>
    <message>
        <source>The SPF record uses ptr, which should not be used.</source>
        <translation>Der SPF-Eintrag verwendet ptr, was man nicht tun soll.</translation>
    </message>
    <message>
        <source>The TLS handshake with {0} failed ({1}).</source>
        <translation>Der TLS-Handshake mit {0} ist fehlgeschlagen ({1}).</translation>
    </message>
    <message>
        <source>The address serves something other than a web page.</source>
        <translation>Unter der Adresse steht etwas anderes als eine Webseite.</translation>
    </message>
    <message>
        <source>The address that it was read at is not among those it names as its own (Canonical).</source>
        <translation>Die Adresse, unter der sie gelesen wurde, gehört nicht zu denen, die sie als ihre eigenen nennt (Canonical).</translation>
    </message>
    <message>
        <source>The answer of {0} {1}. {2}</source>
        <translation>Die Antwort von {0} {1}. {2}</translation>
    </message>
    <message>
        <source>The authorities in {0} cannot be read ({1}); name a PEM file.</source>
        <translation>Die Zertifizierungsstellen in {0} können nicht gelesen werden ({1}); nennen Sie eine PEM-Datei.</translation>
    </message>
    <message>
        <source>The batch cannot be sent any more; the outbox says why.</source>
        <translation>Der Stapel kann nicht mehr gesendet werden; der Ausgang sagt, warum.</translation>
    </message>
    <message>
        <source>The batch has no domain {0}; `desktop-scanner export` lists those it has.</source>
        <translation>Der Stapel hat keine Domain {0}; „desktop-scanner export“ listet seine auf.</translation>
    </message>
    <message>
        <source>The batch is no longer in the database.</source>
        <translation>Der Stapel ist nicht mehr in der Datenbank.</translation>
    </message>
    <message>
        <source>The batch runs just now; it is tried when it does not.</source>
        <translation>Der Stapel läuft gerade; versucht wird es, wenn er nicht läuft.</translation>
    </message>
    <message>
        <source>The batch to which {0} belonged is no longer in the database.</source>
        <translation>Der Stapel, zu dem {0} gehörte, ist nicht mehr in der Datenbank.</translation>
    </message>
    <message>
        <source>The batch was cancelled before the scan of this domain was finished.</source>
        <translation>Der Stapel wurde abgebrochen, bevor der Scan dieser Domain zu Ende war.</translation>
    </message>
    <message>
        <source>The batch was cancelled on the server.</source>
        <translation>Der Stapel wurde auf dem Server abgebrochen.</translation>
    </message>
    <message>
        <source>The batch was started with secrets that are not stored; give them again: {0}. Written as env:NAME they need not be given again.</source>
        <translation>Der Stapel wurde mit Geheimnissen gestartet, die nicht gespeichert werden; geben Sie sie noch einmal an: {0}. Als env:NAME geschrieben, müssen sie nicht wieder angegeben werden.</translation>
    </message>
    <message>
        <source>The batch was taken out of the outbox before the server had it.</source>
        <translation>Der Stapel wurde aus dem Ausgang genommen, bevor der Server ihn hatte.</translation>
    </message>
    <message>
        <source>The certificate belongs to another name; check the spelling, or scan with checks off.</source>
        <translation>Das Zertifikat gehört zu einem anderen Namen; prüfen Sie die Schreibweise oder scannen Sie ohne Prüfung.</translation>
    </message>
    <message>
        <source>The certificate could not be read.</source>
        <translation>Das Zertifikat konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The certificate expires in {0}.</source>
        <translation>Das Zertifikat läuft in {0} ab.</translation>
    </message>
    <message>
        <source>The certificate is valid, for another {0}.</source>
        <translation>Das Zertifikat ist gültig, noch {0}.</translation>
    </message>
    <message>
        <source>The certificate of {0} {1}.</source>
        <translation>Das Zertifikat von {0} {1}.</translation>
    </message>
    <message>
        <source>The connection ended in mid-page; try again.</source>
        <translation>Die Verbindung endete mitten in der Seite; versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The connection is encrypted by {0}, which is outdated.</source>
        <translation>Die Verbindung ist mit {0} verschlüsselt, was veraltet ist.</translation>
    </message>
    <message>
        <source>The connection is encrypted by {0}.</source>
        <translation>Die Verbindung ist mit {0} verschlüsselt.</translation>
    </message>
    <message>
        <source>The connection to {0} broke off ({1}). {2}</source>
        <translation>Die Verbindung zu {0} brach ab ({1}). {2}</translation>
    </message>
    <message>
        <source>The connection to {0} is no longer wanted.</source>
        <translation>Die Verbindung zu {0} wird nicht mehr gebraucht.</translation>
    </message>
    <message>
        <source>The credentials of the proxy {0} are longer than the 255 bytes SOCKS 5 allows.</source>
        <translation>Die Zugangsdaten des Proxys {0} sind länger als die 255 Bytes, die SOCKS 5 erlaubt.</translation>
    </message>
    <message>
        <source>The credentials of the proxy {0} hold a control character.</source>
        <translation>Die Zugangsdaten des Proxys {0} enthalten ein Steuerzeichen.</translation>
    </message>
    <message>
        <source>The database {0} cannot be opened or made. Check its folder, or choose another file with --database.</source>
        <translation>Die Datenbank {0} kann nicht geöffnet oder angelegt werden. Prüfen Sie ihren Ordner, oder wählen Sie mit --database eine andere Datei.</translation>
    </message>
    <message>
        <source>The database {0} cannot be opened or made: {1}. Choose another file with --database.</source>
        <translation>Die Datenbank {0} kann nicht geöffnet oder angelegt werden: {1}. Wählen Sie mit --database eine andere Datei.</translation>
    </message>
    <message>
        <source>The database {0} cannot be opened. Check that you may read it, then try again.</source>
        <translation>Die Datenbank {0} kann nicht geöffnet werden. Prüfen Sie, ob Sie sie lesen dürfen, und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The database {0} is being repaired; wait for that, then try again.</source>
        <translation>Die Datenbank {0} wird gerade repariert; warten Sie darauf und versuchen Sie es dann noch einmal.</translation>
    </message>
    <message>
        <source>The database {0} is closed already; open it again to go on.</source>
        <translation>Die Datenbank {0} ist schon geschlossen; öffnen Sie sie wieder, um fortzufahren.</translation>
    </message>
    <message>
        <source>The database {0} is damaged. Run `{1}`: it saves what can be read into a new database.</source>
        <translation>Die Datenbank {0} ist beschädigt. Führen Sie `{1}` aus: Es rettet, was lesbar ist, in eine neue Datenbank.</translation>
    </message>
    <message>
        <source>The database {0} is read-only. Make file and folder writable, or choose another with --database.</source>
        <translation>Die Datenbank {0} ist schreibgeschützt. Machen Sie Datei und Ordner beschreibbar, oder wählen Sie mit --database eine andere.</translation>
    </message>
    <message>
        <source>The database {0} was written by Desktop Scanner {1} (schema {2}); this is {3}, which knows schemas up to {4}. Update Desktop Scanner, or choose another file with --database.</source>
        <translation>Die Datenbank {0} wurde von Desktop Scanner {1} geschrieben (Schema {2}); dies ist {3}, das Schemas bis {4} kennt. Aktualisieren Sie Desktop Scanner, oder wählen Sie mit --database eine andere Datei.</translation>
    </message>
    <message>
        <source>The disk reported a fault at the database {0}. Check the disk and its space; what was stored is safe.</source>
        <translation>Der Datenträger meldete einen Fehler bei der Datenbank {0}. Prüfen Sie ihn und seinen freien Platz; was gespeichert wurde, ist sicher.</translation>
    </message>
    <message>
        <source>The disk that holds the database {0} is full. Free some space and go on; what was stored is safe.</source>
        <translation>Der Datenträger mit der Datenbank {0} ist voll. Schaffen Sie Platz und machen Sie weiter; was gespeichert wurde, ist sicher.</translation>
    </message>
    <message>
        <source>The domain takes no mail; &quot;v=spf1 -all&quot; would say that it sends none either.</source>
        <translation>Die Domain nimmt keine E-Mails an; „v=spf1 -all“ würde sagen, dass sie auch keine sendet.</translation>
    </message>
    <message>
        <source>The encrypted connection could not be set up; try again later.</source>
        <translation>Die verschlüsselte Verbindung kam nicht zustande; versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The encrypted connection to {0} was damaged ({1}).</source>
        <translation>Die verschlüsselte Verbindung zu {0} wurde gestört ({1}).</translation>
    </message>
    <message>
        <source>The file of tokens {0} cannot be read: {1}.</source>
        <translation>Die Token-Datei {0} kann nicht gelesen werden: {1}.</translation>
    </message>
    <message>
        <source>The file of tokens {0} cannot be written: {1}.</source>
        <translation>Die Token-Datei {0} kann nicht geschrieben werden: {1}.</translation>
    </message>
    <message>
        <source>The file of tokens {0} is damaged. Remove it, and give them again.</source>
        <translation>Die Token-Datei {0} ist beschädigt. Entfernen Sie sie, und geben Sie die Token noch einmal an.</translation>
    </message>
    <message>
        <source>The file {0} is a database, but not one of Desktop Scanner. Choose another file with --database.</source>
        <translation>Die Datei {0} ist eine Datenbank, aber keine von Desktop Scanner. Wählen Sie mit --database eine andere Datei.</translation>
    </message>
    <message>
        <source>The file {0} is no database of Desktop Scanner. Choose another file with --database.</source>
        <translation>Die Datei {0} ist keine Datenbank von Desktop Scanner. Wählen Sie mit --database eine andere Datei.</translation>
    </message>
    <message>
        <source>The fingerprints {0} cannot be read: the file holds no object of technologies.</source>
        <translation>Die Erkennungsregeln {0} können nicht gelesen werden: Die Datei enthält kein Objekt mit Technologien.</translation>
    </message>
    <message>
        <source>The fingerprints {0} cannot be read: the file is larger than 50 MB.</source>
        <translation>Die Erkennungsregeln {0} können nicht gelesen werden: Die Datei ist größer als 50 MB.</translation>
    </message>
    <message>
        <source>The fingerprints {0} cannot be read: the path {1}. Check the name and the folder.</source>
        <translation>Die Erkennungsregeln {0} können nicht gelesen werden: Der Pfad {1}. Prüfen Sie Namen und Ordner.</translation>
    </message>
    <message>
        <source>The fingerprints {0} cannot be read: {1}.</source>
        <translation>Die Erkennungsregeln {0} können nicht gelesen werden: {1}.</translation>
    </message>
    <message>
        <source>The flags of all {0} cookies protect them.</source>
        <translation>Die Merkmale aller {0} Cookies schützen sie.</translation>
    </message>
    <message>
        <source>The folder {0} cannot be written ({1}), and the database in it needs lock files beside it. Make the folder writable, or choose another database with --database.</source>
        <translation>Der Ordner {0} kann nicht beschrieben werden ({1}), und die Datenbank darin braucht Sperrdateien neben sich. Machen Sie den Ordner beschreibbar, oder wählen Sie mit --database eine andere Datenbank.</translation>
    </message>
    <message>
        <source>The folder {0} for the database cannot be made: {1}. Choose another file with --database.</source>
        <translation>Der Ordner {0} für die Datenbank kann nicht angelegt werden: {1}. Wählen Sie mit --database eine andere Datei.</translation>
    </message>
    <message>
        <source>The header &quot;{0}&quot; is set by the program itself; {1}.</source>
        <translation>Die Kopfzeile „{0}“ setzt das Programm selbst; {1}.</translation>
    </message>
    <message>
        <source>The height of the rows in tables.</source>
        <translation>Die Höhe der Zeilen in Tabellen.</translation>
    </message>
    <message>
        <source>The keyring of this computer cannot be opened ({0}), and the token would stay in it. Unlock it and try again.</source>
        <translation>Der Schlüsselbund dieses Rechners kann nicht geöffnet werden ({0}), und das Token bliebe darin. Entsperren Sie ihn und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The keyring of this computer cannot be read ({0}). Unlock it, or set the environment variable {1}.</source>
        <translation>Der Schlüsselbund dieses Rechners kann nicht gelesen werden ({0}). Entsperren Sie ihn, oder setzen Sie die Umgebungsvariable {1}.</translation>
    </message>
    <message>
        <source>The keyring of this computer cannot be read ({0}); write the secret as env:NAME instead.</source>
        <translation>Der Schlüsselbund dieses Rechners kann nicht gelesen werden ({0}); schreiben Sie das Geheimnis stattdessen als env:NAME.</translation>
    </message>
    <message>
        <source>The language of the window. Holds from the next start on.</source>
        <translation>Die Sprache des Fensters. Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>The list has no domain that can be scanned.</source>
        <translation>Die Liste hat keine Domain, die gescannt werden kann.</translation>
    </message>
    <message>
        <source>The list has no domain that could be kept.</source>
        <translation>Die Liste hat keine Domain, die behalten werden könnte.</translation>
    </message>
    <message>
        <source>The machine is up but runs no web server on this port; try again later.</source>
        <translation>Der Rechner läuft, hat aber keinen Webserver an diesem Port; versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The name of a cookie cannot hold all of these characters; write it as &quot;name=value&quot;.</source>
        <translation>Der Name eines Cookies darf nicht alle diese Zeichen enthalten; schreiben Sie „Name=Wert“.</translation>
    </message>
    <message>
        <source>The name of a header cannot hold all of these characters; write it as &quot;Name: value&quot;.</source>
        <translation>Der Name einer Kopfzeile darf nicht alle diese Zeichen enthalten; schreiben Sie „Name: Wert“.</translation>
    </message>
    <message>
        <source>The name of a remote has 1 to {0} characters that can be seen.</source>
        <translation>Der Name eines Servers hat 1 bis {0} sichtbare Zeichen.</translation>
    </message>
    <message>
        <source>The name server&apos;s answer for {0} makes no sense (an alias that leads nowhere, or to itself).</source>
        <translation>Die Antwort des Nameservers für {0} ergibt keinen Sinn (ein Alias, der nirgendwohin oder auf sich selbst führt).</translation>
    </message>
    <message>
        <source>The name server&apos;s answer for {0} makes no sense.</source>
        <translation>Die Antwort des Nameservers für {0} ergibt keinen Sinn.</translation>
    </message>
    <message>
        <source>The name servers answered with an error; try again later.</source>
        <translation>Die Nameserver antworteten mit einem Fehler; versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The name servers did not answer for {0} within {1} s.</source>
        <translation>Die Nameserver antworteten für {0} nicht binnen {1} s.</translation>
    </message>
    <message>
        <source>The name servers of this computer are not known; name some in the options (DNS servers).</source>
        <translation>Die Nameserver dieses Rechners sind nicht bekannt; nennen Sie welche in den Optionen (DNS-Server).</translation>
    </message>
    <message>
        <source>The name under which the scanner introduces itself.</source>
        <translation>Der Name, unter dem der Scanner sich vorstellt.</translation>
    </message>
    <message>
        <source>The names &quot;{0}&quot; and &quot;{1}&quot; share the environment variable {2}; choose another name.</source>
        <translation>Die Namen „{0}“ und „{1}“ teilen sich die Umgebungsvariable {2}; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>The owner must renew the certificate; scan with checks off to read it anyway.</source>
        <translation>Der Betreiber muss das Zertifikat erneuern; scannen Sie ohne Prüfung, um die Website trotzdem zu lesen.</translation>
    </message>
    <message>
        <source>The page has more than {0} elements.</source>
        <translation>Die Seite hat mehr als {0} Elemente.</translation>
    </message>
    <message>
        <source>The page has no bytes.</source>
        <translation>Die Seite hat keine Bytes.</translation>
    </message>
    <message>
        <source>The page that {0} sent ends in the middle.</source>
        <translation>Die Seite, die {0} sendete, endet mittendrin.</translation>
    </message>
    <message>
        <source>The page unpacks to a harmful size; it was not read.</source>
        <translation>Die Seite entpackt sich zu schädlicher Größe; sie wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>The page&apos;s bytes are no text, neither in {0} nor in another encoding.</source>
        <translation>Die Bytes der Seite sind kein Text, weder in {0} noch in einer anderen Kodierung.</translation>
    </message>
    <message>
        <source>The page&apos;s elements are nested more than {0} deep.</source>
        <translation>Die Elemente der Seite sind mehr als {0} Ebenen tief verschachtelt.</translation>
    </message>
    <message>
        <source>The page&apos;s end tags do not fit its elements.</source>
        <translation>Die End-Tags der Seite passen nicht zu ihren Elementen.</translation>
    </message>
    <message>
        <source>The page&apos;s markup is nested beyond reason; it was not read.</source>
        <translation>Das Markup der Seite ist maßlos verschachtelt; sie wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>The page&apos;s text could not be decoded; open it in a browser to compare.</source>
        <translation>Der Text der Seite ließ sich nicht entziffern; öffnen Sie sie zum Vergleich im Browser.</translation>
    </message>
    <message>
        <source>The pages themselves are not encrypted.</source>
        <translation>Die Seiten selbst sind nicht verschlüsselt.</translation>
    </message>
    <message>
        <source>The palette of the window.</source>
        <translation>Die Farben des Fensters.</translation>
    </message>
    <message>
        <source>The password of a remote&apos;s proxy is not stored; write it as env:NAME or keyring:NAME in its place, as in http://USER:env:PROXY_PASSWORD@HOST:PORT.</source>
        <translation>Das Passwort des Proxys eines Servers wird nicht gespeichert; schreiben Sie an seiner Stelle env:NAME oder keyring:NAME, etwa http://USER:env:PROXY_PASSWORD@HOST:PORT.</translation>
    </message>
    <message>
        <source>The path pattern &quot;{0}&quot; cannot be used: {1}.</source>
        <translation>Das Pfadmuster „{0}“ ist nicht brauchbar: {1}.</translation>
    </message>
    <message>
        <source>The pattern took longer than a second on {0}; make it simpler.</source>
        <translation>Das Muster brauchte auf {0} länger als eine Sekunde; vereinfachen Sie es.</translation>
    </message>
    <message>
        <source>The process that scanned {0} died twice, the second time with nothing else to do.</source>
        <translation>Der Prozess, der {0} scannte, ist zweimal gestorben, beim zweiten Mal ohne andere Arbeit.</translation>
    </message>
    <message>
        <source>The proxy {0} did not answer within {1} s.</source>
        <translation>Der Proxy {0} antwortete nicht binnen {1} s.</translation>
    </message>
    <message>
        <source>The proxy {0} has a password but no user name; write USER:PASSWORD@HOST:PORT.</source>
        <translation>Der Proxy {0} hat ein Passwort, aber keinen Benutzernamen; schreiben Sie USER:PASSWORD@HOST:PORT.</translation>
    </message>
    <message>
        <source>The proxy {0} {1} (asked for {2}).</source>
        <translation>Der Proxy {0} {1} (gefragt nach {2}).</translation>
    </message>
    <message>
        <source>The proxy {0} {1}.</source>
        <translation>Der Proxy {0} {1}.</translation>
    </message>
    <message>
        <source>The proxy&apos;s URL cannot be read; write it as http://HOST:PORT or http://USER:PASSWORD@HOST:PORT.</source>
        <translation>Die URL des Proxys ist nicht lesbar; schreiben Sie http://HOST:PORT oder http://USER:PASSWORD@HOST:PORT.</translation>
    </message>
    <message>
        <source>The proxy&apos;s URL must begin with http://, https:// or socks5:// and name a host.</source>
        <translation>Die URL des Proxys muss mit http://, https:// oder socks5:// beginnen und einen Host nennen.</translation>
    </message>
    <message>
        <source>The repaired database could not be put in the place of {0}: {1}. It is {2}.</source>
        <translation>Die reparierte Datenbank konnte nicht an die Stelle von {0} gesetzt werden: {1}. Sie ist {2}.</translation>
    </message>
    <message>
        <source>The request to {0} failed within the program ({1}).</source>
        <translation>Die Anfrage an {0} ist im Programm selbst fehlgeschlagen ({1}).</translation>
    </message>
    <message>
        <source>The robots.txt of {0} does not allow it to be read.</source>
        <translation>Die robots.txt von {0} erlaubt nicht, die Website zu lesen.</translation>
    </message>
    <message>
        <source>The rule for &quot;{0}&quot; in {1} is left out: {2}.</source>
        <translation>Die Regel für „{0}“ in {1} wird weggelassen: {2}.</translation>
    </message>
    <message>
        <source>The rules in {0} cannot be read: {1}.</source>
        <translation>Die Regeln in {0} können nicht gelesen werden: {1}.</translation>
    </message>
    <message>
        <source>The rules {0} cannot be read: {1}. Check the path.</source>
        <translation>Die Regeln {0} können nicht gelesen werden: {1}. Prüfen Sie den Pfad.</translation>
    </message>
    <message>
        <source>The scan of {0} ended by a fault of the program.</source>
        <translation>Der Scan von {0} endete durch einen Fehler des Programms.</translation>
    </message>
    <message>
        <source>The scan of {0} was cancelled.</source>
        <translation>Der Scan von {0} wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The security.txt has {0} problems.</source>
        <translation>Die security.txt hat {0} Mängel.</translation>
    </message>
    <message>
        <source>The security.txt is said to stand at {0}, which is another site&apos;s and was not asked.</source>
        <translation>Die security.txt soll unter {0} stehen, was zu einer anderen Website gehört und nicht gefragt wurde.</translation>
    </message>
    <message>
        <source>The security.txt says whom to tell of a weakness.</source>
        <translation>Die security.txt sagt, wem man eine Schwachstelle meldet.</translation>
    </message>
    <message>
        <source>The server &quot;{0}&quot; has this batch already; `resume` goes on with it.</source>
        <translation>Der Server „{0}“ hat diesen Stapel schon; `resume` macht damit weiter.</translation>
    </message>
    <message>
        <source>The server &quot;{0}&quot; still scans this batch; `sync` fetches what it finds.</source>
        <translation>Der Server „{0}“ scannt diesen Stapel noch; `sync` holt, was er findet.</translation>
    </message>
    <message>
        <source>The server asks for fewer requests; try again later with a longer delay.</source>
        <translation>Der Server bittet um weniger Anfragen; versuchen Sie es später mit größerem Abstand noch einmal.</translation>
    </message>
    <message>
        <source>The server broke the connection off; try again later, or with fewer requests.</source>
        <translation>Der Server brach die Verbindung ab; versuchen Sie es später noch einmal oder mit weniger Anfragen.</translation>
    </message>
    <message>
        <source>The server could not look the batch up ({0}); the batch itself may be fine. Try again later.</source>
        <translation>Der Server konnte den Stapel nicht nachschlagen ({0}); der Stapel selbst kann in Ordnung sein. Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The server does not tell which versions it runs on.</source>
        <translation>Der Server verrät nicht, welche Versionen er einsetzt.</translation>
    </message>
    <message>
        <source>The server has no such batch any more.</source>
        <translation>Der Server hat diesen Stapel nicht mehr.</translation>
    </message>
    <message>
        <source>The server has no such batch any more; what is here stays.</source>
        <translation>Der Server hat diesen Stapel nicht mehr; was hier ist, bleibt.</translation>
    </message>
    <message>
        <source>The server is too slow; try again later, or allow more time.</source>
        <translation>Der Server ist zu langsam; versuchen Sie es später noch einmal oder geben Sie ihm mehr Zeit.</translation>
    </message>
    <message>
        <source>The server may be down or a firewall drops the connection; try again later.</source>
        <translation>Der Server kann ausgefallen sein, oder eine Firewall verwirft die Verbindung; versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The server refuses or does not know the page; open it in a browser to compare.</source>
        <translation>Der Server verweigert die Seite oder kennt sie nicht; öffnen Sie sie zum Vergleich im Browser.</translation>
    </message>
    <message>
        <source>The server says {0}: {1}.</source>
        <translation>Der Server sagt {0}: {1}.</translation>
    </message>
    <message>
        <source>The server speaks no version of TLS that is safe.</source>
        <translation>Der Server spricht keine sichere Version von TLS.</translation>
    </message>
    <message>
        <source>The server speaks only outdated or foreign TLS; it cannot be read safely.</source>
        <translation>Der Server spricht nur veraltetes oder fremdes TLS; er kann nicht sicher gelesen werden.</translation>
    </message>
    <message>
        <source>The server tells which versions it runs on.</source>
        <translation>Der Server verrät, welche Versionen er einsetzt.</translation>
    </message>
    <message>
        <source>The server&apos;s address cannot be read; write it as https://HOST:PORT.</source>
        <translation>Die Adresse des Servers ist nicht lesbar; schreiben Sie https://HOST:PORT.</translation>
    </message>
    <message>
        <source>The server&apos;s address ends after its host, port and folder; leave out ? and # parts.</source>
        <translation>Die Adresse des Servers endet nach Host, Port und Ordner; lassen Sie Teile mit ? und # weg.</translation>
    </message>
    <message>
        <source>The server&apos;s address must begin with https:// or http:// and name a host.</source>
        <translation>Die Adresse des Servers muss mit https:// oder http:// beginnen und einen Host nennen.</translation>
    </message>
    <message>
        <source>The server&apos;s address must not hold a user or password; the token is given apart from it.</source>
        <translation>Die Adresse des Servers darf weder Benutzer noch Passwort enthalten; das Token wird getrennt angegeben.</translation>
    </message>
    <message>
        <source>The server&apos;s answer is not valid HTTP; open the page in a browser to compare.</source>
        <translation>Die Antwort des Servers ist kein gültiges HTTP; öffnen Sie die Seite zum Vergleich im Browser.</translation>
    </message>
    <message>
        <source>The server&apos;s result for {0} is of a form that this version does not know ({1}).</source>
        <translation>Das Ergebnis des Servers für {0} hat eine Form, die diese Version nicht kennt ({1}).</translation>
    </message>
    <message>
        <source>The settings cannot be saved in {0}: {1}. Make room there, or make the folder writable; until then they hold for this session only.</source>
        <translation>Die Einstellungen können nicht in {0} gespeichert werden: {1}. Schaffen Sie dort Platz, oder machen Sie den Ordner beschreibbar; bis dahin gelten sie nur für diese Sitzung.</translation>
    </message>
    <message>
        <source>The settings in {0} cannot be read: {1}. Correct that line, or delete the file.</source>
        <translation>Die Einstellungen in {0} können nicht gelesen werden: {1}. Berichtigen Sie die Zeile, oder löschen Sie die Datei.</translation>
    </message>
    <message>
        <source>The settings name its folder; `desktop-scanner settings unset storage.folder` takes the usual one.</source>
        <translation>Die Einstellungen nennen ihren Ordner; `desktop-scanner settings unset storage.folder` nimmt den üblichen.</translation>
    </message>
    <message>
        <source>The settings {0} cannot be read: {1}. The usual ones hold.</source>
        <translation>Die Einstellungen {0} können nicht gelesen werden: {1}. Es gelten die üblichen.</translation>
    </message>
    <message>
        <source>The sign-in for {0} has no password; {1}.</source>
        <translation>Die Anmeldung für {0} hat kein Passwort; {1}.</translation>
    </message>
    <message>
        <source>The site answers over https, but leads its visitors to unencrypted pages.</source>
        <translation>Die Website antwortet über https, führt ihre Besucher aber auf unverschlüsselte Seiten.</translation>
    </message>
    <message>
        <source>The site answers over https.</source>
        <translation>Die Website antwortet über https.</translation>
    </message>
    <message>
        <source>The site cannot be read over https as browsers do it.</source>
        <translation>Die Website kann nicht so über https gelesen werden, wie Browser es tun.</translation>
    </message>
    <message>
        <source>The site does not answer over https.</source>
        <translation>Die Website antwortet nicht über https.</translation>
    </message>
    <message>
        <source>The site forwards in a circle; its owner must mend it.</source>
        <translation>Die Website leitet im Kreis weiter; das muss ihr Betreiber beheben.</translation>
    </message>
    <message>
        <source>The site forwards to an address that is not public; it was not followed.</source>
        <translation>Die Website leitet an eine nicht öffentliche Adresse weiter; ihr wurde nicht gefolgt.</translation>
    </message>
    <message>
        <source>The site forwards without end; open it in a browser to compare.</source>
        <translation>Die Website leitet endlos weiter; öffnen Sie sie zum Vergleich im Browser.</translation>
    </message>
    <message>
        <source>The site has no security.txt, which few have.</source>
        <translation>Die Website hat keine security.txt, wie die meisten.</translation>
    </message>
    <message>
        <source>The site itself is broken at the moment; try again later.</source>
        <translation>Die Website selbst ist gerade gestört; versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The site lets only browsers in; open it in a browser.</source>
        <translation>Die Website lässt nur Browser ein; öffnen Sie sie in einem.</translation>
    </message>
    <message>
        <source>The site&apos;s robots.txt asks not to be scanned; respect it, or switch robots off.</source>
        <translation>Die robots.txt der Website bittet, nicht gescannt zu werden; achten Sie das, oder schalten Sie robots aus.</translation>
    </message>
    <message>
        <source>The site&apos;s robots.txt does not allow {0} to be read by this program.</source>
        <translation>Die robots.txt der Website erlaubt diesem Programm nicht, {0} zu lesen.</translation>
    </message>
    <message>
        <source>The site&apos;s security.txt was not asked for.</source>
        <translation>Nach der security.txt der Website wurde nicht gefragt.</translation>
    </message>
    <message>
        <source>The system does not let a worker process start ({0}). Close other programs, or scan with fewer workers, and resume the batch.</source>
        <translation>Das System lässt keinen Arbeitsprozess starten ({0}). Schließen Sie andere Programme oder scannen Sie mit weniger Arbeitsprozessen, und setzen Sie den Stapel fort.</translation>
    </message>
    <message>
        <source>The system&apos;s resolver did not answer within {0} s when asked for {1}.</source>
        <translation>Die Namensauflösung des Systems antwortete nicht binnen {0} s auf die Frage nach {1}.</translation>
    </message>
    <message>
        <source>The token for &quot;{0}&quot; would go to {1} unencrypted, where anybody on the way can read it. Use its https:// address, or agree to that with --allow-plain-http.</source>
        <translation>Das Token für „{0}“ ginge unverschlüsselt an {1}, wo jeder auf dem Weg es lesen kann. Verwenden Sie die https://-Adresse, oder stimmen Sie dem mit --allow-plain-http zu.</translation>
    </message>
    <message>
        <source>The token holds a space or a character that no header can carry; copy it again.</source>
        <translation>Das Token enthält ein Leerzeichen oder ein Zeichen, das in keiner Kopfzeile stehen darf; kopieren Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The token is empty.</source>
        <translation>Das Token ist leer.</translation>
    </message>
    <message>
        <source>The user agent is empty, but a scanner says who it is; leave the option out for the usual one.</source>
        <translation>Die Kennung (User-Agent) ist leer, ein Scanner sagt aber, wer er ist; lassen Sie die Option für die übliche weg.</translation>
    </message>
    <message>
        <source>The user agent must be one line of at most {0} characters.</source>
        <translation>Die Kennung (User-Agent) muss eine Zeile von höchstens {0} Zeichen sein.</translation>
    </message>
    <message>
        <source>The user name for the proxy {0} holds a colon, which HTTP does not allow.</source>
        <translation>Der Benutzername für den Proxy {0} enthält einen Doppelpunkt, den HTTP nicht erlaubt.</translation>
    </message>
    <message>
        <source>The user or password for {0} holds a control character.</source>
        <translation>Benutzername oder Passwort für {0} enthält ein Steuerzeichen.</translation>
    </message>
    <message>
        <source>The value of the cookie &quot;{0}&quot; holds a semicolon; give each cookie by itself.</source>
        <translation>Der Wert des Cookies „{0}“ enthält ein Semikolon; geben Sie jedes Cookie für sich an.</translation>
    </message>
    <message>
        <source>The value of the {0} cannot be sent; write it in plain letters.</source>
        <translation>Der Wert von {0} kann nicht gesendet werden; schreiben Sie ihn in einfachen Buchstaben.</translation>
    </message>
    <message>
        <source>The value of the {0} holds a control character; write it in one line.</source>
        <translation>Der Wert von {0} enthält ein Steuerzeichen; schreiben Sie ihn in einer Zeile.</translation>
    </message>
    <message>
        <source>The way to it is not encrypted; everybody on the network can read what is sent.</source>
        <translation>Der Weg zu ihm ist nicht verschlüsselt; jeder im Netz kann lesen, was gesendet wird.</translation>
    </message>
    <message>
        <source>The worker processes end as soon as they start, so nothing can be scanned. The log says why; `desktop-scanner doctor` shows what is missing.</source>
        <translation>Die Arbeitsprozesse enden, sobald sie starten; so kann nichts gescannt werden. Das Protokoll sagt, warum; „desktop-scanner doctor“ zeigt, was fehlt.</translation>
    </message>
    <message>
        <source>The workers&apos; common file cannot be made in the folder for temporary files ({0}). Free some space there, or scan with one worker, and resume the batch.</source>
        <translation>Die gemeinsame Datei der Arbeitsprozesse kann im Ordner für temporäre Dateien nicht angelegt werden ({0}). Schaffen Sie dort Platz oder scannen Sie mit einem Arbeitsprozess, und setzen Sie den Stapel fort.</translation>
    </message>
    <message>
        <source>The {0} s allowed for a domain were over while {1} was asked.</source>
        <translation>Die {0} s für eine Domain waren vorbei, während {1} gefragt wurde.</translation>
    </message>
    <message>
        <source>The {0}{1} cannot be read; write it as {2}.</source>
        <translation>{0}{1} kann nicht gelesen werden; schreiben Sie es als {2}.</translation>
    </message>
    <message>
        <source>There are more than {0} path patterns; join some of them with a *.</source>
        <translation>Es sind mehr als {0} Pfadmuster; fassen Sie einige mit einem * zusammen.</translation>
    </message>
    <message>
        <source>There are more than {0} proxies; give fewer.</source>
        <translation>Es sind mehr als {0} Proxys; geben Sie weniger an.</translation>
    </message>
    <message>
        <source>There are several SPF records, which makes all of them void.</source>
        <translation>Es gibt mehrere SPF-Einträge, was alle unwirksam macht.</translation>
    </message>
    <message>
        <source>There is a remote &quot;{0}&quot; already; choose another name, or remove it first.</source>
        <translation>Es gibt schon einen Server „{0}“; wählen Sie einen anderen Namen, oder entfernen Sie ihn erst.</translation>
    </message>
    <message>
        <source>There is a saved list &quot;{0}&quot; already; choose another name, or delete it first.</source>
        <translation>Es gibt schon eine gespeicherte Liste „{0}“; wählen Sie einen anderen Namen, oder löschen Sie sie zuerst.</translation>
    </message>
    <message>
        <source>There is no Content-Security-Policy to keep foreign scripts out.</source>
        <translation>Es gibt keine Content-Security-Policy, die fremde Skripte fernhält.</translation>
    </message>
    <message>
        <source>There is no batch yet; `desktop-scanner scan` makes one.</source>
        <translation>Es gibt noch keinen Stapel; „desktop-scanner scan“ legt einen an.</translation>
    </message>
    <message>
        <source>There is no batch {0} in the database; `desktop-scanner batches` lists them.</source>
        <translation>Es gibt keinen Stapel {0} in der Datenbank; „desktop-scanner batches“ listet sie auf.</translation>
    </message>
    <message>
        <source>There is no column &quot;{0}&quot;; the columns are {1}.</source>
        <translation>Es gibt keine Spalte „{0}“; die Spalten sind {1}.</translation>
    </message>
    <message>
        <source>There is no conflict {0}.</source>
        <translation>Es gibt keinen Konflikt {0}.</translation>
    </message>
    <message>
        <source>There is no file {0}; check the name and the folder.</source>
        <translation>Es gibt keine Datei {0}; prüfen Sie Namen und Ordner.</translation>
    </message>
    <message>
        <source>There is no format &quot;{0}&quot;; there are {1}.</source>
        <translation>Es gibt kein Format „{0}“; möglich sind {1}.</translation>
    </message>
    <message>
        <source>There is no key &quot;{0}&quot;; the keys are {1}.</source>
        <translation>Es gibt keinen Schlüssel „{0}“; die Schlüssel sind {1}.</translation>
    </message>
    <message>
        <source>There is no layout &quot;{0}&quot;; there are {1}.</source>
        <translation>Es gibt keine Anordnung „{0}“; möglich sind {1}.</translation>
    </message>
    <message>
        <source>There is no mark on &quot;{0}&quot;; `desktop-scanner marks` lists those there are.</source>
        <translation>Es gibt keine Markierung für „{0}“; „desktop-scanner marks“ listet die vorhandenen auf.</translation>
    </message>
    <message>
        <source>There is no operation {0} in the outbox; `desktop-scanner outbox` lists them.</source>
        <translation>Im Ausgang gibt es keinen Vorgang {0}; `desktop-scanner outbox` zählt sie auf.</translation>
    </message>
    <message>
        <source>There is no remote &quot;{0}&quot;; there are {1}.</source>
        <translation>Es gibt keinen Server „{0}“; es gibt {1}.</translation>
    </message>
    <message>
        <source>There is no saved list &quot;{0}&quot;, nor any other; `desktop-scanner list save` keeps one.</source>
        <translation>Es gibt keine gespeicherte Liste „{0}“ und auch keine andere; `desktop-scanner list save` speichert eine.</translation>
    </message>
    <message>
        <source>There is no saved list &quot;{0}&quot;; there are {1}.</source>
        <translation>Es gibt keine gespeicherte Liste „{0}“; es gibt {1}.</translation>
    </message>
    <message>
        <source>There is no {0} &quot;{1}&quot;.</source>
        <translation>„{1}“ gibt es bei {0} nicht.</translation>
    </message>
    <message>
        <source>There is too little memory to go on with the database {0}. Close other programs; what was stored is safe.</source>
        <translation>Für die Arbeit mit der Datenbank {0} ist zu wenig Arbeitsspeicher frei. Schließen Sie andere Programme; was gespeichert wurde, ist sicher.</translation>
    </message>
    <message>
        <source>There was no time left for it on {0}, since other rules took {1} seconds there.</source>
        <translation>Auf {0} blieb dafür keine Zeit, weil andere Regeln dort {1} Sekunden brauchten.</translation>
    </message>
    <message>
        <source>They tell attackers what to try first.</source>
        <translation>Sie verraten Angreifern, was sie zuerst versuchen.</translation>
    </message>
    <message>
        <source>This batch is no longer in the database.</source>
        <translation>Dieser Stapel ist nicht mehr in der Datenbank.</translation>
    </message>
    <message>
        <source>This batch is not repeated; `desktop-scanner schedules` lists those that are.</source>
        <translation>Dieser Stapel wird nicht wiederholt; „desktop-scanner schedules“ listet die wiederholten auf.</translation>
    </message>
    <message>
        <source>This batch runs already; pause it, or wait for its end.</source>
        <translation>Dieser Stapel läuft schon; halten Sie ihn an, oder warten Sie sein Ende ab.</translation>
    </message>
    <message>
        <source>This batch runs; cancel it first, then delete it.</source>
        <translation>Dieser Stapel läuft; brechen Sie ihn erst ab und löschen Sie ihn dann.</translation>
    </message>
    <message>
        <source>This batch was deleted too long ago to be brought back.</source>
        <translation>Dieser Stapel wurde vor zu langer Zeit gelöscht, um zurückgeholt zu werden.</translation>
    </message>
    <message>
        <source>This cannot be chosen now; there are {0}.</source>
        <translation>Das kann jetzt nicht gewählt werden; es gibt {0}.</translation>
    </message>
    <message>
        <source>This computer has no keyring that takes the token. Set the environment variable {0} instead, or agree to a file that only you can read, {1}, with --token-file.</source>
        <translation>Dieser Rechner hat keinen Schlüsselbund, der das Token aufnimmt. Setzen Sie stattdessen die Umgebungsvariable {0}, oder stimmen Sie mit --token-file einer Datei zu, die nur Sie lesen können, {1}.</translation>
    </message>
    <message>
        <source>This domain is no longer in the database; its batch was deleted.</source>
        <translation>Diese Domain ist nicht mehr in der Datenbank; ihr Stapel wurde gelöscht.</translation>
    </message>
    <message>
        <source>This is a fault of Desktop Scanner; please report it with the log.</source>
        <translation>Das ist ein Fehler von Desktop Scanner; bitte melden Sie ihn mit dem Protokoll.</translation>
    </message>
    <message>
        <source>This list was deleted too long ago to be brought back.</source>
        <translation>Diese Liste wurde vor zu langer Zeit gelöscht, um zurückgeholt zu werden.</translation>
    </message>
    <message>
        <source>Time per domain</source>
        <translation>Zeit je Domain</translation>
    </message>
    <message>
        <source>Time per request</source>
        <translation>Zeit je Anfrage</translation>
    </message>
    <message>
        <source>Told, and not graded: few sites need it.</source>
        <translation>Angegeben, aber nicht benotet: Wenige Websites brauchen es.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>Try the domain again; if it fails the same way, please report it.</source>
        <translation>Versuchen Sie die Domain noch einmal; schlägt sie ebenso fehl, melden Sie es bitte.</translation>
    </message>
    <message>
        <source>URLs of proxies (http, https, socks5), used in turn; their passwords as env:NAME.</source>
        <translation>URLs von Proxys (http, https, socks5), abwechselnd verwendet; ihre Passwörter als env:NAME.</translation>
    </message>
    <message>
        <source>Unencrypted requests are forwarded, but not to https.</source>
        <translation>Unverschlüsselte Anfragen werden weitergeleitet, aber nicht zu https.</translation>
    </message>
    <message>
        <source>Unencrypted requests lead to https.</source>
        <translation>Unverschlüsselte Anfragen führen zu https.</translation>
    </message>
    <message>
        <source>Uploaded files must not be taken for scripts.</source>
        <translation>Hochgeladene Dateien dürfen nicht für Skripte gehalten werden.</translation>
    </message>
    <message>
        <source>Use up the page budget</source>
        <translation>Alle Seiten ausschöpfen</translation>
    </message>
    <message>
        <source>User agent</source>
        <translation>Kennung (User-Agent)</translation>
    </message>
    <message>
        <source>User and password (USER:PASSWORD) for a host; the password as env:NAME.</source>
        <translation>Benutzer und Passwort (USER:PASSWORD) für einen Host; das Passwort als env:NAME.</translation>
    </message>
    <message>
        <source>Versions before 1.2 can be broken.</source>
        <translation>Versionen vor 1.2 können gebrochen werden.</translation>
    </message>
    <message>
        <source>Waited {0} s for {1}, but {2}.</source>
        <translation>{0} s auf {1} gewartet, aber {2}.</translation>
    </message>
    <message>
        <source>What becomes of the batch when the window is closed.</source>
        <translation>Was aus dem Stapel wird, wenn das Fenster geschlossen wird.</translation>
    </message>
    <message>
        <source>What comes unencrypted can be changed on its way into the page.</source>
        <translation>Was unverschlüsselt kommt, kann auf dem Weg in die Seite verändert werden.</translation>
    </message>
    <message>
        <source>What is looked for. New batches start with these.</source>
        <translation>Wonach gesucht wird. Neue Stapel beginnen damit.</translation>
    </message>
    <message>
        <source>What is told while you do something else, and what closing the window means.</source>
        <translation>Was gemeldet wird, während Sie anderes tun, und was das Schließen des Fensters bedeutet.</translation>
    </message>
    <message>
        <source>What of people is kept.</source>
        <translation>Was von Personen aufbewahrt wird.</translation>
    </message>
    <message>
        <source>What other sites are told of a visitor&apos;s way is left to the browser (no Referrer-Policy).</source>
        <translation>Was andere Websites über den Weg eines Besuchers erfahren, ist dem Browser überlassen (keine Referrer-Policy).</translation>
    </message>
    <message>
        <source>What pages may use of a device (camera, location) is not limited (no Permissions-Policy).</source>
        <translation>Was Seiten von einem Gerät verwenden dürfen (Kamera, Standort), ist nicht begrenzt (keine Permissions-Policy).</translation>
    </message>
    <message>
        <source>What pages may use of a device is limited.</source>
        <translation>Was Seiten von einem Gerät verwenden dürfen, ist begrenzt.</translation>
    </message>
    <message>
        <source>What the server had not told of was taken over, to be scanned here.</source>
        <translation>Wovon der Server nichts gesagt hatte, wurde übernommen, um hier gescannt zu werden.</translation>
    </message>
    <message>
        <source>What {0} speaks is not TLS.</source>
        <translation>Was {0} spricht, ist kein TLS.</translation>
    </message>
    <message>
        <source>When nobody looks at the window.</source>
        <translation>Wenn niemand auf das Fenster sieht.</translation>
    </message>
    <message>
        <source>Where results are kept, and for how long: tidied when the window opens, and once a day.</source>
        <translation>Wo Ergebnisse aufbewahrt werden und wie lange: aufgeräumt wird beim Öffnen des Fensters und einmal am Tag.</translation>
    </message>
    <message>
        <source>Where scanner.db lies if not in the usual folder. Holds from the next start on; a database that is there already is not moved.</source>
        <translation>Wo scanner.db liegt, wenn nicht im üblichen Ordner. Gilt ab dem nächsten Start; eine vorhandene Datenbank wird nicht verschoben.</translation>
    </message>
    <message>
        <source>Where the system has one: the window, and its end, at hand.</source>
        <translation>Wo das System einen hat: Fenster und Programmende griffbereit.</translation>
    </message>
    <message>
        <source>Where unencrypted requests lead was not seen.</source>
        <translation>Wohin unverschlüsselte Anfragen führen, war nicht zu sehen.</translation>
    </message>
    <message>
        <source>Whether it did what it was asked to is not known.</source>
        <translation>Ob er getan hat, worum er gebeten wurde, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Whether the site answers over https was not seen.</source>
        <translation>Ob die Website über https antwortet, war nicht zu sehen.</translation>
    </message>
    <message>
        <source>Which sites may show this one within their pages is limited.</source>
        <translation>Welche Websites diese in ihre Seiten einbetten dürfen, ist begrenzt.</translation>
    </message>
    <message>
        <source>Within another site&apos;s page, clicks can be misled.</source>
        <translation>In der Seite einer anderen Website können Klicks in die Irre geführt werden.</translation>
    </message>
    <message>
        <source>Without https, browsers cannot be told to ask for nothing else (HSTS).</source>
        <translation>Ohne https kann man Browsern nicht sagen, nichts anderes zu verwenden (HSTS).</translation>
    </message>
    <message>
        <source>Without it, every server may send mail in the domain&apos;s name; graded only with DNS on.</source>
        <translation>Ohne ihn darf jeder Server E-Mails im Namen der Domain senden; nur mit DNS benotet.</translation>
    </message>
    <message>
        <source>Without it, everyone on the way can read and change what a site says.</source>
        <translation>Ohne sie kann jeder auf dem Weg lesen und ändern, was eine Website sagt.</translation>
    </message>
    <message>
        <source>Worker processes</source>
        <translation>Arbeitsprozesse</translation>
    </message>
    <message>
        <source>Worker processes; 0 takes one fewer than the cores.</source>
        <translation>Arbeitsprozesse; 0 nimmt einen weniger als die Kerne.</translation>
    </message>
    <message>
        <source>Write a number as {0}:3, {1}:&gt;3 or {2}:2..5, not &quot;{3}&quot;.</source>
        <translation>Schreiben Sie eine Zahl als {0}:3, {1}:&gt;3 oder {2}:2..5, nicht „{3}“.</translation>
    </message>
    <message>
        <source>Write a time as {0}:&gt;5s, {1}:&lt;800ms or {2}:1s..5s, not &quot;{3}&quot;.</source>
        <translation>Schreiben Sie eine Zeit als {0}:&gt;5s, {1}:&lt;800ms oder {2}:1s..5s, nicht „{3}“.</translation>
    </message>
    <message>
        <source>Write a value behind &quot;{0}:&quot;.</source>
        <translation>Schreiben Sie einen Wert hinter „{0}:“.</translation>
    </message>
    <message>
        <source>Write what to look for: words, or one of {0}.</source>
        <translation>Schreiben Sie, was gesucht wird: Wörter oder eines von {0}.</translation>
    </message>
    <message>
        <source>Write {0}:yes or {1}:no, not &quot;{2}&quot;.</source>
        <translation>Schreiben Sie {0}:yes oder {1}:no, nicht „{2}“.</translation>
    </message>
    <message>
        <source>X-Content-Type-Options says something other than nosniff, which browsers ignore.</source>
        <translation>X-Content-Type-Options sagt etwas anderes als nosniff, was Browser nicht beachten.</translation>
    </message>
    <message>
        <source>You may not write the database {0}. Ask for the right to, or choose another file with --database.</source>
        <translation>Sie dürfen die Datenbank {0} nicht schreiben. Lassen Sie sich das Recht geben, oder wählen Sie mit --database eine andere Datei.</translation>
    </message>
    <message>
        <source>Your page or address, told to site owners in the user agent.</source>
        <translation>Ihre Seite oder Adresse, die den Betreibern im User-Agent genannt wird.</translation>
    </message>
    <message>
        <source>a cloud provider&apos;s metadata address</source>
        <translation>eine Metadaten-Adresse eines Cloud-Anbieters</translation>
    </message>
    <message>
        <source>a cookie test in JavaScript</source>
        <translation>eine Cookie-Prüfung in JavaScript</translation>
    </message>
    <message>
        <source>a domain name has no spaces</source>
        <translation>ein Domainname hat keine Leerzeichen</translation>
    </message>
    <message>
        <source>a fault of the server&apos;s program, {0}</source>
        <translation>ein Fehler im Programm des Servers, {0}</translation>
    </message>
    <message>
        <source>a link-local address</source>
        <translation>eine Link-Local-Adresse</translation>
    </message>
    <message>
        <source>a multicast address</source>
        <translation>eine Multicast-Adresse</translation>
    </message>
    <message>
        <source>a name of a private network</source>
        <translation>ein Name eines privaten Netzes</translation>
    </message>
    <message>
        <source>a name of the Tor network</source>
        <translation>ein Name des Tor-Netzes</translation>
    </message>
    <message>
        <source>a name that is reserved for what does not exist</source>
        <translation>ein Name, der für nicht Vorhandenes reserviert ist</translation>
    </message>
    <message>
        <source>a number, not a domain name</source>
        <translation>eine Zahl, kein Domainname</translation>
    </message>
    <message>
        <source>a part longer than {0} characters</source>
        <translation>ein Teil ist länger als {0} Zeichen</translation>
    </message>
    <message>
        <source>a path holds no spaces</source>
        <translation>ein Pfad enthält keine Leerzeichen</translation>
    </message>
    <message>
        <source>a private address</source>
        <translation>eine private Adresse</translation>
    </message>
    <message>
        <source>a reserved address</source>
        <translation>eine reservierte Adresse</translation>
    </message>
    <message>
        <source>a rich-text document</source>
        <translation>ein Rich-Text-Dokument</translation>
    </message>
    <message>
        <source>a rule is a table of entries such as name and css</source>
        <translation>eine Regel ist eine Tabelle mit Einträgen wie name und css</translation>
    </message>
    <message>
        <source>a web page</source>
        <translation>eine Webseite</translation>
    </message>
    <message>
        <source>a web page, &quot;{0}&quot;</source>
        <translation>eine Webseite, „{0}“</translation>
    </message>
    <message>
        <source>an Excel workbook of a kind that cannot be read (.xlsb)</source>
        <translation>eine Excel-Arbeitsmappe einer Art, die nicht gelesen werden kann (.xlsb)</translation>
    </message>
    <message>
        <source>an Office document of the old kind (.xls, .doc) or one with a password</source>
        <translation>ein Office-Dokument der alten Art (.xls, .doc) oder eines mit Kennwort</translation>
    </message>
    <message>
        <source>an e-mail address; write {0} to scan its domain</source>
        <translation>eine E-Mail-Adresse; schreiben Sie {0}, um ihre Domain zu scannen</translation>
    </message>
    <message>
        <source>isolation</source>
        <translation>Abschottung</translation>
    </message>
    <message>
        <source>it tells no counts</source>
        <translation>er nennt keine Zahlen</translation>
    </message>
    <message>
        <source>no choices</source>
        <translation>keine Wahl</translation>
    </message>
    <message>
        <source>the Content-Security-Policy</source>
        <translation>die Content-Security-Policy</translation>
    </message>
    <message>
        <source>the Permissions-Policy</source>
        <translation>die Permissions-Policy</translation>
    </message>
    <message>
        <source>the Referrer-Policy</source>
        <translation>die Referrer-Policy</translation>
    </message>
    <message>
        <source>weak</source>
        <translation>schwach</translation>
    </message>
    <message>
        <source>{0} Do you mean {1}?</source>
        <translation>{0} Meinen Sie {1}?</translation>
    </message>
    <message>
        <source>{0} It adds: {1}.</source>
        <translation>{0} Er fügt hinzu: {1}.</translation>
    </message>
    <message>
        <source>{0} It does not tell how each domain ended, and returns nothing of what it found; scan the list here.</source>
        <translation>{0} Wie die einzelnen Domains endeten, sagt er nicht, und was er fand, gibt er nicht zurück; scannen Sie die Liste hier.</translation>
    </message>
    <message>
        <source>{0} It returns nothing of what it found; `rescan` scans the list here.</source>
        <translation>{0} Was er fand, gibt er nicht zurück; `rescan` scannt die Liste hier.</translation>
    </message>
    <message>
        <source>{0} Nothing has been heard of the batch for {1}.</source>
        <translation>{0} Von dem Stapel war seit {1} nichts zu hören.</translation>
    </message>
    <message>
        <source>{0} There are {1}.</source>
        <translation>{0} Es gibt {1}.</translation>
    </message>
    <message>
        <source>{0} What became of {1} others it does not tell.</source>
        <translation>{0} Was aus {1} anderen wurde, sagt er nicht.</translation>
    </message>
    <message>
        <source>{0} What was found for {1} of them is not to be had; only how they ended is known.</source>
        <translation>{0} Was bei {1} von ihnen gefunden wurde, ist nicht zu bekommen; bekannt ist nur, wie sie endeten.</translation>
    </message>
    <message>
        <source>{0} `desktop-scanner remote-decide {1} CHOICE` says what is to be done: {2}.</source>
        <translation>{0} `desktop-scanner remote-decide {1} CHOICE` sagt, was geschehen soll: {2}.</translation>
    </message>
    <message>
        <source>{0} is a folder; give a text, CSV or Excel file.</source>
        <translation>{0} ist ein Ordner; geben Sie eine Text-, CSV- oder Excel-Datei an.</translation>
    </message>
    <message>
        <source>an IPv4 address behind a translator (NAT64)</source>
        <translation>eine IPv4-Adresse hinter einem Übersetzer (NAT64)</translation>
    </message>
    <message>
        <source>an IPv4 address in a tunnel (6to4)</source>
        <translation>eine IPv4-Adresse in einem Tunnel (6to4)</translation>
    </message>
    <message>
        <source>an IPv4 address in a tunnel (Teredo)</source>
        <translation>eine IPv4-Adresse in einem Tunnel (Teredo)</translation>
    </message>
    <message>
        <source>an IPv4 address in disguise</source>
        <translation>eine verkleidete IPv4-Adresse</translation>
    </message>
    <message>
        <source>an OpenDocument file</source>
        <translation>eine OpenDocument-Datei</translation>
    </message>
    <message>
        <source>an address</source>
        <translation>eine Adresse</translation>
    </message>
    <message>
        <source>an address inside a provider&apos;s network</source>
        <translation>eine Adresse im Netz eines Anbieters</translation>
    </message>
    <message>
        <source>an address inside a routing domain</source>
        <translation>eine Adresse innerhalb einer Routing-Domäne</translation>
    </message>
    <message>
        <source>an address of a relay that is no longer in use</source>
        <translation>eine Adresse eines nicht mehr verwendeten Relais</translation>
    </message>
    <message>
        <source>an address of a test network that is no longer in use</source>
        <translation>eine Adresse eines nicht mehr verwendeten Testnetzes</translation>
    </message>
    <message>
        <source>an address of this machine itself</source>
        <translation>eine Adresse dieses Rechners selbst</translation>
    </message>
    <message>
        <source>an address of this machine&apos;s own network</source>
        <translation>eine Adresse des eigenen Netzes dieses Rechners</translation>
    </message>
    <message>
        <source>an address reserved for documentation</source>
        <translation>eine für Dokumentation reservierte Adresse</translation>
    </message>
    <message>
        <source>an address reserved for measurements</source>
        <translation>eine für Messungen reservierte Adresse</translation>
    </message>
    <message>
        <source>an address reserved for protocols</source>
        <translation>eine für Protokolle reservierte Adresse</translation>
    </message>
    <message>
        <source>an address whose packets are discarded</source>
        <translation>eine Adresse, deren Pakete verworfen werden</translation>
    </message>
    <message>
        <source>an empty part between the dots</source>
        <translation>ein leerer Teil zwischen den Punkten</translation>
    </message>
    <message>
        <source>another rule has the same name</source>
        <translation>eine andere Regel hat denselben Namen</translation>
    </message>
    <message>
        <source>answered another question</source>
        <translation>beantwortete eine andere Frage</translation>
    </message>
    <message>
        <source>answered with something that is not valid HTTP</source>
        <translation>antwortete mit etwas, das kein gültiges HTTP ist</translation>
    </message>
    <message>
        <source>as a suspicion (~all)</source>
        <translation>als Verdacht (~all)</translation>
    </message>
    <message>
        <source>asks for a user name and password</source>
        <translation>verlangt Benutzernamen und Passwort</translation>
    </message>
    <message>
        <source>before it had answered</source>
        <translation>vor der Antwort</translation>
    </message>
    <message>
        <source>belongs to another name</source>
        <translation>gehört zu einem anderen Namen</translation>
    </message>
    <message>
        <source>belongs to another name, not to this address</source>
        <translation>gehört zu einem anderen Namen, nicht zu dieser Adresse</translation>
    </message>
    <message>
        <source>broke off the connections of several other domains just now</source>
        <translation>brach eben die Verbindungen mehrerer anderer Domains ab</translation>
    </message>
    <message>
        <source>broke the connection off</source>
        <translation>brach die Verbindung ab</translation>
    </message>
    <message>
        <source>broke the connection off at once</source>
        <translation>brach die Verbindung sofort ab</translation>
    </message>
    <message>
        <source>by reference to {0}</source>
        <translation>durch Verweis auf {0}</translation>
    </message>
    <message>
        <source>cannot be asked for a name of that length</source>
        <translation>kann nach einem so langen Namen nicht gefragt werden</translation>
    </message>
    <message>
        <source>cannot be asked to cancel a batch</source>
        <translation>kann nicht gebeten werden, einen Stapel abzubrechen</translation>
    </message>
    <message>
        <source>cannot be reached</source>
        <translation>ist nicht erreichbar</translation>
    </message>
    <message>
        <source>cannot be reached from this computer</source>
        <translation>ist von diesem Rechner aus nicht erreichbar</translation>
    </message>
    <message>
        <source>cannot be verified, its chain is incomplete</source>
        <translation>lässt sich nicht prüfen, seine Kette ist unvollständig</translation>
    </message>
    <message>
        <source>classic server</source>
        <translation>klassischer Server</translation>
    </message>
    <message>
        <source>closed the connection in the middle of its answer&apos;s head</source>
        <translation>schloss die Verbindung mitten in den Kopfzeilen der Antwort</translation>
    </message>
    <message>
        <source>closed the connection without an answer</source>
        <translation>schloss die Verbindung ohne Antwort</translation>
    </message>
    <message>
        <source>comes from an authority that is not trusted</source>
        <translation>kommt von einer Stelle, der nicht vertraut wird</translation>
    </message>
    <message>
        <source>comes from an authority that is rejected</source>
        <translation>kommt von einer Stelle, die abgelehnt wird</translation>
    </message>
    <message>
        <source>compressed (gzip)</source>
        <translation>komprimiert (gzip)</translation>
    </message>
    <message>
        <source>compressed (xz)</source>
        <translation>komprimiert (xz)</translation>
    </message>
    <message>
        <source>connect to {0}</source>
        <translation>mit {0} verbinden</translation>
    </message>
    <message>
        <source>content over http</source>
        <translation>Inhalte über http</translation>
    </message>
    <message>
        <source>copy the domains out of it and paste them</source>
        <translation>kopieren Sie die Domains heraus und fügen Sie sie ein</translation>
    </message>
    <message>
        <source>could not connect, {0}</source>
        <translation>kam nicht durch, {0}</translation>
    </message>
    <message>
        <source>development mode: it accepts any token</source>
        <translation>Entwicklungsmodus: Er nimmt jedes Token an</translation>
    </message>
    <message>
        <source>did not answer</source>
        <translation>antwortete nicht</translation>
    </message>
    <message>
        <source>did not answer in time</source>
        <translation>antwortete nicht rechtzeitig</translation>
    </message>
    <message>
        <source>did not answer several other domains just now</source>
        <translation>antwortete eben mehreren anderen Domains nicht</translation>
    </message>
    <message>
        <source>does not accept the user name or password</source>
        <translation>nimmt Benutzernamen oder Passwort nicht an</translation>
    </message>
    <message>
        <source>does not speak SOCKS 5</source>
        <translation>spricht kein SOCKS 5</translation>
    </message>
    <message>
        <source>does not unpack</source>
        <translation>lässt sich nicht entpacken</translation>
    </message>
    <message>
        <source>ends in the middle</source>
        <translation>endet mittendrin</translation>
    </message>
    <message>
        <source>entry of &quot;{0}&quot;</source>
        <translation>Eintrag von „{0}“</translation>
    </message>
    <message>
        <source>export the domains from it as CSV</source>
        <translation>exportieren Sie die Domains daraus als CSV</translation>
    </message>
    <message>
        <source>export the domains from it as text or CSV</source>
        <translation>exportieren Sie die Domains daraus als Text oder CSV</translation>
    </message>
    <message>
        <source>for no known reason</source>
        <translation>ohne bekannten Grund</translation>
    </message>
    <message>
        <source>frame-ancestors {0}</source>
        <translation>frame-ancestors {0}</translation>
    </message>
    <message>
        <source>gave no proper answer</source>
        <translation>gab keine richtige Antwort</translation>
    </message>
    <message>
        <source>give a text or CSV file</source>
        <translation>geben Sie eine Text- oder CSV-Datei an</translation>
    </message>
    <message>
        <source>gzip, deflate, br, zstd</source>
        <translation>gzip, deflate, br, zstd</translation>
    </message>
    <message>
        <source>has a line of more than {0} bytes</source>
        <translation>hat eine Zeile von mehr als {0} Bytes</translation>
    </message>
    <message>
        <source>has expired</source>
        <translation>ist abgelaufen</translation>
    </message>
    <message>
        <source>has no list of its batches</source>
        <translation>hat keine Liste seiner Stapel</translation>
    </message>
    <message>
        <source>in the middle of the page</source>
        <translation>mitten in der Seite</translation>
    </message>
    <message>
        <source>is closed</source>
        <translation>ist geschlossen</translation>
    </message>
    <message>
        <source>is larger than {0} bytes</source>
        <translation>ist größer als {0} Bytes</translation>
    </message>
    <message>
        <source>is not valid ({0})</source>
        <translation>ist ungültig ({0})</translation>
    </message>
    <message>
        <source>is not valid yet</source>
        <translation>ist noch nicht gültig</translation>
    </message>
    <message>
        <source>is packed as &quot;{0}&quot;, which was not asked for</source>
        <translation>ist als „{0}“ gepackt, wonach nicht gefragt wurde</translation>
    </message>
    <message>
        <source>is signed by itself</source>
        <translation>ist von sich selbst signiert</translation>
    </message>
    <message>
        <source>issued by {0}</source>
        <translation>ausgestellt von {0}</translation>
    </message>
    <message>
        <source>it allows scripts from anywhere</source>
        <translation>sie erlaubt Skripte von überall</translation>
    </message>
    <message>
        <source>it allows scripts within the page (&apos;unsafe-inline&apos;)</source>
        <translation>sie erlaubt Skripte in der Seite (&apos;unsafe-inline&apos;)</translation>
    </message>
    <message>
        <source>it allows text to be run as a script (&apos;unsafe-eval&apos;)</source>
        <translation>sie erlaubt, Text als Skript auszuführen (&apos;unsafe-eval&apos;)</translation>
    </message>
    <message>
        <source>it did not accept the connection</source>
        <translation>er nahm die Verbindung nicht an</translation>
    </message>
    <message>
        <source>it did not answer</source>
        <translation>er antwortete nicht</translation>
    </message>
    <message>
        <source>it did not finish the TLS handshake</source>
        <translation>er brachte den TLS-Handshake nicht zu Ende</translation>
    </message>
    <message>
        <source>it did not send the whole page</source>
        <translation>er sendete nicht die ganze Seite</translation>
    </message>
    <message>
        <source>it does not know how</source>
        <translation>er kann es nicht</translation>
    </message>
    <message>
        <source>it does not know that kind of address</source>
        <translation>er kennt diese Art von Adresse nicht</translation>
    </message>
    <message>
        <source>it does not limit plug-ins (object-src)</source>
        <translation>sie begrenzt keine Plug-ins (object-src)</translation>
    </message>
    <message>
        <source>it does not limit where scripts come from</source>
        <translation>sie begrenzt nicht, woher Skripte kommen</translation>
    </message>
    <message>
        <source>it does not say why</source>
        <translation>er sagt nicht, warum</translation>
    </message>
    <message>
        <source>it does not speak TLS there; check https:// or http:// and the port</source>
        <translation>er spricht dort kein TLS; prüfen Sie https:// oder http:// und den Port</translation>
    </message>
    <message>
        <source>it failed</source>
        <translation>es schlug fehl</translation>
    </message>
    <message>
        <source>it has an entry &quot;{0}&quot;, which means nothing here; there are {1}</source>
        <translation>sie hat einen Eintrag „{0}“, der hier nichts bedeutet; es gibt {1}</translation>
    </message>
    <message>
        <source>it has no status</source>
        <translation>sie hat keinen Status</translation>
    </message>
    <message>
        <source>it has no valid policy (&quot;p&quot;)</source>
        <translation>er hat keine gültige Richtlinie („p“)</translation>
    </message>
    <message>
        <source>it is longer than {0} characters</source>
        <translation>es ist länger als {0} Zeichen</translation>
    </message>
    <message>
        <source>it lets a page&apos;s base address be changed (base-uri)</source>
        <translation>sie lässt die Basisadresse einer Seite ändern (base-uri)</translation>
    </message>
    <message>
        <source>it must begin with / or *, such as /{0} or *{1}*</source>
        <translation>es muss mit / oder * beginnen, etwa /{0} oder *{1}*</translation>
    </message>
    <message>
        <source>it needs {0} look-ups, and receivers stop at {1}</source>
        <translation>er braucht {0} Abfragen, und Empfänger hören bei {1} auf</translation>
    </message>
    <message>
        <source>it took too long</source>
        <translation>es dauerte zu lange</translation>
    </message>
    <message>
        <source>its certificate is not trusted ({0}); name its authority with --ca-file</source>
        <translation>seinem Zertifikat wird nicht vertraut ({0}); nennen Sie seine Zertifizierungsstelle mit --ca-file</translation>
    </message>
    <message>
        <source>its percentage (&quot;pct&quot;) is no number from 0 to 100</source>
        <translation>sein Prozentsatz („pct“) ist keine Zahl von 0 bis 100</translation>
    </message>
    <message>
        <source>its policy for subdomains (&quot;sp&quot;) is none that exists</source>
        <translation>seine Richtlinie für Subdomains („sp“) gibt es nicht</translation>
    </message>
    <message>
        <source>its rules do not allow it</source>
        <translation>seine Regeln erlauben es nicht</translation>
    </message>
    <message>
        <source>leads to http:</source>
        <translation>führt zu http:</translation>
    </message>
    <message>
        <source>leads to {0}</source>
        <translation>führt zu {0}</translation>
    </message>
    <message>
        <source>leave it out</source>
        <translation>lassen Sie sie weg</translation>
    </message>
    <message>
        <source>longer than the {0} characters a domain name may have</source>
        <translation>länger als die {0} Zeichen, die ein Domainname haben darf</translation>
    </message>
    <message>
        <source>missing or wrong</source>
        <translation>fehlt oder ist falsch</translation>
    </message>
    <message>
        <source>more than {0} gzip members</source>
        <translation>mehr als {0} gzip-Teile</translation>
    </message>
    <message>
        <source>more than {0} zstd frames</source>
        <translation>mehr als {0} zstd-Rahmen</translation>
    </message>
    <message>
        <source>no PEM file</source>
        <translation>keine PEM-Datei</translation>
    </message>
    <message>
        <source>no answer from its address; check the address, and whether a firewall or VPN is between</source>
        <translation>keine Antwort von seiner Adresse; prüfen Sie die Adresse, und ob eine Firewall oder ein VPN dazwischen ist</translation>
    </message>
    <message>
        <source>no connection; check its address, and whether it runs</source>
        <translation>keine Verbindung; prüfen Sie seine Adresse, und ob er läuft</translation>
    </message>
    <message>
        <source>no dot; write the whole name, such as example.com</source>
        <translation>kein Punkt; schreiben Sie den ganzen Namen, etwa example.com</translation>
    </message>
    <message>
        <source>no name server answered</source>
        <translation>kein Nameserver antwortete</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>ohne Angabe von Gründen</translation>
    </message>
    <message>
        <source>not a domain name</source>
        <translation>kein Domainname</translation>
    </message>
    <message>
        <source>not an IP address</source>
        <translation>keine IP-Adresse</translation>
    </message>
    <message>
        <source>of a newer version</source>
        <translation>einer neueren Version</translation>
    </message>
    <message>
        <source>of sessions without HttpOnly</source>
        <translation>von Sitzungen ohne HttpOnly</translation>
    </message>
    <message>
        <source>part of the pages is</source>
        <translation>ein Teil der Seiten ist</translation>
    </message>
    <message>
        <source>parts of the pages are</source>
        <translation>Teile der Seiten sind</translation>
    </message>
    <message>
        <source>port {0} does not exist; ports run to 65535</source>
        <translation>Port {0} gibt es nicht; Ports gehen bis 65535</translation>
    </message>
    <message>
        <source>prefix doubled</source>
        <translation>Präfix verdoppelt</translation>
    </message>
    <message>
        <source>protection from framing</source>
        <translation>Schutz vor Einbettung</translation>
    </message>
    <message>
        <source>refused several other domains just now</source>
        <translation>wies eben mehrere andere Domains ab</translation>
    </message>
    <message>
        <source>refused the connection</source>
        <translation>lehnte die Verbindung ab</translation>
    </message>
    <message>
        <source>refused to answer (REFUSED)</source>
        <translation>verweigerte die Antwort (REFUSED)</translation>
    </message>
    <message>
        <source>relieve worker</source>
        <translation>Arbeitsprozess entlasten</translation>
    </message>
    <message>
        <source>remote {0} at {1}</source>
        <translation>Server {0} unter {1}</translation>
    </message>
    <message>
        <source>replace worker</source>
        <translation>Arbeitsprozess ersetzen</translation>
    </message>
    <message>
        <source>retire worker</source>
        <translation>Arbeitsprozess ablösen</translation>
    </message>
    <message>
        <source>returns no results</source>
        <translation>liefert keine Ergebnisse</translation>
    </message>
    <message>
        <source>save it as CSV or plain text and give that</source>
        <translation>speichern Sie sie als CSV oder reinen Text und geben Sie das an</translation>
    </message>
    <message>
        <source>save it as plain text</source>
        <translation>speichern Sie es als reinen Text</translation>
    </message>
    <message>
        <source>save its sheet as CSV and give that</source>
        <translation>speichern Sie das Blatt als CSV und geben Sie das an</translation>
    </message>
    <message>
        <source>sent an answer of more than {0} bytes</source>
        <translation>sendete eine Antwort von mehr als {0} Bytes</translation>
    </message>
    <message>
        <source>sent an answer that cannot be read</source>
        <translation>sendete eine unlesbare Antwort</translation>
    </message>
    <message>
        <source>sent more than its answer</source>
        <translation>sendete mehr als seine Antwort</translation>
    </message>
    <message>
        <source>set aside</source>
        <translation>ausgesondert</translation>
    </message>
    <message>
        <source>shows a page</source>
        <translation>zeigt eine Seite</translation>
    </message>
    <message>
        <source>something without a type</source>
        <translation>etwas ohne Typ</translation>
    </message>
    <message>
        <source>start a further worker</source>
        <translation>weiteren Arbeitsprozess starten</translation>
    </message>
    <message>
        <source>store reader</source>
        <translation>Leser der Datenbank</translation>
    </message>
    <message>
        <source>strictly (-all)</source>
        <translation>streng (-all)</translation>
    </message>
    <message>
        <source>takes no results</source>
        <translation>nimmt keine Ergebnisse</translation>
    </message>
    <message>
        <source>the broadcast address</source>
        <translation>die Broadcast-Adresse</translation>
    </message>
    <message>
        <source>the certificate</source>
        <translation>das Zertifikat</translation>
    </message>
    <message>
        <source>the column &quot;{0}&quot; is empty</source>
        <translation>die Spalte „{0}“ ist leer</translation>
    </message>
    <message>
        <source>the connection is closed</source>
        <translation>die Verbindung ist geschlossen</translation>
    </message>
    <message>
        <source>the connection was refused</source>
        <translation>die Verbindung wurde abgelehnt</translation>
    </message>
    <message>
        <source>the cookies&apos; flags</source>
        <translation>die Merkmale der Cookies</translation>
    </message>
    <message>
        <source>the entry &quot;{0}&quot; of the keyring</source>
        <translation>dem Eintrag „{0}“ des Schlüsselbunds</translation>
    </message>
    <message>
        <source>the environment variable {0}</source>
        <translation>der Umgebungsvariablen {0}</translation>
    </message>
    <message>
        <source>the host cannot be reached</source>
        <translation>der Host ist nicht erreichbar</translation>
    </message>
    <message>
        <source>the network cannot be reached</source>
        <translation>das Netz ist nicht erreichbar</translation>
    </message>
    <message>
        <source>the pool&apos;s bodies are read asynchronously</source>
        <translation>Inhalte werden asynchron gelesen</translation>
    </message>
    <message>
        <source>the proxy</source>
        <translation>der Proxy</translation>
    </message>
    <message>
        <source>the proxy closed the connection</source>
        <translation>der Proxy schloss die Verbindung</translation>
    </message>
    <message>
        <source>the proxy did not connect to it</source>
        <translation>der Proxy stellte keine Verbindung her</translation>
    </message>
    <message>
        <source>the proxy does not let it through; check the proxy&apos;s address and password</source>
        <translation>der Proxy lässt es nicht durch; prüfen Sie Adresse und Passwort des Proxys</translation>
    </message>
    <message>
        <source>the proxy {0}</source>
        <translation>der Proxy {0}</translation>
    </message>
    <message>
        <source>the rule &quot;{0}&quot;</source>
        <translation>die Regel „{0}“</translation>
    </message>
    <message>
        <source>the software&apos;s versions</source>
        <translation>die Versionen der Software</translation>
    </message>
    <message>
        <source>the unspecified address</source>
        <translation>die unbestimmte Adresse</translation>
    </message>
    <message>
        <source>the version of TLS</source>
        <translation>die TLS-Version</translation>
    </message>
    <message>
        <source>the way to https</source>
        <translation>der Weg zu https</translation>
    </message>
    <message>
        <source>the xn-- part is not valid Punycode</source>
        <translation>der xn---Teil ist kein gültiges Punycode</translation>
    </message>
    <message>
        <source>this rule</source>
        <translation>diese Regel</translation>
    </message>
    <message>
        <source>try suspects</source>
        <translation>Verdächtige versuchen</translation>
    </message>
    <message>
        <source>type or paste the domains</source>
        <translation>tippen oder fügen Sie die Domains ein</translation>
    </message>
    <message>
        <source>unpack it first</source>
        <translation>entpacken Sie sie erst</translation>
    </message>
    <message>
        <source>use --connect-to to reach a site at another place</source>
        <translation>verwenden Sie --connect-to, um eine Website an einem anderen Ort zu erreichen</translation>
    </message>
    <message>
        <source>valid until {0}</source>
        <translation>gültig bis {0}</translation>
    </message>
    <message>
        <source>was issued by somebody unknown</source>
        <translation>wurde von jemand Unbekanntem ausgestellt</translation>
    </message>
    <message>
        <source>was issued by somebody unknown, or its chain is incomplete</source>
        <translation>wurde von jemand Unbekanntem ausgestellt, oder seine Kette ist unvollständig</translation>
    </message>
    <message>
        <source>was issued by something that is no authority</source>
        <translation>wurde von etwas ausgestellt, das keine Zertifizierungsstelle ist</translation>
    </message>
    <message>
        <source>watch workers</source>
        <translation>Arbeitsprozesse beobachten</translation>
    </message>
    <message>
        <source>what follows a # is not part of a page&apos;s address</source>
        <translation>was auf ein # folgt, gehört nicht zur Adresse einer Seite</translation>
    </message>
    <message>
        <source>write the path only, such as /blog/*, without scheme and host</source>
        <translation>schreiben Sie nur den Pfad, etwa /blog/*, ohne Schema und Host</translation>
    </message>
    <message>
        <source>write the user and password in the proxy&apos;s URL</source>
        <translation>schreiben Sie Benutzer und Passwort in die URL des Proxys</translation>
    </message>
    <message>
        <source>{0} (domain research; respects robots.txt)</source>
        <translation>{0} (domain research; respects robots.txt)</translation>
    </message>
    <message>
        <source>{0} Nothing else is asked of a site whose robots.txt cannot be read.</source>
        <translation>{0} Von einer Website, deren robots.txt nicht lesbar ist, wird nichts weiter verlangt.</translation>
    </message>
    <message>
        <source>{0} Nothing is saved until then.</source>
        <translation>{0} Bis dahin wird nichts gespeichert.</translation>
    </message>
    <message>
        <source>{0} Until then the usual settings hold.</source>
        <translation>{0} Bis dahin gelten die üblichen Einstellungen.</translation>
    </message>
    <message>
        <source>{0} a picture or film over http.</source>
        <translation>{0} ein Bild oder einen Film über http.</translation>
    </message>
    <message>
        <source>{0} a script, style, frame or form over http, where it can be changed on its way.</source>
        <translation>{0} ein Skript, eine Formatvorlage, einen Rahmen oder ein Formular über http, wo es unterwegs geändert werden kann.</translation>
    </message>
    <message>
        <source>{0} addresses cannot be scanned, only http and https</source>
        <translation>{0}-Adressen können nicht gescannt werden, nur http und https</translation>
    </message>
    <message>
        <source>{0} and this program share no version of TLS that is safe ({1}).</source>
        <translation>{0} und dieses Programm haben keine sichere Version von TLS gemeinsam ({1}).</translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} und {1} weitere</translation>
    </message>
    <message>
        <source>{0} answered 429: too many requests.</source>
        <translation>{0} antwortete 429: zu viele Anfragen.</translation>
    </message>
    <message>
        <source>{0} answered with a web page{1} and not with data. Sign in to the network if it asks for that; otherwise check the server&apos;s address.</source>
        <translation>{0} antwortete mit einer Webseite{1} und nicht mit Daten. Melden Sie sich im Netz an, wenn es das verlangt; sonst prüfen Sie die Adresse des Servers.</translation>
    </message>
    <message>
        <source>{0} answered with status {1}, which shows no page.</source>
        <translation>{0} antwortete mit Status {1}, der keine Seite zeigt.</translation>
    </message>
    <message>
        <source>{0} answered with status {1}{2}{3}. {4}{5}.</source>
        <translation>{0} antwortete mit Status {1}{2}{3}. {4}{5}.</translation>
    </message>
    <message>
        <source>{0} answered {1} with a bot wall ({2}).</source>
        <translation>{0} antwortete {1} mit einer Sperre gegen Bots ({2}).</translation>
    </message>
    <message>
        <source>{0} answered {1}, which nobody had asked for.</source>
        <translation>{0} antwortete {1}, wonach niemand gefragt hatte.</translation>
    </message>
    <message>
        <source>{0} answers, but no v3 server does: neither {1}/health nor {2}/health is there. Check the address, the port and the folder in it.</source>
        <translation>{0} antwortet, aber kein v3-Server: Weder {1}/health noch {2}/health gibt es dort. Prüfen Sie Adresse, Port und Ordner.</translation>
    </message>
    <message>
        <source>{0} asked to be left alone for another {1} s, so {2} was not asked.</source>
        <translation>{0} bat, noch {1} s in Ruhe gelassen zu werden, daher wurde {2} nicht gefragt.</translation>
    </message>
    <message>
        <source>{0} asks visitors for a certificate of their own.</source>
        <translation>{0} verlangt von Besuchern ein eigenes Zertifikat.</translation>
    </message>
    <message>
        <source>{0} batches begin with &quot;{1}&quot;: {2}; write more of the id.</source>
        <translation>{0} Stapel beginnen mit „{1}“: {2}; schreiben Sie mehr von der Kennung.</translation>
    </message>
    <message>
        <source>{0} bears the same name as {1}.</source>
        <translation>{0} trägt denselben Namen wie {1}.</translation>
    </message>
    <message>
        <source>{0} behind a translator (NAT64)</source>
        <translation>{0} hinter einem Übersetzer (NAT64)</translation>
    </message>
    <message>
        <source>{0} broke the connection off while it was being encrypted.</source>
        <translation>{0} brach die Verbindung ab, während sie verschlüsselt wurde.</translation>
    </message>
    <message>
        <source>{0} broke the connection off {1}.</source>
        <translation>{0} brach die Verbindung ab {1}.</translation>
    </message>
    <message>
        <source>{0} broke the connection off.</source>
        <translation>{0} brach die Verbindung ab.</translation>
    </message>
    <message>
        <source>{0} cannot be reached: {1}.</source>
        <translation>{0} ist nicht erreichbar: {1}.</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}</source>
        <translation>{0} kann nicht gelesen werden: {1}</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}.</source>
        <translation>{0} kann nicht gelesen werden: {1}.</translation>
    </message>
    <message>
        <source>{0} cannot be written: it is write-protected, open in another program, or not yours. Close it there, or choose another place.</source>
        <translation>{0} kann nicht geschrieben werden: schreibgeschützt, in einem anderen Programm geöffnet oder nicht Ihre Datei. Schließen Sie sie dort, oder wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>{0} cannot be written: the disk is full. Free some space and export again; nothing is lost.</source>
        <translation>{0} kann nicht geschrieben werden: Der Datenträger ist voll. Schaffen Sie Platz und exportieren Sie noch einmal; nichts ist verloren.</translation>
    </message>
    <message>
        <source>{0} cannot be written: there is no folder {1}. Make it first, or choose another place.</source>
        <translation>{0} kann nicht geschrieben werden: Es gibt keinen Ordner {1}. Legen Sie ihn an, oder wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}. Choose another place.</source>
        <translation>{0} kann nicht geschrieben werden: {1}. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>{0} closed the connection in the middle of the page.</source>
        <translation>{0} schloss die Verbindung mitten in der Seite.</translation>
    </message>
    <message>
        <source>{0} closed the connection without an answer.</source>
        <translation>{0} schloss die Verbindung ohne Antwort.</translation>
    </message>
    <message>
        <source>{0} could not be looked up: {1}.</source>
        <translation>{0} konnte nicht aufgelöst werden: {1}.</translation>
    </message>
    <message>
        <source>{0} did not answer in time; check its load and your connection. {1}</source>
        <translation>{0} antwortete nicht rechtzeitig; prüfen Sie seine Last und Ihre Verbindung. {1}</translation>
    </message>
    <message>
        <source>{0} does not exist in DNS.</source>
        <translation>{0} gibt es im DNS nicht.</translation>
    </message>
    <message>
        <source>{0} does not exist, or has no address.</source>
        <translation>{0} gibt es nicht, oder es hat keine Adresse.</translation>
    </message>
    <message>
        <source>{0} does not exist.</source>
        <translation>{0} gibt es nicht.</translation>
    </message>
    <message>
        <source>{0} does not fit into the {1} bytes that may be read of a domain.</source>
        <translation>{0} passt nicht in die {1} Bytes, die von einer Domain gelesen werden dürfen.</translation>
    </message>
    <message>
        <source>{0} exists, but has no address.</source>
        <translation>{0} gibt es, aber ohne Adresse.</translation>
    </message>
    <message>
        <source>{0} gave no page.</source>
        <translation>{0} lieferte keine Seite.</translation>
    </message>
    <message>
        <source>{0} has no address.</source>
        <translation>{0} hat keine Adresse.</translation>
    </message>
    <message>
        <source>{0} has no certificate for the name {1}.</source>
        <translation>{0} hat kein Zertifikat für den Namen {1}.</translation>
    </message>
    <message>
        <source>{0} has no column &quot;{1}&quot;; its columns are {2}.</source>
        <translation>{0} hat keine Spalte „{1}“; die Spalten sind {2}.</translation>
    </message>
    <message>
        <source>{0} has no sheet &quot;{1}&quot;; its sheets are {2}.</source>
        <translation>{0} hat kein Blatt „{1}“; seine Blätter sind {2}.</translation>
    </message>
    <message>
        <source>{0} has no sheet with cells; give one that has a list.</source>
        <translation>{0} hat kein Blatt mit Zellen; geben Sie eine Datei an, die eine Liste hat.</translation>
    </message>
    <message>
        <source>{0} holds domains in more columns than one; only &quot;{1}&quot; is scanned, not {2}. Put one domain on each line to scan them all.</source>
        <translation>{0} hat Domains in mehr als einer Spalte; nur „{1}“ wird gescannt, nicht {2}. Schreiben Sie in jede Zeile eine Domain, um alle zu scannen.</translation>
    </message>
    <message>
        <source>{0} holds no rules for technologies.</source>
        <translation>{0} enthält keine Regeln für Technologien.</translation>
    </message>
    <message>
        <source>{0} holds no rules, or something else too; write each rule under a line [[rule]].</source>
        <translation>{0} enthält keine Regeln oder auch anderes; schreiben Sie jede Regel unter eine Zeile [[rule]].</translation>
    </message>
    <message>
        <source>{0} holds {1} rules; at most {2} can be used in one scan.</source>
        <translation>{0} enthält {1} Regeln; höchstens {2} sind in einem Scan möglich.</translation>
    </message>
    <message>
        <source>{0} is a damaged workbook and cannot be read; save it again, or its sheet as CSV.</source>
        <translation>{0} ist eine beschädigte Arbeitsmappe und kann nicht gelesen werden; speichern Sie sie neu, oder ihr Blatt als CSV.</translation>
    </message>
    <message>
        <source>{0} is a folder, not a database. Name a file in it with --database.</source>
        <translation>{0} ist ein Ordner, keine Datenbank. Nennen Sie mit --database eine Datei darin.</translation>
    </message>
    <message>
        <source>{0} is a folder; give the name of a file in it.</source>
        <translation>{0} ist ein Ordner; nennen Sie eine Datei darin.</translation>
    </message>
    <message>
        <source>{0} is a name that public DNS does not have.</source>
        <translation>{0} ist ein Name, den es im öffentlichen DNS nicht gibt.</translation>
    </message>
    <message>
        <source>{0} is an address, of which DNS knows no such records.</source>
        <translation>{0} ist eine Adresse, zu der das DNS keine solchen Einträge kennt.</translation>
    </message>
    <message>
        <source>{0} is labelled {1} and holds binary data.</source>
        <translation>{0} ist als {1} gekennzeichnet und enthält Binärdaten.</translation>
    </message>
    <message>
        <source>{0} is larger than a megabyte, too much for rules; check the path.</source>
        <translation>{0} ist größer als ein Megabyte, zu viel für Regeln; prüfen Sie den Pfad.</translation>
    </message>
    <message>
        <source>{0} is larger than a megabyte, too much for settings. The usual ones hold.</source>
        <translation>{0} ist größer als ein Megabyte, zu viel für Einstellungen. Es gelten die üblichen.</translation>
    </message>
    <message>
        <source>{0} is larger than {1} MB; split it into several lists.</source>
        <translation>{0} ist größer als {1} MB; teilen Sie die Datei in mehrere Listen.</translation>
    </message>
    <message>
        <source>{0} is no UTF-8 text; save it as UTF-8.</source>
        <translation>{0} ist kein Text in UTF-8; speichern Sie die Datei als UTF-8.</translation>
    </message>
    <message>
        <source>{0} is no UTF-8 text; save it as UTF-8. The usual settings hold.</source>
        <translation>{0} ist kein UTF-8-Text; speichern Sie die Datei als UTF-8. Es gelten die üblichen Einstellungen.</translation>
    </message>
    <message>
        <source>{0} is no domain of this batch, or is not to be kept; its result is left out.</source>
        <translation>{0} ist keine Domain dieses Stapels oder soll nicht behalten werden; das Ergebnis wird weggelassen.</translation>
    </message>
    <message>
        <source>{0} is no web page but {1}.</source>
        <translation>{0} ist keine Webseite, sondern {1}.</translation>
    </message>
    <message>
        <source>{0} is no workbook and has no sheets; leave --sheet out.</source>
        <translation>{0} ist keine Arbeitsmappe und hat keine Blätter; lassen Sie --sheet weg.</translation>
    </message>
    <message>
        <source>{0} is not text; give a text file with one domain a line, or a CSV file.</source>
        <translation>{0} ist kein Text; geben Sie eine Textdatei mit einer Domain je Zeile oder eine CSV-Datei an.</translation>
    </message>
    <message>
        <source>{0} is {1}, not a list; {2}.</source>
        <translation>{0} ist {1}, keine Liste; {2}.</translation>
    </message>
    <message>
        <source>{0} is {1}; DNS does not know it.</source>
        <translation>{0} ist {1}; das DNS kennt es nicht.</translation>
    </message>
    <message>
        <source>{0} is {1}; the proxy was not asked for it.</source>
        <translation>{0} ist {1}; der Proxy wurde nicht danach gefragt.</translation>
    </message>
    <message>
        <source>{0} leads to {1}, {2}</source>
        <translation>{0} führt zu {1}, {2}</translation>
    </message>
    <message>
        <source>{0} look-up{1}</source>
        <translation>{0} Abfrage(n){1}</translation>
    </message>
    <message>
        <source>{0} may not be read by you; change its permissions or give a copy.</source>
        <translation>{0} dürfen Sie nicht lesen; ändern Sie die Rechte, oder geben Sie eine Kopie an.</translation>
    </message>
    <message>
        <source>{0} more rules are left out.</source>
        <translation>{0} weitere Regeln werden weggelassen.</translation>
    </message>
    <message>
        <source>{0} must be an https, mailto or tel address, and is &quot;{1}&quot;.</source>
        <translation>{0} muss eine https-, mailto- oder tel-Adresse sein und ist „{1}“.</translation>
    </message>
    <message>
        <source>{0} named by http, which browsers are told to take over https.</source>
        <translation>{0} über http genannt, was Browser auf Anweisung über https laden.</translation>
    </message>
    <message>
        <source>{0} names no file. Choose another with --database.</source>
        <translation>{0} nennt keine Datei. Wählen Sie mit --database eine andere.</translation>
    </message>
    <message>
        <source>{0} names no folder of this computer: {1}. Write the whole path.</source>
        <translation>{0} nennt keinen Ordner dieses Rechners: {1}. Schreiben Sie den ganzen Pfad.</translation>
    </message>
    <message>
        <source>{0} of them done</source>
        <translation>{0} davon fertig</translation>
    </message>
    <message>
        <source>{0} of {1} done</source>
        <translation>{0} von {1} fertig</translation>
    </message>
    <message>
        <source>{0} of {1} done, {2} of them failed</source>
        <translation>{0} von {1} fertig, {2} davon fehlgeschlagen</translation>
    </message>
    <message>
        <source>{0} redirects more than {1} times.</source>
        <translation>{0} leitet mehr als {1} Mal weiter.</translation>
    </message>
    <message>
        <source>{0} redirects to {1}, which is not public.</source>
        <translation>{0} leitet an {1} weiter, das nicht öffentlich ist.</translation>
    </message>
    <message>
        <source>{0} redirects to {1}, which was visited before.</source>
        <translation>{0} leitet an {1} weiter, das schon besucht wurde.</translation>
    </message>
    <message>
        <source>{0} redirects without a usable address.</source>
        <translation>{0} leitet ohne brauchbare Adresse weiter.</translation>
    </message>
    <message>
        <source>{0} s of rest are left</source>
        <translation>noch {0} s Ruhe</translation>
    </message>
    <message>
        <source>{0} seems not to exist: the name servers in use lead every unknown name to {1}. A network that first wants a sign-in does that too; other DNS servers can be named in the options.</source>
        <translation>{0} scheint es nicht zu geben: Die verwendeten Nameserver führen jeden unbekannten Namen zu {1}. Das tut auch ein Netz, in dem man sich erst anmelden muss; andere DNS-Server können in den Optionen genannt werden.</translation>
    </message>
    <message>
        <source>{0} sends from one address to the next without end. Check its address.</source>
        <translation>{0} verweist endlos von einer Adresse zur nächsten. Prüfen Sie seine Adresse.</translation>
    </message>
    <message>
        <source>{0} sends on to an address that cannot be read.</source>
        <translation>{0} verweist auf eine unlesbare Adresse.</translation>
    </message>
    <message>
        <source>{0} sends on to {1}. The token is not sent there; if that is the server, make it the remote&apos;s address. In a hotel or train, sign in to the network first.</source>
        <translation>{0} verweist auf {1}. Das Token wird nicht dorthin gesendet; ist das der Server, machen Sie es zu seiner Adresse. Im Hotel oder Zug melden Sie sich erst im Netz an.</translation>
    </message>
    <message>
        <source>{0} sends on what must not be sent twice, to {1}. Check its address.</source>
        <translation>{0} verweist mit etwas, das nicht zweimal gesendet werden darf, auf {1}. Prüfen Sie seine Adresse.</translation>
    </message>
    <message>
        <source>{0} sent a page of more than {1} bytes.</source>
        <translation>{0} sendete eine Seite von mehr als {1} Bytes.</translation>
    </message>
    <message>
        <source>{0} sent a page that does not unpack ({1}).</source>
        <translation>{0} sendete eine Seite, die sich nicht entpacken lässt ({1}).</translation>
    </message>
    <message>
        <source>{0} sent a page that is packed {1} times over.</source>
        <translation>{0} sendete eine Seite, die {1}-mal gepackt ist.</translation>
    </message>
    <message>
        <source>{0} sent a page whose framing is broken.</source>
        <translation>{0} sendete eine Seite mit fehlerhaftem Rahmen.</translation>
    </message>
    <message>
        <source>{0} sent an answer that nobody had asked for.</source>
        <translation>{0} sendete eine Antwort, nach der niemand gefragt hatte.</translation>
    </message>
    <message>
        <source>{0} sent {1} bytes that unpack to more than {2}.</source>
        <translation>{0} sendete {1} Bytes, die sich zu mehr als {2} entpacken.</translation>
    </message>
    <message>
        <source>{0} sent {1} bytes without coming to the end of its answer&apos;s head.</source>
        <translation>{0} sendete {1} Bytes, ohne an das Ende der Kopfzeilen zu kommen.</translation>
    </message>
    <message>
        <source>{0} sent {1} header lines of {2} bytes.</source>
        <translation>{0} sendete {1} Kopfzeilen von {2} Bytes.</translation>
    </message>
    <message>
        <source>{0} unpacks to {1} MB in {2} parts, more than a list can have; save its sheet as CSV and give that.</source>
        <translation>{0} entpackt sich zu {1} MB in {2} Teilen, mehr als eine Liste haben kann; speichern Sie ihr Blatt als CSV, und geben Sie dieses an.</translation>
    </message>
    <message>
        <source>{0} wants a token, and none is known for it; give it one.</source>
        <translation>{0} verlangt ein Token, und keines ist bekannt; geben Sie ihm eines.</translation>
    </message>
    <message>
        <source>{0} was not asked: {1} {2}.</source>
        <translation>{0} wurde nicht gefragt: {1} {2}.</translation>
    </message>
    <message>
        <source>{0} {1} ({2}).</source>
        <translation>{0} {1} ({2}).</translation>
    </message>
    <message>
        <source>{0} {1}.</source>
        <translation>{0} {1}.</translation>
    </message>
    <message>
        <source>{0}, line {1}: a quoted cell begins here and does not end; add or remove a quotation mark.</source>
        <translation>{0}, Zeile {1}: Eine Zelle in Anführungszeichen beginnt hier und endet nicht; ergänzen oder entfernen Sie ein Anführungszeichen.</translation>
    </message>
    <message>
        <source>{0}, line {1}: {2} cannot be used, {3}.</source>
        <translation>{0}, Zeile {1}: {2} ist nicht brauchbar, {3}.</translation>
    </message>
    <message>
        <source>{0}, line {1}: {2} is left as it usually is. {3}</source>
        <translation>{0}, Zeile {1}: {2} bleibt, wie es üblich ist. {3}</translation>
    </message>
    <message>
        <source>{0}: {1} of 100 points; nothing that could be checked is wrong.</source>
        <translation>{0}: {1} von 100 Punkten; an dem, was geprüft werden konnte, ist nichts falsch.</translation>
    </message>
    <message>
        <source>{0}: {1} of 100 points; {2}.</source>
        <translation>{0}: {1} von 100 Punkten; {2}.</translation>
    </message>
    <message>
        <source>{0}; it was not contacted.</source>
        <translation>{0}; es wurde nicht kontaktiert.</translation>
    </message>
    <message>
        <source>{0}{1} does not exist.</source>
        <translation>{0}{1} gibt es nicht.</translation>
    </message>
</context>
<context>
    <name>server</name>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Domains</source>
        <translation>Domains</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Batches on the server</source>
        <translation>Stapel auf dem Server</translation>
    </message>
</context>
<context>
    <name>setting_words</name>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Byte</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>none</source>
        <translation>leer</translation>
    </message>
</context>
<context>
    <name>sheets</name>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>This scan</source>
        <translation>Dieser Scan</translation>
    </message>
    <message>
        <source>Given as</source>
        <translation>Angegeben als</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Reached at</source>
        <translation>Erreicht unter</translation>
    </message>
    <message>
        <source>Final address</source>
        <translation>Endadresse</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>IP addresses</source>
        <translation>IP-Adressen</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Doors tried</source>
        <translation>Versuchte Zugänge</translation>
    </message>
    <message>
        <source>None: no address of the site was asked.</source>
        <translation>Keine: Keine Adresse der Site wurde gefragt.</translation>
    </message>
    <message>
        <source>Leads to</source>
        <translation>Führt zu</translation>
    </message>
    <message>
        <source>Redirects</source>
        <translation>Weiterleitungen</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Keine.</translation>
    </message>
    <message>
        <source>Security headers</source>
        <translation>Sicherheits-Kopfzeilen</translation>
    </message>
    <message>
        <source>None was sent.</source>
        <translation>Keine wurden gesendet.</translation>
    </message>
    <message>
        <source>Unknown: no answer.</source>
        <translation>Unbekannt: keine Antwort.</translation>
    </message>
    <message>
        <source>Status: {word}</source>
        <translation>Status: {word}</translation>
    </message>
    <message>
        <source>What failed: {message}</source>
        <translation>Was fehlschlug: {message}</translation>
    </message>
    <message>
        <source>What to do: {hint}</source>
        <translation>Was zu tun ist: {hint}</translation>
    </message>
    <message>
        <source>Kind: {kind}, stage: {stage}, attempts: {attempts}</source>
        <translation>Art: {kind}, Schritt: {stage}, Versuche: {attempts}</translation>
    </message>
    <message>
        <source>Scanned: {time}</source>
        <translation>Gescannt: {time}</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logo</translation>
    </message>
    <message>
        <source>Icon</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Icon&apos;s hash</source>
        <translation>Hash des Symbols</translation>
    </message>
    <message>
        <source>E-mails</source>
        <translation>E-Mails</translation>
    </message>
    <message>
        <source>Phones</source>
        <translation>Telefone</translation>
    </message>
    <message>
        <source>Fax numbers</source>
        <translation>Faxnummern</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>Postal addresses</source>
        <translation>Postadressen</translation>
    </message>
    <message>
        <source>Charset</source>
        <translation>Zeichensatz</translation>
    </message>
    <message>
        <source>Front page</source>
        <translation>Startseite</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>und {count} weitere</translation>
    </message>
    <message>
        <source>Your own rules</source>
        <translation>Ihre eigenen Regeln</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Unknown: the site was not reached over HTTPS.</source>
        <translation>Unbekannt: Die Site wurde nicht über HTTPS erreicht.</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Inhaber</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>Aussteller</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Gültig ab</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Seriennummer</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Trusted</source>
        <translation>Vertraut</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Robots and sitemaps</source>
        <translation>Robots und Sitemaps</translation>
    </message>
    <message>
        <source>Unknown: robots.txt was not asked for, or gave no answer.</source>
        <translation>Unbekannt: robots.txt wurde nicht gefragt oder gab keine Antwort.</translation>
    </message>
    <message>
        <source>found</source>
        <translation>gefunden</translation>
    </message>
    <message>
        <source>Crawl delay</source>
        <translation>Wartezeit</translation>
    </message>
    <message>
        <source>Sitemap</source>
        <translation>Sitemap</translation>
    </message>
    <message>
        <source>succeeded</source>
        <translation>gelungen</translation>
    </message>
</context>
<context>
    <name>suppression_list</name>
    <message>
        <source>Domain</source>
        <translation>Domain</translation>
    </message>
</context>
<context>
    <name>technology_groups</name>
    <message>
        <source>Content and pages</source>
        <translation>Inhalte und Seiten</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Shop</translation>
    </message>
    <message>
        <source>Payment and delivery</source>
        <translation>Zahlung und Versand</translation>
    </message>
    <message>
        <source>Plugins and themes</source>
        <translation>Plugins und Themes</translation>
    </message>
    <message>
        <source>Frameworks and libraries</source>
        <translation>Frameworks und Bibliotheken</translation>
    </message>
    <message>
        <source>Servers and hosting</source>
        <translation>Server und Hosting</translation>
    </message>
    <message>
        <source>Analytics</source>
        <translation>Analyse</translation>
    </message>
    <message>
        <source>Advertising and marketing</source>
        <translation>Werbung und Marketing</translation>
    </message>
    <message>
        <source>Contact and booking</source>
        <translation>Kontakt und Buchung</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Protection and consent</source>
        <translation>Schutz und Einwilligung</translation>
    </message>
    <message>
        <source>Media, fonts and maps</source>
        <translation>Medien, Schriften und Karten</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Weitere</translation>
    </message>
    <message>
        <source>Tracker ids</source>
        <translation>Tracker-Kennungen</translation>
    </message>
    <message>
        <source>Marked as wrong</source>
        <translation>Als falsch markiert</translation>
    </message>
</context>
</TS>
