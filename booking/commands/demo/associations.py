"""The associations of the demo: as different as those of a real house, and all invented."""

from booking.domain.enquiries import Group

DJEMBE = Group("Djembe-Kreis", "Kofi Beispiel", "djembe@verein.example", "05361 000101")
DANZA = Group("Circolo Danza Donne", "Giulia Esempio", "danza@verein.example", "05361 000102")
CHOIR = Group("Chor ohne Grenzen", "Annegret Muster", "chor@verein.example", "05361 000103")
POTTERS = Group("Tonwerk", "Bernd Muster", "tonwerk@verein.example")
GERMAN = Group("Deutsch im WEST", "Sabine Vorlage", "deutsch@verein.example", "05361 000105")
BREAKDANCE = Group("Breakdance Kids", "Jason Beispiel", "break@verein.example", "05361 000106")
ADRIA = Group("Verein Adria e. V.", "Marija Primjer", "adria@verein.example", "05361 000107")
SUN = Group("Chor Sonne", "Hildegard Muster", "sonne@verein.example")
LIRA = Group("Tanzgruppe Lira", "Eleni Beispiel", "lira@verein.example", "05361 000109")
AMAL = Group("نادي الأمل (Klub Al-Amal)", "ليلى مثال", "amal@verein.example", "05361 000110")
KALYNA = Group("Спілка «Калина»", "Олена Приклад", "kalyna@verein.example")
COUNSEL = Group("Beratungsstelle Mittendrin", "Petra Vorlage", "beratung@verein.example")
