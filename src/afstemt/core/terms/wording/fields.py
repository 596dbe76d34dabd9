"""What each field of the terms is called.

By the field's name, or by its owner and name (``Terms.systems``) where the name means another thing elsewhere. A test
holds that every field has its word and that no word is left over.
"""

from collections.abc import Mapping

from afstemt.core.terms.wording.word import Word
from afstemt.core.units.wording import msgid

FIELDS: Mapping[str, Word] = {
    "clause": Word(
        msgid("Punkt i kontrakten"),
        hint=msgid("Kontraktens egen henvisning, fx Bilag 6, pkt. 4.2. Den følger tallet ind i rapporten."),
    ),
    "id": Word(
        msgid("Id"),
        definite=msgid("id'et"),
        hint=msgid("Kort navn, som andre steder i vilkårene og leverandørens udtræk henviser til."),
    ),
    "title": Word(msgid("Titel"), definite=msgid("titlen")),
    "name": Word(msgid("Navn"), definite=msgid("navnet")),
    "in_force_from": Word(
        msgid("Gælder fra"),
        definite=msgid("dagen, den gælder fra,"),
        hint=msgid("Første dag, denne version gælder. En ændring midt i en måned deler måneden."),
    ),
    "Terms.to_day": Word(
        msgid("Kontraktens sidste dag"),
        definite=msgid("kontraktens sidste dag"),
        hint=msgid("Tom, hvis der ikke er aftalt en."),
    ),
    "to_day": Word(
        msgid("Til og med"), definite=msgid("sidste dag"), hint=msgid("Tom, hvis der ikke er nogen.")
    ),
    "from_day": Word(msgid("Fra og med"), definite=msgid("første dag")),
    "synthetic": Word(msgid("Syntetiske data"), hint=msgid("Opdigtet til afprøvning; rapporten siger det.")),
    "zone": Word(
        msgid("Tidszone"),
        definite=msgid("tidszonen"),
        hint=msgid("Tidszonen, som kontraktens klokkeslæt er i."),
    ),
    "currency": Word(msgid("Valuta"), definite=msgid("valutaen")),
    "note": Word(msgid("Bemærkning"), definite=msgid("bemærkningen")),
    "parties": Word(msgid("Parter"), one=msgid("Part")),
    "Party.role": Word(msgid("Part"), definite=msgid("rollen som part")),
    "Participant.role": Word(msgid("Rolle"), definite=msgid("rollen")),
    "cvr": Word(msgid("CVR-nummer"), definite=msgid("CVR-nummeret"), hint=msgid("8 cifre")),
    "gln": Word(msgid("EAN/GLN-nummer"), definite=msgid("EAN/GLN-nummeret"), hint=msgid("13 cifre")),
    "short_name": Word(msgid("Kort navn"), definite=msgid("det korte navn")),
    "Terms.systems": Word(msgid("Systemer"), one=msgid("System")),
    "systems": Word(
        msgid("Gælder systemerne"), hint=msgid("Systemernes id, ét på hver linje. Tom: hele kontrakten.")
    ),
    "System.services": Word(msgid("Ydelser"), one=msgid("It-ydelse")),
    "services": Word(msgid("Gælder ydelserne"), hint=msgid("Ydelsernes id, ét på hver linje. Tom: alle.")),
    "users": Word(
        msgid("Brugere"),
        definite=msgid("antallet af brugere"),
        unit=msgid("brugere"),
        hint=msgid("Bruges, når tilgængelighed vægtes efter brugere."),
    ),
    "System.owner": Word(msgid("Systemejer"), definite=msgid("systemejeren")),
    "owner": Word(msgid("Ansvarlig"), definite=msgid("den ansvarlige")),
    "phases": Word(msgid("Faser"), one=msgid("Fase")),
    "Phase.kind": Word(msgid("Fase"), definite=msgid("fasen")),
    "priorities": Word(
        msgid("Sager, der hører til"),
        hint=msgid("Prioriteter, alvorligheder eller typer, én på hver linje. Tom: alle."),
    ),
    "Terms.priorities": Word(msgid("Prioriteter"), one=msgid("Prioritet")),
    "description": Word(msgid("Beskrivelse"), definite=msgid("beskrivelsen")),
    "significant": Word(msgid("Væsentlig"), hint=msgid("Sagerne omtales i rapporten som væsentlige.")),
    "calendars": Word(msgid("Kalendere"), one=msgid("Kalender")),
    "monday": Word(msgid("Mandag"), hint=msgid("Fx 08:00-16:00, ét tidsrum på hver linje; tom er lukket.")),
    "tuesday": Word(msgid("Tirsdag")),
    "wednesday": Word(msgid("Onsdag")),
    "thursday": Word(msgid("Torsdag")),
    "friday": Word(msgid("Fredag")),
    "saturday": Word(msgid("Lørdag")),
    "sunday": Word(msgid("Søndag")),
    "holidays": Word(
        msgid("Helligdage"),
        definite=msgid("landet for helligdage"),
        hint=msgid("Lukket på landets helligdage, fx DK. Tom: ingen."),
    ),
    "open_days": Word(
        msgid("Helligdage, der arbejdes på"),
        hint=msgid("MM-DD hvert år eller ÅÅÅÅ-MM-DD for én dag; én på hver linje."),
    ),
    "closed_days": Word(
        msgid("Kontraktens egne lukkedage"),
        hint=msgid("MM-DD hvert år eller ÅÅÅÅ-MM-DD for én dag; én på hver linje."),
    ),
    "special_days": Word(
        msgid("Dage med egne tider"), hint=msgid("En dag på hver linje: 12-23 = 08:00-12:00")
    ),
    "service_windows": Word(msgid("Servicevinduer"), one=msgid("Servicevindue")),
    "weekly": Word(
        msgid("Ugentlige tidsrum"),
        hint=msgid("En ugedag på hver linje: thursday = 22:00-28:00. Timer over 24 løber ind i næste dag."),
    ),
    "notice_working_days": Word(msgid("Varsel"), definite=msgid("varslet"), unit=msgid("arbejdsdage")),
    "allowance_minutes": Word(
        msgid("Vedligehold, der ikke tæller som nedetid"),
        definite=msgid("rammen for vedligehold"),
        unit=msgid("minutter pr. måned"),
        hint=msgid("Tom: uden grænse."),
    ),
    "max_count": Word(
        msgid("Højst så mange vinduer"),
        definite=msgid("antallet af vinduer"),
        unit=msgid("pr. måned"),
        hint=msgid("Tom: uden grænse."),
    ),
    "max_minutes_each": Word(
        msgid("Højst så længe ad gangen"),
        definite=msgid("længden af et vindue"),
        unit=msgid("minutter"),
        hint=msgid("Tom: uden grænse."),
    ),
    "outside_counts": Word(msgid("Vedligehold uden for vinduet tæller som nedetid")),
    "service_levels": Word(msgid("Alle servicemål"), one=msgid("Servicemål")),
    "ServiceLevel.kind": Word(
        msgid("Type"),
        definite=msgid("typen"),
        hint=msgid("Hvad der måles. Skift type, og vælg »Opdater felterne« for at se dens egne felter."),
    ),
    "parameters": Word(msgid("Typens egne felter")),
    "Penalty.parameters": Word(msgid("Reglens egne felter")),
    "period": Word(msgid("Opgøres pr."), definite=msgid("perioden")),
    "ServiceLevel.calendar": Word(
        msgid("Servicetid"), definite=msgid("servicetiden"), hint=msgid("Kalenderens id. Tom: døgnet rundt.")
    ),
    "Framework.calendar": Word(
        msgid("Kalender for arbejdsdage"),
        definite=msgid("kalenderen for arbejdsdage"),
        hint=msgid("Kalenderens id. Dens åbne dage er arbejdsdage i fristerne."),
    ),
    "clock": Word(msgid("Sådan løber tiden")),
    "ServiceLevel.populations": Word(msgid("Grupper af sager"), one=msgid("Gruppe af sager")),
    "populations": Word(msgid("Gælder grupperne"), hint=msgid("Gruppernes id, ét på hver linje. Tom: alle.")),
    "limit": Word(
        msgid("Tidsfrist"), definite=msgid("tidsfristen"), hint=msgid("Udfyld netop ét af felterne.")
    ),
    "Limit.minutes": Word(msgid("Minutter"), unit=msgid("minutter")),
    "Limit.hours": Word(msgid("Timer"), unit=msgid("timer")),
    "working_days": Word(msgid("Arbejdsdage"), definite=msgid("fristen"), unit=msgid("arbejdsdage")),
    "target": Word(
        msgid("Mål"), definite=msgid("målet"), hint=msgid("Tom: hver eneste sag skal holde fristen.")
    ),
    "expected": Word(
        msgid("Forventet niveau"),
        definite=msgid("det forventede niveau"),
        hint=msgid("Hvor kontrakten både har et minimum og et forventet niveau."),
    ),
    "decimals": Word(msgid("Decimaler"), definite=msgid("antallet af decimaler")),
    "judge": Word(msgid("Bedømmes på"), definite=msgid("det tal, der bedømmes,")),
    "rounding": Word(msgid("Afrunding"), definite=msgid("afrundingen")),
    "missing_data": Word(msgid("Tid uden måling"), definite=msgid("reglen for tid uden måling")),
    "assign_by": Word(msgid("Sagen hører til perioden, hvor den er")),
    "open_past_limit": Word(msgid("Åben sag over fristen")),
    "priority": Word(msgid("Ændret prioritet")),
    "minimum_cases": Word(
        msgid("Mindste antal sager"),
        definite=msgid("det mindste antal sager"),
        unit=msgid("sager"),
        hint=msgid("0, hvis alle skal bedømmes."),
    ),
    "few_cases": Word(msgid("Ved færre sager")),
    "ServiceLevel.penalties": Word(msgid("Bod og bonus"), one=msgid("Bodsregel")),
    "penalties": Word(msgid("Bod på hele kontrakten"), one=msgid("Bodsregel")),
    "rule": Word(
        msgid("Regel"),
        definite=msgid("reglen"),
        hint=msgid("Skift regel, og vælg »Opdater felterne« for at se dens egne felter."),
    ),
    "cap_points": Word(
        msgid("Højst så mange point"), definite=msgid("loftet over reglens point"), unit=msgid("point")
    ),
    "cap_percent": Word(
        msgid("Højst så mange procent"), definite=msgid("loftet over reglens procent"), unit=msgid("pct.")
    ),
    "settlement": Word(msgid("Afregning af bod")),
    "percent_per_point": Word(
        msgid("Procent pr. point"),
        definite=msgid("prisen på ét point"),
        unit=msgid("pct. af grundlaget"),
        hint=msgid("Eller en tabel fra point til procent."),
    ),
    "point_steps": Word(msgid("Fra point til procent"), one=msgid("Trin")),
    "points": Word(msgid("Point"), definite=msgid("antallet af point"), unit=msgid("point")),
    "percent": Word(msgid("Procent"), definite=msgid("procenten"), unit=msgid("pct.")),
    "Settlement.base": Word(msgid("Grundlag for bod"), definite=msgid("grundlaget for bod")),
    "Index.base": Word(msgid("Indeks ved aftalen"), definite=msgid("indekset ved aftalen")),
    "quarter_base": Word(msgid("Grundlag for et kvartalsmål")),
    "same_cause": Word(msgid("Samme årsag på flere mål")),
    "repeat_multiplier": Word(
        msgid("Gentagelse ganges med"),
        definite=msgid("faktoren ved gentagelse"),
        unit=msgid("gange"),
        hint=msgid("Tom: ingen regel om gentagelse."),
    ),
    "repeat_max_multiplier": Word(
        msgid("Gentagelse ganges højst med"),
        definite=msgid("den højeste faktor ved gentagelse"),
        unit=msgid("gange"),
    ),
    "cap_percent_period": Word(
        msgid("Loft pr. periode"), definite=msgid("loftet pr. periode"), unit=msgid("pct. af grundlaget")
    ),
    "cap_percent_rolling_year": Word(
        msgid("Loft over 12 måneder"),
        definite=msgid("loftet over 12 måneder"),
        unit=msgid("pct. af grundlaget"),
    ),
    "earn_back_periods": Word(
        msgid("Tjenes tilbage efter"),
        definite=msgid("antallet af perioder, før boden er tjent tilbage,"),
        unit=msgid("perioder"),
    ),
    "running_in_penalties": Word(msgid("Bod i indkøringen")),
    "claim": Word(msgid("Boden"), definite=msgid("måden, boden gøres gældende på,")),
    "claim_within_working_days": Word(
        msgid("Frist for at gøre boden gældende"),
        definite=msgid("fristen for at gøre boden gældende"),
        unit=msgid("arbejdsdage"),
    ),
    "lapses": Word(msgid("Bortfalder, hvis den ikke gøres gældende i tide")),
    "vat_on_penalty": Word(msgid("Moms af boden")),
    "prices": Word(msgid("Priser")),
    "fixed": Word(msgid("Faste vederlag"), one=msgid("Fast vederlag")),
    "amount": Word(msgid("Beløb"), definite=msgid("beløbet"), hint=msgid("Uden moms.")),
    "FixedFee.amount": Word(msgid("Beløb pr. måned"), definite=msgid("beløbet"), hint=msgid("Uden moms.")),
    "system": Word(msgid("System"), definite=msgid("systemet"), hint=msgid("Systemets id.")),
    "service": Word(msgid("It-ydelse"), definite=msgid("ydelsen"), hint=msgid("Ydelsens id.")),
    "part_month": Word(msgid("Måned, der ikke er hel")),
    "index": Word(
        msgid("Reguleres efter"),
        definite=msgid("indekset"),
        hint=msgid("Indeksets navn. Tom: reguleres ikke."),
    ),
    "units": Word(msgid("Enhedspriser"), one=msgid("Enhedspris")),
    "UnitPrice.unit": Word(msgid("Enhed"), definite=msgid("enheden")),
    "unit": Word(msgid("Enhed"), definite=msgid("enheden")),
    "price": Word(msgid("Pris pr. enhed"), definite=msgid("prisen"), hint=msgid("Uden moms.")),
    "UnitPrice.tiers": Word(
        msgid("Pris i trin"), hint=msgid("Fra antal = pris, et trin på hver linje: 5000 = 2,75")
    ),
    "tiers": Word(msgid("Trin i tabellen"), one=msgid("Trin")),
    "included": Word(
        msgid("Med i det faste vederlag"),
        definite=msgid("antallet, der er med i det faste vederlag,"),
        unit=msgid("enheder"),
    ),
    "hourly": Word(msgid("Timepriser"), one=msgid("Timepris")),
    "code": Word(msgid("Kode"), definite=msgid("koden")),
    "rate": Word(msgid("Timepris"), definite=msgid("timeprisen"), hint=msgid("Uden moms.")),
    "indexes": Word(msgid("Prisindeks"), one=msgid("Indeks")),
    "values": Word(
        msgid("Indeksets værdier"), hint=msgid("Dagen, den gælder fra, på hver linje: 2027-01-01 = 114,9")
    ),
    "share": Word(
        msgid("Så meget af prisen reguleres"), definite=msgid("den andel, der reguleres,"), unit=msgid("pct.")
    ),
    "estimates": Word(msgid("Estimater, der ikke må overskrides"), one=msgid("Estimat")),
    "order": Word(msgid("Ordre"), definite=msgid("ordren")),
    "hours": Word(msgid("Timer"), definite=msgid("antallet af timer"), unit=msgid("timer")),
    "hours_must_be_approved": Word(msgid("Kun godkendte timer kan faktureres")),
    "vat_percent": Word(msgid("Moms"), definite=msgid("momsen"), unit=msgid("pct.")),
    "framework": Word(msgid("Rammerne for opfølgningen")),
    "meeting_frequency": Word(msgid("Statusmøde"), definite=msgid("hyppigheden af statusmøder")),
    "meeting_minutes": Word(msgid("Mødets længde"), definite=msgid("mødets længde"), unit=msgid("minutter")),
    "meeting_place": Word(msgid("Mødested"), definite=msgid("mødestedet")),
    "deadlines": Word(msgid("Frister"), one=msgid("Frist i opfølgningen")),
    "what": Word(msgid("Hvad"), definite=msgid("det, fristen gælder,")),
    "days": Word(msgid("Kalenderdage"), definite=msgid("fristen"), unit=msgid("dage")),
    "event": Word(msgid("Regnes fra"), definite=msgid("det, fristen regnes fra,")),
    "before": Word(msgid("Før"), hint=msgid("Fristen ligger før det, den regnes fra.")),
    "Deadline.source": Word(
        msgid("Kilde"),
        definite=msgid("kilden"),
        hint=msgid("Kun en frist i kontrakten eller aftalt skriftligt er bindende."),
    ),
    "participants": Word(msgid("Deltagere"), one=msgid("Deltager")),
    "party": Word(msgid("Part"), definite=msgid("parten")),
    "mandate": Word(msgid("Mandat"), definite=msgid("mandatet")),
    "counterpart": Word(
        msgid("Modpart"), definite=msgid("modparten"), hint=msgid("Rollen hos den anden part.")
    ),
    "chair": Word(msgid("Mødeleder")),
    "Participant.minutes": Word(msgid("Referent")),
    "thresholds": Word(msgid("Hvornår en sag løftes"), one=msgid("Tærskel")),
    "Threshold.measure": Word(msgid("Hvad måles")),
    "value": Word(msgid("Værdi"), definite=msgid("værdien")),
    "Threshold.periods": Word(
        msgid("Over perioder"), definite=msgid("antallet af perioder"), unit=msgid("perioder")
    ),
    "level": Word(msgid("Løftes til")),
    "change_advisory_board": Word(msgid("Der er et ændringsråd (CAB)")),
    "agenda": Word(msgid("Ændringer til dagsordenen"), one=msgid("Punkt på dagsordenen")),
    "calm_minutes": Word(msgid("Minutter i en rolig periode"), unit=msgid("minutter")),
    "troubled_minutes": Word(msgid("Minutter i en urolig periode"), unit=msgid("minutter")),
    "phase_of_cooperation": Word(msgid("Samarbejdets fase"), definite=msgid("samarbejdets fase")),
    "contract_calendar": Word(msgid("Kontraktens kalender"), one=msgid("Dag i kontraktens kalender")),
    "day": Word(msgid("Dag"), definite=msgid("dagen")),
    "CalendarEntry.kind": Word(msgid("Art"), definite=msgid("arten")),
    "notice_days": Word(msgid("Varsel"), definite=msgid("varslet"), unit=msgid("dage")),
    "done": Word(msgid("Gjort")),
    "report": Word(msgid("Rapporten")),
    "leave_out": Word(
        msgid("Afsnit, der udelades"), hint=msgid("Afsnittets navn i vilkårene, ét på hver linje.")
    ),
    "deepen": Word(
        msgid("Afsnit, der uddybes"), hint=msgid("Afsnittets navn i vilkårene, ét på hver linje.")
    ),
    "max_rows": Word(
        msgid("Rækker i PDF og Word"),
        definite=msgid("antallet af rækker i PDF og Word"),
        unit=msgid("rækker"),
    ),
    "periods": Word(
        msgid("Perioder i kurverne"),
        definite=msgid("antallet af perioder i kurverne"),
        unit=msgid("perioder"),
    ),
    "source": Word(msgid("Nedetid opgøres efter"), definite=msgid("kilden til nedetid")),
    "downtime_from": Word(msgid("Nedetid regnes fra"), definite=msgid("det, nedetid regnes fra,")),
    "severities": Word(msgid("Alvorligheder, der tæller"), hint=msgid("Én på hver linje. Tom: alle.")),
    "degraded": Word(msgid("Forringet drift")),
    "degraded_severities": Word(
        msgid("Alvorligheder, der er forringet drift"),
        hint=msgid("Én på hver linje, som de står i udtrækket."),
    ),
    "responsible": Word(
        msgid("Afbrydelser, der tæller, skyldes"),
        hint=msgid("Én på hver linje: supplier, authority eller third_party."),
    ),
    "check_valid_s": Word(
        msgid("Hvor længe en måling gælder"), hint=msgid("until_next_check, eller et antal sekunder.")
    ),
    "response_limit_ms": Word(
        msgid("Svar, der er langsommere, er nede"),
        definite=msgid("grænsen for et svar, der er nede,"),
        unit=msgid("ms"),
        hint=msgid("Tom: ingen grænse."),
    ),
    "composition": Word(msgid("Flere ydelser bliver til ét tal ved")),
    "all_users": Word(
        msgid("Alle brugere"), definite=msgid("antallet af alle brugere"), unit=msgid("brugere")
    ),
    "measured": Word(msgid("Længden måles i")),
    "across_periods": Word(msgid("Afbrydelse over to perioder")),
    "overlapping": Word(msgid("Overlappende afbrydelser")),
    "minimum_s": Word(
        msgid("Korteste afbrydelse, der tæller"),
        definite=msgid("den korteste afbrydelse, der tæller,"),
        unit=msgid("sekunder"),
    ),
    "failed": Word(msgid("Kald, der fejler")),
    "limits_ms": Word(
        msgid("Egen grænse for en gruppe"), hint=msgid("Gruppens id = millisekunder, en på hver linje.")
    ),
    "limit_ms": Word(msgid("Grænse for svartid"), definite=msgid("grænsen for svartid"), unit=msgid("ms")),
    "comparison": Word(msgid("Et svar er i tide")),
    "percentile": Word(msgid("Percentil"), definite=msgid("percentilen")),
    "without_response": Word(msgid("Sag uden registreret reaktion")),
    "pauses": Word(msgid("Pauser trækkes fra")),
    "others": Word(msgid("Sager, som andre end leverandøren svarer for")),
    "start": Word(msgid("Tiden løber fra"), definite=msgid("det, tiden løber fra,")),
    "end": Word(msgid("Tiden løber til"), definite=msgid("det, tiden løber til,")),
    "initiator": Word(msgid("Kun dem, der er bestilt af"), hint=msgid("Tom: alle.")),
    "cancelled": Word(msgid("Aflyste ændringer")),
    "kinds": Word(msgid("Typer af leverancer"), hint=msgid("Én på hver linje. Tom: alle.")),
    "due_at": Word(msgid("Leverancens egen frist gælder")),
    "incident_priorities": Word(
        msgid("Kun efter sager med prioritet"), hint=msgid("Én på hver linje. Tom: alle.")
    ),
    "count": Word(msgid("Enheder, der tæller")),
    "count_limit.count": Word(msgid("Der tælles")),
    "change_caused_incidents.measure": Word(msgid("Der opgøres")),
    "better": Word(msgid("Bedst er")),
    "per": Word(msgid("Point pr.")),
    "size": Word(msgid("Størrelse af en enhed"), definite=msgid("størrelsen af en enhed")),
    "bands": Word(msgid("Bånd for point og bonus"), one=msgid("Bånd")),
    "at_least": Word(msgid("Fra (med)"), definite=msgid("båndets nedre grænse")),
    "at_most": Word(msgid("Til (med)"), definite=msgid("båndets øvre grænse")),
    "below": Word(msgid("Under (ikke med)"), definite=msgid("grænsen")),
    "lump": Word(msgid("Engangspoint"), definite=msgid("antallet af engangspoint"), unit=msgid("point")),
    "per_unit": Word(
        msgid("Point pr. enhed"), definite=msgid("antallet af point pr. enhed"), unit=msgid("point")
    ),
    "first_unit": Word(msgid("Første enhed")),
}
