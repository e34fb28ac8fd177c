// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import io.weir.wire.export.FlowExportWriter;
import io.weir.wire.export.FlowRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Makes and sends NetFlow. */
final class Datagrams {
  static final long START = 1_700_000_000_000_000L;

  private Datagrams() {}

  /** A flow whose bytes are its number. */
  static FlowRecord flow(int number) {
    FlowRecord flow = new FlowRecord();
    flow.set(FlowRecord.START_MICROS, START + number);
    flow.set(FlowRecord.END_MICROS, START + number + 1500);
    flow.set(FlowRecord.IP_VERSION, 4);
    flow.setAddress(FlowRecord.SRC_ADDRESS, 0, 0x0a000001 + number % 50);
    flow.setAddress(FlowRecord.DST_ADDRESS, 0, 0xc0000202L);
    flow.set(FlowRecord.PROTOCOL, 6);
    flow.set(FlowRecord.SRC_PORT, 40_000 + number % 1000);
    flow.set(FlowRecord.DST_PORT, 443);
    flow.set(FlowRecord.TCP_FLAGS, 0x1b);
    flow.set(FlowRecord.BYTES, number);
    flow.set(FlowRecord.PACKETS, 2);
    return flow;
  }

  /** NetFlow v9 with so many flows, numbered from 0. */
  static List<byte[]> v9(long domain, int flows) {
    List<byte[]> datagrams = new ArrayList<>();
    FlowExportWriter writer =
        new FlowExportWriter(
            domain, 1400, (bytes, length, n) -> datagrams.add(Arrays.copyOf(bytes, length)));
    for (int i = 0; i < flows; i++) {
      writer.add(flow(i));
    }
    writer.flush();
    return datagrams;
  }

  /** NetFlow v5 with one flow of 7 packets and 700 bytes. */
  static byte[] v5(int sequence) {
    ByteBuffer datagram = ByteBuffer.allocate(72);
    datagram.putShort((short) 5).putShort((short) 1).putInt(100_000).putInt(1_700_000_000);
    datagram.putInt(0).putInt(sequence).putShort((short) 0).putShort((short) 0);
    datagram.putInt(0x0a000001).putInt(0x0a000002).putInt(0).putInt(0);
    datagram.putInt(7).putInt(700).putInt(98_000).putInt(99_000);
    datagram.putShort((short) 1234).putShort((short) 80).put((byte) 0).put((byte) 0x12);
    datagram.put((byte) 6);
    return datagram.array();
  }

  /** Sends to a port of the loopback interface, with a rest now and then for the receiver. */
  static void send(int port, List<byte[]> datagrams) throws IOException {
    InetSocketAddress to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (DatagramChannel channel = DatagramChannel.open()) {
      int sent = 0;
      for (byte[] datagram : datagrams) {
        channel.send(ByteBuffer.wrap(datagram), to);
        if (++sent % 20 == 0) {
          LockSupport.parkNanos(2_000_000);
        }
      }
    }
  }
}
