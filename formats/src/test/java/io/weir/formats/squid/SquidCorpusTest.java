// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.squid;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.testkit.BytesFile;
import io.weir.testkit.FormatSample;
import io.weir.testkit.Reading;
import io.weir.testkit.SharedData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Real logs: every line is read or rejected, and every value is what a plain reading finds. */
class SquidCorpusTest {
  private static final Pattern COMBINED =
      Pattern.compile(
          "(\\S+) \\S+ (\\S+) \\[([^\\]]+)\\] \"(.*?)\" (\\d+) (\\S+) \"(.*)\" \"(.*)\"");

  private final SquidFormat format = new SquidFormat();
  private TableSchema table = SquidColumns.ACCESS;

  private Reading read(String name) {
    BytesFile file = BytesFile.of(name, SharedData.content(SharedData.path("squid/" + name)));
    Recognition recognition = format.recognise(FormatSample.head(file), Options.NONE);
    assertThat(recognition).as(recognition.why()).isInstanceOf(Recognition.Yes.class);
    table = ((Recognition.Yes) recognition).tables().get(0);
    return Reading.of(format, Split.whole(file), TableScan.all(table));
  }

  private static List<String> lines(String name) {
    return new String(SharedData.content(SharedData.path("squid/" + name)), UTF_8).lines().toList();
  }

  private String cells(List<@Nullable Object> row, String... columns) {
    List<String> values = new ArrayList<>();
    for (String column : columns) {
      Object value = row.get(table.indexOf(column).orElseThrow());
      values.add(value == null ? "-" : value.toString());
    }
    return String.join(" ", values);
  }

  private void checkNative(String name, int rejected) {
    Reading reading = read(name);
    List<String[]> records =
        lines(name).stream().map(line -> line.split(" +", -1)).filter(w -> w.length == 10).toList();
    assertThat(reading.recordsRead()).isEqualTo(records.size());
    assertThat(reading.rejects().all()).hasSize(rejected);
    assertThat(records.size() + rejected).isEqualTo(lines(name).size());
    for (int i = 0; i < records.size(); i++) {
      String[] w = records.get(i);
      List<@Nullable Object> row = reading.table().get(i);
      String status = String.valueOf(Long.parseLong(w[3].substring(w[3].indexOf('/') + 1)));
      String result = w[3].substring(0, w[3].indexOf('/'));
      String[] hop = w[8].split("/", 2);
      assertThat(
              cells(row, "elapsed_ms", "c_ip", "result", "status", "reply_bytes", "method", "url")
                  + ' '
                  + cells(row, "user", "hierarchy", "peer", "content_type"))
          .isEqualTo(
              String.join(
                  " ", w[1], w[2], result, status, w[4], w[5], w[6], w[7], hop[0], hop[1], w[9]));
      Instant end = Instant.ofEpochMilli(Math.round(Double.parseDouble(w[0]) * 1000));
      assertThat(cells(row, "ts", "ts_end"))
          .isEqualTo(end.minusMillis(Long.parseLong(w[1])) + " " + end);
    }
  }

  @Test
  void nativeLogsAreReadAsTheyAre() {
    checkNative("kujira-squid_access.log", 0);
    checkNative("netdata-access.log", 16);
  }

  @Test
  void combinedLogIsReadAsItIs() {
    Reading reading = read("apache-combined-access.log");
    List<String> lines = lines("apache-combined-access.log");
    assertThat(reading.recordsRead() + reading.rejects().all().size()).isEqualTo(lines.size());
    assertThat(reading.rejects().all()).hasSizeLessThan(2);
    int compared = 0;
    for (List<@Nullable Object> row : reading.table()) {
      String line = lines.get(Integer.parseInt(cells(row, "src_line")) - 1);
      Matcher matcher = COMBINED.matcher(line);
      if (matcher.matches() && !line.contains("\\")) {
        String[] request = matcher.group(4).split(" ", -1);
        assertThat(cells(row, "c_ip", "method", "url", "status", "reply_bytes"))
            .isEqualTo(
                String.join(
                    " ",
                    matcher.group(1),
                    request[0],
                    request[1],
                    matcher.group(5),
                    matcher.group(6)));
        assertThat(cells(row, "referrer", "user_agent"))
            .isEqualTo(matcher.group(7) + " " + matcher.group(8));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(9_900);
  }

  /** Netdata's negative case is of the common format, which Squid has too. */
  @Test
  void lineInTheCommonFormatIsRead() {
    assertThat(cells(read("netdata-unknown.log").table().get(0), "c_ip", "path", "status", "ts"))
        .isEqualTo("localhost /example.com 300 2009-03-22T08:30:31Z");
  }
}
