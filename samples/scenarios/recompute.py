#!/usr/bin/env python3
"""Recomputes the figures of `yochi demo` from its events file alone, and compares them with what the demo printed.

    ./yochi demo --no-browser --seconds 90 --json demo.json --events e.jsonl
    python3 samples/scenarios/recompute.py e.jsonl demo.json [FACTOR]

A part of the demonstration over its budget is said; with FACTOR, one that took longer than FACTOR times its budget
fails too (1 on a quiet machine of two cores).

Each line of the events file was written by the party named in it; monotonicNanos is the machine's monotonic clock.
"""
import json
import sys

# id: start, stop, whether start and stop share an id (then the last stop of the slowest pair counts)
RULES = {
    "policyEffective": ("operator:policy.committed", "centre:policy.confirmed", True),
    "extraction": ("centre:extraction.asked", "centre:extraction.gathered", True),
    "round": ("centre:round.started", "centre:round.visible", True),
    "shared": ("world:order.given", "reader:bundle.received", False),
    "notice": ("world:order.given", "centre:acknowledgement.verified", False),
    "cutOff": ("world:flood.begun", "router:attack.cut", True),
}


def seconds(events, start, stop, paired):
    at = lambda name: sorted((e for e in events if e["party"] + ":" + e["event"] == name),
                             key=lambda e: e["monotonicNanos"])
    if not paired:
        begin = at(start)[0]["monotonicNanos"]
        end = next(e["monotonicNanos"] for e in at(stop) if e["monotonicNanos"] >= begin)
        return (end - begin) / 1e9
    begins = {}
    for e in at(start):
        begins.setdefault(e["id"], e["monotonicNanos"])
    ends = {e["id"]: e["monotonicNanos"] for e in at(stop) if e["id"] in begins}
    return max(ends[i] - begins[i] for i in ends) / 1e9


def main():
    events = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
    document = json.load(open(sys.argv[2], encoding="utf-8"))
    printed = {f["id"]: f for f in document["figures"]}
    wrong = 0
    rules = {name: rule for name, rule in RULES.items() if name in printed or not document.get("campaign")}
    for name, (start, stop, paired) in rules.items():
        mine = seconds(events, start, stop, paired)
        theirs = printed[name]["measured"]
        same = abs(mine - theirs) < 1e-6
        limit = printed[name]["limit"]
        met = limit is None or mine <= limit
        wrong += not (same and met)
        print(f"{name:16} recomputed {mine:10.4f} s   printed {theirs:10.4f} s   {'same' if same else 'DIFFERS'}"
              f"{'' if met else f'   MISSED: the plan allows {limit:g} s'}")
    factor = float(sys.argv[3]) if len(sys.argv) > 3 else None
    for part in document["parts"]:
        late = factor is not None and part["measured"] > factor * part["budget"]
        wrong += late
        over = "   over its budget" if part["measured"] > part["budget"] else ""
        print(f"{part['part']:16} took {part['measured']:6.1f} s of {part['budget']:g} s"
              f"{f'   LATE: more than {factor:g} times' if late else over}")
    checks = len(rules) + (len(document["parts"]) if factor is not None else 0)
    print(f"{checks - wrong} passed, {wrong} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
