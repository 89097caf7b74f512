"""In which of a dozen groups a technology stands, by its categories: what a person looks for together."""

from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop_scanner.ui.widgets.facts_tree import Group

# In the order in which they are shown: a word, an icon, and the categories of the rules that belong there.
_GROUPS: tuple[tuple[object, str, tuple[str, ...]], ...] = (
    (
        QT_TRANSLATE_NOOP("technology_groups", "Content and pages"),
        "group-content",
        (
            *("CMS", "Blogs", "Page builders", "Static site generator", "Documentation", "Wikis", "Message boards"),
            *("LMS", "DMS", "Issue trackers", "Translation"),
        ),
    ),
    (QT_TRANSLATE_NOOP("technology_groups", "Shop"), "group-shop", ("Ecommerce",)),
    (
        QT_TRANSLATE_NOOP("technology_groups", "Payment and delivery"),
        "group-payment",
        ("Payment processors", "Buy now pay later", "Shipping carriers", "Fundraising & donations"),
    ),
    (
        QT_TRANSLATE_NOOP("technology_groups", "Plugins and themes"),
        "group-plugins",
        ("WordPress plugins", "WordPress themes", "Widgets"),
    ),
    (
        QT_TRANSLATE_NOOP("technology_groups", "Frameworks and libraries"),
        "group-code",
        (
            *("JavaScript frameworks", "JavaScript libraries", "JavaScript graphics", "UI frameworks"),
            *("Web frameworks", "Mobile frameworks", "Programming languages", "Development", "Editors"),
            *("Rich text editors", "Accessibility", "Feature management"),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("technology_groups", "Servers and hosting"),
        "group-server",
        (
            *("Web servers", "Hosting", "PaaS", "CDN", "Caching", "Reverse proxies", "Load balancers", "Performance"),
            *("Operating systems", "Databases", "Database managers", "Web server extensions", "Hosting panels"),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("technology_groups", "Analytics"),
        "group-analytics",
        ("Analytics", "Tag managers", "RUM", "A/B testing", "Personalisation", "Customer data platform", "SEO"),
    ),
    (
        QT_TRANSLATE_NOOP("technology_groups", "Advertising and marketing"),
        "group-marketing",
        (
            *("Advertising", "Retargeting", "Affiliate programs", "Marketing automation", "CRM", "User onboarding"),
            *("Reviews", "Surveys"),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("technology_groups", "Contact and booking"),
        "group-contact",
        (
            *("Live chat", "Form builders", "Appointment scheduling", "Reservations & delivery", "Ticket booking"),
            *("Comment systems", "Recruitment & staffing"),
        ),
    ),
    (QT_TRANSLATE_NOOP("technology_groups", "E-mail"), "group-mail", ("Email", "Webmail")),
    (
        QT_TRANSLATE_NOOP("technology_groups", "Protection and consent"),
        "group-protection",
        ("Security", "Cookie compliance", "Authentication", "SSL/TLS certificate authorities"),
    ),
    (
        QT_TRANSLATE_NOOP("technology_groups", "Media, fonts and maps"),
        "group-media",
        ("Font scripts", "Video players", "Photo galleries", "Maps", "Search engines"),
    ),
)
_PLACES = {
    category: (place, number)
    for place, (_, _, categories) in enumerate(_GROUPS)
    for number, category in enumerate(categories)
}
_OTHER = len(_GROUPS)


def place(categories: Sequence[str]) -> tuple[int, int]:
    """Return the place of a technology: its group's among all, its category's in there; the first that has one."""
    return next((_PLACES[category] for category in categories if category in _PLACES), (_OTHER, 0))


def group(categories: Sequence[str]) -> Group:
    """Return the group of a technology."""
    found, _ = place(categories)
    if found == _OTHER:
        return Group(QCoreApplication.translate("technology_groups", "Other"), "group-other")
    word, icon, _ = _GROUPS[found]
    return Group(QCoreApplication.translate("technology_groups", str(word)), icon)


def trackers() -> Group:
    """Return the group of the ids that pages carry."""
    return Group(QCoreApplication.translate("technology_groups", "Tracker ids"), "group-trackers")


def marked() -> Group:
    """Return the group of what is marked as wrong."""
    return Group(QCoreApplication.translate("technology_groups", "Marked as wrong"), "cancelled")
