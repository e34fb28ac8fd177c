// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.goflow2;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Format;
import io.weir.model.MessageReader;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.TableScan;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.BytesFile;
import io.weir.testkit.CollectedRejects;
import io.weir.testkit.FormatContract;
import io.weir.testkit.FormatSample;
import io.weir.testkit.FormatSample.Division;
import io.weir.testkit.Rows;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class Goflow2ProtobufTest extends FormatContract {
  private static final byte[] NEWLINE = "\n".getBytes(US_ASCII);

  private static final int[] TEN = {10, 0, 0, 1};
  private static final int[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 2, 1};
  private static final int[] SIX = {0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  private static WrittenMessage two() {
    return new WrittenMessage()
        .number(1, 3)
        .number(3, 100)
        .bytes(6, TEN)
        .bytes(7, 10, 0, 0, 2)
        .number(9, 1500)
        .number(10, 2)
        .bytes(11, MAPPED)
        .bytes(12, 10, 0, 0, 254)
        .number(14, 4_200_000_000L)
        .number(18, 3)
        .number(20, 6)
        .number(21, 443)
        .number(22, 50001)
        .number(26, 18)
        .number(29, 7)
        .number(38, 2)
        .bytes(81, 1, 2, 3)
        .number(110, 1681583300000000000L)
        .number(111, 1681583295157626000L)
        .number(112, 1681583296157626999L)
        .bytes(2042, 'x');
  }

  private static WrittenMessage one() {
    return new WrittenMessage()
        .number(1, 4)
        .number(2, 1681583300)
        .number(5, 1681583296)
        .bytes(6, SIX)
        .bytes(7, SIX)
        .number(9, 80)
        .number(20, 58)
        .number(31, 128)
        .number(38, 1681583295)
        .number(63, 1681583295157L);
  }

  private static final String ROWS =
      """
      time_start=1.681583295157626E9 time_end=1.681583296157626E9 duration=1.0 proto="tcp" ip_proto=6 ip_version=4 c_ip="10.0.0.1" c_port=443 s_ip="10.0.0.2" s_port=50001 c_pkt=2 c_bytes=1500 c_ip_bytes=1500 tcp_flags=18 tcp_flags_c=18 vlan=7 tos=0 in_if=3 c_as=4200000000 next_hop="10.0.0.254" exporter="192.0.2.1" sampling=100 bytes_kind="ip" ts=2023-04-15T18:28:15.157626Z ts_end=2023-04-15T18:28:16.157626Z day=2023-04-15 source="netflow" src_file="flows.pb" src_line=1 community_id="1:EpEwffr/GnoKA5+zPvpy++bznWA="
      time_start=1.681583295157E9 time_end=1.681583296E9 duration=0.843 proto="icmp" ip_proto=58 ip_version=6 c_ip="2001:db8::1" c_port=128 s_ip="2001:db8::1" s_port=0 c_pkt=0 c_bytes=80 c_ip_bytes=80 tos=0 bytes_kind="ip" ts=2023-04-15T18:28:15.157Z ts_end=2023-04-15T18:28:16Z day=2023-04-15 source="netflow" src_file="flows.pb" src_line=2 community_id="1:UXEGccgEUAjF5GzI48BB4G/YBaU="
      """;

  private static FormatSample sample(byte[] content, String rows, String... rejects) {
    return new FormatSample(
        BytesFile.of("flows.pb", content),
        Options.NONE,
        "flows",
        rows,
        List.of(rejects),
        Division.AS_PLANNED);
  }

  @Override
  protected Format format() {
    return new Goflow2ProtobufFormat();
  }

  @Override
  protected Stream<FormatSample> samples() {
    byte[] first = two().delimited();
    byte[] second = one().delimited();
    byte[] bad = new WrittenMessage().number(1, 3).bytes(6, 1, 2, 3).delimited();
    byte[] wrong = new WrittenMessage().number(1, 3).bytes(9, 1).delimited();
    byte[] large = new WrittenMessage().number(1, 3).number(23, 1L << 40).delimited();
    return Stream.of(
        sample(WrittenMessage.joined(first, second), ROWS),
        sample(WrittenMessage.joined(first, NEWLINE, second, NEWLINE), ROWS),
        sample(
            WrittenMessage.joined(first, second, bad, wrong, large),
            ROWS,
            "bad protobuf",
            "bad protobuf",
            "value out of range"));
  }

  private static Rows read(CollectedRejects rejects, byte[]... messages) {
    Scan scan = Scan.of(TableScan.all(FiveTables.FLOWS));
    MessageReader reader = new Goflow2ProtobufFormat().messages(scan, rejects);
    Rows rows = new Rows(scan.tables().get(0), Integer.MAX_VALUE);
    for (int i = 0; i < messages.length; i++) {
      byte[] value = messages[i];
      assertThat(new Goflow2ProtobufFormat().recognise(value, 0, value.length))
          .isInstanceOf(Recognition.Yes.class);
      reader.begin(BytesFile.of("flows.pb", ""), i, value, 0, value.length);
      assertThat(reader.fill(new Rows[] {rows})).isFalse();
    }
    assertThat(reader.recordsRead()).isEqualTo(rows.rows().size());
    return rows;
  }

  /** Version 1 writes them as they are unless told otherwise, version 2 behind their lengths. */
  @Test
  void messagesOfATopicAreReadWithAndWithoutLengths() {
    String rows = ROWS.replaceAll(" src_line=[0-9]", "");
    CollectedRejects rejects = new CollectedRejects();
    assertThat(read(rejects, two().plain(), one().plain())).hasToString(rows);
    assertThat(read(rejects, two().delimited(), one().delimited())).hasToString(rows);
    byte[] both = WrittenMessage.joined(two().delimited(), one().delimited(), NEWLINE);
    assertThat(read(rejects, both)).hasToString(rows);
    assertThat(rejects.all()).isEmpty();
  }

  @Test
  void messageThatIsCutOffIsRejectedOnce() {
    Scan scan = Scan.of(TableScan.all(FiveTables.FLOWS));
    CollectedRejects rejects = new CollectedRejects();
    MessageReader reader = new Goflow2ProtobufFormat().messages(scan, rejects);
    byte[] value = two().delimited();
    reader.begin(BytesFile.of("t", ""), 5, value, 0, value.length - 1);
    assertThat(reader.fill(new Rows[] {new Rows(scan.tables().get(0), 9)})).isFalse();
    assertThat(rejects.reasons()).isEqualTo(List.of("bad protobuf"));
  }

  @Test
  void otherProtocolBuffersAreRefused() {
    byte[] untyped = new WrittenMessage().bytes(6, TEN).bytes(7, TEN).delimited();
    byte[] others = new WrittenMessage().number(1, 77).bytes(6, TEN).delimited();
    for (byte[] content : List.of(untyped, others)) {
      BytesFile file = BytesFile.of("x.pb", content);
      assertThat(format().recognise(FormatSample.head(file), Options.NONE))
          .isInstanceOf(Recognition.No.class);
    }
  }
}
