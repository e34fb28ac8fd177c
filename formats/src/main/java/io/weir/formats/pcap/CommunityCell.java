// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.CellWriter;
import io.weir.wire.packet.CommunityId;

/** Writes Community IDs of flows. One object a table. */
final class CommunityCell {
  private final CommunityId ids = new CommunityId();
  private final byte[] addresses = new byte[32];
  private final byte[] text = new byte[CommunityId.LENGTH];

  /** Writes nothing where the flow is not wholly told. */
  void write(Flow flow, CellWriter out, int column) {
    if (!isTold(flow.client) || !isTold(flow.server)) {
      return;
    }
    int length = Addresses.put(flow.client, flow.ipVersion, addresses, 0);
    Addresses.put(flow.server, flow.ipVersion, addresses, 16);
    int from = flow.client.port;
    int to = flow.server.port;
    int end = ids.write(flow.protocol, addresses, 0, addresses, 16, length, from, to, text, 0);
    out.setBytes(column, text, 0, end);
  }

  private static boolean isTold(Endpoint end) {
    return end.isAddressTold && end.port >= 0;
  }
}
