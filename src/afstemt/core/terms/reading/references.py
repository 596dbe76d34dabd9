"""What hangs together across the document: ids that stand once, and references to what exists."""

from collections.abc import Collection, Iterable

from afstemt.core.terms.model.vocabulary import Vocabulary
from afstemt.core.terms.reading.messages import listed, meant
from afstemt.core.terms.reading.node import Blame, Node
from afstemt.core.units.wording import _


def _once(nodes: Iterable[Node], key: str, blame: Blame) -> dict[str, Node]:
    """Blame ids that stand more than once; return each id's first node."""
    seen: dict[str, Node] = {}
    for node in nodes:
        name = node.text(key)
        if name is None:
            continue
        if name in seen:
            blame(
                "duplicate-id",
                node.at(key),
                _(
                    "»{name}« er brugt to gange. Hvert id må kun stå én gang; giv det ene et andet navn."
                ).format(name=name),
            )
        else:
            seen[name] = node
    return seen


def _exists(node: Node, known: Collection[str], what: str, blame: Blame) -> None:
    """Blame a reference to something that does not exist; ``what`` is its kind in the active language."""
    name = node.value
    if isinstance(name, str) and name not in known:
        blame(
            "unknown-reference",
            node,
            _("{what} »{name}« findes ikke i vilkårene. Disse findes: {known}.").format(
                what=what, name=name, known=listed(known)
            )
            + meant(name, known),
        )


def _level(level: Node, known: dict[str, Collection[str]], vocabulary: Vocabulary, blame: Blame) -> None:
    """Check one service level's references."""
    for reference in level.texts("systems"):
        _exists(reference, known["systems"], _("Systemet"), blame)
    for reference in level.texts("services"):
        _exists(reference, known["services"], _("Ydelsen"), blame)
    _exists(level.at("calendar"), known["calendars"], _("Kalenderen"), blame)
    populations = _once(level.each("populations"), "id", blame)
    unnamed = [node for node in level.each("populations") if not node.text("id")]
    if len(unnamed) > 1:
        blame(
            "duplicate-id",
            unnamed[1],
            _("Servicemålet har flere populationer uden id. Giv hver af dem et id, fx »kategori 1-2«."),
        )
    kind = vocabulary.kinds.get(level.text("kind") or "")
    if kind and "priority" in kind.needs and known["priorities"]:
        for population in level.each("populations"):
            for reference in population.texts("priorities"):
                _exists(reference, known["priorities"], _("Prioriteten"), blame)
    parameters = level.at("parameters")
    named = getattr(parameters.value, "incident_priorities", ()) if known["priorities"] else ()
    for index, priority in enumerate(named):
        node = Node(priority, (*parameters.path, "incident_priorities", index))
        _exists(node, known["priorities"], _("Prioriteten"), blame)
    for penalty in level.each("penalties"):
        for reference in penalty.texts("populations"):
            _exists(reference, populations, _("Populationen"), blame)


def _prices(prices: Node, known: dict[str, Collection[str]], blame: Blame) -> None:
    """Check ids and references of prices."""
    indexes = _once(prices.each("indexes"), "name", blame)
    for table, key in (("fixed", "id"), ("units", "id"), ("hourly", "code")):
        _once(prices.each(table), key, blame)
        for node in prices.each(table):
            _exists(node.at("index"), indexes, _("Indekset"), blame)
            if node.text("system"):
                _exists(node.at("system"), known["systems"], _("Systemet"), blame)
            if node.text("service"):
                _exists(node.at("service"), known["services"], _("Ydelsen"), blame)
    _once(prices.each("estimates"), "order", blame)


def _parties(document: Node, blame: Blame) -> None:
    for role, word in (("authority", _("myndighed")), ("supplier", _("leverandør"))):
        found = [node for node in document.each("parties") if node.text("role") == role]
        if document.has("parties") and len(found) != 1:
            blame(
                "parties",
                document.at("parties"),
                _('Der skal være netop én part med role = "{role}" ({word}); der er {count}.').format(
                    role=role, word=word, count=len(found)
                ),
            )


def check_references(document: Node, vocabulary: Vocabulary, blame: Blame) -> None:
    """Blame ids that stand twice and references to what does not exist."""
    systems = list(document.each("systems"))
    known: dict[str, Collection[str]] = {
        "systems": _once(systems, "id", blame),
        "services": _once((node for system in systems for node in system.each("services")), "id", blame),
        "priorities": _once(document.each("priorities"), "id", blame),
        "calendars": [name for name, node in document.entries("calendars")],
    }
    _parties(document, blame)
    _once(document.each("service_levels"), "id", blame)
    for level in document.each("service_levels"):
        _level(level, known, vocabulary, blame)
    for window in document.each("service_windows"):
        for reference in window.texts("services"):
            _exists(reference, known["services"], _("Ydelsen"), blame)
    _prices(document.at("prices"), known, blame)
    _exists(document.at("framework").at("calendar"), known["calendars"], _("Kalenderen"), blame)
