// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DatagramRingTest {
  private static final InetAddress SENDER = InetAddress.getLoopbackAddress();

  @Test
  void whatIsAddedIsTakenInOrderWhateverItsLength() {
    DatagramRing ring = new DatagramRing(1 << 10);
    Random random = new Random(3);
    List<String> added = new ArrayList<>();
    List<String> taken = new ArrayList<>();
    DatagramRing.Taker taker =
        (sender, micros, bytes, from, length) -> {
          byte expected = (byte) micros;
          for (int i = from; i < from + length; i++) {
            assertThat(bytes[i]).isEqualTo(expected);
          }
          taken.add(micros + ":" + length + sender);
        };
    for (int i = 0; i < 20_000; i++) {
      byte[] datagram = new byte[random.nextInt(300)];
      Arrays.fill(datagram, (byte) i);
      if (ring.add(SENDER, i, ByteBuffer.wrap(datagram))) {
        added.add(i + ":" + datagram.length + SENDER);
      } else {
        assertThat(ring.isEmpty()).isFalse();
        ring.take(1 + random.nextInt(3), taker);
      }
    }
    ring.take(Integer.MAX_VALUE, taker);
    assertThat(ring.isEmpty()).isTrue();
    assertThat(added).hasSizeGreaterThan(9000);
    assertThat(taken).isEqualTo(added);
  }

  @Test
  void aRingThatIsFullSaysSo() {
    DatagramRing ring = new DatagramRing(64);
    assertThat(ring.add(SENDER, 0, ByteBuffer.allocate(100))).isFalse();
    assertThat(ring.add(SENDER, 0, ByteBuffer.allocate(40))).isTrue();
    assertThat(ring.add(SENDER, 0, ByteBuffer.allocate(1))).isFalse();
    assertThat(ring.take(9, (sender, micros, bytes, from, length) -> {})).isEqualTo(1);
    assertThat(ring.add(SENDER, 0, ByteBuffer.allocate(1))).isTrue();
  }
}
