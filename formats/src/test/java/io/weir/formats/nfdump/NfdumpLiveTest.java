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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The nfdump that is installed, over the repository's sample. */
@EnabledIfSystemProperty(named = "weir.full", matches = "true")
class NfdumpLiveTest {
  private static final Path SAMPLE =
      Path.of("").toAbsolutePath().resolveSibling("samples").resolve("nfcapd.202611211105");

  @TempDir private Path directory = Path.of("");

  @BeforeAll
  static void nfdumpIsHere() {
    boolean isHere =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "nfdump")));
    Assumptions.assumeTrue(isHere, "nfdump is not installed");
  }

  private static void run(Path output, String... words) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(words).redirectOutput(output.toFile());
    builder.environment().put("TZ", "UTC");
    assertThat(builder.redirectError(output.resolveSibling("errors").toFile()).start().waitFor())
        .isZero();
  }

  private static List<List<@Nullable Object>> rows(Path file, String... columns)
      throws IOException {
    List<Integer> wanted =
        Stream.of(columns).map(name -> FiveTables.FLOWS.indexOf(name).orElseThrow()).toList();
    Scan scan = Scan.of(new TableScan(FiveTables.FLOWS, wanted));
    Reading reading =
        Reading.of(new NfdumpFormat(), List.of(Split.whole(LocalFile.of(file))), scan);
    assertThat(reading.rejects().all()).isEmpty();
    return reading.table();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-z", "-y", "-j"})
  void filesInEveryCompressionHoldTheSame(String option) throws Exception {
    Path packed = directory.resolve("packed");
    run(directory.resolve("out"), "nfdump", "-r", SAMPLE.toString(), option, "-w", packed + "");
    String[] columns = {"ts", "ts_end", "c_ip", "s_ip", "c_port", "s_port", "c_bytes", "exporter"};
    assertThat(rows(packed, columns)).hasSize(694).isEqualTo(rows(SAMPLE, columns));
  }

  @Test
  void csvTellsTheSame() throws Exception {
    Path csv = directory.resolve("csv");
    run(csv, "nfdump", "-r", SAMPLE.toString(), "-o", "csv");
    String[] columns = {"ip_proto", "c_ip", "s_ip", "s_port", "c_pkt", "c_bytes", "direction"};
    assertThat(rows(csv, columns)).hasSize(694).isEqualTo(rows(SAMPLE, columns));
  }
}
