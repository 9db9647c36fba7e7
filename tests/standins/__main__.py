"""Run the stand-ins by hand: prints the environment to use, and the ledger when stopped."""

from __future__ import annotations

import argparse
import time

from tests.standins import Delays, Standins


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--scale", type=float, default=0.25, help="1 is as slow as the services")
    args = parser.parse_args()
    with Standins(Delays(scale=args.scale), port=args.port) as standins:
        for name, value in standins.environment.items():
            print(f"export {name}={value}", flush=True)
        print(f"# ledger: {standins.address}/_standins", flush=True)
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            pass
        for charge in standins.ledger.shown():
            back = " (given back)" if charge["is_refunded"] else ""
            told = f"{charge['service']} {charge['what']} {charge['job']}: {charge['usd']} USD"
            print(f"{told}{back}")
        print(f"total: {standins.ledger.total_usd} USD")


if __name__ == "__main__":
    main()
