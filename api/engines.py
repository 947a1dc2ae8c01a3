"""The engine that the settings name, or what is wrong with it in words of the settings."""

from typing import TYPE_CHECKING

from api.settings import BadSetting, Settings

if TYPE_CHECKING:
    from extraction.engine import Engine


def require_configured_engine(settings: Settings) -> None:
    """Make sure the engine can be opened, without opening it.

    :raises BadSetting: there is none of that name, or what it needs is not installed.
    """
    from extraction.engine import require_engine

    try:
        require_engine(settings.extractor)
    except ValueError as error:
        raise BadSetting(f"WHOSAID_EXTRACTOR: {error}.") from error


def open_configured_engine(settings: Settings) -> "Engine":
    """Return the engine, opened.

    :raises BadSetting: as `require_configured_engine`
    """
    from extraction.engine import open_engine

    require_configured_engine(settings)
    return open_engine(settings.extractor)
