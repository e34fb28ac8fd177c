// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowjson;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.formats.export.ExportFormat;
import io.weir.input.LocalFile;
import io.weir.model.Format;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pmacct that is installed makes of the repository's captures of NetFlow. */
@EnabledIfSystemProperty(named = "weir.full", matches = "true")
class PmacctLiveTest {
  private static final Path SAMPLES = Path.of("").toAbsolutePath().resolveSibling("samples");
  private static final List<String> KEY =
      List.of("c_ip", "s_ip", "c_port", "s_port", "proto", "tos");
  private static final List<String> COUNTS = List.of("c_pkt", "c_bytes");

  @TempDir private Path directory = Path.of("");

  @BeforeAll
  static void pmacctIsHere() {
    boolean isHere =
        Stream.of((System.getenv().getOrDefault("PATH", "") + ":/usr/sbin").split(":", -1))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "nfacctd")));
    Assumptions.assumeTrue(isHere, "nfacctd is not installed");
  }

  @ParameterizedTest
  @CsvSource({"netflow-v5.pcap, 150", "netflow-v9.pcap, 150"})
  void packetsAndBytesAreThoseOfTheExports(String capture, int least) throws Exception {
    Path file = SAMPLES.resolve(capture);
    Path json = directory.resolve("flows.json");
    ProcessBuilder nfacctd =
        new ProcessBuilder(
            "nfacctd",
            "-I",
            file.toString(),
            "-P",
            "print",
            "-O",
            "json",
            "-o",
            json.toString(),
            "-r",
            "3600",
            "-c",
            "src_host,dst_host,src_port,dst_port,proto,tos");
    nfacctd.environment().merge("PATH", "/usr/sbin", (path, more) -> path + ":" + more);
    nfacctd.redirectErrorStream(true).redirectOutput(directory.resolve("log").toFile());
    Process running = nfacctd.start();
    assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
    Map<String, List<Long>> its = sums(new PmacctJsonFormat(), json);
    assertThat(its).hasSizeGreaterThan(least).isEqualTo(sums(new ExportFormat(), file));
  }

  /**
   * Packets and bytes by the rest, for pmacct adds up what is the same. It takes no type and code
   * of ICMP from NetFlow v9.
   */
  private static Map<String, List<Long>> sums(Format format, Path file) throws IOException {
    List<Integer> wanted =
        Stream.concat(KEY.stream(), COUNTS.stream())
            .map(name -> FiveTables.FLOWS.indexOf(name).orElseThrow())
            .toList();
    Scan scan = Scan.of(new TableScan(FiveTables.FLOWS, wanted));
    Reading reading = Reading.of(format, List.of(Split.whole(LocalFile.of(file))), scan);
    assertThat(reading.rejects().all()).isEmpty();
    Map<String, List<Long>> sums = new TreeMap<>();
    for (List<@Nullable Object> row : reading.table()) {
      List<Long> counts = List.of(number(row.get(KEY.size())), number(row.get(KEY.size() + 1)));
      boolean isIcmp = "icmp".equals(row.get(KEY.indexOf("proto")));
      List<@Nullable Object> ends = row.subList(0, isIcmp ? 2 : KEY.size());
      sums.merge(
          ends.toString(), counts, (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1)));
    }
    return sums;
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }
}
