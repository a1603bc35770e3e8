"""How the house was used in some period, in numbers that can be compared from year to year.

*Bookable* are the hours in which a room is open and not closed. *Booked* are those of
confirmed dates, without setup and teardown; *used* those of them that are over and to which
somebody came. *Taken* is a room while it is booked itself or shares a space with one that
is: the hall takes both its halves. Utilisation is taken over bookable.
"""
