// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import io.weir.wire.BigEndian;
import io.weir.wire.packet.IpProtocols;
import io.weir.wire.packet.LinkType;
import io.weir.wire.packet.Packet;
import io.weir.wire.packet.PacketDecoder;

/** Makes a flow of one packet out of the records of a flow sample. Not thread-safe. */
final class SflowPacket {
  private static final int RAW_HEADER = 1;
  private static final int SAMPLED_IPV4 = 3;
  private static final int SAMPLED_IPV6 = 4;
  private static final int SWITCH = 1001;
  private static final int ROUTER = 1002;
  private static final int GATEWAY = 1003;

  private static final int ETHERNET = 1;
  private static final int IPV4 = 11;
  private static final int IPV6 = 12;
  private static final int TCP = 6;

  /** An interface that is not known, or the agent itself. */
  private static final long NO_INTERFACE = 0x3fff_ffff;

  private final FlowRecord flow = new FlowRecord();
  private final Packet packet = new Packet();
  private long sourceType;
  private long sourceIndex;

  void begin(long micros) {
    flow.clear();
    flow.set(FlowRecord.START_MICROS, micros);
    flow.set(FlowRecord.END_MICROS, micros);
    flow.set(FlowRecord.PACKETS, 1);
  }

  void sampling(long rate) {
    if (rate > 0) {
      flow.set(FlowRecord.SAMPLING, rate);
    }
  }

  void source(long type, long index) {
    sourceType = type;
    sourceIndex = index;
  }

  /** An interface in the compact form: two bits of format, then its index. */
  void input(byte[] data, int at) {
    input(BigEndian.u32(data, at) >>> 30, BigEndian.u32(data, at) & NO_INTERFACE);
  }

  void output(byte[] data, int at) {
    output(BigEndian.u32(data, at) >>> 30, BigEndian.u32(data, at) & NO_INTERFACE);
  }

  void input(long format, long index) {
    setInterface(FlowRecord.INPUT, format, index);
  }

  /** Other formats than 0 tell why it was dropped, or to how many interfaces it went. */
  void output(long format, long index) {
    setInterface(FlowRecord.OUTPUT, format, index);
  }

  private void setInterface(int field, long format, long index) {
    if (format == 0 && index != NO_INTERFACE) {
      flow.set(field, index);
    }
  }

  /** Takes a record of the sample; false when it is shorter than its format. */
  boolean record(long format, byte[] data, int at, int size) {
    return switch ((int) format) {
      case RAW_HEADER -> raw(data, at, size);
      case SAMPLED_IPV4 -> size >= 32 && sampled(data, at, 4);
      case SAMPLED_IPV6 -> size >= 56 && sampled(data, at, 16);
      case SWITCH -> {
        if (size >= 16 && !flow.has(FlowRecord.VLAN) && BigEndian.u32(data, at) != 0) {
          flow.set(FlowRecord.VLAN, BigEndian.u32(data, at));
        }
        yield size >= 16;
      }
      case ROUTER -> {
        int length = hop(data, at, size);
        yield length > 0 && size >= length + 8;
      }
      case GATEWAY -> gateway(data, at, size);
      default -> true;
    };
  }

  private boolean raw(byte[] data, int at, int size) {
    if (size < 16) {
      return false;
    }
    int protocol = BigEndian.i32(data, at);
    int length = BigEndian.i32(data, at + 12);
    if (length < 0 || length > size - 16) {
      return false;
    }
    int linkType = protocol == ETHERNET ? LinkType.ETHERNET : LinkType.RAW;
    if (protocol != ETHERNET && protocol != IPV4 && protocol != IPV6) {
      return true;
    }
    int wire = (int) Math.min(Integer.MAX_VALUE, BigEndian.u32(data, at + 4));
    PacketDecoder.decode(data, at + 16, length, Math.max(wire, length), linkType, packet);
    decoded();
    return true;
  }

  private void decoded() {
    if (packet.vlanCount() > 0) {
      flow.set(FlowRecord.VLAN, packet.vlan(0));
    }
    if (packet.vlanCount() > 1) {
      flow.set(FlowRecord.INNER_VLAN, packet.vlan(1));
    }
    if (!packet.hasIp()) {
      return;
    }
    flow.setAddress(FlowRecord.SRC_ADDRESS, packet.sourceHigh(), packet.sourceLow());
    flow.setAddress(FlowRecord.DST_ADDRESS, packet.destinationHigh(), packet.destinationLow());
    flow.set(FlowRecord.IP_VERSION, packet.ipVersion());
    flow.set(FlowRecord.PROTOCOL, packet.protocol());
    flow.set(FlowRecord.TOS, packet.trafficClass());
    flow.set(FlowRecord.BYTES, packet.ipLength());
    if (packet.hasTransport() && IpProtocols.isIcmp(packet.protocol())) {
      flow.set(FlowRecord.ICMP, packet.icmpType() << 8 | packet.icmpCode());
    } else if (packet.hasTransport() && IpProtocols.hasPorts(packet.protocol())) {
      flow.set(FlowRecord.SRC_PORT, packet.sourcePort());
      flow.set(FlowRecord.DST_PORT, packet.destinationPort());
      if (packet.protocol() == TCP) {
        flow.set(FlowRecord.TCP_FLAGS, packet.tcpFlags());
      }
    }
  }

