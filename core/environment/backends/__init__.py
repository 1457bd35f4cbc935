"""The programs that can make a Python environment, behind one Protocol."""
