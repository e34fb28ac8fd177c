#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes netflow-tshark.tsv: the flows of captured NetFlow and IPFIX as tshark dissects them.

usage: netflow-tshark.py SHARED/data/flow-export >netflow-tshark.tsv    (needs tshark and mergecap)
"""
import os, subprocess, sys, tempfile
import xml.etree.ElementTree as Tree

AKVORADO = "akvorado/netflow/"
# Captures that belong together, in order: templates come before their data.
SETS = [
    ["options-template", "options-data", "template", "data"],
    ["data+templates"],
    ["datalink-template", "datalink-data"],
    ["ethernet-over-mpls-with-control-word-template", "ethernet-over-mpls-with-control-word-data"],
    ["icmp-template", "icmp-data"],
    ["juniper-cpid-template", "juniper-cpid-data"],
    ["multiplesamplingrates-options-template", "multiplesamplingrates-options-data",
     "multiplesamplingrates-template", "multiplesamplingrates-data"],
    ["nat"],
    ["samplingrate-template", "samplingrate-data"],
]
SETS = [[AKVORADO + name + ".pcap" for name in files] for files in SETS] + [
    ["scapy/netflowv9.pcap"], ["libnetflow9/1.pcap"], ["ndpi/netflow-fritz.pcap"],
    ["ndpi/netflowv9.pcap"], ["scapy/ipfix.pcap"]] + [
    ["pmacct/%s/traffic-00.pcap" % test] for test in (
        "104-IPFIXv10-IPv6-CISCO-sampling_option", "106-IPFIXv10-HUAWEI-vrf_name",
        "112-IPFIXv10-CISCO-options-map-reassignment", "501-IPFIXv10-BGP-IPv6-CISCO-MPLS")]
# Files of IPFIX messages, which tshark reads as they are; their first messages.
MESSAGES = 12
FILES = ["ipfixcol/01-odid0.ipfix", "ipfixcol2/example_flows.ipfix", "stream4flow/test-data.ipfix"]
COLUMNS = {
    "cflow.srcaddr": "src", "cflow.srcaddrv6": "src", "cflow.dstaddr": "dst",
    "cflow.dstaddrv6": "dst", "cflow.srcport": "src_port", "cflow.dstport": "dst_port",
    "cflow.protocol": "proto", "cflow.octets": "bytes", "cflow.packets": "packets",
    "cflow.octets64": "bytes", "cflow.packets64": "packets", "cflow.tos": "tos",
    "cflow.inputint": "in_if", "cflow.outputint": "out_if", "cflow.srcas": "src_as",
    "cflow.dstas": "dst_as", "cflow.srcmask": "src_mask", "cflow.dstmask": "dst_mask",
    "cflow.sampler_id": "", "cflow.tcpflags": "tcp_flags", "cflow.post_natsource_ipv4_address": "nat_src",
    "cflow.post_natdestination_ipv4_address": "nat_dst", "cflow.post_naptsource_transport_port": "nat_src_port",
    "cflow.post_naptdestination_transport_port": "nat_dst_port", "cflow.direction": "direction"}

def number(text):
    return str(int(text, 16)) if text.startswith("0x") else text

def flows(node, found):
    for field in node.findall("field"):
        show = field.get("show") or ""
        if field.get("name") == "" and show.startswith("Flow "):
            found.append(field)
        else:
            flows(field, found)
    return found

def main(root):
    names = list(dict.fromkeys(name for name in COLUMNS.values() if name))
    print("# The flows of captures of NetFlow as tshark dissects them; made by netflow-tshark.py.")
    print("\t".join(["# file", "datagram"] + names))
    for files in SETS + [[name] for name in FILES]:
        with tempfile.NamedTemporaryFile(suffix=".pcap") as merged:
            paths = [os.path.join(root, name) for name in files]
            if files[0] in FILES:
                merged.write(open(paths[0], "rb").read())
                merged.flush()
            else:
                subprocess.run(["mergecap", "-a", "-F", "pcap", "-w", merged.name] + paths, check=True)
            ports = ["2055", "2057", "2100", "6543", "8096", "9995", "9991", "9992"]
            decode = [word for port in ports for word in ("-d", "udp.port==%s,cflow" % port)]
            pdml = subprocess.run(["tshark", "-r", merged.name, "-T", "pdml"] + decode
                                  + (["-c", str(MESSAGES)] if files[0] in FILES else []), check=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
        packets = [p for p in Tree.fromstring(pdml).findall("packet")
                   if files[0] in FILES or p.find("proto[@name='udp']") is not None]
        for number_, packet in enumerate(packets, 1):
            for flow in (f for p in packet.findall("proto") if p.get("name") == "cflow" for f in flows(p, [])):
                row = {}
                for field in flow.iter("field"):
                    column = COLUMNS.get(field.get("name"))
                    if column and column not in row:
                        row[column] = number(field.get("show"))
                if "src" in row or "bytes" in row:  # else a record of options
                    print("\t".join([" ".join(files), str(number_)] + [row.get(name, "") for name in names]))

main(sys.argv[1])
