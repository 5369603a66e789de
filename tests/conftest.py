"""What all tests share: how hard Hypothesis tries, and where the real logs are.

HYPOTHESIS_PROFILE chooses the effort: quick (default), ci (the same examples in every run; also
chosen by the variable CI), thorough.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

QUICK_EXAMPLES = 25
THOROUGH_EXAMPLES = 1000
SLOW_DATA = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile(
    "quick", deadline=None, max_examples=QUICK_EXAMPLES, suppress_health_check=SLOW_DATA
)
settings.register_profile(
    "ci", settings.get_profile("quick"), derandomize=True, database=None, print_blob=True
)
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=THOROUGH_EXAMPLES)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "quick"))


@pytest.fixture(scope="session")
def shared_logs() -> Path:
    """Folder of the real logs beside the project; tests that need it skip where it is missing."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data" / "logs"
    if not folder.is_dir():
        pytest.skip("the folder shared/data/logs is not beside the project")
    return folder
