// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.wire.packet.Packet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The flows that are open, by protocol, addresses and ports, either way round. */
final class FlowTable {
  private @Nullable Flow[] chains = new Flow[1024];
  private int size;

  /** The same for both directions of a flow. */
  static int hash(Packet p, int sourcePort, int destinationPort) {
    long source = FlowUid.mix(p.sourceHigh() ^ FlowUid.mix(p.sourceLow() ^ sourcePort));
    long to = FlowUid.mix(p.destinationHigh() ^ FlowUid.mix(p.destinationLow() ^ destinationPort));
    long both = source + to + p.protocol();
    return (int) (both ^ both >>> 32);
  }

  @Nullable Flow find(Packet p, int sourcePort, int destinationPort, int hash) {
    Flow flow = chains[hash & (chains.length - 1)];
    while (flow != null) {
      if (flow.hash == hash && matches(flow, p, sourcePort, destinationPort)) {
        return flow;
      }
      flow = flow.chained;
    }
    return null;
  }

  private static boolean matches(Flow flow, Packet p, int sourcePort, int destinationPort) {
    if (flow.protocol != p.protocol() || flow.ipVersion != p.ipVersion()) {
      return false;
    }
    long sourceHigh = p.sourceHigh();
    long sourceLow = p.sourceLow();
    long toHigh = p.destinationHigh();
    long toLow = p.destinationLow();
    Endpoint client = flow.client;
    Endpoint server = flow.server;
    if (client.is(sourceHigh, sourceLow, sourcePort) && server.is(toHigh, toLow, destinationPort)) {
      return true;
    }
    return !flow.oneWay
        && server.is(sourceHigh, sourceLow, sourcePort)
        && client.is(toHigh, toLow, destinationPort);
  }

  void add(Flow flow) {
    if (size >= chains.length) {
      grow();
    }
    int at = flow.hash & (chains.length - 1);
    flow.chained = chains[at];
    chains[at] = flow;
    size++;
  }

  private void grow() {
    @Nullable Flow[] old = chains;
    chains = new Flow[2 * old.length];
    for (Flow chain : old) {
      Flow flow = chain;
      while (flow != null) {
        Flow next = flow.chained;
        int at = flow.hash & (chains.length - 1);
        flow.chained = chains[at];
        chains[at] = flow;
        flow = next;
      }
    }
  }

  void remove(Flow gone) {
    int at = gone.hash & (chains.length - 1);
    Flow before = null;
    for (Flow flow = chains[at]; flow != null; flow = flow.chained) {
      if (flow == gone) {
        if (before == null) {
          chains[at] = flow.chained;
        } else {
          before.chained = flow.chained;
        }
        gone.chained = null;
        size--;
        return;
      }
      before = flow;
    }
  }

  int size() {
    return size;
  }

  /** All flows in the order of their first packets. */
  List<Flow> all() {
    List<Flow> all = new ArrayList<>(size);
    for (Flow chain : chains) {
      for (Flow flow = chain; flow != null; flow = flow.chained) {
        all.add(flow);
      }
    }
    all.sort(Comparator.comparingLong(flow -> flow.number));
    return all;
  }
}
