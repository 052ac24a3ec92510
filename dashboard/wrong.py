"""A parameter of an address that cannot be used, where an answer must not guess: exports and the API refuse it."""

from dashboard.filters import CLOCKS, View


class Wrong(ValueError):
    """`parameter` is its name, `why` a sentence that says what can be used."""

    def __init__(self, parameter: str, why: str) -> None:
        super().__init__(why)
        self.parameter, self.why = parameter, why


def unusable(view: View, why: str) -> Wrong | None:
    """What is wrong with the first thing that a view left out; None where it left nothing out. `why`: the sentence,
    with `{name}` and `{value}`."""
    if not view.ignored:
        return None
    name, value = view.ignored[0]
    if view.edition and name in CLOCKS:
        why = "An edition says its period and its clocks itself. Leave {name} out, or leave edition out."
    if name == "compare" and view.options.is_later(value, view.period):
        why = "{value} is later than {period}. Compare a period with itself or with an earlier one."
    return Wrong(name, why.format(name=name, value=value, words=name.replace("_", " "), period=view.period))
