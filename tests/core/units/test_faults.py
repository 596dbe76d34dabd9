"""Faults as values, and the exception that carries them where nothing can go on."""

from afstemt.core.units.fault import Fault, Refused


def test_a_refusal_carries_every_fault_and_says_them_all() -> None:
    faults = (Fault("a", "Den ene."), Fault("b", "Den anden."))
    refused = Refused(faults)
    assert refused.faults == faults
    assert str(refused) == "Den ene.; Den anden."
