#!/usr/bin/env python3
"""Compares what `yochi observe` tells of generated captures with their truth: packets, bytes, types, ports, minutes,
relations, distinct sources, the label of every packet; and the same of captures cut in two.
   exactness.py FOLDER-OR-CAPTURE...      each NAME.pcap[.gz] with NAME.json[.gz] (and NAME.labels[.gz]) beside it
YOCHI names the program (./yochi). Prints a line a capture, last a line of JSON; exit code 1 where something differs."""
import collections, gzip, json, os, struct, subprocess, sys, tempfile

root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
yochi = os.environ.get("YOCHI", os.path.join(root, "yochi"))


def opened(path):
    return gzip.open(path, "rb") if path.endswith(".gz") else open(path, "rb")


def beside(capture, ending):
    stem = capture[: capture.rindex(".pcap")]
    return next((p for p in (stem + ending, stem + ending + ".gz") if os.path.exists(p)), None)


def observe(work, paths, labelled):
    out, labels = os.path.join(work, "out.json"), os.path.join(work, "labels")
    command = [yochi, "observe", *paths, "--sensor", "s1", "--country", "SG", "--top", "all"]
    command += ["--labels", labels] if labelled else []
    subprocess.run([*command, "--json", out], check=True, stdout=subprocess.DEVNULL)
    with open(out) as f:
        return json.load(f), labels


def kinds(labels):
    """Attack type of each packet, with how often each stands there."""
    with open(labels) as f:
        for line in f:
            yield line.split("\t", 1)[0].rstrip("\n")


def compare(capture, truth, told, labels):
    wrong = []

    def same(what, ours, theirs):
        if ours != theirs:
            wrong.append("%s: %s, truth %s" % (what, ours, theirs))

    def near(what, ours, theirs, error):
        if (error == 0 and ours != theirs) or abs(ours - theirs) > 4 * error * theirs:
            wrong.append("%s: %s, truth %s, stated error %s" % (what, ours, theirs, error))

    error = told["distinctError"]
    same("packets", told["packets"], truth["packets"])
    same("bytes", told["bytes"], truth["wire_bytes"])
    near("sources", told["sources"], truth["unique_sources"], error)
    rule = truth["class_rule"]
    for what, key in (("packets", "packets"), ("bytes", "bytes")):
        wanted = collections.Counter()
        for name, counts in truth["classes"].items():
            if rule[name]:
                wanted[rule[name]] += counts[key]
        for kind in set(wanted) | set(told["attackTypes"]) & set(rule.values()):
            same("%s of %s" % (what, kind), told["attackTypes"].get(kind, {}).get(what) or 0, wanted[kind])
    for tool, counts in truth["tools"].items():
        ours = told["tools"].get(tool, {"relation": {"packets": 0, "sources": 0}})["relation"]
        same("relation " + tool, ours["packets"], counts["packets"])
        near("sources of relation " + tool, ours["sources"], counts["sources"], error)
    by_minute = [m["packets"] for m in told["perMinute"]]
    same("minutes", by_minute, [n for n in truth["per_minute_packets"] if n])
    services = {(s["protocol"], s["port"]): s for s in told["services"]}
    different = 0
    for protocol, ports in truth["ports"].items():
        for port, counts in ports.items():
            ours = services.get((protocol, int(port)), {"packets": 0, "bytes": 0})
            ok = ours["packets"] == counts[0] and ours["bytes"] == counts[1]
            different += not ok
            if ok and len(counts) > 2:
                near("sources of %s/%s" % (protocol, port), ours["sources"], counts[2], error)
    same("ports that differ", different, 0)
    truths, checked = beside(capture, ".labels"), 0
    if truths:
        with opened(truths) as f:
            wanted = [rule[truth["class_names"][b]] for b in f.read()]
        ours = list(kinds(labels))
        same("labels", len(ours), len(wanted))
        checked = len(wanted)
        same("labels that differ", sum(a != b for a, b in zip(ours, wanted) if b), 0)
    return wrong, checked, error


def cut(capture, at, work):
    """Two captures: the packets before a number, and the others."""
    with opened(capture) as f:
        whole = f.read()
    order = "<" if whole[0] in (0xD4, 0x4D) else ">"
    end = 24
    for _ in range(at):
        end += 16 + struct.unpack_from(order + "I", whole, end + 8)[0]
    parts = [os.path.join(work, name) for name in ("a.pcap", "b.pcap")]
    for path, body in zip(parts, (whole[24:end], whole[end:])):
        with open(path, "wb") as f:
            f.write(whole[:24] + body)
    return parts


def plain(told):
    """What must not depend on where the input was cut."""
    out = {k: v for k, v in told.items() if k != "inputs"}
    return json.dumps(out, sort_keys=True)


def main():
    captures = []
    for path in sys.argv[1:] or sys.exit(__doc__):
        inside = sorted(os.listdir(path)) if os.path.isdir(path) else [""]
        captures += [os.path.join(path, n) if n else path for n in inside if not n or ".pcap" in n]
    results, failed = [], False
    for capture in captures:
        source = beside(capture, ".json")
        if not source:
            print("%s: no truth beside it" % capture)
            continue
        with opened(source) as f:
            truth = json.load(f)
        with tempfile.TemporaryDirectory() as work:
            told, labels = observe(work, [capture], beside(capture, ".labels"))
            wrong, checked, error = compare(capture, truth, told, labels)
            splits = [1, truth["packets"] // 3, truth["packets"] - 7] if truth["packets"] <= 1_000_000 else []
            for at in splits:
                if plain(observe(work, cut(capture, at, work), False)[0]) != plain(told):
                    wrong.append("cut at packet %d: not equal to the whole" % at)
        failed |= bool(wrong)
        name = os.path.basename(capture)
        print("%s: %s; %d packets, %d labels, distinct error %s, %d cuts"
              % (name, "equal" if not wrong else "DIFFERS", truth["packets"], checked, error, len(splits)))
        for line in wrong:
            print("  " + line[:300])
        results.append({"capture": name, "packets": truth["packets"], "labels": checked, "distinctError": error,
                        "cuts": len(splits), "differences": len(wrong)})
    print(json.dumps({"benchmark": "exactness", "results": results}))
    sys.exit(1 if failed else 0)


main()
