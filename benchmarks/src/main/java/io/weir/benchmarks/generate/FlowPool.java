// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.generate;

import io.weir.wire.export.FlowRecord;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * Flows of the made-up network as an exporter would tell them, drawn once and then told again and
 * again with other times: drawing takes longer than what is measured. Not thread-safe.
 */
public final class FlowPool {
  private static final int DISTINCT = 200_000;

  private final FlowRecord[] flows;

  /** Draws the flows of a network of the default size. */
  public static FlowPool of(long seed) {
    return new FlowPool(seed, DISTINCT);
  }

  /** Draws so many flows. */
  public FlowPool(long seed, int count) {
    Traffic traffic = new Traffic(seed, 25_000, 60_000);
    Connection connection = new Connection();
    flows = new FlowRecord[count];
    for (int i = 0; i < count; i++) {
      traffic.draw(connection, 0);
      flows[i] = record(connection);
    }
  }

  private static FlowRecord record(Connection c) {
    FlowRecord flow = new FlowRecord();
    flow.set(FlowRecord.START_MICROS, 0);
    flow.set(FlowRecord.END_MICROS, 0);
    int version = address(flow, FlowRecord.SRC_ADDRESS, c.client);
    address(flow, FlowRecord.DST_ADDRESS, c.server);
    flow.set(FlowRecord.IP_VERSION, version);
    boolean isIcmp = c.service == Service.ICMP;
    flow.set(FlowRecord.SRC_PORT, isIcmp ? 0 : c.clientPort);
    flow.set(FlowRecord.DST_PORT, isIcmp ? c.clientPort << 8 : c.serverPort);
    flow.set(FlowRecord.PROTOCOL, c.service.number);
    flow.set(FlowRecord.TCP_FLAGS, c.service.number == 6 ? 0x1b : 0);
    flow.set(FlowRecord.TOS, 0);
    flow.set(FlowRecord.PACKETS, c.clientPackets);
    flow.set(FlowRecord.BYTES, Math.max(0, c.clientBytes) + 40 * c.clientPackets);
    flow.set(FlowRecord.INPUT, 1);
    flow.set(FlowRecord.OUTPUT, 2);
    return flow;
  }

  private static int address(FlowRecord flow, int field, String text) {
    try {
      // The text of an address: no name is looked up.
      ByteBuffer bytes = ByteBuffer.wrap(InetAddress.getByName(text).getAddress());
      boolean isIpv4 = bytes.remaining() == 4;
      long high = isIpv4 ? 0 : bytes.getLong();
      flow.setAddress(field, high, isIpv4 ? bytes.getInt() & 0xffff_ffffL : bytes.getLong());
      return isIpv4 ? 4 : 6;
    } catch (UnknownHostException e) {
      throw new IllegalStateException(text, e);
    }
  }

  /**
   * The flow of a number, of those drawn in turn; valid until the next call.
   *
   * @param endMicros when it ends, microseconds since 1970 UTC; it lasted up to a second
   */
  public FlowRecord flow(long number, long endMicros) {
    FlowRecord flow = flows[(int) (number % flows.length)];
    flow.set(FlowRecord.START_MICROS, endMicros - number % 1_000 * 1_000);
    flow.set(FlowRecord.END_MICROS, endMicros);
    return flow;
  }
}
