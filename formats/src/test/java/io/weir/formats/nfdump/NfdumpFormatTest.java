// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.nfdump;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Column;
import io.weir.model.Format;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.BytesFile;
import io.weir.testkit.FormatContract;
import io.weir.testkit.FormatSample;
import io.weir.testkit.Reading;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NfdumpFormatTest extends FormatContract {
  private static final int A = 0x0a000001;
  private static final int B = 0x0a000002;

  private static final String TCP_ROW =
      """
      time_start=1.70000000025E9 time_end=1.70000000275E9 duration=2.5 proto="tcp" ip_proto=6 ip_version=4 c_ip="10.0.0.1" c_port=443 s_ip="10.0.0.2" s_port=50000 c_pkt=7 s_pkt=3 c_bytes=700 s_bytes=90 c_ip_bytes=700 s_ip_bytes=90 tcp_flags=27 vlan=12 tos=8 in_if=3 out_if=4 c_as=65001 s_as=65002 next_hop="10.0.0.9" exporter="192.0.2.1" sampling=100 flow_count=2 direction="outgoing" bytes_kind="ip" ts=2023-11-14T22:13:20.250Z ts_end=2023-11-14T22:13:22.750Z day=2023-11-14 source="nfdump" src_file="nfcapd.202311142210" src_line=1 community_id="1:w9iuTaiuttyYUFKthLzeDYFDHRk="
      """;
  private static final String ICMP_ROW =
      """
      time_start=1.70000000025E9 time_end=1.70000000275E9 duration=2.5 proto="icmp" ip_proto=58 ip_version=6 c_ip="2001:db8::1" c_port=135 s_ip="2001:db8::2" s_port=0 c_pkt=7 c_bytes=60 c_ip_bytes=60 tos=8 in_if=3 out_if=4 exporter="2001:db8::ff" sampling=100 direction="incoming" bytes_kind="ip" ts=2023-11-14T22:13:20.250Z ts_end=2023-11-14T22:13:22.750Z day=2023-11-14 source="nfdump" src_file="nfcapd.202311142210" src_line=2 community_id="1:R9HBIi387RnKhKUU53rFlnl803U="
      """;
  private static final String OLD_ROW =
      """
      time_start=1.70000000025E9 time_end=1.70000000275E9 duration=2.5 proto="udp" ip_proto=17 ip_version=4 c_ip="10.0.0.1" c_port=1234 s_ip="10.0.0.2" s_port=53 c_pkt=9 s_pkt=5 c_bytes=1234 s_bytes=600 c_ip_bytes=1234 s_ip_bytes=600 tos=4 in_if=3 out_if=4 c_as=65001 s_as=65002 next_hop="10.0.0.9" exporter="192.0.2.1" flow_count=2 direction="outgoing" bytes_kind="ip" ts=2023-11-14T22:13:20.250Z ts_end=2023-11-14T22:13:22.750Z day=2023-11-14 source="nfdump" sensor="edge-1" src_file="nfcapd.202311142210" src_line=1 community_id="1:Ea0b+QAKyyyZmzLMpe+46vMamSo="
      """;

  @Override
  protected Format format() {
    return new NfdumpFormat();
  }

  @Override
  protected Stream<FormatSample> samples() {
    return Stream.of(
        sample(two(ByteOrder.LITTLE_ENDIAN).layout2(0), TCP_ROW + ICMP_ROW),
        sample(two(ByteOrder.BIG_ENDIAN).layout2(0), TCP_ROW + ICMP_ROW),
        sample(old(ByteOrder.LITTLE_ENDIAN).layout1(0), OLD_ROW),
        sample(old(ByteOrder.BIG_ENDIAN).layout1(0), OLD_ROW),
        sample(bad().layout2(0), TCP_ROW)
            .rejecting(
                "element too short",
                "element length out of range",
                "no times and counters",
                "record of nfdump 1.8",
                "unknown record",
                "record length out of range",
                "unknown block"),
        sample(oldBad().layout1(0), OLD_ROW)
            .rejecting(
                "no extension map", "unknown extension", "record too short", "block of nfdump 1.5"),
        sample(new NfcapdBytes(ByteOrder.LITTLE_ENDIAN).stored(1, 3, 4, new byte[4]).layout2(1), "")
            .rejecting("corrupt block"));
  }

  private static byte[] tcp(NfcapdBytes file) {
    return file.flow(
        file.ipv4(A, B), // Elements may be in any order.
        file.generic(6, 443, 50_000, 700),
        file.misc(1),
        file.longs(5, 2, 3, 90),
        file.numbers(6, 12, 0),
        file.numbers(7, 65_001, 65_002),
        file.numbers(10, 0x0a000009),
        file.numbers(99, 1, 2, 3));
  }

  private static NfcapdBytes two(ByteOrder order) {
    NfcapdBytes file = new NfcapdBytes(order);
    long net = 0x2001_0db8_0000_0000L;
    byte[] icmp =
        file.flow(
            file.generic(58, 0, 135 << 8, 60),
            file.longs(3, net, 1, net, 2),
            file.misc(0),
            file.longs(13, net, 0xff));
    byte[] exporter = file.exporter(1, 0xc0000201);
    return file.block(3, exporter, file.sampler(1, 1, 99), tcp(file)).block(3, icmp).block(4, icmp);
  }

  private static NfcapdBytes old(ByteOrder order) {
    NfcapdBytes file = new NfcapdBytes(order);
    byte[] map = file.map(3, 4, 7, 8, 9, 14, 16, 18, 0);
    return file.block(2, file.exporter(1, 0xc0000201), map, oldFlow(file));
  }

  private static byte[] oldFlow(NfcapdBytes file) {
    return file.oldFlow(
        3,
        17,
        1234,
        53,
        NfcapdBytes.bytes(file.buffer(4).putShort((short) 3).putShort((short) 4)),
        NfcapdBytes.bytes(file.buffer(8).putInt(65_001).putInt(65_002)),
        new byte[] {0, 1, 24, 16},
        NfcapdBytes.bytes(file.buffer(16).putInt(0x0a000009).putInt(5).putInt(600).putInt(2)));
  }

  private static NfcapdBytes bad() {
    NfcapdBytes file = new NfcapdBytes(ByteOrder.LITTLE_ENDIAN);
    byte[] tooLong = file.flow(file.element(1, new byte[8]));
    tooLong[14] = 100;
    byte[] exporter = file.exporter(1, 0xc0000201);
    return file.block(
            3,
            exporter,
            file.sampler(1, 1, 99),
            tcp(file),
            file.flow(file.element(1, new byte[40])),
            tooLong,
            file.flow(file.ipv4(A, B)),
            file.record(16, new byte[20]),
            file.record(77, new byte[20]),
            new byte[4],
            tcp(file))
        .block(9, tcp(file));
  }

  private static NfcapdBytes oldBad() {
    NfcapdBytes file = new NfcapdBytes(ByteOrder.LITTLE_ENDIAN);
    byte[] map = file.map(3, 4, 7, 8, 9, 14, 16, 18, 0);
    byte[] exporter = file.exporter(1, 0xc0000201);
    byte[] tooShort = file.oldFlow(3, 17, 1234, 53);
    return file.block(2, exporter, oldFlow(file), map, file.map(4, 47, 48, 90), oldFlow(file))
        .block(2, tooShort)
        .block(1, oldFlow(file));
  }

  private static FormatSample sample(byte[] file, String rows) {
    return new FormatSample(
        BytesFile.of("nfcapd.202311142210", file),
        Options.NONE,
        "flows",
        rows,
        List.of(),
        FormatSample.Division.AS_PLANNED);
  }

  @Test
  void whatCannotBeReadIsTold() {
    byte[] encrypted = two(ByteOrder.LITTLE_ENDIAN).layout2(0);
    encrypted[17] = 1;
    assertThat(recognise(encrypted)).isEqualTo("an nfcapd file, but it is encrypted");
    byte[] packed = two(ByteOrder.LITTLE_ENDIAN).layout2(9);
    assertThat(recognise(packed)).isEqualTo("an nfcapd file, but its compression is not known (9)");
    byte[] newer = two(ByteOrder.LITTLE_ENDIAN).layout2(0);
    newer[2] = 3;
    assertThat(recognise(newer)).isEqualTo("an nfcapd file, but its layout is not known (3)");
  }

  private String recognise(byte[] file) {
    Recognition recognition =
        format().recognise(FormatSample.head(BytesFile.of("nfcapd", file)), Options.NONE);
    assertThat(recognition).isInstanceOf(Recognition.Broken.class);
    return recognition.why();
  }

  @Test
  void fileThatIsStillWrittenIsReadAsFarAsItIs() {
    byte[] file = two(ByteOrder.LITTLE_ENDIAN).layout2(0);
    for (int i = 18; i < 40; i++) {
      file[i] = 0; // Neither blocks nor appendix are told until it is closed.
    }
    int end = file.length - 24;
    Reading reading = readWhole(sample(Arrays.copyOf(file, end), ""));
    assertThat(reading.table()).hasSize(2);
    assertThat(reading.rejects().all()).isEmpty();
  }

  @Test
  void recordsBeyondTheNumberOfABlockAreRejected() {
    NfcapdBytes file = new NfcapdBytes(ByteOrder.LITTLE_ENDIAN);
    byte[] records = NfcapdBytes.join(tcp(file), tcp(file));
    Reading reading = readWhole(sample(file.stored(1, 3, records.length, records).layout2(0), ""));
    assertThat(reading.table()).hasSize(1);
    assertThat(reading.rejects().reasons()).containsExactly("bytes behind a block's records");
  }

  @Test
  void divisionTellsThatAFileIsCutOffBetweenBlocks() throws IOException {
    NfcapdBytes file = new NfcapdBytes(ByteOrder.LITTLE_ENDIAN).block(3, tcp(file()));
    for (int i = 0; i < 5; i++) {
      file.stored(0, 4, 4 << 20, new byte[4 << 20]);
    }
    byte[] whole = file.block(3, tcp(file())).layout2(0);
    int lastBlock = 12 + tcp(file()).length;
    byte[] cut = Arrays.copyOf(whole, whole.length - lastBlock - 24);
    assertThat(parts(whole).rejects().all()).isEmpty();
    assertThat(parts(whole).table()).hasSize(2);
    assertThat(parts(cut).rejects().reasons()).containsExactly("file cut off");
    assertThat(parts(cut).table()).hasSize(1);
  }

  private static NfcapdBytes file() {
    return new NfcapdBytes(ByteOrder.LITTLE_ENDIAN);
  }

  private Reading parts(byte[] content) throws IOException {
    TableSchema flows = FiveTables.FLOWS;
    int column = flows.columns().stream().map(Column::name).toList().indexOf("s_port");
    Scan scan =
        new Scan(List.of(new TableScan(flows, List.of(column))), TimeRange.ALL, Options.NONE);
    List<Split> splits = format().plan(List.of(BytesFile.of("nfcapd.1", content)), scan, 2);
    assertThat(splits).hasSizeGreaterThan(2);
    return Reading.of(format(), splits, scan);
  }

  @Test
  void nameOfTheCollectorsSourceIsTheSensor() {
    byte[] file = two(ByteOrder.BIG_ENDIAN).layout2(0, "edge-1");
    assertThat(readWhole(sample(file, "")).text()).contains("sensor=\"edge-1\"");
  }

  @Test
  void olderProtocolsTellNoDirection() {
    NfcapdBytes file = new NfcapdBytes(ByteOrder.LITTLE_ENDIAN);
    byte[] flow = file.flow(file.generic(6, 1, 2, 3), file.misc(0));
    flow[11] = 5;
    String row = readWhole(sample(file.block(3, flow).layout2(0), "")).text();
    assertThat(row).contains("in_if=3").doesNotContain("direction=");
  }
}
