"""The meeting: screens made from the marts, shown full-screen, followed by notes, and taken away as one file."""
