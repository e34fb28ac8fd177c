// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.quic;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.wire.tls.ClientHello;
import io.weir.wire.tls.TlsVersion;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class QuicHelloTest {
  /** RFC 9001 appendix A.2: the CRYPTO frame of the client's Initial packet. */
  private static final byte[] RFC_FRAME =
      HexFormat.of()
          .parseHex(
              "060040f1010000ed0303ebf8fa56f12939b9584a3896472ec40bb863cfd3e86804fe3a47f06a2b69484c"
                  + "00000413011302010000c000000010000e00000b6578616d706c652e636f6dff01000100000a0008"
                  + "0006001d0017001800100007000504616c706e000500050100000000003300260024001d00209370"
                  + "b2c9caa47fbabaf4559fedba753de171fa71f50f1ce15d43e994ec74d748002b0003020304000d00"
                  + "10000e0403050306030203080408050806002d00020101001c00024001003900320408ffffffffff"
                  + "ffffff05048000ffff07048000ffff0801100104800075300901100f088394c8f03e515708060480"
                  + "00ffff");

  private static final byte[] MESSAGE =
      java.util.Arrays.copyOfRange(RFC_FRAME, 4, RFC_FRAME.length);
  private static final ClientHello RFC_HELLO =
      new ClientHello(TlsVersion.TLS13, "example.com", List.of("alpn"));
  private static final String ID = "8394c8f03e515708";
  private static final String SALT_V1 = "38762cf7f55934b34d179ae6a4c80cadccbb7f0a";
  private static final String SALT_V2 = "0dede3def700a6db819381be6e269dcbf9bd2ed9";
  private static final String SALT_22 = "7fbcdb0e7c66bbe9193a96cd21519ebd7a02644a";
  private static final String SALT_29 = "afbfec289993d24c9e9786f19c6111e04390a899";

  private final QuicHello reader = new QuicHello();

  private QuicHello.State offer(byte[] datagram) {
    return reader.offer(datagram, 0, datagram.length);
  }

  @Test
  void readsThePacketOfTheRfc() {
    byte[] packet = new InitialPackets(QuicVersion.V1, SALT_V1, ID, ID).seal(2, RFC_FRAME, 1162);
    assertThat(HexFormat.of().formatHex(packet, 0, 32))
        .isEqualTo("c000000001088394c8f03e5157080000449e7b9aec34d1b1c98dd7689fb8ec11");
    assertThat(HexFormat.of().formatHex(packet, packet.length - 16, packet.length))
        .isEqualTo("e221af44860018ab0856972e194cd934");
    assertThat(QuicHello.looksLikeQuic(packet, 0, packet.length)).isTrue();
    assertThat(offer(packet)).isEqualTo(QuicHello.State.DONE);
    assertThat(reader.hello()).isEqualTo(RFC_HELLO);
    assertThat(QuicVersion.name(reader.version())).isEqualTo("1");
  }

  @Test
  void readsVersion2AndDraftsAndReservedVersions() {
    for (Object[] each :
        new Object[][] {
          {QuicVersion.V2, SALT_V2, "quicv2"},
          {0xff00001d, SALT_29, "draft-29"},
          {0xface_b001, SALT_22, "mvfst-1"},
          {0x1a2a3a4a, SALT_29, "unknown-1a2a3a4a"},
          {QuicVersion.T050, "7ff579e5acd072915580304c43a2367c60488310", "T050"},
          {QuicVersion.T051, "7a4edef4e7ccee5fa4506c19124fc8ccda6e033d", "T051"}
        }) {
      int version = (int) each[0];
      QuicHello hello = new QuicHello();
      byte[] packet =
          new InitialPackets(version, (String) each[1], ID, ID).seal(0, RFC_FRAME, 1200);
      hello.offer(packet, 0, packet.length);
      assertThat(hello.hello()).isEqualTo(RFC_HELLO);
      assertThat(QuicVersion.name(hello.version())).isEqualTo(each[2]);
    }
  }

  @Test
  void tellsTheVersionOfWhatItCannotRead() {
    byte[] future = HexFormat.of().parseHex("c6100100000100000000000000");
    assertThat(QuicHello.looksLikeQuic(future, 0, future.length)).isFalse();
    assertThat(QuicVersion.name(QuicHello.versionOf(future, 0, future.length)))
        .isEqualTo("unknown-10010000");
    future[5] = 21; // no connection id is longer than 20 bytes
    assertThat(QuicHello.versionOf(future, 0, future.length)).isZero();
  }

  @Property(tries = 50)
  void readsAHelloSpreadOverPacketsInAnyOrder(
      @ForAll @IntRange(min = 20, max = 300) int part,
      @ForAll @IntRange(min = 1, max = 3) int packetsADatagram,
      @ForAll long seed) {
    InitialPackets packets = new InitialPackets(QuicVersion.V1, SALT_V1, ID, ID);
    List<byte[]> sealed = new ArrayList<>();
    for (int at = 0; at < MESSAGE.length; at += part) {
      byte[] frame = InitialPackets.crypto(at, MESSAGE, at, Math.min(MESSAGE.length, at + part));
      sealed.add(packets.seal(sealed.size(), frame, 50));
    }
    Collections.shuffle(sealed, new Random(seed));
    QuicHello hello = new QuicHello();
    ByteArrayOutputStream datagram = new ByteArrayOutputStream();
    for (int i = 0; i < sealed.size(); i++) {
      datagram.writeBytes(sealed.get(i));
      if ((i + 1) % packetsADatagram == 0 || i + 1 == sealed.size()) {
        hello.offer(datagram.toByteArray(), 0, datagram.size());
        datagram.reset();
      }
    }
    assertThat(hello.hello()).isEqualTo(RFC_HELLO);
  }

  @Test
  void goesOnAfterTheServerChoseAnotherConnectionId() {
    byte[] first =
        new InitialPackets(QuicVersion.V1, SALT_V1, ID, ID)
            .seal(0, InitialPackets.crypto(0, MESSAGE, 0, 100), 1200);
    byte[] second =
        new InitialPackets(QuicVersion.V1, SALT_V1, ID, "aabb")
            .seal(1, InitialPackets.crypto(100, MESSAGE, 100, MESSAGE.length), 1200);
    assertThat(offer(first)).isEqualTo(QuicHello.State.READING);
    assertThat(offer(second)).isEqualTo(QuicHello.State.DONE);
  }

  @Test
  void takesNewKeysAfterARetry() {
    byte[] first =
        new InitialPackets(QuicVersion.V1, SALT_V1, ID, ID)
            .seal(0, InitialPackets.crypto(0, MESSAGE, 0, 100), 1200);
    byte[] again =
        new InitialPackets(QuicVersion.V1, SALT_V1, "aabbcc", "aabbcc").seal(1, RFC_FRAME, 1200);
    offer(first);
    assertThat(offer(again)).isEqualTo(QuicHello.State.DONE);
  }

  @Test
  void readsGooglesHello() {
    String tags = "43484c4f 0200 0000 534e4900 0b000000 56455200 0f000000";
    byte[] values = "Example.comQ043".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    String packet =
        "0d 0102030405060708 51303433 01"
            + "aa".repeat(12)
            + "a00100000400"
            + tags
            + HexFormat.of().formatHex(values);
    byte[] datagram = HexFormat.of().parseHex(packet.replace(" ", ""));
    assertThat(offer(datagram)).isEqualTo(QuicHello.State.DONE);
    assertThat(reader.hello()).isEqualTo(new ClientHello(0, "Example.com", List.of()));
    assertThat(QuicVersion.name(reader.version())).isEqualTo("Q043");
  }

  @Test
  void readsGooglesHelloOutOfProtectedPackets() {
    String tags = "43484c4f 0200 0000 534e4900 0b000000 56455200 0f000000";
    byte[] values = "Example.comQ050".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    byte[] message =
        HexFormat.of().parseHex(tags.replace(" ", "") + HexFormat.of().formatHex(values));
    String salt = "504574efd066fe2f9d945cfcdbd3a7f0d3b56b45";
    InitialPackets packets = new InitialPackets(QuicVersion.Q050, salt, ID, ID);
    byte[] first = InitialPackets.crypto(0, message, 0, 20);
    first[0] = 8;
    byte[] second = InitialPackets.crypto(20, message, 20, message.length);
    second[0] = 8;
    assertThat(offer(packets.seal(1, first, 1200))).isEqualTo(QuicHello.State.READING);
    assertThat(offer(packets.seal(2, second, 1200))).isEqualTo(QuicHello.State.DONE);
    assertThat(reader.hello()).isEqualTo(new ClientHello(0, "Example.com", List.of()));
    assertThat(QuicVersion.name(reader.version())).isEqualTo("Q050");
  }

  @Test
  void refusesOtherProtocolsAndDamagedPackets() {
    byte[] packet = new InitialPackets(QuicVersion.V1, SALT_V1, ID, ID).seal(2, RFC_FRAME, 1162);
    packet[600] ^= 1;
    assertThat(offer(packet)).isEqualTo(QuicHello.State.READING);
    assertThat(reader.hello()).isNull();
    byte[] dns = HexFormat.of().parseHex("beef01000001000000000000016103636f6d0000010001");
    assertThat(new QuicHello().offer(dns, 0, dns.length)).isEqualTo(QuicHello.State.NOT_QUIC);
  }
}
