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
    "order_files": "Oplys, i hvilken rækkefølge leverancens filer er trukket ud, med den ældste først.",
    "list_none": "Vis, hvad måneden kan have haft nul af, og hvad der er leveret og sagt.",
    "state_none": "Sig, at der ingen var i måneden, fx ingen afbrydelser.",
    "withdraw_none": "Træk tilbage, at der ingen var.",
    "list_unknown_names": "Vis de navne i periodens data, som vilkårene ikke kender.",
    "list_aliases": "Vis, hvad navne i data betyder, og hvem der mangler at bekræfte det.",
    "propose_alias": "Foreslå, hvad et navn i data betyder.",
    "decide_alias": "Bekræft, afvis eller afslut, hvad et navn i data betyder.",
    "read_report": "Hent periodens nyeste driftsrapport som data.",
}
"""By operation id, in Danish (msgids)."""
USES = {"read": "Læse", "deliver": "Aflevere", "confirm": "Bekræfte og trække tilbage"}
"""What a key can be used for, in Danish (msgids)."""
