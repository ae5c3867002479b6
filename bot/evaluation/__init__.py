"""How well questions are understood: the development set, the measures and the report of `python -m bot evaluate`."""
