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
import io.weir.testkit.SharedData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logs of real Zeeks: every record is read or rejected, and both forms tell the same. */
class ZeekCorporaTest {
  /** A line with a blank where a tab belongs, and a first line of the header behind a tab. */
  private static final Map<String, List<String>> REJECTS =
      Map.of(
          "test10-mixed-zeek-dir/conn.log", List.of("bad time in ts"),
          "test10-mixed-zeek-dir/notice.log", List.of("bad integer in p"));

  private final ZeekFormat format = new ZeekFormat();

  static Stream<Path> logs() {
    return SharedData.files("zeek-logs").stream();
  }

  static Stream<Path> baselines() {
    return SharedData.files("pcap/zeek-expected").stream()
        .filter(file -> file.toString().endsWith(".log"))
        .filter(file -> text(file).contains("#fields"));
  }

  private static String text(Path file) {
    return new String(SharedData.content(file), StandardCharsets.ISO_8859_1);
  }

  /** The records of a log, counted without the reader. */
  private static long records(String text) {
    return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).count();
  }

  private static BytesFile file(Path path, String content) {
    return BytesFile.of(
        path.getFileName().toString().replaceAll("\\.gz$", ""),
        content.getBytes(StandardCharsets.ISO_8859_1));
  }

  private List<TableSchema> tables(BytesFile file) {
    Recognition recognition = format.recognise(FormatSample.head(file), Options.NONE);
    assertThat(recognition)
        .as("%s: %s", file.path(), recognition.why())
        .isInstanceOf(Recognition.Yes.class);
    return ((Recognition.Yes) recognition).tables();
  }

  private Reading read(BytesFile file) {
    List<TableSchema> tables = tables(file);
    assertThat(tables).hasSize(1);
    return Reading.of(format, Split.whole(file), TableScan.all(tables.get(0)));
  }

  @ParameterizedTest
  @MethodSource("logs")
  void everyRecordOfALogIsRead(Path path) {
    String text = text(path);
    Reading reading = read(file(path, text));
    String name = path.subpath(path.getNameCount() - 2, path.getNameCount()).toString();
    assertThat(reading.rejects().reasons()).isEqualTo(REJECTS.getOrDefault(name, List.of()));
    assertThat(reading.recordsRead() + reading.rejects().all().size()).isEqualTo(records(text));
    assertThat(reading.table()).hasSize((int) reading.recordsRead());
  }

  @ParameterizedTest
  @MethodSource("logs")
  void partsOfALogHoldTheSame(Path path) {
    BytesFile file = file(path, text(path));
    TableSchema table = tables(file).get(0);
    TableScan scan = new TableScan(table, List.of(0, table.columns().size() / 2));
    List<Split> splits = new ArrayList<>();
    int size = file.content().length / 7 + 1;
    for (int start = 0; start < file.content().length; start += size) {
      splits.add(new Split(List.of(file), start, start + size));
    }
    assertThat(Reading.of(format, splits, Scan.of(scan)).table())
        .isEqualTo(Reading.of(format, Split.whole(file), scan).table());
  }

  @Test
  void everyRecordOfABaselineIsReadOnceItsTimesAreNotMasked() {
    List<Path> files = baselines().toList();
    for (Path path : files) {
      String text = text(path);
      Reading masked = read(file(path, text));
      assertThat(masked.recordsRead() + masked.rejects().all().size())
          .as("%s", path)
          .isEqualTo(records(text));
      assertThat(new HashSet<>(masked.rejects().reasons()))
          .allMatch(reason -> reason.startsWith("bad time in "));
      Reading whole = read(file(path, text.replace("XXXXXXXXXX.XXXXXX", "1300475167.096535")));
      assertThat(whole.rejects().all()).as("%s", path).isEmpty();
      assertThat(whole.recordsRead()).as("%s", path).isEqualTo(records(text));
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(240);
  }

  static Stream<String> sampleNames() {
    return SharedData.files("zeek-logs/zed-sample-data/zeek-default").stream()
        .map(path -> path.getFileName().toString().replace(".log.gz", ""));
  }

  @ParameterizedTest
  @MethodSource("sampleNames")
  void bothFormsOfALogHoldTheSameRows(String name) {
    Path tsv = SharedData.path("zeek-logs/zed-sample-data/zeek-default/" + name + ".log.gz");
    Path json = SharedData.path("zeek-logs/zed-sample-data/zeek-json/" + name + ".json.gz");
    BytesFile first = file(tsv, text(tsv));
    BytesFile second = file(json, text(json));
    TableSchema firstTable = tables(first).get(0);
    TableSchema secondTable = tables(second).get(0);
    assertThat(secondTable.name()).isEqualTo(firstTable.name());
    List<Integer> ours = new ArrayList<>();
    List<Integer> theirs = new ArrayList<>();
    Set<String> onlyTsv = new HashSet<>();
    for (int i = 0; i < firstTable.columns().size() - 2; i++) {
      String column = firstTable.columns().get(i).name();
      int there = secondTable.indexOf(column).orElse(-1);
      if (there < 0) {
        onlyTsv.add(column);
      } else {
        ours.add(i);
        theirs.add(there);
        assertThat(secondTable.columns().get(there).type())
            .as(column)
            .isEqualTo(firstTable.columns().get(i).type());
      }
    }
    assertThat(onlyTsv).isEmpty();
    List<List<@Nullable Object>> expected =
        Reading.of(format, Split.whole(first), new TableScan(firstTable, ours)).table();
    List<List<@Nullable Object>> actual =
        Reading.of(format, Split.whole(second), new TableScan(secondTable, theirs)).table();
    assertThat(actual).hasSameSizeAs(expected);
    for (int row = 0; row < expected.size(); row++) {
      for (int i = 0; i < ours.size(); i++) {
        Object a = expected.get(row).get(i);
        Object b = actual.get(row).get(i);
        if (!Equality.sameInBothForms(a, b)) {
          assertThat(b)
              .as("row %d, %s", row, firstTable.columns().get(ours.get(i)).name())
              .isEqualTo(a);
        }
      }
    }
  }

  @Test
  void timeRangeLeavesOutWhatIsOutside() {
    Path path = SharedData.path("zeek-logs/zat/conn.log");
    BytesFile file = file(path, text(path));
    TableSchema table = tables(file).get(0);
    TableScan uids = new TableScan(table, List.of(table.indexOf("uid").orElseThrow()));
    TimeRange range = new TimeRange(1_362_692_526_869_344L, 1_362_692_527_000_000L);
    Reading some =
        Reading.of(
            format, List.of(Split.whole(file)), new Scan(List.of(uids), range, Options.NONE));
    long expected =
        text(path)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> Double.parseDouble(line.substring(0, line.indexOf('\t'))))
            .filter(time -> time >= 1362692526.869344 && time < 1362692527.0)
            .count();
    assertThat(some.table()).hasSize((int) expected);
    assertThat(some.recordsRead()).isEqualTo(records(text(path)));
  }
}
