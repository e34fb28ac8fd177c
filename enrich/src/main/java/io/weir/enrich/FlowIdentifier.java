// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import io.weir.wire.packet.CommunityId;
import org.jspecify.annotations.Nullable;

/** Community ID version 1 of a flow given as text and numbers. Thread-safe. */
final class FlowIdentifier {
  private static final ThreadLocal<CommunityId> COMMUNITY_ID =
      ThreadLocal.withInitial(CommunityId::new);

  private FlowIdentifier() {}

  /**
   * The identifier, the same for both directions.
   *
   * @param protocol name or IP protocol number
   * @param sourcePort the port, or ICMP's type
   * @param destinationPort the port, or ICMP's code
   * @return null if the protocol, an address or a port is none, or the addresses are of two
   *     families
   */
  static @Nullable String communityId(
      String protocol, String source, String destination, long sourcePort, long destinationPort) {
    int number = IpProtocol.number(protocol);
    IpAddress from = IpAddress.parse(source);
    IpAddress to = IpAddress.parse(destination);
    if (number == IpProtocol.UNKNOWN
        || from == null
        || to == null
        || from.isV4() != to.isV4()
        || !isPort(sourcePort)
        || !isPort(destinationPort)) {
      return null;
    }
    return COMMUNITY_ID
        .get()
        .of(number, from.bytes(), to.bytes(), (int) sourcePort, (int) destinationPort);
  }

  private static boolean isPort(long port) {
    return port >= 0 && port <= 0xffff;
  }
}
