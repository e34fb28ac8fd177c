// SPDX-License-Identifier: Apache-2.0
package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.model.ColumnType;
import io.weir.model.Format;
import io.weir.model.InputFile;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.model.WeirException;
import io.weir.testkit.FormatSample.Division;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every format. A format's test extends it and gives samples; the rest is checked
 * here. Deterministic: random choices have a fixed seed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FormatContract {
  private static final int MOST_CUTS = 300;
  private static final int MOST_SPLITS = 500;
  private static final int HUGE_LINE = 40 << 20;
  private static final String LINE_COLUMN = "src_line";

  protected abstract Format format();

  /** Files of the format, with and without rejects. */
  protected abstract Stream<FormatSample> samples();

  /** Files that are not of the format. */
  protected Stream<BytesFile> foreign() {
    return Stream.of(
        BytesFile.of("conn.log", "hello, world\n"),
        BytesFile.of("dns.json", "[1, 2, 3]\n"),
        BytesFile.of("a.csv", "name,value\na,1\n"),
        BytesFile.of("x.log", junk(4096)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void goldenRowsAreExactAndEveryRecordIsCounted(FormatSample sample) {
    Reading reading = readWhole(sample);
    assertThat(reading.text()).isEqualTo(sample.expected());
    assertThat(reading.rejects().reasons()).isEqualTo(sample.rejects());
    assertThat(reading.recordsRead()).isEqualTo(reading.table().size());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void writersThatTakeSeveralRowsAtOnceGetTheSame(FormatSample sample) {
    Scan scan = scan(TableScan.all(table(sample)), sample.options());
    Reading reading = Reading.atOnce(format(), List.of(Split.whole(sample.file())), scan);
    assertThat(reading.text()).isEqualTo(sample.expected());
    assertThat(reading.rejects().all()).isEqualTo(readWhole(sample).rejects().all());
    assertThat(reading.recordsRead()).isEqualTo(reading.table().size());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void compressedFilesGiveTheSameRows(FormatSample sample) throws IOException {
    Scan scan = scan(TableScan.all(table(sample)), sample.options());
    List<InputFile> files = List.of(sample.file().compressed());
    Reading reading = Reading.of(format(), format().plan(files, scan, 4), scan);
    assertThat(reading.table()).hasSameSizeAs(readWhole(sample).table());
    assertThat(reading.rejects().reasons()).isEqualTo(sample.rejects());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void anyColumnsInAnyOrderHaveTheSameCells(FormatSample sample) {
    TableSchema table = table(sample);
    List<List<@Nullable Object>> all = readWhole(sample).table();
    assumeTrue(sample.rejects().isEmpty(), "what is not asked for is not looked at");
    List<Integer> order = new ArrayList<>(TableScan.all(table).columns());
    Random random = new Random(7);
    for (int i = 0; i < 2 * order.size() + 20; i++) {
      List<Integer> columns;
      if (i < order.size()) {
        columns = List.of(i);
      } else {
        Collections.shuffle(order, random);
        columns = List.copyOf(order.subList(0, random.nextInt(order.size() + 1)));
      }
      Scan scan = scan(new TableScan(table, columns), sample.options());
      Reading some = Reading.of(format(), List.of(Split.whole(sample.file())), scan);
      List<List<@Nullable Object>> expected =
          all.stream()
              .map(row -> columns.stream().map(row::get).toList().subList(0, columns.size()))
              .toList();
      assertThat(some.table()).as("columns %s", columns).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void splitsOfAnySizeGiveTheSameRowsOnceEach(FormatSample sample) {
    assumeTrue(sample.division() == Division.ANYWHERE, "this file cannot be divided anywhere");
    Scan scan = scan(withoutLine(table(sample)), sample.options());
    Reading whole = Reading.of(format(), List.of(Split.whole(sample.file())), scan);
    int length = sample.file().content().length;
    for (int size : new int[] {1, 2, 3, 7, 19, 64, 501, length / 3 + 1, length / 2 + 1, length}) {
      if (size == 0 || length / size > MOST_SPLITS) {
        continue;
      }
      List<Split> splits = new ArrayList<>();
      for (int start = 0; start < length; start += size) {
        splits.add(new Split(List.of(sample.file()), start, start + size));
      }
      Reading parts = Reading.of(format(), splits, scan);
      assertThat(parts.table()).as("size %d", size).isEqualTo(whole.table());
      assertThat(parts.rejects().all()).as("size %d", size).isEqualTo(whole.rejects().all());
      assertThat(parts.recordsRead()).isEqualTo(whole.recordsRead());
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void truncatedFilesKeepWhatIsBeforeTheCut(FormatSample sample) {
    List<List<@Nullable Object>> all = readWhole(sample).table();
    TableSchema table = table(sample);
    int length = sample.file().content().length;
    int step = Math.max(1, length / MOST_CUTS);
    for (int cut = 0; cut < length; cut += step) {
      FormatSample part = sample.cutAt(cut);
      assertThat(format().recognise(part.head(), part.options()).why()).isNotEmpty();
      List<List<@Nullable Object>> rows = readIfPossible(part, table);
      int whole = Math.max(0, rows.size() - 1);
      assertThat(rows).as("cut at %d", cut).hasSizeLessThanOrEqualTo(all.size());
      assertThat(rows.subList(0, whole)).as("cut at %d", cut).isEqualTo(all.subList(0, whole));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatIsBeforeJunkIsKept(FormatSample sample) {
    List<List<@Nullable Object>> all = readWhole(sample).table();
    for (int size : new int[] {1, 100, 70_000}) {
      FormatSample spoiled = sample.followedBy(junk(size));
      List<List<@Nullable Object>> rows = readIfPossible(spoiled, table(sample));
      int kept = Math.max(0, all.size() - 1);
      assertThat(rows).hasSizeGreaterThanOrEqualTo(kept);
      assertThat(rows.subList(0, kept)).isEqualTo(all.subList(0, kept));
    }
  }

  @Test
  void endlessLineIsPassedOver() {
    FormatSample sample = samples().findFirst().orElseThrow();
    List<List<@Nullable Object>> all = readWhole(sample).table();
    byte[] line = new byte[HUGE_LINE];
    Arrays.fill(line, (byte) 'x');
    List<List<@Nullable Object>> rows = readIfPossible(sample.followedBy(line), table(sample));
    assertThat(rows.subList(0, all.size() - 1)).isEqualTo(all.subList(0, all.size() - 1));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void rowsOutsideTheTimeRangeMayBeLeftOutButAreRead(FormatSample sample) {
    TableSchema table = table(sample);
    assumeTrue(
        table.indexOf("ts").isPresent()
            && table.columns().get(table.indexOf("ts").getAsInt()).type() == ColumnType.TIMESTAMP,
        "no time in this table");
    Reading all = readWhole(sample);
    Scan never = new Scan(List.of(TableScan.all(table)), new TimeRange(0, 1), sample.options());
    Reading none = Reading.of(format(), List.of(Split.whole(sample.file())), never);
    assertThat(none.recordsRead() + none.rejects().all().size())
        .isEqualTo(all.recordsRead() + all.rejects().all().size());
    assertThat(all.table()).containsAll(none.table());
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void otherFilesAreRefusedWithAReason(BytesFile file) {
    Recognition recognition = format().recognise(FormatSample.head(file), Options.NONE);
    assertThat(recognition).isNotInstanceOf(Recognition.Yes.class);
    assertThat(recognition.why()).isNotBlank();
  }

  @Test
  void emptyFilesHoldNoRows() {
    FormatSample sample = samples().findFirst().orElseThrow();
    FormatSample empty = sample.cutAt(0);
    assertThat(format().recognise(empty.head(), empty.options()).why()).isNotBlank();
    assertThat(readIfPossible(empty, table(sample))).isEmpty();
  }

  @Test
  void junkIsRefusedOrHoldsNothing() {
    for (int size : new int[] {1, 2, 3, 10, 1000, 300_000}) {
      BytesFile file = BytesFile.of("conn.log", junk(size));
      assertThat(format().recognise(FormatSample.head(file), Options.NONE).why()).isNotBlank();
    }
  }

  @Test
  void specIsComplete() {
    assertThat(format().spec().name()).matches("[a-z][a-z0-9-]*");
    assertThat(format().spec().summary()).endsWith(".");
    assertThat(format().spec().options()).allMatch(option -> !option.help().isBlank());
  }

  /** Reads all columns of a sample's table from the whole of its file. */
  protected final Reading readWhole(FormatSample sample) {
    Scan scan = scan(TableScan.all(table(sample)), sample.options());
    return Reading.of(format(), List.of(Split.whole(sample.file())), scan);
  }

  /** The sample's table as the format finds it. */
  protected final TableSchema table(FormatSample sample) {
    Recognition recognition = format().recognise(sample.head(), sample.options());
    assertThat(recognition).as(recognition.why()).isInstanceOf(Recognition.Yes.class);
    List<TableSchema> tables = ((Recognition.Yes) recognition).tables();
    return tables.stream()
        .filter(table -> table.name().equals(sample.table()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No table " + sample.table() + " in " + tables));
  }

  /** A failure that is worded for people is an answer too, to a file that is broken. */
  private List<List<@Nullable Object>> readIfPossible(FormatSample sample, TableSchema table) {
    try {
      Scan scan = scan(TableScan.all(table), sample.options());
      return Reading.of(format(), List.of(Split.whole(sample.file())), scan).table();
    } catch (WeirException e) {
      assertThat(e.getMessage()).startsWith("Cannot ");
      return List.of();
    }
  }

  private static TableScan withoutLine(TableSchema table) {
    return new TableScan(
        table,
        IntStream.range(0, table.columns().size())
            .filter(i -> !table.columns().get(i).name().equals(LINE_COLUMN))
            .boxed()
            .toList());
  }

  private static Scan scan(TableScan table, Options options) {
    return new Scan(List.of(table), TimeRange.ALL, options);
  }

  private static byte[] junk(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
