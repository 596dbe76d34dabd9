"""The terms' document to the model: every fault in one list, each with its key and its line."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.model.vocabulary import Vocabulary
from afstemt.core.terms.reading.lines import DEEPEST, line_index
from afstemt.core.terms.reading.messages import listed, meant, unknown_key, wrong_type
from afstemt.core.terms.reading.node import Node
from afstemt.core.terms.reading.references import check_references
from afstemt.core.terms.reading.toml import read_toml
from afstemt.core.terms.reading.validation import Faults, model_at, validated
from afstemt.core.terms.reading.values import check_values
from afstemt.core.units.fault import Refused
from afstemt.core.units.wording import _


def _parameters(table: Node, model: type[BaseModel], faults: Faults) -> Any:
    """Return the validated parameters of a kind or rule; an empty table where they do not hold."""
    raw = table.at("parameters").value if table.has("parameters") else {}
    path = (*table.path, "parameters")
    if not isinstance(raw, dict):
        faults.add("wrong-type", path, wrong_type("table", raw))
        return {}
    return validated(model, raw, raw, path, faults) or {}


def _named(table: Node, key: str, known: Mapping[str, Any], what: str, faults: Faults) -> Any:
    """Return what the vocabulary holds under the name at ``key``; blame a name it does not know."""
    name = table.text(key)
    if name is None:
        return None
    if name not in known:
        faults.add(
            f"unknown-{key}",
            (*table.path, key),
            _("{what} »{name}« findes ikke. Disse findes: {known}.").format(
                what=what, name=name, known=listed(known)
            )
            + meant(name, known),
        )
        return None
    return known[name]


def _penalties(owner: Node, vocabulary: Vocabulary, faults: Faults) -> list[Any]:
    """Return an owner's penalties with validated parameters."""
    made = []
    for penalty in owner.each("penalties"):
        rule = _named(penalty, "rule", vocabulary.rules, _("Bodsreglen"), faults)
        if rule is None or not isinstance(penalty.value, dict):
            made.append(penalty.value)
        else:
            made.append(penalty.value | {"parameters": _parameters(penalty, rule.parameters, faults)})
    return made


def _with_parameters(raw: dict[str, Any], vocabulary: Vocabulary, faults: Faults) -> dict[str, Any]:
    """Return the document with every kind's and rule's parameters replaced by their model."""
    document = Node(raw)
    prepared = dict(raw)
    levels = []
    for level in document.each("service_levels"):
        kind = _named(level, "kind", vocabulary.kinds, _("Typen af servicemål"), faults)
        value = level.value
        if kind is not None and isinstance(value, dict):
            value = value | {"parameters": _parameters(level, kind.parameters, faults)}
        if isinstance(level.at("penalties").value, list):
            value = value | {"penalties": _penalties(level, vocabulary, faults)}
        levels.append(value)
    if isinstance(raw.get("service_levels"), list):
        prepared["service_levels"] = levels
    settlement = document.at("settlement")
    if isinstance(settlement.at("penalties").value, list):
        prepared["settlement"] = settlement.value | {"penalties": _penalties(settlement, vocabulary, faults)}
    return prepared


def _check_reasons(node: Node, faults: Faults) -> None:
    """Blame reasons for fields that do not exist: a reason must stand beside its choice."""
    if len(node.path) > DEEPEST:
        return
    if isinstance(node.value, list):
        for index, item in enumerate(node.value):
            _check_reasons(Node(item, (*node.path, index)), faults)
    elif isinstance(node.value, dict):
        owner, parameters = model_at(Terms, node.path), node.at("parameters").value
        judged = parameters is None or isinstance(parameters, BaseModel)
        known = set(owner.model_fields if owner else ()) | set(
            type(parameters).model_fields if isinstance(parameters, BaseModel) else ()
        )
        for name, place in node.entries("reasons"):
            if owner and judged and name not in known:
                faults.add("unknown-key", place.path, unknown_key(name, known))
        for key in node.value:
            if key != "reasons":
                _check_reasons(node.at(key), faults)


def parse_terms(text: str, source: str, vocabulary: Vocabulary) -> Terms:
    """Return one version of a contract's terms.

    Args:
        text: The TOML document.
        source: The file's name as the user gave it, for messages.
        vocabulary: The kinds and rules that exist, with the models of their parameters.

    Returns:
        The terms; ``parameters`` of levels and penalties are instances of the vocabulary's models.

    Raises:
        Refused: With every fault in the document, in order of its lines: type, range, choice, unknown and
            missing keys, ids, references, hours, dates and numbers. A document that is not TOML gives one.
    """
    raw = read_toml(text, source)
    faults = Faults(source, line_index(text))
    prepared = _with_parameters(raw, vocabulary, faults)
    terms = validated(Terms, prepared, raw, (), faults)
    document = Node(prepared)
    _check_reasons(document, faults)
    check_references(document, vocabulary, faults.blame)
    check_values(document, faults.blame)
    if faults.found or not isinstance(terms, Terms):
        raise Refused(faults.ordered())
    return terms
