// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.nfdump;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Column;
import io.weir.model.Options;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.BytesFile;
import io.weir.testkit.Reading;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Many records at once make the rows that they make one by one. */
class NfcapdColumnsTest {
  private static final List<String> COLUMNS =
      List.of(
          "ts",
          "ts_end",
          "day",
          "time_start",
          "duration",
          "proto",
          "ip_proto",
          "c_ip",
          "s_ip",
          "c_port",
          "s_port",
          "c_pkt",
          "s_pkt",
          "c_bytes",
          "s_bytes",
          "tcp_flags",
          "tos",
          "in_if",
          "out_if",
          "c_as",
          "s_as",
          "source",
          "src_file",
          "src_line",
          "bytes_kind");
  private static final int[] PROTOCOLS = {1, 6, 17, 47, 58, 132};

  @Property(tries = 60)
  void rowsAreTheSame(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 40) int oddOnes, @ForAll boolean isBig) {
    Random random = new Random(seed);
    ByteOrder order = isBig ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    NfcapdBytes file = new NfcapdBytes(order);
    for (int block = 0; block < 3; block++) {
      List<byte[]> records = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        records.add(random.nextInt(400) < oddOnes ? odd(file, random) : flow(file, random));
      }
      file.block(3, records.toArray(byte[][]::new));
    }
    byte[] content = file.layout2(0);
    for (TimeRange range :
        List.of(
            TimeRange.ALL,
            new TimeRange((NfcapdBytes.FIRST + 500) * 1000, Long.MAX_VALUE),
            new TimeRange(Long.MIN_VALUE, NfcapdBytes.FIRST * 1000))) {
      Scan scan = new Scan(List.of(wanted(random)), range, Options.NONE);
      List<Split> splits = List.of(Split.whole(BytesFile.of("nfcapd.202311142210", content)));
      Reading one = Reading.of(new NfdumpFormat(), splits, scan);
      Reading several = Reading.atOnce(new NfdumpFormat(), splits, scan);
      assertThat(several.text()).isEqualTo(one.text());
      assertThat(several.rejects().reasons()).isEqualTo(one.rejects().reasons());
      assertThat(several.recordsRead()).isEqualTo(one.recordsRead());
    }
  }

  private static TableScan wanted(Random random) {
    List<String> names = FiveTables.FLOWS.columns().stream().map(Column::name).toList();
    List<Integer> wanted =
        COLUMNS.stream()
            .filter(name -> names.contains(name) && random.nextInt(3) > 0)
            .map(names::indexOf)
            .toList();
    return new TableScan(FiveTables.FLOWS, wanted);
  }

  private static byte[] flow(NfcapdBytes file, Random random) {
    int protocol = PROTOCOLS[random.nextInt(PROTOCOLS.length)];
    byte[] generic =
        file.generic(
            protocol, random.nextInt(65_536), random.nextInt(65_536), random.nextInt(9_999));
    return switch (random.nextInt(5)) {
      case 0 -> file.flow(generic, addresses6(file, random), file.misc(random.nextInt(2)));
      case 1 -> file.flow(file.ipv4(random.nextInt(), 9), generic, file.numbers(7, 65_001, 7));
      case 2 -> file.flow(generic, file.longs(5, 1, random.nextInt(2), random.nextInt(2)));
      default -> file.flow(generic, file.ipv4(random.nextInt(), random.nextInt()));
    };
  }

  private static byte[] addresses6(NfcapdBytes file, Random random) {
    return file.longs(3, 0x2001_0db8L << 32, random.nextInt(9), random.nextLong(), 0);
  }

  private static byte[] odd(NfcapdBytes file, Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> file.flow(file.generic(6, 1, 2, -3), file.ipv4(1, 2));
      case 1 -> file.exporter(1, 0xc0000201);
      case 2 -> file.flow(file.ipv4(1, 2));
      case 3 -> file.record(77, new byte[20]);
      case 4 -> file.flow(file.element(1, new byte[48]), file.longs(25, NfcapdBytes.FIRST));
      case 5 -> file.flow(file.generic(6, 1, 2, 3), file.numbers(4, -1, -1, 0, 0));
      default -> file.flow(file.element(1, new byte[40]));
    };
  }
}
