// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.nfdump;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.input.LocalFile;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.Reading;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that three versions of nfdump wrote (samples/make-nfdump.sh). */
class NfdumpFixturesTest {
  private static final List<String> FILE_COLUMNS = List.of("src_file", "sensor", "src_line");

  /** Columns that every version tells of these flows; the rest depends on what it stores. */
  private static final List<String> BASIC =
      List.of(
          "ts",
          "ts_end",
          "ip_proto",
          "c_ip",
          "c_port",
          "s_ip",
          "s_port",
          "c_pkt",
          "c_bytes",
          "tcp_flags",
          "tos",
          "next_hop",
          "exporter");

  /** As nfdump's summary says: flows, bytes, packets. */
  private static final List<Long> TOTALS = List.of(102L, 207_994L, 405L);

  static Path path(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(NfdumpFixturesTest.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The rows of a file, without those columns that tell of the file. */
  private static Reading read(String name) throws IOException {
    return read(name, column -> !FILE_COLUMNS.contains(column));
  }

  private static Reading read(String name, Predicate<String> isWanted) throws IOException {
    List<String> names = FiveTables.FLOWS.columnNames();
    List<Integer> columns =
        IntStream.range(0, names.size()).filter(i -> isWanted.test(names.get(i))).boxed().toList();
    Scan scan = Scan.of(new TableScan(FiveTables.FLOWS, columns));
    List<Split> splits = List.of(Split.whole(LocalFile.of(path(name))));
    return Reading.of(new NfdumpFormat(), splits, scan);
  }

  private static long sum(List<List<@Nullable Object>> rows, String column) {
    int at = FiveTables.FLOWS.indexOf(column).orElseThrow();
    return rows.stream().mapToLong(row -> (Long) Objects.requireNonNull(row.get(at))).sum();
  }

  @ParameterizedTest
  @CsvSource({"1.6.25-none", "1.7.1-none", "1.7.8-zstd"})
  void totalsAreThoseOfNfdump(String name) throws IOException {
    List<List<@Nullable Object>> rows = read(name).table();
    assertThat(List.of((long) rows.size(), sum(rows, "c_bytes"), sum(rows, "c_pkt")))
        .isEqualTo(TOTALS);
  }

  @ParameterizedTest
  @CsvSource({
    "1.6.25-none,1.6.25-lzo",
    "1.6.25-none,1.6.25-lz4",
    "1.6.25-none,1.6.25-bz2",
    "1.7.1-none,1.7.1-lzo",
    "1.7.1-none,1.7.1-lz4",
    "1.7.1-none,1.7.1-bz2"
  })
  void compressionChangesNoRow(String plain, String compressed) throws IOException {
    Reading reading = read(compressed);
    assertThat(reading.rejects().all()).isEmpty();
    assertThat(reading.table()).isEqualTo(read(plain).table());
  }

  @ParameterizedTest
  @CsvSource({"1.6.25-none,1.7.1-none", "1.7.1-none,1.7.8-zstd"})
  void versionsTellTheSame(String older, String newer) throws IOException {
    assertThat(read(older, BASIC::contains).table())
        .isEqualTo(read(newer, BASIC::contains).table());
  }
}
