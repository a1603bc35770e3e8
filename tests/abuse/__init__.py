"""The program, misused from outside as hostile or clumsy clients would, and what must hold then."""
