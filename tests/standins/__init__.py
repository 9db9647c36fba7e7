"""Stand-ins of the paid services and of YouTube on loopback: their interfaces, prices, delays and mistakes.

    with Standins() as standins:
        run_something(env=standins.environment)
        standins.faults.order(FaultKind.LOST_ANSWER, path="createTask")
        assert [charge.what for charge in standins.ledger.charged] == [...]

They run in a thread of their own, so that a test without an event loop can use them as well as a
whole film's processes. `python -m tests.standins` runs them by hand.
"""

from tests.standins.faults import Fault, FaultKind
from tests.standins.ledger import Charge
from tests.standins.server import KEY, Delays, Standins

__all__ = ["KEY", "Charge", "Delays", "Fault", "FaultKind", "Standins"]
