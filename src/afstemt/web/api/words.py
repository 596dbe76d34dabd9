"""What each call does, for the page about the HTTP interface. A test holds that every call has its words."""

WORDS = {
    "deliver": "Aflever filer. De samme filer igen giver den tidligere leverance, og intet ændres.",
    "read_upload": "Se, hvordan det går med filer, der læses bagefter, og hvad de blev til.",
    "list_deliveries": "Vis kontraktens leverancer, nyeste først.",
    "read_delivery": "Vis en leverance: dens filer, og hvad den ændrer, mens den venter på at blive bekræftet.",
    "list_problems": "Vis hvert problem i en leverances rækker, med fil og række.",
    "confirm_delivery": "Bekræft en leverance, så den bruges. Sig, hvad der gælder, hvis den overlapper en tidligere.",
    "withdraw_delivery": "Træk en leverance tilbage. Dens data slettes, og det fremgår, at den har været der.",
    "list_key_figures": "Vis de nøgletal, der kan oplyses for en periode, og dem, der er oplyst.",
    "state_key_figures": "Oplys nøgletal for en periode, med hvad hvert tal bygger på.",
    "read_report": "Hent periodens nyeste driftsrapport som data.",
}
"""By operation id, in Danish (msgids)."""
USES = {"read": "Læse", "deliver": "Aflevere", "confirm": "Bekræfte og trække tilbage"}
"""What a key can be used for, in Danish (msgids)."""
