// SPDX-License-Identifier: Apache-2.0
package io.weir.live;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weir.model.Micros;
import io.weir.model.engine.Result;
import io.weir.wire.export.FlowRecord;
import io.weir.wire.packet.IpText;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Rows of {@code flows} as records that can be exported. */
final class FlowRows {
  /** What {@link #fill} reads, in the order in which a meter would export it. */
  static final String SQL =
      """
      SELECT ts, coalesce(ts_end, ts) AS ts_end, c_ip, s_ip, c_port, s_port, ip_proto,
        coalesce(c_ip_bytes, c_bytes) AS c_bytes, coalesce(s_ip_bytes, s_bytes) AS s_bytes,
        c_pkt, s_pkt, tcp_flags, tos, vlan, inner_vlan, in_if, out_if, c_as, s_as
      FROM flows
      ORDER BY coalesce(ts_end, ts), ts, c_ip, c_port, s_ip, s_port""";

  /** The fields from the fifth column on; ports are handled apart. */
  private static final int[] FIELDS = {
    FlowRecord.PROTOCOL,
    FlowRecord.BYTES,
    FlowRecord.REVERSE_BYTES,
    FlowRecord.PACKETS,
    FlowRecord.REVERSE_PACKETS,
    FlowRecord.TCP_FLAGS,
    FlowRecord.TOS,
    FlowRecord.VLAN,
    FlowRecord.INNER_VLAN,
    FlowRecord.INPUT,
    FlowRecord.OUTPUT,
    FlowRecord.SRC_AS,
    FlowRecord.DST_AS
  };

  private static final int FIRST_FIELD = 6;
  private static final int CLIENT_PORT = 4;
  private static final int SERVER_PORT = 5;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] address = new byte[16];

  /** Fills a record from the current row; false when it has no time or no pair of addresses. */
  boolean fill(Result row, FlowRecord flow) {
    flow.clear();
    if (row.value(0) == null) {
      return false;
    }
    flow.set(FlowRecord.START_MICROS, micros(row.value(0)));
    flow.set(FlowRecord.END_MICROS, micros(row.value(1)));
    int client = address(row.value(2), flow, FlowRecord.SRC_ADDRESS);
    int server = address(row.value(3), flow, FlowRecord.DST_ADDRESS);
    if (client == 0 || client != server) {
      return false;
    }
    flow.set(FlowRecord.IP_VERSION, client == 4 ? 4 : 6);
    for (int i = 0; i < FIELDS.length; i++) {
      if (row.value(FIRST_FIELD + i) instanceof Number number) {
        flow.set(FIELDS[i], number.longValue());
      }
    }
    ports(row, flow);
    return true;
  }

  private static void ports(Result row, FlowRecord flow) {
    Object from = row.value(CLIENT_PORT);
    Object to = row.value(SERVER_PORT);
    long protocol = flow.value(FlowRecord.PROTOCOL);
    if (from instanceof Number source && to instanceof Number destination) {
      if (protocol == 1 || protocol == 58) {
        flow.set(FlowRecord.ICMP, source.longValue() << 8 | destination.longValue());
      } else {
        flow.set(FlowRecord.SRC_PORT, source.longValue());
        flow.set(FlowRecord.DST_PORT, destination.longValue());
      }
    }
  }

  private static long micros(@Nullable Object value) {
    if (value instanceof LocalDateTime time) {
      return Micros.of(time);
    }
    return 0;
  }

  /** Sets an address; its length in bytes, or 0 when it is none. */
  private int address(@Nullable Object value, FlowRecord flow, int field) {
    byte[] text = String.valueOf(value).getBytes(US_ASCII);
    int length = IpText.parse(text, 0, text.length, address);
    if (length == 4) {
      flow.setAddress(field, 0, (long) LONG.get(address, 0) >>> 32);
    } else if (length == 16) {
      flow.setAddress(field, (long) LONG.get(address, 0), (long) LONG.get(address, 8));
    }
    return length;
  }
}
