"""How the service says that it is well."""

from typing import Literal

from api.schemas.base import Output
from api.schemas.fields import Choice

HealthStatus = Literal["ok"]


class Health(Output):
    """All is well; whatever is not is a problem."""

    status = Choice("HealthStatus", HealthStatus, required=True)
