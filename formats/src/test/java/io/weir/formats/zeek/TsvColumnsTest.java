// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.zeek;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.testkit.BytesFile;
import io.weir.testkit.FormatSample;
import io.weir.testkit.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that are decoded column by column have the cells that they have one by one. */
class TsvColumnsTest {
  private static final String HEADER =
      """
      #separator \\x09
      #set_separator	,
      #empty_field	(empty)
      #unset_field	-
      #path	conn
      #fields	ts	uid	id.orig_h	id.orig_p	duration	orig_bytes	local_orig	service	history
      #types	time	string	addr	port	interval	count	bool	string	string
      """;

  private static final List<List<String>> CELLS =
      List.of(
          List.of("1772323200.025031", "1772326800.999999", "1772323199.000001"),
          List.of("CiDDyzk4Jx3CqXOXMG", "C", "CsZ83fXrYchlzFkSKxCsZ83fXrYchlzFkSKxCsZ83f"),
          List.of("10.0.21.82", "192.168.100.200", "fe80::1", "2001:db8:1234:5678:9abc:def0:1:2"),
          List.of("0", "53", "65535"),
          List.of("-", "0.000001", "8.592267", "86399.123456", "1234567.000001"),
          List.of("-", "0", "7", "12345678", "123456789", "1234567890123456"),
          List.of("T", "F", "-"),
          List.of("-", "dns", "(empty)", "", "ssl,http"),
          List.of("ShADadFf", "-", "D", "ShADadFfShAD", "ShADadFfShADa"));

  private static final List<String> STRANGE =
      List.of(
          "",
          "-",
          "x",
          "1.5",
          "-1",
          "caf\u00e9",
          "a\\x09b",
          "1e3",
          "nan",
          "12345678901234567",
          "\u0001",
          "(empty)",
          "\r",
          "1772323200",
          "1772323200x025031",
          "17723232000.25031",
          "177232320:.025031",
          "1772323200.02503/",
          "123456789.123456",
          "-12345.123456",
          ".123456",
          "T",
          " ");

  private final ZeekFormat format = new ZeekFormat();

  private static String lines(Random random, int oneInThisManyIsStrange, int count) {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < count; i++) {
      int strange = random.nextInt(oneInThisManyIsStrange) == 0 ? random.nextInt(14) : -1;
      for (int k = 0; k < CELLS.size(); k++) {
        List<String> from = k == strange ? STRANGE : CELLS.get(k);
        text.append(k == 0 ? "" : "\t").append(from.get(random.nextInt(from.size())));
      }
      text.append(
          switch (strange) {
            case 9 -> "\tmore\n";
            case 10 -> "\r\n";
            case 11 -> "\n\n";
            case 12 -> "\n#comment\n1772323200.5\tC\n";
            case 13 -> "\t\n" + "x".repeat(9000) + "\n";
            default -> "\n";
          });
    }
    return text.append("#close\t2026-03-01-01-00-00\n").toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 100, 1000, 1_000_000})
  void equalCellsOneByOne(int oneInThisManyIsStrange) {
    Random random = new Random(oneInThisManyIsStrange);
    BytesFile file = BytesFile.of("conn.log", lines(random, oneInThisManyIsStrange, 5000));
    TableSchema table = table(file);

    requireSame(file, new Scan(List.of(TableScan.all(table)), TimeRange.ALL, Options.NONE));
    requireSame(
        file,
        new Scan(List.of(new TableScan(table, List.of(2, 5, 0, 8))), TimeRange.ALL, Options.NONE));
    requireSame(
        file, new Scan(List.of(new TableScan(table, List.of(2, 4))), TimeRange.ALL, Options.NONE));
    TimeRange hour =
        TimeRange.between(
            Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-01T01:00:00Z"));
    requireSame(file, new Scan(List.of(TableScan.all(table)), hour, Options.NONE));
  }

  private TableSchema table(BytesFile file) {
    Recognition recognition = format.recognise(FormatSample.head(file), Options.NONE);
    return ((Recognition.Yes) recognition).tables().get(0);
  }

  private void requireSame(BytesFile file, Scan scan) {
    Reading oneByOne = Reading.of(format, List.of(Split.whole(file)), scan);
    Reading atOnce = Reading.atOnce(format, List.of(Split.whole(file)), scan);

    assertThat(oneByOne.table()).isNotEmpty();
    assertThat(atOnce.table()).isEqualTo(oneByOne.table());
    assertThat(atOnce.rejects().all()).isEqualTo(oneByOne.rejects().all());
    assertThat(atOnce.recordsRead()).isEqualTo(oneByOne.recordsRead());
  }
}
