// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.input.LocalFile;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.Reading;
import io.weir.testkit.SharedData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The tshark that is installed, over captured sFlow. */
@EnabledIfSystemProperty(named = "weir.full", matches = "true")
class SflowLiveTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void flowSamplesAreThoseThatTsharkFinds() throws Exception {
    boolean isHere =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "tshark")));
    Assumptions.assumeTrue(isHere, "tshark is not installed");
    Path capture = SharedData.path("flow-export/ndpi/sflow.pcap");
    List<List<Object>> expected = new ArrayList<>();
    for (String line : tshark(capture)) {
      String[] cells = line.split("\t", -1);
      // The datagram's own addresses come first.
      String[] from = cells[0].split(",", -1);
      String[] to = cells[1].split(",", -1);
      for (int i = 1; i < from.length; i++) {
        long sampling = Long.parseLong(cells[2].split(",", -1)[i - 1]);
        expected.add(List.of(from[i], to[i], sampling));
      }
    }
    List<Integer> wanted =
        Stream.of("c_ip", "s_ip", "sampling")
            .map(name -> FiveTables.FLOWS.indexOf(name).orElseThrow())
            .toList();
    Scan scan = Scan.of(new TableScan(FiveTables.FLOWS, wanted));
    List<Split> splits = List.of(Split.whole(LocalFile.of(capture)));
    Reading reading = Reading.of(new ExportFormat(), splits, scan);
    assertThat(reading.table()).isNotEmpty().isEqualTo(expected);
  }

  private List<String> tshark(Path capture) throws Exception {
    Path output = directory.resolve("out");
    List<String> words = new ArrayList<>(List.of("tshark", "-r", capture.toString()));
    words.addAll(List.of("-Y", "sflow_245.header_protocol", "-T", "fields"));
    for (String field : List.of("ip.src", "ip.dst", "sflow.flow_sample.sampling_rate")) {
      words.addAll(List.of("-e", field));
    }
    ProcessBuilder builder = new ProcessBuilder(words).redirectOutput(output.toFile());
    assertThat(builder.redirectError(directory.resolve("errors").toFile()).start().waitFor())
        .isZero();
    return Files.readAllLines(output, StandardCharsets.UTF_8);
  }
}
