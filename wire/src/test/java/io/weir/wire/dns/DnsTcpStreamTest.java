// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DnsTcpStreamTest {
  private static byte[] framed(List<byte[]> messages) {
    DnsBytes stream = new DnsBytes();
    for (byte[] message : messages) {
      stream.u16(message.length).bytes(message);
    }
    return stream.toBytes();
  }

  private static byte[] message(int fill, int length) {
    byte[] message = new byte[length];
    Arrays.fill(message, (byte) fill);
    return message;
  }

  @Property(tries = 200)
  void findsTheMessagesHoweverTheStreamIsCut(
      @ForAll @Size(max = 6) List<@IntRange(min = 12, max = 3000) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 4000) int chunk) {
    List<byte[]> messages = new ArrayList<>();
    for (int length : lengths) {
      messages.add(message(messages.size(), length));
    }
    byte[] stream = framed(messages);
    List<String> found = new ArrayList<>();
    DnsTcpStream reader =
        new DnsTcpStream((d, o, n) -> found.add(HexFormat.of().formatHex(d, o, o + n)));
    for (int at = 0; at < stream.length; at += chunk) {
      assertThat(reader.offer(stream, at, Math.min(chunk, stream.length - at))).isTrue();
    }
    assertThat(found)
        .containsExactlyElementsOf(messages.stream().map(HexFormat.of()::formatHex).toList());
  }

  @Test
  void goesOnBehindAGapInsideAMessage() {
    byte[] stream = framed(List.of(message(1, 100), message(2, 50)));
    List<Integer> found = new ArrayList<>();
    DnsTcpStream reader = new DnsTcpStream((d, o, n) -> found.add(n));
    assertThat(reader.offer(stream, 0, 40)).isTrue();
    reader.gap(20);
    assertThat(reader.offer(stream, 60, stream.length - 60)).isTrue();
    assertThat(found).containsExactly(50);
  }

  @Test
  void findsTheNextMessageAfterAGapThatHidOne() {
    byte[] query = DnsBytes.header(1, 0x0100, 1, 0, 0, 0).question("a.example", 1).toBytes();
    byte[] stream = framed(List.of(message(1, 100), message(2, 50)));
    List<Integer> found = new ArrayList<>();
    DnsTcpStream reader = new DnsTcpStream((d, o, n) -> found.add(n));
    reader.offer(stream, 0, 40);
    reader.gap(70);
    assertThat(reader.offer(stream, 110, 44)).isTrue();
    byte[] next = framed(List.of(query));
    assertThat(reader.offer(next, 0, next.length)).isTrue();
    assertThat(found).containsExactly(query.length);
  }

  @Test
  void refusesWhatIsTooShortForAMessage() {
    DnsTcpStream reader = new DnsTcpStream((d, o, n) -> {});
    assertThat(reader.offer(new byte[] {0, 3, 1, 2, 3}, 0, 5)).isFalse();
  }
}
