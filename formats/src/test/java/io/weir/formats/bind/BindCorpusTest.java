// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.bind;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real logs: every line is read or rejected, and the values are those that others find. */
class BindCorpusTest {
  private static final Options UTC = Options.NONE.with("zone", "UTC").with("bind-year", "2005");
  private static final Pattern LINE =
      Pattern.compile(
          "(\\S+) (\\S+) .*client (?:@\\S+ )?(\\S+)#(\\d+) \\(.*\\): query: (\\S+) (\\S+) (\\S+)"
              + " (\\S+) \\((.*)\\)");

  private final BindFormat format = new BindFormat();

  private List<TableSchema> tables(BytesFile file) {
    Recognition recognition = format.recognise(FormatSample.head(file), UTC);
    assertThat(recognition).as(recognition.why()).isInstanceOf(Recognition.Yes.class);
    return ((Recognition.Yes) recognition).tables();
  }

  private Reading read(BytesFile file) {
    List<TableScan> scans = tables(file).stream().map(TableScan::all).toList();
    return Reading.of(format, List.of(Split.whole(file)), new Scan(scans, TimeRange.ALL, UTC));
  }

  private static String cells(List<@Nullable Object> row, String... columns) {
    StringBuilder text = new StringBuilder();
    for (String column : columns) {
      text.append(row.get(BindTables.QUERIES.indexOf(column).orElseThrow())).append(' ');
    }
    return text.toString().strip();
  }

  @ParameterizedTest
  @ValueSource(strings = {"psantos-queries.log", "sunil-queries.log", "sunil-queries1.log"})
  void queriesAreReadAsTheyAre(String name) {
    BytesFile file = BytesFile.of(name, SharedData.content(SharedData.path("bind/" + name)));
    List<String> lines = new String(file.content(), UTF_8).lines().map(String::strip).toList();
    Reading reading = read(file);
    assertThat(reading.rejects().all()).isEmpty();
    assertThat(reading.rows().subList(1, reading.rows().size())).allMatch(t -> t.rows().isEmpty());
    assertThat(reading.table()).hasSameSizeAs(lines);
    for (int i = 0; i < lines.size(); i++) {
      Matcher line = LINE.matcher(lines.get(i));
      assertThat(line.matches()).as(lines.get(i)).isTrue();
      List<@Nullable Object> row = reading.table().get(i);
      assertThat(cells(row, "c_ip", "c_port", "name", "class", "type", "flags", "s_ip"))
          .isEqualTo(
              String.join(
                  " ",
                  line.group(3),
                  line.group(4),
                  line.group(5),
                  line.group(6),
                  line.group(7),
                  line.group(8),
                  line.group(9)));
      String time = cells(row, "ts");
      assertThat(time).contains("T" + line.group(2).replaceFirst("[.]?0*$", ""));
      assertThat(time.substring(8, 10)).isEqualTo(line.group(1).substring(0, 2));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"query_log.json", "query_log_dnssec.json", "query_log_edns_version.json"})
  void valuesAreThoseThatSekoiaExpects(String name) {
    String json = new String(SharedData.content(SharedData.path("bind/sekoia/" + name)), UTF_8);
    String message = find(json, "\"message\": \"([^\"]*)\"");
    List<@Nullable Object> row = read(BytesFile.of("queries.log", message + "\n")).table().get(0);
    assertThat(cells(row, "c_ip", "c_port", "name", "class", "type"))
        .isEqualTo(
            String.join(
                " ",
                find(json, "\"ip\": \"([^\"]*)\""),
                find(json, "\"port\": ([0-9]*)"),
                find(json, "\"name\": \"([^\"]*)\""),
                find(json, "\"class\": \"([^\"]*)\""),
                find(json, "\"type\": \"([A-Z]+)\"")));
    assertThat(cells(row, "rd", "cd"))
        .isEqualTo(json.contains("\"RD\"") + " " + json.contains("\"CD\""));
  }

  private static String find(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  /** Each line is annotated with the client that it names. */
  @Test
  void deniedQueriesAreLines() {
    byte[] content = SharedData.content(SharedData.path("bind/fail2ban-named-refused"));
    List<String> lines = new String(content, UTF_8).lines().toList();
    Reading reading = read(BytesFile.of("named.log", content));
    List<String> expected =
        lines.stream()
            .filter(line -> line.contains("\"host\""))
            .map(line -> find(line, "\"host\": \"([^\"]*)\""))
            .toList();
    int client = BindTables.OTHERS.indexOf("c_ip").orElseThrow();
    List<String> found =
        reading.rows().stream()
            .flatMap(rows -> rows.rows().stream())
            .map(row -> String.valueOf(row.get(client)))
            .toList();
    assertThat(found).isEqualTo(expected);
    long blank = lines.stream().filter(String::isEmpty).count();
    assertThat(reading.recordsRead() + reading.rejects().all().size() + blank)
        .isEqualTo(lines.size());
  }
}
