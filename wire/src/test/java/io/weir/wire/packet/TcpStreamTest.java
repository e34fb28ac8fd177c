// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TcpStreamTest {
  private static final class Recorder implements StreamConsumer {
    final StringBuilder seen = new StringBuilder();

    @Override
    public void data(byte[] data, int from, int length) {
      seen.append(new String(data, from, length, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void gap(long length) {
      seen.append('[').append(length).append(']');
    }

    @Override
    public void end() {
      seen.append('.');
    }
  }

  private final Recorder recorder = new Recorder();
  private final TcpStream stream = new TcpStream(recorder, 64);

  private void send(int sequence, int flags, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.ISO_8859_1);
    stream.segment(sequence, flags, bytes, 0, bytes.length, bytes.length);
  }

  @Test
  void deliversInOrder() {
    send(100, Packet.SYN, "");
    send(101, Packet.ACK, "abc");
    send(104, Packet.ACK | Packet.FIN, "def");
    assertThat(recorder.seen).hasToString("abcdef.");
  }

  @Test
  void whatFillsAFrameIsNoData() {
    receive(101, Packet.ACK, "\0\0\0\0\0\0");
    receive(101, Packet.ACK | Packet.PSH, "abc");
    receive(104, Packet.ACK | Packet.PSH, "\0\0\0\0\0\0");
    assertThat(recorder.seen).hasToString("abc\0\0\0\0\0\0");
  }

  private void receive(int sequence, int flags, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.ISO_8859_1);
    byte[] ip = Frames.ipv4(6, Frames.tcp(1, 80, sequence, flags, bytes));
    Packet packet = new Packet();
    PacketDecoder.decode(ip, 0, ip.length, ip.length, LinkType.RAW, packet);
    stream.segment(packet);
  }

  @Test
  void dropsRetransmissions() {
    send(100, Packet.SYN, "");
    send(101, 0, "abc");
    send(101, 0, "abcd");
    send(102, 0, "XX");
    assertThat(recorder.seen).hasToString("abcd");
  }

  @Test
  void sortsSegmentsAndKeepsWhatCameFirst() {
    send(100, Packet.SYN, "");
    send(105, 0, "ef");
    send(103, 0, "cdEFg");
    send(101, 0, "ab");
    assertThat(recorder.seen).hasToString("abcdefg");
    assertThat(stream.waitingBytes()).isZero();
  }

  @Test
  void wrapsAround() {
    send(-3, Packet.SYN, "");
    send(-2, 0, "abcd");
    send(2, 0, "ef");
    assertThat(recorder.seen).hasToString("abcdef");
  }

  @Test
  void reportsAGapOnceTheReceiverAcknowledgedIt() {
    send(100, Packet.SYN, "");
    send(101, 0, "ab");
    send(106, 0, "fg");
    stream.acknowledged(105);
    assertThat(recorder.seen).hasToString("ab");
    stream.acknowledged(108);
    assertThat(recorder.seen).hasToString("ab[3]fg");
    assertThat(stream.missed()).isEqualTo(3);
  }

  @Test
  void reportsAGapWhenTooMuchWaits() {
    send(100, Packet.SYN, "");
    send(111, 0, "x".repeat(65));
    assertThat(recorder.seen).hasToString("[10]" + "x".repeat(65));
  }

  @Test
  void reportsWhatTheCaptureCutOff() {
    send(100, Packet.SYN, "");
    stream.segment(101, 0, "abcdef".getBytes(StandardCharsets.US_ASCII), 0, 2, 6);
    send(107, 0, "gh");
    assertThat(recorder.seen).hasToString("ab[4]gh");
  }

  @Test
  void keepsCutSegmentsThatWait() {
    send(100, Packet.SYN, "");
    send(103, 0, "cd");
    stream.segment(102, 0, new byte[] {'b'}, 0, 1, 6);
    send(101, 0, "a");
    assertThat(recorder.seen).hasToString("abcd[3]");
  }

  @Test
  void beginsInTheMiddle() {
    send(5000, Packet.ACK, "");
    send(5000, Packet.ACK, "cd");
    send(4998, Packet.ACK, "ab");
    send(5002, Packet.ACK, "ef");
    assertThat(recorder.seen).hasToString("cdef");
  }

  @Test
  void handsOnWhatWaitsWhenClosed() {
    send(100, Packet.SYN, "");
    send(103, 0, "cd");
    stream.close();
    stream.close();
    assertThat(recorder.seen).hasToString("[2]cd.");
  }

  @Test
  void endsAtResetAndIgnoresWhatFollows() {
    send(100, Packet.SYN, "");
    send(101, 0, "ab");
    send(103, Packet.RST, "");
    send(103, 0, "cd");
    assertThat(recorder.seen).hasToString("ab.");
  }

  @Test
  void waitsForBytesBeforeAnEarlyFin() {
    send(100, Packet.SYN, "");
    send(103, Packet.FIN, "cd");
    assertThat(recorder.seen).hasToString("");
    send(101, 0, "ab");
    assertThat(recorder.seen).hasToString("abcd.");
  }

  /** Whatever the order and overlap of segments, the bytes come out as they went in. */
  @Property
  void restoresAnyCuttingOfAStream(
      @ForAll @Size(max = 30) List<@IntRange(max = 39) Integer> starts,
      @ForAll @IntRange(min = 1, max = 20) int length,
      @ForAll int initial) {
    byte[] whole = new byte[60];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (byte) (i + 32);
    }
    List<Integer> all = new ArrayList<>(starts);
    for (int i = 0; i < 60; i += length) {
      all.add(i);
    }
    Recorder out = new Recorder();
    TcpStream any = new TcpStream(out, 1000);
    any.segment(initial, Packet.SYN, whole, 0, 0, 0);
    for (int start : all) {
      int n = Math.min(length, 60 - start);
      any.segment(initial + 1 + start, 0, whole, start, n, n);
    }
    assertThat(out.seen).hasToString(new String(whole, StandardCharsets.ISO_8859_1));
  }
}
