"""The aliases beside the terms: one document for all versions, each alias held against what the versions know."""

from collections.abc import Mapping, Sequence
from typing import Any

from afstemt.core.terms.model.aliases import Alias
from afstemt.core.terms.model.names import Known, NameOf, known_names
from afstemt.core.terms.model.part import Part
from afstemt.core.terms.model.terms import Terms
from afstemt.core.terms.reading.lines import line_index
from afstemt.core.terms.reading.messages import listed
from afstemt.core.terms.reading.toml import read_toml
from afstemt.core.terms.reading.validation import Faults, validated
from afstemt.core.units.fault import Refused
from afstemt.core.units.wording import _


class Aliases(Part):
    """The document: a list of aliases, and nothing else."""

    aliases: tuple[Alias, ...] = ()


def parse_aliases(text: str, source: str, versions: Sequence[Terms]) -> tuple[Alias, ...]:
    """Return the aliases of a document.

    Args:
        text: The TOML document.
        source: The file's name as the user gave it, for messages.
        versions: All versions of the terms that it stands beside; an alias must mean something in one of them.

    Raises:
        Refused: With every fault in it: not TOML, type, choice, unknown and missing keys, one name twice, a name that
            the terms have themselves, a meaning that no version has.
    """
    raw = read_toml(text, source)
    faults = Faults(source, line_index(text))
    document = validated(Aliases, raw, raw, (), faults)
    if document is not None:
        _check(document.aliases, versions, faults)
    if faults.found or document is None:
        raise Refused(faults.ordered())
    return document.aliases


def faults_of(said: Sequence[Mapping[str, Any]], versions: Sequence[Terms]) -> list[str]:
    """Return what does not hold together, among aliases that no document holds and with the terms; each in words."""
    faults = Faults("", {})
    _check([Alias.model_validate(one) for one in said], versions, faults)
    return [fault.message for fault in faults.ordered()]


def known_to_aliases(versions: Sequence[Terms]) -> dict[NameOf, Known]:
    """Return what an alias can mean, by sort: also what populations call by their priorities."""
    known = known_names(versions)
    own = {
        name: known["priority"].names.get(name, "")
        for terms in versions
        for level in terms.service_levels
        for population in level.populations
        for name in population.priorities
    }
    return known | {"priority": Known(dict(known["priority"].names) | own)}


def _check(aliases: Sequence[Alias], versions: Sequence[Terms], faults: Faults) -> None:
    """Blame what does not hold together: among the aliases, and with the terms."""
    known = known_to_aliases(versions)
    seen: set[tuple[str, str]] = set()
    for number, alias in enumerate(aliases):
        own, place = known[alias.of], ("aliases", number)
        if (alias.of, alias.name) in seen:
            text = _("»{name}« har allerede et alias. Behold det ene.")
            faults.add("duplicate-alias", (*place, "name"), text.format(name=alias.name))
        seen.add((alias.of, alias.name))
        if alias.name in own:
            text = _(
                "»{name}« er selv et navn i vilkårene og kan ikke også betyde noget andet. Slet aliaset."
            )
            faults.add("alias-of-known", (*place, "name"), text.format(name=alias.name))
        if alias.means and alias.means not in own:
            text = _("»{name}« findes ikke i vilkårene. Disse findes: {known}.")
            near = own.near(alias.means)
            hint = " " + _("Mente du »{name}«?").format(name=near) if near else ""
            message = text.format(name=alias.means, known=listed(own.names)) + hint
            faults.add("unknown-reference", (*place, "means"), message)
