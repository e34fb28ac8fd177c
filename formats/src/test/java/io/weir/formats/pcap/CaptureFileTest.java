// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.input.Listing;
import io.weir.model.InputFile;
import io.weir.model.Options;
import io.weir.model.tables.FiveTables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureFileTest {
  private static final byte[] ONE = CaptureBuilder.udp(1, 1000, 2, 53, "one");
  private static final byte[] TWO = CaptureBuilder.udp(1, 1000, 2, 53, "two!");

  private static Captures.Result read(byte[] content) {
    return Captures.read(
        List.of(Captures.file("capture", content)), Options.NONE, FiveTables.PACKETS);
  }

  /** Time and payload of each packet, then the rejects. */
  private static String summary(byte[] content) {
    Captures.Result result = read(content);
    StringBuilder text = new StringBuilder();
    for (Map<String, String> row : result.tables().get(0)) {
      text.append(row.get("ts_ns")).append(' ').append(row.get("payload")).append("; ");
    }
    return text.append(result.rejects()).toString();
  }

  @Test
  void readsEveryKindOfPcap() {
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      byte[] micros =
          CaptureBuilder.pcap(PcapFile.MICROS, order, 101)
              .i32(7)
              .i32(123_456)
              .i32(ONE.length)
              .i32(ONE.length)
              .raw(ONE)
              .bytes();
      assertThat(summary(micros)).isEqualTo("7123456000 one; {}");
      byte[] nanos =
          CaptureBuilder.pcap(PcapFile.NANOS, order, 101)
              .i32(7)
              .i32(123_456_789)
              .i32(ONE.length)
              .i32(ONE.length)
              .raw(ONE)
              .bytes();
      assertThat(summary(nanos)).isEqualTo("7123456789 one; {}");
      byte[] modified =
          CaptureBuilder.pcap(PcapFile.MODIFIED, order, 101)
              .i32(7)
              .i32(1)
              .i32(ONE.length)
              .i32(ONE.length)
              .i32(2)
              .i32(0x0008_0000)
              .raw(ONE)
              .bytes();
      assertThat(summary(modified)).isEqualTo("7000001000 one; {}");
    }
  }

  /** Of a compressed capture that is cut, what is before the cut is read, and the cut told once. */
  @Test
  void packetsBeforeDamageOfTheCompressionAreRead(@TempDir Path directory) throws IOException {
    CaptureBuilder many = CaptureBuilder.pcap();
    Random noise = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] packet = CaptureBuilder.udp(1, 1000, 2, 53, Long.toHexString(noise.nextLong()));
      many.i32(i).i32(0).i32(packet.length).i32(packet.length).raw(packet);
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(many.bytes());
    }
    Path file = directory.resolve("cut.pcap.gz");
    Files.write(file, Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
    InputFile cut =
        Listing.of(List.of(file.toString()), InputStream.nullInputStream())
            .get(0)
            .files()
            .get(0)
            .open();
    Captures.Result result = Captures.read(List.of(cut), Options.NONE, FiveTables.PACKETS);
    assertThat(result.tables().get(0)).hasSizeBetween(500, 1500);
    assertThat(result.rejects().toString()).isEqualTo("{truncated gzip=1}");
  }

  @Test
  void readsTimesAfter2038() {
    byte[] late =
        CaptureBuilder.pcap()
            .i32(0xf000_0000)
            .i32(0)
            .i32(ONE.length)
            .i32(ONE.length)
            .raw(ONE)
            .bytes();
    assertThat(summary(late)).isEqualTo("4026531840000000000 one; {}");
  }

  @Test
  void keepsThePacketsBeforeACut() {
    byte[] whole = CaptureBuilder.pcap().packet(0, ONE).packet(1, TWO).bytes();
    assertThat(summary(Arrays.copyOf(whole, whole.length - 1)))
        .isEqualTo("1700000000000000000 one; {the file ends inside a packet=1}");
  }

  @Test
  void findsThePacketsBehindABrokenPlace() {
    byte[] broken =
        CaptureBuilder.pcap()
            .packet(0, ONE)
            .raw(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, -1, -1, -1, -1, 9, 9, 9, 9, 9, 9, 9})
            .packet(1, TWO)
            .packet(2, ONE)
            .bytes();
    assertThat(summary(broken))
        .isEqualTo(
            "1700000000000000000 one; 1700000000001000000 two!; 1700000000002000000 one; "
                + "{a packet header is invalid=1}");
  }

  @Test
  void readsFilesJoinedEndToEnd() {
    byte[] joined =
        CaptureBuilder.pcap()
            .packet(0, ONE)
            .raw(CaptureBuilder.pcap().packet(1, TWO).bytes())
            .bytes();
    assertThat(summary(joined)).isEqualTo("1700000000000000000 one; 1700000000001000000 two!; {}");
  }

  @Test
  void readsPcapngBlocksOfBothByteOrders() {
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      CaptureBuilder capture = CaptureBuilder.pcapng(order).interfaceBlock();
      capture.block(5, new byte[12]).block(4, new byte[4]).block(0xbad, new byte[8]);
      byte[] bytes = capture.enhanced(0, 7_000_001, ONE).simple(TWO).bytes();
      assertThat(summary(bytes)).isEqualTo("7000001000 one; 7000001000 two!; {}");
    }
  }

  @Test
  void countsTimeAsEachInterfaceDoes() {
    byte[] nanos = {0, 9, 0, 1, 9, 0, 0, 0, 0, 0, 0, 0};
    byte[] binary = {0, 9, 0, 1, (byte) 0x8a, 0, 0, 0, 0, 14, 0, 8, 0, 0, 0, 0, 0, 0, 0, 100};
    byte[] bytes =
        CaptureBuilder.pcapng(ByteOrder.BIG_ENDIAN)
            .interfaceBlock(nanos)
            .interfaceBlock(binary)
            .enhanced(0, 7_000_000_001L, ONE)
            .enhanced(1, 7 * 1024 + 512, TWO)
            .bytes();
    assertThat(summary(bytes)).isEqualTo("7000000001 one; 107500000000 two!; {}");
  }

  @Test
  void forgetsInterfacesAtANewSection() {
    byte[] bytes =
        CaptureBuilder.pcapng(ByteOrder.LITTLE_ENDIAN)
            .interfaceBlock()
            .enhanced(0, 1, ONE)
            .section()
            .enhanced(0, 2, TWO)
            .interfaceBlock()
            .enhanced(0, 3, TWO)
            .bytes();
    assertThat(summary(bytes))
        .isEqualTo("1000 one; 3000 two!; {a packet names an interface that is not described=1}");
  }

  @Test
  void findsTheBlocksBehindABrokenOne() {
    byte[] bytes =
        CaptureBuilder.pcapng(ByteOrder.LITTLE_ENDIAN)
            .interfaceBlock()
            .i32(6)
            .i32(1234)
            .i32(1)
            .enhanced(0, 1, ONE)
            .i32(6)
            .i32(0x7fff_ffff)
            .i32(1)
            .enhanced(0, 2, TWO)
            .bytes();
    Captures.Result result = read(bytes);
    assertThat(result.tables().get(0)).hasSize(2);
    assertThat(result.rejects()).containsEntry("a block's length is invalid", 2);
  }

  @Test
  void rejectsTheRestOfACutPcapng() {
    byte[] whole =
        CaptureBuilder.pcapng(ByteOrder.LITTLE_ENDIAN)
            .interfaceBlock()
            .enhanced(0, 1, ONE)
            .enhanced(0, 2, TWO)
            .bytes();
    assertThat(summary(Arrays.copyOf(whole, whole.length - 4)))
        .isEqualTo("1000 one; {the file ends inside a block=1}");
  }
}
