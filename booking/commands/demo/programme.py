"""The year of the demo: what takes place every week, and what was wanted once."""

from datetime import timedelta

from booking.commands.demo.associations import (
    ADRIA,
    AMAL,
    BREAKDANCE,
    CHOIR,
    COUNSEL,
    DANZA,
    DJEMBE,
    GERMAN,
    KALYNA,
    LIRA,
    POTTERS,
    SUN,
)
from booking.commands.demo.wishes import (
    FRI,
    MON,
    SAT,
    TERM_TIME,
    THU,
    TUE,
    WED,
    Outcome,
    Regular,
    Single,
    Wish,
)
from booking.commands.demo.wishes import SUN as SUNDAY

HOUR = timedelta(hours=1)
FORTNIGHTLY = "FREQ=WEEKLY;INTERVAL=2"
FOUR_WEEKLY = "FREQ=WEEKLY;INTERVAL=4"

DRUMS = Wish(DJEMBE, "Trommeln", "musikraum", MON, "18:00-20:00", "trommeln", 14, "circle")
OUD = Wish(AMAL, "عود · Oud-Ensemble", "musikraum", THU, "17:00-18:30", "trommeln", 9)
REHEARSAL = Wish(
    CHOIR,
    "Chorprobe",
    "saal-a",
    TUE,
    "19:00-21:30",
    "gesang",
    38,
    "circle",
    notes="Bitte das Klavierlicht bereitlegen.",
    public_title=True,
)
FOLK_DANCE = Wish(LIRA, "Volkstanz", "saal-a", THU, "19:00-21:00", "tanz", 30, public_title=True)
GERMAN_COURSE = Wish(
    GERMAN, "Deutsch A2", "saal-b", MON, "17:00-19:00", "kurs", 24, "tables", public_title=True
)
CONVERSATION = Wish(
    GERMAN, "Gesprächskreis", "saal-b", WED, "16:30-18:00", "kurs", 18, "circle", public_title=True
)
SENIORS = Wish(SUN, "Singkreis am Nachmittag", "saal-b", THU, "14:30-16:30", "gesang", 28, "circle")
BREAK = Wish(BREAKDANCE, "Breakdance ab 8", "bewegungsraum", MON, "16:30-18:00", "tanz", 22, "none")
BREAK_AGAIN = Wish(
    BREAKDANCE, "Breakdance ab 12", "bewegungsraum", WED, "16:30-18:00", "tanz", 25, "none"
)
DANCE = Wish(
    DANZA, "Danza in cerchio", "bewegungsraum", WED, "19:00-21:00", "tanz", 20, public_title=True
)
LIRA_PRACTICE = Wish(LIRA, "Training", "bewegungsraum", FRI, "18:00-20:00", "tanz", 16)
CLAY = Wish(
    POTTERS,
    "Offene Werkstatt",
    "toepferwerkstatt",
    THU,
    "17:00-19:30",
    "toepfern",
    10,
    "work",
    notes="Brennofen am Abend beladen.",
    public_title=True,
)
CLAY_FAMILIES = Wish(
    POTTERS, "Familien am Ton", "toepferwerkstatt", SAT, "10:30-13:00", "toepfern", 12, "work"
)
LITERACY = Wish(GERMAN, "Alphabetisierung", "seminar-1", TUE, "09:00-11:30", "kurs", 14, "ushape")
LANGUAGE_CAFE = Wish(KALYNA, "Мовне кафе", "seminar-1", FRI, "15:00-17:00", "treffen", 16, "tables")
BOARD = Wish(ADRIA, "Vorstand", "seminar-1", WED, "18:30-20:30", "treffen", 11, "ushape")
COOKING = Wish(ADRIA, "Kochen wie zu Hause", "kueche", SAT, "11:00-14:00", "kochen", 9)
OPEN_CAFE = Wish(
    SUN,
    "Offenes Café",
    "foyer",
    SUNDAY,
    "14:00-17:00",
    "empfang",
    40,
    notes="Geschirr aus der Küche.",
    public_title=True,
)
COUNSELLING = Wish(COUNSEL, "Sozialberatung", "beratung-1", TUE, "14:00-17:00", "beratung", 3)
COUNSELLING_EARLY = Wish(COUNSEL, "Sozialberatung", "beratung-1", FRI, "09:00-12:00", "beratung", 3)

