// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Hostile fragments and segments: no exception, memory within the limits. */
class ReassemblyFuzzTest {
  private static final int LIMIT = 1 << 16;

  @FuzzTest
  void fuzz(FuzzedDataProvider data) {
    FragmentReassembler fragments = new FragmentReassembler(LIMIT);
    TcpStream stream = new TcpStream(checker(), 4096);
    Packet packet = new Packet();
    while (data.remainingBytes() > 0) {
      if (data.consumeBoolean()) {
        byte[] ip = data.consumeBytes(data.consumeInt(0, 200));
        PacketDecoder.decodeIp(ip, 0, ip.length, packet);
        if (packet.fragment() && packet.hasIp()) {
          fragments.add(packet, data.consumeLong(), data.consumeInt(-1, 3));
          PacketDecoderFuzzTest.check(packet);
        }
      } else {
        byte[] payload = data.consumeBytes(data.consumeInt(0, 100));
        int cut = data.consumeInt(0, 50);
        stream.segment(
            data.consumeInt(),
            data.consumeByte(),
            payload,
            0,
            payload.length,
            payload.length + cut);
        if (data.consumeBoolean()) {
          stream.acknowledged(data.consumeInt());
        }
      }
      if (fragments.memory() > LIMIT || fragments.memory() < 0 || stream.waitingBytes() > 4096) {
        throw new IllegalStateException("more memory than allowed");
      }
    }
    stream.close();
  }

  private static StreamConsumer checker() {
    return new StreamConsumer() {
      @Override
      public void data(byte[] data, int from, int length) {
        if (length <= 0 || from < 0 || from + length > data.length) {
          throw new IllegalStateException("bytes outside the segment");
        }
      }

      @Override
      public void gap(long length) {
        if (length <= 0) {
          throw new IllegalStateException("a gap of no bytes");
        }
      }

      @Override
      public void end() {}
    };
  }
}
