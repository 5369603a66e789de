"""Too little address space (`ulimit -v`) is said before libraries are loaded into it.

Later nobody may be left to say it: OpenBLAS and Polars end the process where they get no more, and
a thread that cannot be started is waited for without end (docs/faults.md).
"""

import sys
from typing import Any

import click

from verwaltung_mining_cli.session import session_of

LEAST_MEGABYTES = 2_000
"""An analysis of 800 rows reserves 1,850 on two cores and 1,950 on sixteen; it uses 280."""
MEGABYTE = 1_000_000


def with_address_space(ctx: click.Context, _parameter: click.Parameter, value: Any) -> Any:
    """The value as it is. Raises ClickException where the process may reserve too little."""
    limit = _megabytes()
    if limit is None or limit >= LEAST_MEGABYTES:
        return value
    raise click.ClickException(
        session_of(ctx).say(
            de=f"Der Lauf darf nur {limit} MB Adressraum belegen (ulimit -v); ein Protokoll "
            f"zu lesen und auszuwerten braucht mindestens {LEAST_MEGABYTES}.\n"
            "Erhöhen Sie diese Grenze; das meiste davon wird belegt, aber nie benutzt.",
            en=f"this run may take only {limit} MB of address space (ulimit -v); reading and "
            f"analysing a log takes at least {LEAST_MEGABYTES}.\n"
            "Raise that limit; most of it is reserved and never used.",
        )
    )


def _megabytes() -> int | None:
    """What this process may reserve; None without a limit."""
    if sys.platform == "win32":
        return None
    import resource

    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    return None if limit == resource.RLIM_INFINITY else limit // MEGABYTE
