// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.input.LocalFile;
import io.weir.model.Scan;
import io.weir.model.Split;
import io.weir.model.TableScan;
import io.weir.model.tables.FiveTables;
import io.weir.testkit.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The repository's captures: two exporters, one of v5 and one of v9, watched the same traffic. */
class ExportSamplesTest {
  private static final int BYTES = 5;
  private static final int VERSION = 6;

  private static Map<String, Long> bytesOfIpv4(String sample) throws IOException {
    Path samples = Path.of("").toAbsolutePath().resolveSibling("samples");
    List<Integer> columns =
        Stream.of("c_ip", "c_port", "s_ip", "s_port", "ip_proto", "c_bytes", "ip_version")
            .map(name -> FiveTables.FLOWS.indexOf(name).orElseThrow())
            .toList();
    Scan scan = Scan.of(new TableScan(FiveTables.FLOWS, columns));
    List<Split> splits = List.of(Split.whole(LocalFile.of(samples.resolve(sample))));
    Reading reading = Reading.of(new ExportFormat(), splits, scan);
    assertThat(reading.rejects().all()).isEmpty();
    Map<String, Long> bytes = new TreeMap<>();
    for (List<@Nullable Object> row : reading.table()) {
      if (Objects.equals(String.valueOf(row.get(VERSION)), "4")) {
        String flow = String.valueOf(row.subList(0, BYTES));
        bytes.merge(flow, Long.valueOf(String.valueOf(row.get(BYTES))), Long::sum);
      }
    }
    return bytes;
  }

  @Test
  void bothVersionsTellTheSameTraffic() throws IOException {
    Map<String, Long> v5 = bytesOfIpv4("netflow-v5.pcap");
    assertThat(v5).hasSize(200).isEqualTo(bytesOfIpv4("netflow-v9.pcap"));
  }
}
