#!/usr/bin/env python3
"""Writes the packets of a classic capture to standard output at a steady rate, with the time of now.
   pace.py CAPTURE PACKETS-A-SECOND SECONDS"""
import struct, sys, time

capture, rate, seconds = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
out = sys.stdout.buffer
with open(capture, "rb") as f:
    head = f.read(24)
    order = "<" if head[:4] in (b"\xd4\xc3\xb2\xa1", b"\x4d\x3c\xb2\xa1") else ">"
    nanos = head[:4] in (b"\x4d\x3c\xb2\xa1", b"\xa1\xb2\x3c\x4d")
    out.write(head)
    begin = time.monotonic()
    sent = 0
    while (now := time.monotonic() - begin) < seconds:
        block = []
        for _ in range(max(0, int(now * rate) - sent)):
            record = f.read(16)
            if len(record) < 16:
                f.seek(24)
                record = f.read(16)
            length = struct.unpack_from(order + "I", record, 8)[0]
            at = time.time()
            fraction = int(at % 1 * (1e9 if nanos else 1e6))
            block.append(struct.pack(order + "II", int(at), fraction) + record[8:] + f.read(length))
        sent += len(block)
        out.write(b"".join(block))
        out.flush()
        time.sleep(0.01)
sys.stderr.write("paced %d packets in %.1f s\n" % (sent, time.monotonic() - begin))
