"""What German and English systems call the columns of an event log (importers.md, section 7.1).

Compared by `headers.match`: case, umlauts, punctuation and camel case do not matter.
Weak names mean a role only where nothing better is there.
"""

from typing import Literal

Role = Literal[
    "case_id",
    "activity",
    "timestamp",
    "time_of_day",
    "start",
    "person",
    "org_unit",
    "lifecycle",
    "order",
]


def listed(names: str) -> tuple[str, ...]:
    """Names from a text with commas between them.

    >>> listed("Az, Gesch-Z")
    ('Az', 'Gesch-Z')
    """
    return tuple(" ".join(name.split()) for name in names.split(","))


SYNONYMS: dict[Role, tuple[str, ...]] = {
    "case_id": listed("""
        Aktennummer, Akten-ID, Referenznummer, Application number, Application ID, File number,
        File reference, Order number, Order ID, Work order, Incident ID, Dossiernummer, Process ID,
        Aktenzeichen, Az, Akz, Geschäftszeichen, Gz, Gesch-Z, Vorgangsnummer, Vorgangs-Nr,
        Vorgangsnr, VorgangsID, Vorgangskennung, Fallnummer, Fallnr, Fall-ID, Fallkennung,
        Antragsnummer, Antragsnr, Antrags-ID, Antrag-ID, Verfahrensnummer, Verfahrens-ID,
        Verfahren-ID, Buchungszeichen, Kassenzeichen, Bescheidnummer, Registriernummer, Reg-Nr,
        Ticketnummer, Ticket#, TN, Meldungsnummer, Auftragsnummer, Belegnummer, Case, Case ID, Case
        number, Case key, case:concept:name, ocel:oid, Process instance ID, proc_inst_id_,
        business_key_, Request ID, service_request_id, Issue key, Issue ID, zaakidentificatie,
        identificatie, SR number, Trace ID, Zeichen
    """),
    "activity": listed("""
        Handlung, Meilenstein, Milestone, Arbeitsgang, Arbeitsvorgang, Bearbeitungsstand,
        Prozessaktivität,
        Aktivität, Tätigkeit, Aktion, Arbeitsschritt, Bearbeitungsschritt, Schritt, Prozessschritt,
        Verfahrensschritt, Verfahrensstand, Ereignis, Ereignisart, Ereignistyp, Vorgangsschritt,
        Maßnahme, Aufgabe, Verfügung, Status, Neuer Status, Status neu, Bearbeitungsstatus,
        Statustext, Station, Laufweg, Historientyp, Activity, Activity name, Event, Event name,
        Task, Task name, Step, Process step, Operation, Action, act_name_, concept:name,
        ocel:activity, State, New state, New status, to_string, history_type, statustype, Workflow
        step
    """),
    "timestamp": listed("""
        Zeitpunkt der Erledigung, Erledigungszeitpunkt, Ausgeführt am, Durchgeführt am, Status vom,
        Finished, Completed, Finish time, Finish,
        Zeitstempel, Datum, Datum/Zeit, Datum/Uhrzeit, Datum und Uhrzeit, Zeitpunkt, Ereignisdatum,
        Ereigniszeit, Statusdatum, Bearbeitet am, Bearbeitungsdatum, Erledigt am, Erledigungsdatum,
        Gebucht am, Buchungsdatum, Ende, Endzeit, Enddatum, Endzeitpunkt, Abschluss, Abgeschlossen
        am, Beendet am, Abschlussdatum, Timestamp, time:timestamp, Complete timestamp, Completion
        time, Complete time, End time, End date, end_time_, End timestamp, Event end, Event time,
        Date, Datetime, Date time, Occurred, Occurred at, Event date, datumstatusgezet,
        aanmaakdatum, updated_datetime, Finished at, Completed at
    """),
    "time_of_day": listed("""
        Uhrzeit, Zeit, Zeit (hh:mm), utime, Time, Time of day
    """),
    "start": listed("""
        Anfangszeit, Beginn der Bearbeitung, Beginnzeit, Bearbeitungsbeginn,
        Beginn, Start, Startzeit, Startdatum, Startzeitpunkt, Begonnen am, Beginndatum, Anfang,
        Angelegt am, Anlagedatum, Gestartet am, Start time, start_time_, Start timestamp,
        start_timestamp, Start date, Event start, Started, Started at, Begin, Begin time
    """),
    "person": listed("""
        Bearbeitende, Mitarbeitende, Personalnummer, Zuständige Person, Ausgeführt von, Staff,
        Worker, Performed by, Done by, Officer, Handler, Bearbeitung, Sachbearb., Bearbeitet durch,
        Bearbeiter, Bearbeiterin, Bearbeiter/in, Bearbeitende Person, Sachbearbeiter,
        Sachbearbeiterin, Sachbearbeiter/in, Sachbearbeitung, SB, SB-Kürzel, Kürzel, Benutzer,
        Benutzername, Anwender, Nutzer, Kennung, Benutzerkennung, Mitarbeiter, Mitarbeiterin,
        Mitarbeiter/in, Zuständig, Zuständiger, Erledigt von, Geändert von, Bearbeitet von, Durch,
        Akteur, Verantwortlich, User, User ID, Username, User name, Resource, org:resource,
        Assignee, assignee_, Owner, Agent, Performer, Originator, Created by, create_by_login,
        Changed by, Author, author_key, Login, Actor, Employee, Clerk, Handled by, Case worker
    """),
    "org_unit": listed("""
        Fachamt, Bereich, Arbeitsgruppe, Organisation, Organization, Dept, Office, Einheit,
        Bearbeitende Stelle, Federführende Stelle, Zuständige OE, OE-Kürzel,
        Organisationseinheit, OE, Org-Einheit, Org.-Einheit, OrgEinheit, Amt, Fachbereich, FB,
        Abteilung, Abt, Referat, Ref, Sachgebiet, SG, Dezernat, Dez, Dienststelle, Behörde,
        Zuständige Stelle, Federführung, Team, Gruppe, Kostenstelle, Warteschlange, Organ,
        Department, Unit, Org unit, Organisational unit, Organizational unit,
        Organisational entity, Organizational entity, Group, org:group,
        Assignment group, Division, Agency, agency_responsible, Queue
    """),
    "lifecycle": listed("""
        Bearbeitungsart, Ereignisphase, Lebenszyklus, Lifecycle, lifecycle:transition, Transition,
        Event type, Lifecycle state
    """),
    "order": listed("""
        Reihenfolge, Pos, Position, Laufende Position, Sortierung, Rang, Schrittnummer, Schritt-Nr,
        Order, Event order, Sort order, Sequence, Sequence counter, sequence_counter_, Rank,
        Sorting
    """),
}

