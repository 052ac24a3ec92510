"""A parameter of an address that cannot be used, where an answer must not guess: exports and the API refuse it."""


class Wrong(ValueError):
    """`parameter` is its name, `why` a sentence that says what can be used."""

    def __init__(self, parameter: str, why: str) -> None:
        super().__init__(why)
        self.parameter, self.why = parameter, why
