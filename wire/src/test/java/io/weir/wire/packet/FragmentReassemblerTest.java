// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

import static io.weir.wire.packet.Frames.ascii;
import static io.weir.wire.packet.Frames.decode;
import static io.weir.wire.packet.Frames.hex;
import static io.weir.wire.packet.Frames.ipv4;
import static io.weir.wire.packet.Frames.ipv6;
import static io.weir.wire.packet.Frames.join;
import static io.weir.wire.packet.Frames.summary;
import static io.weir.wire.packet.Frames.u16;
import static io.weir.wire.packet.Frames.u32;
import static io.weir.wire.packet.Frames.udp;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FragmentReassemblerTest {
  private static final byte[] DATAGRAM = udp(1000, 53, ascii("abcdefghijklmnopqrstuvwx"));
  private static final String WHOLE = "17 10.0.0.1:1000 > 192.0.2.7:53 'abcdefghijklmnopqrstuvwx'";
  private static final String WHOLE6 =
      "17 2001:db8::1:1000 > 2001:db8::2:53 'abcdefghijklmnopqrstuvwx'";

  private final FragmentReassembler reassembler = new FragmentReassembler(1 << 20);

  private static byte[] v4(int id, int from, int to) {
    int more = to < DATAGRAM.length ? 0x2000 : 0;
    return ipv4(17, id, more | from / 8, Arrays.copyOfRange(DATAGRAM, from, to));
  }

  private static byte[] v6(int id, int from, int to) {
    int more = to < DATAGRAM.length ? 1 : 0;
    byte[] header = join(hex("1100"), u16(from | more), u32(id));
    byte[] part = Arrays.copyOfRange(DATAGRAM, from, to);
    return ipv6(60, join(hex("2c00 010400000000"), header, part));
  }

  private String add(byte[] fragment, long nanos) {
    Packet p = decode(LinkType.RAW, fragment);
    return reassembler.add(p, nanos) ? summary(p) : "waits";
  }

  @Test
  void joinsInAnyOrder() {
    List<byte[]> parts = List.of(v4(1, 0, 8), v4(1, 8, 24), v4(1, 24, 32));
    int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (int[] order : orders) {
      assertThat(add(parts.get(order[0]), 0)).isEqualTo("waits");
      assertThat(add(parts.get(order[1]), 0)).isEqualTo("waits");
      assertThat(add(parts.get(order[2]), 0)).isEqualTo(WHOLE);
    }
    assertThat(reassembler.pending()).isZero();
    assertThat(reassembler.memory()).isZero();
  }

  @Test
  void joinsIpv6AndRemovesTheFragmentHeader() {
    assertThat(add(v6(9, 24, 32), 0)).isEqualTo("waits");
    assertThat(add(v6(9, 0, 24), 0)).isEqualTo(WHOLE6);
  }

  @Test
  void keepsDatagramsApartById() {
    assertThat(add(v4(1, 0, 16), 0)).isEqualTo("waits");
    assertThat(add(v4(2, 16, 32), 0)).isEqualTo("waits");
    assertThat(add(v4(1, 16, 32), 0)).isEqualTo(WHOLE);
    assertThat(reassembler.pending()).isEqualTo(1);
  }

  @Test
  void keepsWhatCameFirstWhereIpv4FragmentsOverlap() {
    byte[] other = DATAGRAM.clone();
    Arrays.fill(other, 8, 24, (byte) 'X');
    assertThat(add(v4(1, 0, 16), 0)).isEqualTo("waits");
    byte[] overlapping = ipv4(17, 1, 0x2000 | 1, Arrays.copyOfRange(other, 8, 24));
    assertThat(add(overlapping, 0)).isEqualTo("waits");
    assertThat(add(v4(1, 24, 32), 0))
        .isEqualTo("17 10.0.0.1:1000 > 192.0.2.7:53 'abcdefghXXXXXXXXqrstuvwx'");
  }

  @Test
  void dropsIpv6DatagramsWhoseFragmentsOverlapButNotRepetitions() {
    add(v6(1, 0, 16), 0);
    add(v6(1, 0, 16), 0);
    assertThat(add(v6(1, 16, 32), 0)).isEqualTo(WHOLE6);
    add(v6(2, 0, 16), 0);
    add(v6(2, 8, 24), 0);
    assertThat(add(v6(2, 16, 32), 0)).isEqualTo("waits");
    assertThat(add(v6(2, 0, 16), 0)).isEqualTo("waits");
    assertThat(reassembler.invalid()).isEqualTo(3);
  }

  @Test
  void forgetsAfterThirtySeconds() {
    add(v4(1, 0, 16), 0);
    add(v4(2, 0, 16), FragmentReassembler.TIMEOUT_NANOS + 1);
    assertThat(add(v4(1, 16, 32), FragmentReassembler.TIMEOUT_NANOS + 1)).isEqualTo("waits");
    assertThat(reassembler.timedOut()).isEqualTo(1);
  }

  @Test
  void holdsNoMoreMemoryThanAllowed() {
    for (int id = 0; id < 2000; id++) {
      add(v4(id, 0, 8), 0);
    }
    assertThat(reassembler.memory()).isLessThanOrEqualTo(1 << 20);
    assertThat(reassembler.evicted()).isPositive();
    assertThat(reassembler.evicted() + reassembler.pending()).isEqualTo(2000);
  }

  @Test
  void tellsTheFateOfEveryTaggedFragmentOnce() {
    List<String> fates = new java.util.ArrayList<>();
    FragmentReassembler told =
        new FragmentReassembler(
            16 << 10,
            new FragmentFates() {
              @Override
              public void joined(long tag) {
                fates.add("joined " + tag);
              }

              @Override
              public void lost(long tag, FragmentLoss why) {
                fates.add(why + " " + tag);
              }
            });
    told.add(decode(LinkType.RAW, v4(1, 0, 16)), 0, 1);
    told.add(decode(LinkType.RAW, v4(1, 16, 32)), 0, 2);
    told.add(decode(LinkType.RAW, v6(2, 0, 16)), 0, 3);
    told.add(decode(LinkType.RAW, v6(2, 8, 24)), 0, 4);
    told.add(decode(LinkType.RAW, v6(2, 16, 32)), 0, 5);
    told.add(decode(LinkType.RAW, v4(3, 0, 8)), 0, 6);
    told.add(decode(LinkType.RAW, v4(4, 0, 8)), FragmentReassembler.TIMEOUT_NANOS + 1, 7);
    told.add(decode(LinkType.RAW, v4(4, 0, 8)), FragmentReassembler.TIMEOUT_NANOS + 1);
    told.clear();
    assertThat(fates)
        .containsExactly(
            "joined 1",
            "joined 2",
            "CONTRADICTION 3",
            "CONTRADICTION 4",
            "CONTRADICTION 5",
            "INCOMPLETE 6",
            "INCOMPLETE 7");
    fates.clear();
    for (int i = 0; i < 1000; i++) {
      told.add(decode(LinkType.RAW, v4(9, 0, 8)), 0, i);
      assertThat(told.memory()).isLessThanOrEqualTo(16 << 10);
    }
    told.clear();
    assertThat(fates).hasSize(1000).doesNotHaveDuplicates();
  }

  @Test
  void refusesCutAndOverlongFragments() {
    Packet p = new Packet();
    byte[] fragment = v4(1, 0, 16);
    PacketDecoder.decode(fragment, 0, 30, fragment.length, LinkType.RAW, p);
    assertThat(reassembler.add(p, 0)).isFalse();
    assertThat(add(ipv4(17, 1, 0x1fff, new byte[16]), 0)).isEqualTo("waits");
    assertThat(reassembler.invalid()).isEqualTo(2);
    assertThat(reassembler.pending()).isZero();
  }
}
