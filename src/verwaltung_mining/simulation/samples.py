"""Where the sample logs lie: in the checkout, else in the installed package."""

from pathlib import Path
from types import MappingProxyType

from verwaltung_mining.errors import SettingsError
from verwaltung_mining.texts import Text

FILES = MappingProxyType(
    {
        "bauantrag": "bauantrag.csv",
        "wohngeld": "wohngeld.csv",
        "gewerbeanmeldung": "gewerbeanmeldung.xes",
    }
)
SAMPLES = tuple(FILES)
README = "README.md"
FOLDER = "sample_logs"


def sample_log(name: str = SAMPLES[0]) -> Path:
    """The file of a sample log.

    Raises SettingsError for an unknown name.

    >>> sample_log("wohngeld").name
    'wohngeld.csv'
    """
    if name not in FILES:
        raise SettingsError(
            Text(
                de=f"Es gibt kein Beispielprotokoll „{name}“.",
                en=f"there is no sample log '{name}'.",
            ),
            hint=Text(
                de=f"Vorhanden sind: {', '.join(SAMPLES)}.", en=f"there are: {', '.join(SAMPLES)}."
            ),
        )
    return sample_folder() / FILES[name]


def sample_folder() -> Path:
    """The folder of the sample logs: that of the checkout where this module lies in one."""
    package = Path(__file__).parents[1]
    checkout = package.parents[1]
    if (checkout / "pyproject.toml").is_file() and (checkout / FOLDER).is_dir():
        return checkout / FOLDER
    return package / FOLDER
