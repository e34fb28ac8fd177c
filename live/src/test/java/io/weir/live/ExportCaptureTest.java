// SPDX-License-Identifier: Apache-2.0
package io.weir.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.DatagramSender;
import io.weir.input.LocalFile;
import io.weir.model.InputFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCaptureTest {
  private static final int SECONDS = 1_700_000_000;

  private final Path directory;

  ExportCaptureTest(@TempDir Path directory) {
    this.directory = directory;
  }

  /**
   * A capture of NetFlow v5 headers without flows, with these sequence numbers, sent at these
   * seconds.
   */
  private InputFile capture(int sender, int... times) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer head = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    head.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putLong(0);
    out.writeBytes(head.putInt(65_535).putInt(101).array());
    for (int time : times) {
      out.writeBytes(packet(sender, time, v5(time)));
      out.writeBytes(packet(sender, time, new byte[] {1}));
    }
    Path file = directory.resolve("exporter" + sender + ".pcap");
    return LocalFile.of(Files.write(file, out.toByteArray()));
  }

  private static byte[] v5(int sequence) {
    ByteBuffer datagram = ByteBuffer.allocate(72).putShort((short) 5).putShort((short) 1);
    return datagram.putInt(0).putInt(SECONDS).putInt(0).putInt(sequence).array();
  }

  private static byte[] packet(int sender, int time, byte[] payload) {
    int length = 28 + payload.length;
    ByteBuffer packet = ByteBuffer.allocate(16 + length).order(ByteOrder.LITTLE_ENDIAN);
    packet.putInt(SECONDS + time).putInt(0).putInt(length).putInt(length);
    packet.order(ByteOrder.BIG_ENDIAN).putShort((short) 0x4500).putShort((short) length).putInt(0);
    packet.putShort((short) 0x4011).putShort((short) 0);
    packet.putInt(0xc0000200 | sender).putInt(0xc0000263);
    packet.putShort((short) 40_000).putShort((short) 2055);
    return packet.putShort((short) (8 + payload.length)).putShort((short) 0).put(payload).array();
  }

  @Test
  void capturesOfTheSameTimeArePlayedTogether() throws IOException {
    List<InputFile> captures = List.of(capture(1, 5, 6, 9), capture(2, 1, 7), capture(3));
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (DatagramSocket receiver = new DatagramSocket(new InetSocketAddress(loopback, 0));
        DatagramSender sender =
            new DatagramSender(
                new InetSocketAddress(loopback, receiver.getLocalPort()),
                new DatagramSender.Pace(0, 1000))) {
      receiver.setSoTimeout(10_000);
      assertThat(ExportCapture.play(captures, sender)).isEqualTo(5);
      List<Integer> received = new ArrayList<>();
      DatagramPacket packet = new DatagramPacket(new byte[100], 100);
      for (int i = 0; i < 5; i++) {
        receiver.receive(packet);
        received.add(ByteBuffer.wrap(packet.getData()).getInt(16));
      }
      assertThat(received).containsExactly(1, 5, 6, 7, 9);
      assertThat(sender.senders()).isEqualTo(2);
    }
  }
}
