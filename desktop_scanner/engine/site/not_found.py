"""Pages that say they are not there under a status that says they are (soft 404), in many languages.

The title decides, or a line of a short text that says nothing else; a page about a route, a room or a film called 404
has a title of its own and more to tell.
"""

import re

from desktop_scanner.core.results import SNIPPET_CHARACTERS, Evidence

_MAX_TEXT = 1_500  # a page with more to say than this is a page, whatever its title
_MAX_LINE = 80

_PHRASES = r"""
404[ -]+(?:error|not\ found|fehler|page|seite|erreur)\b | (?:error|erreur|errore|fehler|błąd|hiba|hata)\ 404\b
| page\ (?:was\ )?not\ (?:be\ )?found | (?:page|file|site|product|article)\ (?:can\W?t|cannot|could\ not)\ be\ found
| (?:page|site|file|url)\ (?:you\ .{1,60}\ )?(?:does\ not|doesn.?t|no\ longer)\ exists? | site\ not\ found
| nothing\ (?:was\ )?found\ here | no\ longer\ available$ | not\ found$
| seite\ (?:wurde\ |konnte\ )?(?:leider\ )?nicht\ gefunden | seite\ .{0,40}existiert\ (?:leider\ )?nicht
| nicht\ gefunden$ | page\ (?:introuvable|non\ trouvée|inexistante) | page\ .{0,40}n.existe\ (?:pas|plus)
| introuvable$ | página\ no\ (?:encontrada|existe) | no\ se\ ha\ encontrado | no\ encontrad[oa]$
| pagina\ (?:non\ trovata|inesistente|non\ esiste) | non\ trovat[oa]$
| pagina\ (?:werd\ )?niet\ gevonden | pagina\ bestaat\ niet | niet\ gevonden$
| strona\ nie\ (?:została\ )?(?:znalezion|istnieje) | nie\ znaleziono | nie\ znaleziona$
| stránka\ (?:nebyla\ |nebola\ )?(?:nenalezena|nalezena|nájdená|neexistuje|nenájdená)
| страница\ не\ (?:найдена|существует) | сторінк[ау]\ не\ (?:знайдена|знайдено|існує) | не\ найден[ао]$
| página\ não\ (?:encontrada|existe) | não\ encontrad[oa]$ | sidan\ (?:hittades|kunde|finns)\ (?:inte|ej)
| siden\ (?:blev\ |ble\ )?(?:ikke\ funnet|ikke\ fundet|findes\ ikke|finnes\ ikke)
| sivua\ ei\ (?:löyt|ole) | az?\ oldal\ nem\ (?:található|létezik) | pagina\ nu\ (?:a\ fost\ găsită|există)
| sayfa\ bulunamadı | η\ σελίδα\ δεν\ (?:βρέθηκε|υπάρχει) | страницата\ не\ (?:е\ намерена|съществува)
| stranica\ (?:nije\ pronađena|ne\ postoji) | strani\ ni\ mogoče\ najti | puslapis\ nerastas
| lapa\ nav\ atrasta | lehte\ ei\ leitud | trang\ không\ tồn\ tại | không\ tìm\ thấy\ trang
| halaman\ tidak\ ditemukan | ページが見つかりません | ページは存在しません | 页面不存在 | 頁面不存在
| 找不到(?:页面|頁面|网页|網頁|该页|此頁) | 페이지를\ 찾을\ 수\ 없 | الصفحة\ غير\ موجودة
| הדף\ לא\ נמצא | העמוד\ לא\ נמצא
"""
# A number at the beginning may be that of a house: it counts where nothing but a name follows it.
_IN_TITLE = re.compile(rf"^404\s*(?:$|[-–—|:·]) | \b(?:{_PHRASES})", re.IGNORECASE | re.VERBOSE)
_LINE_START = re.compile(
    rf"""
    (?:(?:oops|sorry|whoops|ups|uups|ooops|pardon|lo\ siento)[\s,.!:–—-]*)?
    (?:(?:the|this|that|requested|die|diese|angeforderte|la|cette|esta|questa|deze|de)\ ){{0,3}}
    (?:404$|{_PHRASES})
    """,
    re.IGNORECASE | re.VERBOSE,
)


def evidence(url: str, title: str | None, text: str, text_characters: int) -> Evidence | None:
    """Return what shows that a page read at `url` says it is not there, or None where it says no such thing."""
    if text_characters > _MAX_TEXT:
        return None
    if _IN_TITLE.search((title or "").strip()):
        return Evidence(url, "title", (title or "")[:SNIPPET_CHARACTERS])
    for line in text.splitlines():
        words = line.strip()
        if 2 < len(words) <= _MAX_LINE and _LINE_START.match(words):
            return Evidence(url, "text", words)
    return None
