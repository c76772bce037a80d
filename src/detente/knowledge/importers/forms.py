"""The formats that actors can be imported from."""

from enum import StrEnum


class FileFormat(StrEnum):
    """What `detente actors import` reads."""

    AUTO = "auto"
    CSV = "csv"
    FTM = "ftm"
    PETRARCH = "petrarch"
    TABARI = "tabari"
