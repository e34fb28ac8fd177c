// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowtools;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Format;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.BytesFile;
import io.weir.testkit.FormatContract;
import io.weir.testkit.FormatSample;
import io.weir.testkit.Reading;
import io.weir.testkit.SharedData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowToolsFormatTest extends FormatContract {
  private static final String ROW =
      """
      time_start=1.699999998E9 time_end=1.6999999995E9 duration=1.5 proto="tcp" ip_proto=6 ip_version=4 c_ip="10.0.0.1" c_port=443 s_ip="10.0.0.2" s_port=50000 c_pkt=7 c_bytes=700 c_ip_bytes=700 tcp_flags=27 tcp_flags_c=27 tos=8 in_if=3 out_if=4 c_as=65001 s_as=65002 next_hop="10.0.0.9" exporter="192.0.2.1" bytes_kind="ip" ts=2023-11-14T22:13:18Z ts_end=2023-11-14T22:13:19.500Z day=2023-11-14 source="flow-tools" sensor="edge" src_file="ft-v05" src_line=1 community_id="1:w9iuTaiuttyYUFKthLzeDYFDHRk="
      """;

  @Override
  protected Format format() {
    return new FlowToolsFormat();
  }

  @Override
  protected Stream<FormatSample> samples() {
    byte[] both = file(ByteOrder.BIG_ENDIAN, 0, record(ByteOrder.BIG_ENDIAN), new byte[10]);
    return Stream.of(
        sample(file(ByteOrder.BIG_ENDIAN, 0, record(ByteOrder.BIG_ENDIAN)), ROW),
        sample(file(ByteOrder.LITTLE_ENDIAN, 0, record(ByteOrder.LITTLE_ENDIAN)), ROW),
        sample(file(ByteOrder.LITTLE_ENDIAN, 2, packed()), ROW),
        sample(switched(), ROW + ROW.replace("src_line=1", "src_line=2")),
        sample(both, ROW).rejecting("record cut off"),
        sample(file(ByteOrder.LITTLE_ENDIAN, 2, new byte[64]), "").rejecting("corrupt content"));
  }

  /** Two records of NetFlow v7, which end with the address of the router that is stood in for. */
  private static byte[] switched() {
    byte[] record = record(ByteOrder.LITTLE_ENDIAN);
    byte[] router = {1, 2, 0, (byte) 192};
    byte[] content = file(ByteOrder.LITTLE_ENDIAN, 0, record, router, record, router);
    content[12] = 7;
    return content;
  }

  private static byte[] packed() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflating = new DeflaterOutputStream(out)) {
      deflating.write(record(ByteOrder.LITTLE_ENDIAN));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  private static byte[] file(ByteOrder order, int flags, byte[]... parts) {
    ByteBuffer head = ByteBuffer.allocate(31).order(order);
    head.put((byte) 0xcf).put((byte) 0x10).put((byte) (order == ByteOrder.BIG_ENDIAN ? 2 : 1));
    head.put((byte) 3).putInt(31).putShort((short) 2).putShort((short) 2).putShort((short) 5);
    head.putShort((short) 8).putShort((short) 4).putInt(flags);
    head.putShort((short) 15).putShort((short) 5).put("edge".getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.array());
    List.of(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static byte[] record(ByteOrder order) {
    ByteBuffer record = ByteBuffer.allocate(64).order(order);
    record.putInt(1_700_000_000).putInt(0).putInt(100_000).putInt(0xc0000201);
    record.putInt(0x0a000001).putInt(0x0a000002).putInt(0x0a000009);
    record.putShort((short) 3).putShort((short) 4).putInt(7).putInt(700);
    record.putInt(98_000).putInt(99_500).putShort((short) 443).putShort((short) 50_000);
    record.put((byte) 6).put((byte) 8).put((byte) 0x1b).put((byte) 0).putInt(0x18100000);
    return record.putShort((short) 65_001).putShort((short) 65_002).array();
  }

  private static FormatSample sample(byte[] content, String rows) {
    return new FormatSample(
        BytesFile.of("ft-v05", content),
        Options.NONE,
        "flows",
        rows,
        List.of(),
        FormatSample.Division.AS_PLANNED);
  }

  @Test
  void otherVersionsAreToldApart() {
    byte[] content = file(ByteOrder.BIG_ENDIAN, 0);
    content[13] = 8;
    Recognition recognition =
        format().recognise(FormatSample.head(BytesFile.of("ft", content)), Options.NONE);
    assertThat(recognition).isInstanceOf(Recognition.Broken.class);
    assertThat(recognition.why()).contains("NetFlow v8, not v5 or v7");
  }

  /** flow-gen of flow-tools counts up in each field of its thousand records. */
  @ParameterizedTest
  @ValueSource(strings = {"nocompress.bigend", "compress.9"})
  void recordsOfFlowGenAreWhatItCounts(String kind) {
    BytesFile file =
        BytesFile.of(
            SharedData.path("flow-export/flow-tools/correct/ftv5.2016-01-13." + kind + ".sample"));
    List<Integer> columns =
        Stream.of("c_ip", "s_ip", "c_port", "s_port", "c_pkt", "c_bytes", "out_if", "s_as")
            .map(name -> FiveTables.FLOWS.indexOf(name).orElseThrow())
            .toList();
    Scan scan = Scan.of(new TableScan(FiveTables.FLOWS, columns));
    Reading reading = Reading.of(format(), List.of(Split.whole(file)), scan);
    assertThat(reading.rejects().all()).isEmpty();
    List<List<@Nullable Object>> rows = reading.table();
    assertThat(rows).hasSize(kind.startsWith("no") ? 1000 : rows.size());
    for (int i = 0; i < 256; i++) {
      long number = i;
      assertThat(rows.get(i))
          .containsExactly(
              "0.0.0." + i,
              "255.255.0." + i,
              number,
              0xff00L + i,
              number + 1,
              number + 1,
              0xff00L + i,
              0xff00L + i);
    }
  }
}