  /** A packet that the agent took apart itself; what a header tells is better. */
  private boolean sampled(byte[] data, int at, int size) {
    if (flow.has(FlowRecord.IP_VERSION)) {
      return true;
    }
    flow.set(FlowRecord.BYTES, BigEndian.u32(data, at));
    long protocol = BigEndian.u32(data, at + 4);
    flow.set(FlowRecord.PROTOCOL, protocol & 0xff);
    address(FlowRecord.SRC_ADDRESS, data, at + 8, size);
    address(FlowRecord.DST_ADDRESS, data, at + 8 + size, size);
    flow.set(FlowRecord.IP_VERSION, size == 4 ? 4 : 6);
    int rest = at + 8 + 2 * size;
    long source = BigEndian.u32(data, rest);
    long destination = BigEndian.u32(data, rest + 4);
    if (IpProtocols.isIcmp((int) protocol & 0xff)) {
      flow.set(FlowRecord.ICMP, (source & 0xff) << 8 | (destination & 0xff));
    } else {
      flow.set(FlowRecord.SRC_PORT, source);
      flow.set(FlowRecord.DST_PORT, destination);
    }
    flow.set(FlowRecord.TCP_FLAGS, BigEndian.u32(data, rest + 8));
    flow.set(FlowRecord.TOS, BigEndian.u32(data, rest + 12));
    return true;
  }

  private void address(int field, byte[] data, int at, int size) {
    if (size == 4) {
      flow.setAddress(field, 0, BigEndian.u32(data, at));
    } else {
      flow.setAddress(field, BigEndian.i64(data, at), BigEndian.i64(data, at + 8));
    }
  }

  /** Reads the next hop's address with its family; bytes read, -1 when there are not so many. */
  private int hop(byte[] data, int at, int size) {
    int family = size < 4 ? 0 : BigEndian.i32(data, at);
    int length = family == 1 ? 4 : family == 2 ? 16 : 0;
    if (size < 4 + length) {
      return -1;
    }
    if (length > 0) {
      address(FlowRecord.NEXT_HOP, data, at + 4, length);
      if ((flow.value(FlowRecord.NEXT_HOP) | flow.high(FlowRecord.NEXT_HOP)) == 0) {
        flow.remove(FlowRecord.NEXT_HOP);
      } else {
        flow.set(FlowRecord.NEXT_HOP_VERSION, length == 4 ? 4 : 6);
      }
    }
    return 4 + length;
  }

  /** The AS numbers: of the source, and the last one of the way to the destination. */
  private boolean gateway(byte[] data, int at, int size) {
    int length = hop(data, at, size);
    if (length < 0 || size - length < 16) {
      return false;
    }
    int next = at + length;
    int end = at + size;
    flow.set(FlowRecord.SRC_AS, BigEndian.u32(data, next + 4));
    long segments = BigEndian.u32(data, next + 12);
    next += 16;
    for (long i = 0; i < segments; i++) {
      int count = end - next < 8 ? -1 : BigEndian.i32(data, next + 4);
      if (count < 0 || count > (end - next - 8) / 4) {
        return false;
      }
      next += 8 + 4 * count;
      if (count > 0) {
        flow.set(FlowRecord.DST_AS, BigEndian.u32(data, next - 4));
      }
    }
    return true;
  }

  /** The flow; it came in where the source is its input, and went out where it is its output. */
  FlowRecord end() {
    if (sourceType == 0 && flow.has(FlowRecord.INPUT) && isSource(FlowRecord.INPUT)) {
      flow.set(FlowRecord.DIRECTION, 0);
    } else if (sourceType == 0 && flow.has(FlowRecord.OUTPUT) && isSource(FlowRecord.OUTPUT)) {
      flow.set(FlowRecord.DIRECTION, 1);
    }
    return flow;
  }

  private boolean isSource(int field) {
    return flow.value(field) == sourceIndex;
  }
}
