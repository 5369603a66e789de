"""Every section a settings file may have, and who declares it."""

import msgspec

from verwaltung_mining.benefit import AnalysisSettings
from verwaltung_mining.calendar.opening_hours import WeeklyHours
from verwaltung_mining.calendar.settings import CalendarSettings
from verwaltung_mining.detectors import DETECTORS
from verwaltung_mining.engine.settings import EngineSettings
from verwaltung_mining.eventlog.room import ImportSettings
from verwaltung_mining.release.policy import AgreementSettings, PrivacySettings
from verwaltung_mining.strengths import STRENGTHS, StrengthSettings

KNOWN_SECTIONS: dict[str, type[msgspec.Struct]] = {
    "analysis": AnalysisSettings,
    "calendar": CalendarSettings,
    "calendar.hours": WeeklyHours,
    "engine": EngineSettings,
    "import": ImportSettings,
    "privacy": PrivacySettings,
    "privacy.agreement": AgreementSettings,
    "strengths.common": StrengthSettings,
    **{f"strengths.{kind.id}": kind.settings for kind in STRENGTHS},
    **{f"detectors.{d.id}": d.settings for d in DETECTORS},
}
