#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes ft-v05.* beside this script: the records of netflow-v5.pcap in the form of flow-tools.

flow-tools is in no current distribution, so that no real tool wrote this file: the form is that of its
stream version 3 with records of NetFlow v5, compressed by zlib.
"""
import os, struct, zlib

here = os.path.dirname(os.path.abspath(__file__))
data = open(os.path.join(here, "netflow-v5.pcap"), "rb").read()
records, at = b"", 24
while at < len(data):
    length = struct.unpack("<I", data[at + 8:at + 12])[0]
    packet = data[at + 16:at + 16 + length]
    exporter, v5 = packet[26:30], packet[42:]
    count, uptime, seconds, nanos = struct.unpack(">xxHIII", v5[:16])
    for i in range(count):
        r = struct.unpack(">4s4s4sHHIIIIHHBBBBHHBBH", v5[24 + 48 * i:72 + 48 * i])
        records += struct.pack(
            "<IIIIIIIHHIIIIHHBBBBBBBBHH", seconds, nanos, uptime,
            *(struct.unpack(">I", address)[0] for address in (exporter,) + r[:3]),
            *r[3:11], r[13], r[14], r[12], 0, v5[20], v5[21], r[17], r[18], r[15], r[16])
    at += 16 + length
name = b"office\0"
values = struct.pack("<HHH", 2, 2, 5) + struct.pack("<HHI", 8, 4, 2)
values += struct.pack("<HH", 15, len(name)) + name
header = b"\xcf\x10\x01\x03" + struct.pack("<I", 8 + len(values)) + values
with open(os.path.join(here, "ft-v05.2026-11-21.110500+0000"), "wb") as out:
    out.write(header + zlib.compress(records, 9))
