// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.squid;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Options;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.testkit.BytesFile;
import io.weir.testkit.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that are decoded together have the cells and rejects that they have one by one. */
class NativeLinesTest {
  private static final List<List<String>> VALUES =
      List.of(
          List.of("1772323200.000", "1772326799.999", "1772323999.072"),
          List.of("     0", "     7", "  1234", "123456", "1234567"),
          List.of("10.0.21.82", "192.168.100.200", "2001:db8:1234:5678:9abc:def0:1:2", "-"),
          List.of("TCP_MISS/200", "TCP_TUNNEL/200", "NONE_NONE/000", "TCP_MEM_HIT_ABORTED/304"),
          List.of("0", "285", "12345678", "123456789", "1234567890123456"),
          List.of("GET", "CONNECT", "-"),
          List.of(
              "http://www.example.com/a?b=c:d#e",
              "https://a.example",
              "HTTP://WWW.Example.com?x",
              "a.example:443",
              "Cdn-1_2.example:8443",
              "http://a.example:8080/x"),
          List.of("-", "anna"),
          List.of(
              "HIER_DIRECT/198.18.0.1",
              "HIER_NONE/-",
              "ORIGINAL_DST/2001:db8::1",
              "FIRSTUP_PARENT/proxy.example",
              "CLOSEST_PARENT_MISS/10.0.0.9",
              "HIER_DIRECT/www.example"),
          List.of("-", "text/html", "application/vnd.example.long-name+json"));

  private static final List<String> STRANGE =
      List.of(
          "-",
          "x",
          "/",
          "a/",
          "/a",
          "a/b/200",
          "TCP_MISS/2x0",
          "TCP_MISS/20",
          "-5",
          "+5",
          "12345678901234567",
          "1234567890123456789",
          "1522663539",
          "1522663539,072",
          "1522663539.0721",
          "caf\u00e9",
          "a\\\"b",
          "a b",
          "a  b",
          "a\tb",
          "\t",
          "\t  7",
          "\n  7",
          "\u0001a",
          "a\r",
          " a",
          "a ",
          "error:invalid-request",
          "http://",
          "http://./",
          "http://u@h.example./",
          "http://[2001:db8::1]:80/x",
          "http://" + "a".repeat(31) + "/",
          "http://" + "A".repeat(32) + "/",
          "h".repeat(40) + ":1",
          "http://h:99999/",
          "h:99999",
          "h:999999",
          "h:4/43",
          ":443",
          "h",
          "cache_object://localhost/info",
          "/local");

  /** What stands behind a line at times. */
  private static final List<String> ENDS =
      List.of(" ", " more", "\r", " [Host: a%0D%0A]", "\n", " \n10.0.0.1 TCP_MISS/200", "\n \n");

  private final SquidFormat format = new SquidFormat();

  private static <T> T one(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  private static String lines(Random random, int oneInThisManyIsStrange) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      List<String> values = new ArrayList<>();
      VALUES.forEach(value -> values.add(one(value, random)));
      // By the first lines the format is recognised.
      boolean isStrange = i > 100 && random.nextInt(oneInThisManyIsStrange) == 0;
      if (isStrange) {
        values.set(random.nextInt(values.size()), one(STRANGE, random));
      }
      text.append(String.join(" ", values));
      text.append(isStrange && random.nextInt(4) == 0 ? one(ENDS, random) : "").append('\n');
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 100, 1000, 1_000_000})
  void haveTheCellsAndRejectsOfOneByOne(int oneInThisManyIsStrange) {
    Random random = new Random(oneInThisManyIsStrange);
    BytesFile file = BytesFile.of("access.log", lines(random, oneInThisManyIsStrange));

    requireSame(file, TimeRange.ALL, SquidColumns.ACCESS.columns().size());
    TimeRange hour =
        TimeRange.between(
            Instant.parse("2026-03-01T00:10:00Z"), Instant.parse("2026-03-01T01:00:00Z"));
    requireSame(file, hour, SquidColumns.ACCESS.columns().size());
    TimeRange none =
        TimeRange.between(
            Instant.parse("2030-01-01T00:00:00Z"), Instant.parse("2031-01-01T00:00:00Z"));
    requireSame(file, none, SquidColumns.ACCESS.columns().size());
    for (int columns = 1; columns < 5; columns += 3) {
      requireSame(file, TimeRange.ALL, columns);
    }
  }

  /** In front of it there are not as many bytes as are looked at together. */
  @ParameterizedTest
  @ValueSource(strings = {"1 2 3 4 5 6 7 8 9 10", "1     2 3/200 4 5 6 7 8/9 10", "a b", ""})
  void aFirstLineMayBeShort(String first) {
    String text = first + '\n' + lines(new Random(1), 1_000_000);
    BytesFile file = BytesFile.of("access.log", text);
    requireSame(file, TimeRange.ALL, SquidColumns.ACCESS.columns().size());
  }

  /** Reads so many columns, others each time: what is not asked for rejects no line. */
  private void requireSame(BytesFile file, TimeRange range, int columns) {
    TableSchema table = SquidColumns.ACCESS;
    for (int first = 0; first < table.columns().size(); first += columns) {
      List<Integer> wanted = new ArrayList<>();
      for (int i = first; i < Math.min(first + columns, table.columns().size()); i++) {
        wanted.add(i);
      }
      Scan scan = new Scan(List.of(new TableScan(table, wanted)), range, Options.NONE);
      Reading oneByOne = Reading.of(format, List.of(Split.whole(file)), scan);
      Reading together = Reading.atOnce(format, List.of(Split.whole(file)), scan);
      assertThat(oneByOne.recordsRead()).isPositive();
      assertThat(together.table()).isEqualTo(oneByOne.table());
      assertThat(together.rejects().all()).isEqualTo(oneByOne.rejects().all());
      assertThat(together.recordsRead()).isEqualTo(oneByOne.recordsRead());
    }
  }
}