REGULARS = (
    Regular(DRUMS),
    Regular(OUD, skip=TERM_TIME),
    Regular(REHEARSAL),
    Regular(FOLK_DANCE),
    Regular(GERMAN_COURSE, skip=TERM_TIME),
    Regular(CONVERSATION, skip=TERM_TIME),
    Regular(SENIORS),
    Regular(BREAK, skip=TERM_TIME),
    Regular(BREAK_AGAIN, skip=TERM_TIME),
    Regular(DANCE),
    Regular(LIRA_PRACTICE),
    Regular(CLAY, skip=TERM_TIME),
    Regular(CLAY_FAMILIES, FORTNIGHTLY),
    Regular(LITERACY, skip=TERM_TIME),
    Regular(LANGUAGE_CAFE),
    Regular(BOARD, FORTNIGHTLY),
    Regular(COOKING, FORTNIGHTLY),
    Regular(OPEN_CAFE, FOUR_WEEKLY),
    Regular(COUNSELLING),
    Regular(COUNSELLING_EARLY),
)

FEAST = Wish(
    ADRIA,
    "Sommerfest",
    "saal kueche",
    SAT,
    "16:00-22:00",
    "feier",
    None,  # the kitchen alone would be too small for all of them
    notes="Etwa 80 Gäste, Musik bis 21 Uhr.",
    setup=2 * HOUR,
)
CONCERT = Wish(
    CHOIR,
    "Konzert: Lieder ohne Grenzen",
    "saal",
    SAT,
    "17:00-20:00",
    "veranstaltung",
    120,
    "rows",
    public_title=True,
    setup=2 * HOUR,
)
SHOW = Wish(LIRA, "Tanzabend", "saal-a", FRI, "18:00-22:00", "tanz", 70, public_title=True)
WORKSHOP = Wish(DJEMBE, "Trommel-Workshop", "saal-a", SAT, "10:00-16:00", "trommeln", 35, "circle")
EXAM = Wish(GERMAN, "Prüfung A2", "seminar-1", SAT, "09:30-13:00", "kurs", 24, "tables")
BAZAAR = Wish(
    KALYNA, "Ярмарок · Basar", "foyer", SAT, "11:00-16:00", "ausstellung", 50, public_title=True
)
IFTAR = Wish(AMAL, "إفطار · Iftar", "saal-b", FRI, "18:00-22:00", "empfang", 36, "tables")
PARTY = Wish(SUN, "Chorjubiläum", "saal", SUNDAY, "14:00-18:00", "feier", 90, "tables")
BATTLE = Wish(BREAKDANCE, "Battle", "bewegungsraum", SUNDAY, "13:00-18:00", "tanz", 30, "none")
GLAZING = Wish(POTTERS, "Glasurkurs", "toepferwerkstatt", FRI, "14:00-18:00", "toepfern", 8)
BREAKFAST = Wish(DANZA, "Frauenfrühstück", "saal-b", SUNDAY, "10:30-13:00", "empfang", 30, "tables")
FILM = Wish(ADRIA, "Filmabend", "saal-a", SUNDAY, "17:00-20:00", "treffen", 45, "rows")
VISIT = Wish(COUNSEL, "Teamgespräch", "beratung-1", WED, "10:00-12:00", "beratung", 5, "tables")

SINGLES = (
    Single(FEAST, -20, Outcome.CONFIRMED, asked=180),
    Single(BAZAAR, -14, Outcome.CONFIRMED, asked=130),
    Single(PARTY, -11, Outcome.DECLINED, asked=120),
    Single(CONCERT, -8, Outcome.CONFIRMED, asked=110),
    Single(BREAKFAST, -6, Outcome.WITHDRAWN, asked=70),
    Single(EXAM, -5, Outcome.CONFIRMED, asked=60),
    Single(WORKSHOP, -3, Outcome.CANCELLED, asked=45),
    Single(FILM, -2, Outcome.CONFIRMED, asked=40),
    Single(EXAM, 1, Outcome.CONFIRMED, asked=30),
    Single(VISIT, 2, Outcome.CONFIRMED, asked=20),
    Single(BREAKFAST, 2, Outcome.CONFIRMED, asked=19),
    Single(WORKSHOP, 2, Outcome.CANCELLED, asked=18),
    Single(SHOW, 3, Outcome.CONFIRMED, asked=17),
    Single(GLAZING, 3, Outcome.DECLINED, asked=9),
    Single(BATTLE, 4, Outcome.WITHDRAWN, asked=8),
    Single(CONCERT, 5, Outcome.HELD, asked=5),
    Single(FILM, 4, Outcome.HELD, asked=4),
    Single(BATTLE, 6, Outcome.PENDING, asked=3),
    Single(GLAZING, 5, Outcome.PENDING, asked=2),
    Single(IFTAR, 7, Outcome.PENDING, asked=2),
    Single(FEAST, 9, Outcome.PENDING, asked=1),
)
