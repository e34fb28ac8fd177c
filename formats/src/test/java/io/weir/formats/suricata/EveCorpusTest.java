// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Options;
import io.weir.model.Recognition;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.TimeRange;
import io.weir.testkit.BytesFile;
import io.weir.testkit.FormatSample;
import io.weir.testkit.Reading;
import io.weir.testkit.SharedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Real events: every line is a row, and every value is what a plain look into the line finds. */
class EveCorpusTest {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxx");

  private final SuricataEveFormat format = new SuricataEveFormat();

  private static byte[] small() {
    return SharedData.content(SharedData.path("flow-json/suricatalog-eve-2.json"));
  }

  private static byte[] large() throws IOException {
    byte[] stored = SharedData.content(SharedData.path("flow-json/suricatalog-eve_large.json.bz2"));
    try (var in = new BZip2CompressorInputStream(new ByteArrayInputStream(stored), true)) {
      return in.readAllBytes();
    }
  }

  private Reading read(byte[] content) {
    BytesFile file = BytesFile.of("eve.json", content);
    Recognition found = format.recognise(FormatSample.head(file), Options.NONE);
    assertThat(found).as(found.why()).isInstanceOf(Recognition.Yes.class);
    List<TableScan> scans = EveTables.SCHEMAS.stream().map(TableScan::all).toList();
    Scan all = new Scan(scans, TimeRange.ALL, Options.NONE);
    return Reading.of(format, List.of(Split.whole(file)), all);
  }

  private static List<Integer> sizes(Reading reading) {
    return reading.rows().stream().map(rows -> rows.rows().size()).toList();
  }

  /** The text between a key and the comma or brace behind its value; null when there is no key. */
  private static @Nullable String value(String line, String key) {
    Matcher matcher = Pattern.compile("\"" + key + "\":(\"[^\"]*\"|[^,}]*)").matcher(line);
    return matcher.find() ? matcher.group(1).replace("\"", "") : null;
  }

  private static Object time(@Nullable String text) {
    return OffsetDateTime.parse(String.valueOf(text), TIME).toInstant();
  }

  private static void check(
      EveTable table, List<@Nullable Object> row, String line, Map<String, String> keys) {
    keys.forEach(
        (column, key) -> {
          Object found = row.get(table.schema().indexOf(column).orElseThrow());
          String expected = value(line, key);
          boolean isTime = column.equals("ts") || column.equals("ts_end");
          assertThat(isTime || found == null ? found : found.toString())
              .as("%s of %s", column, line)
              .isEqualTo(isTime ? time(expected) : expected);
        });
  }

  private static void checkAll(Reading reading, byte[] content) {
    List<String> lines = new String(content, UTF_8).lines().toList();
    Map<String, String> flow = new HashMap<>();
    for (String same :
        List.of(
            "flow_id",
            "src_port",
            "dest_port",
            "proto",
            "app_proto",
            "community_id",
            "age",
            "state",
            "reason",
            "alerted",
            "icmp_type",
            "icmp_code",
            "pkts_toserver",
            "pkts_toclient",
            "bytes_toserver",
            "bytes_toclient")) {
      flow.put(same, same);
    }
    flow.put("ts", "start");
    flow.put("ts_end", "end");
    Map<String, String> dns =
        Map.of(
            "ts",
            "timestamp",
            "type",
            "type",
            "id",
            "id",
            "rrname",
            "rrname",
            "rrtype",
            "rrtype",
            "rcode",
            "rcode",
            "dns_tx_id",
            "tx_id",
            "version",
            "version");
    Map<String, String> tls =
        Map.of(
            "ts",
            "timestamp",
            "sni",
            "sni",
            "version",
            "version",
            "subject",
            "subject",
            "serial",
            "serial",
            "ja3_hash",
            "ja3\":\\{\"hash");
    checkAll(reading, 0, EveTables.FLOW, lines, flow);
    checkAll(reading, 1, EveTables.DNS, lines, dns);
    checkAll(reading, 3, EveTables.TLS, lines, tls);
  }

  private static void checkAll(
      Reading reading, int table, EveTable made, List<String> lines, Map<String, String> keys) {
    int line = made.schema().indexOf(EveTable.LINE).orElseThrow();
    for (List<@Nullable Object> row : reading.rows().get(table).rows()) {
      long number = Long.parseLong(String.valueOf(row.get(line)));
      check(made, row, lines.get((int) number - 1), keys);
    }
  }

  @Test
  void eventsOfACaptureAreReadAsTheyAre() {
    Reading reading = read(small());
    assertThat(reading.rejects().all()).isEmpty();
    assertThat(reading.recordsRead()).isEqualTo(2401);
    assertThat(sizes(reading)).isEqualTo(List.of(923, 936, 5, 224, 0, 118, 0, 195, 229));
    checkAll(reading, small());
  }

  @Test
  void eventsOfASensorAreReadAsTheyAre() throws IOException {
    byte[] content = large();
    Reading reading = read(content);
    assertThat(reading.rejects().all()).isEmpty();
    assertThat(reading.recordsRead()).isEqualTo(40_231);
    assertThat(sizes(reading)).isEqualTo(List.of(13_956, 2528, 10, 14, 0, 1794, 0, 21_929, 24));
    checkAll(reading, content);
  }
}
