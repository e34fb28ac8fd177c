// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.formats.bind.BindFormat;
import io.weir.formats.dnstap.DnstapFormat;
import io.weir.formats.squid.SquidFormat;
import io.weir.model.Format;
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
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Logs that this machine's Squid and named write while the test runs (samples/make-logs.sh): the
 * formats of one server tell the same, and dnstap what named's own tool says.
 */
class ServersLogsTest {
  private static final Pattern YAML =
      Pattern.compile(
          "type: [A-Z]+_(QUERY|RESPONSE)\\s.*?query_port: (\\d+).*?status: (\\w+)\\s+id: (\\d+)"
              + ".*?QUESTION_SECTION:\\s+- '?([^ ]+) IN (\\w+)",
          Pattern.DOTALL);

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  static Path logs;

  @BeforeAll
  static void makeLogs() throws IOException, InterruptedException {
    assumeTrue(Boolean.getBoolean("weir.full"), "servers are started with -Pfull only");
    for (String tool : List.of("squid", "named", "dnstap-read", "dig", "curl", "python3")) {
      boolean isThere =
          Stream.of("/usr/sbin", "/usr/bin").anyMatch(bin -> Files.exists(Path.of(bin, tool)));
      assumeTrue(isThere, tool + " is not installed");
    }
    assumeTrue("root".equals(System.getProperty("user.name")), "servers need root");
    Path script = Path.of("..", "samples", "make-logs.sh").toAbsolutePath().normalize();
    Process process =
        new ProcessBuilder(script.toString(), logs.toString())
            .redirectErrorStream(true)
            .redirectOutput(new File(logs.toFile(), "output"))
            .start();
    assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(logs.resolve("output"))).isZero();
  }

  /** The rows of a file as texts of some columns. */
  private static List<String> read(Format format, String file, Options options, String... columns)
      throws IOException {
    BytesFile bytes = BytesFile.of(file, Files.readAllBytes(logs.resolve(file)));
    Recognition recognition = format.recognise(FormatSample.head(bytes), options);
    assertThat(recognition).as(recognition.why()).isInstanceOf(Recognition.Yes.class);
    TableSchema table = ((Recognition.Yes) recognition).tables().get(0);
    Scan scan = new Scan(List.of(TableScan.all(table)), TimeRange.ALL, options);
    Reading reading = Reading.of(format, List.of(Split.whole(bytes)), scan);
    assertThat(reading.rejects().all()).isEmpty();
    List<String> rows = new ArrayList<>();
    for (List<@Nullable Object> row : reading.table()) {
      List<String> values = new ArrayList<>();
      for (String column : columns) {
        values.add(String.valueOf(row.get(table.indexOf(column).orElseThrow())));
      }
      rows.add(String.join(" ", values));
    }
    return rows;
  }

  private static List<String> squid(String file, String... columns) throws IOException {
    Options options =
        Options.NONE
            .with("zone", "UTC")
            .with("squid-conf", logs.resolve("squid/own.conf").toString());
    return read(new SquidFormat(), file, options, columns);
  }

  @Test
  void formatsOfOneProxyTellTheSame() throws IOException {
    String[] shared = {
      "c_ip", "method", "url", "status", "reply_bytes", "result", "hierarchy", "host", "port"
    };
    List<String> expected = squid("squid/access.log", shared);
    assertThat(expected).hasSizeGreaterThan(4);
    assertThat(squid("squid/common.log", shared)).isEqualTo(expected);
    assertThat(squid("squid/combined.log", shared)).isEqualTo(expected);
    assertThat(squid("squid/own.log", shared)).isEqualTo(expected);
    assertThat(squid("squid/own.log", "elapsed_ms", "s_ip"))
        .isEqualTo(squid("squid/access.log", "elapsed_ms", "s_ip"));
    List<String> started = squid("squid/own.log", "ts");
    List<String> computed = squid("squid/access.log", "ts");
    for (int i = 0; i < started.size(); i++) {
      // Squid cuts the milliseconds of both the log's time and the elapsed one.
      assertThat(Instant.parse(computed.get(i)))
          .isCloseTo(Instant.parse(started.get(i)), within(2, ChronoUnit.MILLIS));
    }
    assertThat(squid("squid/combined.log", "referrer", "url"))
        .isEqualTo(squid("squid/referer.log", "referrer", "url"));
    assertThat(squid("squid/combined.log", "user_agent"))
        .isEqualTo(squid("squid/useragent.log", "user_agent"))
        .isEqualTo(squid("squid/own.log", "user_agent"))
        .contains("Some \"quoted\" agent");
  }

  @Test
  void dnstapTellsWhatItsOwnToolAndTheQueryLogTell() throws IOException {
    List<String> rows =
        read(
            new DnstapFormat(),
            "bind/answers.dnstap",
            Options.NONE,
            "c_port",
            "resp_code",
            "trans_id",
            "query",
            "req_type");
    List<String> expected = new ArrayList<>();
    int queries = 0;
    String yaml = Files.readString(logs.resolve("bind/answers.yaml"), UTF_8);
    for (String message : yaml.split("\n---", -1)) {
      Matcher matcher = YAML.matcher(message);
      boolean isFound = matcher.find();
      if (isFound && matcher.group(1).equals("RESPONSE")) {
        String name = matcher.group(5).toLowerCase(Locale.ROOT);
        expected.add(
            String.join(
                " ",
                matcher.group(2),
                matcher.group(3),
                matcher.group(4),
                name.substring(0, name.length() - 1),
                matcher.group(6)));
      } else if (message.contains("_QUERY\n")) {
        queries++;
      }
    }
    assertThat(queries).isEqualTo(expected.size());
    assertThat(rows).containsExactlyInAnyOrderElementsOf(expected).hasSizeGreaterThan(9);
    List<String> logged =
        read(new BindFormat(), "bind/queries.log", Options.NONE, "c_port", "name", "type").stream()
            .map(row -> row.toLowerCase(Locale.ROOT))
            .toList();
    assertThat(
            rows.stream().map(row -> row.replaceFirst(" \\S+ \\S+ ", " ").toLowerCase(Locale.ROOT)))
        .containsExactlyInAnyOrderElementsOf(logged);
  }
}
