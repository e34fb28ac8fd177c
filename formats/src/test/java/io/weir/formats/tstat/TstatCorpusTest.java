// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.tstat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Column;
import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.BytesFile;
import io.weir.testkit.FormatSample;
import io.weir.testkit.Reading;
import io.weir.testkit.SharedData;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logs of real Tstats: every record is read, and every value is that of the line. */
class TstatCorpusTest {
  private final TstatFormat format = new TstatFormat();

  static Stream<Path> logs() {
    return SharedData.files("tstat").stream()
        .filter(file -> file.getFileName().toString().startsWith("log_"))
        .filter(file -> !file.getFileName().toString().endsWith(".txt"));
  }

  static Stream<Path> dnsLogs() {
    return logs().filter(file -> file.getFileName().toString().equals("log_dns_complete"));
  }

  private static List<String> lines(BytesFile file) {
    return new String(file.content(), ISO_8859_1).lines().toList();
  }

  @ParameterizedTest
  @MethodSource("logs")
  void everyValueIsThatOfTheLine(Path path) {
    BytesFile file = BytesFile.of(path.getFileName().toString(), SharedData.content(path));
    Recognition recognition = format.recognise(FormatSample.head(file), Options.NONE);
    assertThat(recognition).as(recognition.why()).isInstanceOf(Recognition.Yes.class);
    TableSchema table = ((Recognition.Yes) recognition).tables().get(0);
    assertThat(table.name()).isEqualTo("tstat_" + file.path().substring("log_".length()));
    Reading reading = Reading.of(format, Split.whole(file), TableScan.all(table));
    List<String> records = lines(file).subList(1, lines(file).size());
    assertThat(reading.rejects().all()).isEmpty();
    assertThat(reading.recordsRead()).isEqualTo(records.size());
    for (int i = 0; i < records.size(); i++) {
      String[] words = records.get(i).split(" ", -1);
      List<@Nullable Object> row = reading.table().get(i);
      for (int k = 0; k < words.length; k++) {
        Column column = table.columns().get(k);
        assertThat(same(words[k], row.get(k))).as("%s: %s", column, words[k]).isTrue();
      }
      assertThat(row.get(words.length + 2)).isEqualTo(i + 2L);
    }
  }

  /** Whether a value is what a word of the line says, read in another way. */
  private static boolean same(String word, @Nullable Object value) {
    if (value == null) {
      return word.isEmpty() || word.equals("-");
    }
    if (value instanceof Number number) {
      return number.doubleValue() == Double.parseDouble(word);
    }
    return value.equals(word);
  }

  @ParameterizedTest
  @MethodSource("dnsLogs")
  void everyDnsLineIsInOneTransaction(Path path) {
    BytesFile file = BytesFile.of(path.getFileName().toString(), SharedData.content(path));
    Scan scan = new Scan(List.of(TableScan.all(FiveTables.DNS)), TimeRange.ALL, Options.NONE);
    Reading reading = Reading.of(format, List.of(Split.whole(file)), scan);
    List<String[]> records = lines(file).stream().skip(1).map(line -> line.split(" ", -1)).toList();
    long requests = records.stream().filter(words -> words[9].equals("REQ")).count();
    long answers = records.stream().filter(words -> words[9].equals("RESP")).count();
    Set<String> responses = new TreeSet<>();
    records.stream()
        .filter(words -> !words[9].equals("REQ"))
        .forEach(w -> responses.add(String.join(" ", w[0], w[1], w[4], w[5], w[8], w[10])));
    assertThat(reading.rejects().all()).isEmpty();
    assertThat(reading.recordsRead()).isEqualTo(records.size());
    assertThat(
            cells(reading, "rtt").count()
                + cells(reading, "unanswered").filter(Boolean.TRUE::equals).count())
        .isEqualTo(requests);
    assertThat(cells(reading, "unanswered").filter(Boolean.FALSE::equals).count())
        .isEqualTo(responses.size());
    assertThat(cells(reading, "answers").mapToLong(list -> ((List<?>) list).size()).sum())
        .isEqualTo(answers);
  }

  private static Stream<Object> cells(Reading reading, String column) {
    int index = FiveTables.DNS.indexOf(column).orElseThrow();
    return reading.table().stream().map(row -> row.get(index)).filter(cell -> cell != null);
  }
}
