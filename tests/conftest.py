"""How every property test runs: a slow machine is no failure, and CI always tries the same examples."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "whosaid",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("whosaid")