WEAK_SYNONYMS: dict[Role, tuple[str, ...]] = {
    "case_id": listed("""
        Vorgang, Fall, Ticket, Dokumentennummer, Lfd. Nr., ID, Number, Nummer, Key, Instance,
        Incident, Trace, Akte, Antrag, businesskey
    """),
    "activity": listed("""
        Was, Stufe, Vorgang,
        Vermerk, Phase, Stage, act_id_, Bezeichnung, Name
    """),
    "timestamp": listed("""
        Geändert am, Änderungsdatum, Erfasst am, Erfassungsdatum, Created, Created at, Created
        date, Create time, Changed, Changed at, Log date, change_time, changed_date, iat, am, Zeit,
        Time
    """),
    "time_of_day": (),
    "start": listed("""
        von, from
    """),
    "person": listed("""
        von wem
    """),
    "org_unit": listed("""
        Stelle, Standort, Location
    """),
    "lifecycle": (),
    "order": listed("""
        Lfd. Nr., Lfd, Nr
    """),
}

PERSONAL_HEADERS = listed("""
    Name, Vorname, Nachname, Familienname, Antragsteller, Antragstellerin, Antragsteller/in,
    Geburtsdatum, Geburtsort, Straße, Hausnummer, Anschrift, Adresse, Telefon, Telefonnummer,
    Mobil, E-Mail, Mail, IBAN, BIC, Steuer-ID, Steuernummer, Kundin, Kunde, Kundenname, Bürger,
    Bauherr, Eigentümer, First name, Last name, Surname, Applicant, Customer, Customer name, Birth
    date, Date of birth, Street, Address, Phone, Email, Unterzeichner, Kontakt
""")
"""Headers of people outside and inside the office; never an attribute."""

FREE_TEXT_HEADERS = listed("""
    Betreff, Bemerkung, Bemerkungen, Notiz, Notizen, Kommentar, Freitext, Text, Anmerkung, Hinweis,
    Beschreibung, Begründung, Subject, Remark, Remarks, Note, Notes, Comment, Comments,
    Description, Title, Titel
""")
"""Headers under which anything may be written; never an attribute unless named."""
