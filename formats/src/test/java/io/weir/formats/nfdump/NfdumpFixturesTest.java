// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.nfdump;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.formats.flowjson.NfdumpJsonFormat;
import io.weir.input.LocalFile;
import io.weir.model.Format;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.BytesFile;
import io.weir.testkit.FormatSample;
import io.weir.testkit.Reading;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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
    boolean isJson = name.endsWith("json");
    Reading reading =
        Reading.of(isJson ? new NfdumpJsonFormat() : new NfdumpFormat(), splits, scan);
    assertThat(reading.rejects().all()).isEmpty();
    return reading;
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
    assertThat(read(compressed).table()).isEqualTo(read(plain).table());
  }

  @ParameterizedTest
  @CsvSource({"1.6.25-none,1.7.1-none", "1.7.1-none,1.7.8-zstd"})
  void versionsTellTheSame(String older, String newer) throws IOException {
    assertThat(read(older, BASIC::contains).table())
        .isEqualTo(read(newer, BASIC::contains).table());
  }

  /** What nfdump prints is what its files hold; CSV of older versions cuts times to seconds. */
  @ParameterizedTest
  @CsvSource({
    "1.6.25-none,1.6.25.csv,ts ts_end",
    "1.7.1-none,1.7.1.csv,ts ts_end",
    "1.7.8-zstd,1.7.8.csv,tcp_flags tos exporter",
    "1.7.8-zstd,1.7.8-all.csv,-",
    "1.7.8-zstd,1.7.8.csv-fast,exporter",
    "1.6.25-none,1.6.25.json,-",
    "1.7.1-none,1.7.1.json,-",
    "1.7.8-zstd,1.7.8.json,-",
    "1.7.8-zstd,1.7.8.ndjson,-"
  })
  void printedFlowsAreThoseOfTheFile(String file, String printed, String missing)
      throws IOException {
    List<String> left = List.of(missing.split(" ", -1));
    Predicate<String> isTold =
        column -> BASIC.contains(column) && !left.contains(column) && !column.equals("c_port");
    assertThat(read(printed, isTold).table()).isEqualTo(read(file, isTold).table());
  }

  @Test
  void olderCsvTellsSeconds() throws IOException {
    List<Object> exact = starts("1.7.1-none");
    List<Object> seconds = starts("1.7.1.csv");
    for (int i = 0; i < exact.size(); i++) {
      assertThat(seconds.get(i))
          .isEqualTo(((Instant) exact.get(i)).truncatedTo(ChronoUnit.SECONDS));
    }
  }

  private static List<Object> starts(String name) throws IOException {
    return read(name, "ts"::equals).table().stream()
        .map(row -> Objects.requireNonNull(row.get(0)))
        .toList();
  }

  @Test
  void printedTimesAreOfTheZoneThatIsNamed() throws IOException {
    Scan scan =
        new Scan(
            List.of(
                new TableScan(
                    FiveTables.FLOWS, List.of(FiveTables.FLOWS.indexOf("ts").orElseThrow()))),
            TimeRange.ALL,
            Options.NONE.with("zone", "Europe/Rome"));
    for (String name : List.of("1.7.8.csv", "1.7.8.ndjson", "1.7.8.json")) {
      Format format = name.endsWith("json") ? new NfdumpJsonFormat() : new NfdumpFormat();
      List<Split> splits = List.of(Split.whole(LocalFile.of(path(name))));
      Object first = Reading.of(format, splits, scan).table().get(0).get(0);
      assertThat(first).as(name).isEqualTo(Instant.parse("2026-11-21T10:07:03.818Z"));
    }
  }

  @ParameterizedTest
  @CsvSource({"1.6.25.csv", "1.7.8.csv", "1.7.8-all.csv", "1.7.8.csv-fast"})
  void csvIsRecognised(String name) throws IOException {
    assertThat(recognise(new NfdumpFormat(), name)).isInstanceOf(Recognition.Yes.class);
    assertThat(recognise(new NfdumpJsonFormat(), name)).isInstanceOf(Recognition.No.class);
  }

  @ParameterizedTest
  @CsvSource({"1.6.25.json", "1.7.1.json", "1.7.8.json", "1.7.8.ndjson"})
  void jsonIsRecognised(String name) throws IOException {
    assertThat(recognise(new NfdumpJsonFormat(), name)).isInstanceOf(Recognition.Yes.class);
    assertThat(recognise(new NfdumpFormat(), name)).isInstanceOf(Recognition.No.class);
  }

  private static Recognition recognise(Format format, String name) throws IOException {
    BytesFile file = BytesFile.of(path(name));
    return format.recognise(FormatSample.head(file), Options.NONE);
  }

  @Test
  void whatIsBrokenInPrintedFlowsIsTold() throws IOException {
    String csv = Files.readString(path("1.7.8.csv")).lines().limit(3).collect(joining("\n"));
    String more =
        csv
            + "\n1,2\n"
            + csv.lines().skip(2).findFirst().orElseThrow().replace("856", "x")
            + "\nSummary\nflows,bytes,packets,avg_bps,avg_pps,avg_bpp\n1,2,3,4,5,6\n";
    Reading reading = broken(new NfdumpFormat(), more.replace("736", "73x"));
    assertThat(reading.rejects().reasons()).contains("wrong number of fields", "bad number");
    String json = Files.readString(path("1.7.8.json"));
    Reading cut = broken(new NfdumpJsonFormat(), json.substring(0, 2000));
    assertThat(cut.table()).hasSize(3);
    assertThat(cut.rejects().reasons()).containsExactly("object cut off");
    String junk = json.replaceFirst("\\},", "} what, ");
    assertThat(broken(new NfdumpJsonFormat(), junk).rejects().reasons())
        .containsExactly("no object");
  }

  private static Reading broken(Format format, String content) {
    Scan scan = Scan.of(TableScan.all(FiveTables.FLOWS));
    return Reading.of(format, List.of(Split.whole(BytesFile.of("f", content))), scan);
  }
}
