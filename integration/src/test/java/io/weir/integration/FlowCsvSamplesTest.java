// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.InputSettings;
import io.weir.job.Inputs;
import io.weir.job.OpenedInputs;
import io.weir.model.Options;
import io.weir.model.engine.Engine;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The flows that Argus and pmacct made of a capture have as many packets and bytes as it. */
class FlowCsvSamplesTest {
  private static final InputSettings SETTINGS = InputSettings.defaults().withZone(ZoneId.of("UTC"));

  private static String answer(String sql, String sample, Options options) {
    String path = Repository.root().resolve("samples").resolve(sample).toString();
    try (OpenedInputs inputs = Inputs.open(List.of(path), SETTINGS.withOptions(options));
        Engine engine = Engines.embedded(inputs.catalog())) {
      return Answer.of(engine, sql).text();
    }
  }

  @Test
  void argusCountsTheFramesOfTheCapture() {
    String flows =
        answer(
            "SELECT proto, sum(total_pkt) AS n, sum(total_bytes) AS bytes"
                + " FROM flowcsv_ctu_13 GROUP BY proto ORDER BY proto",
            "flowcsv/office.binetflow",
            Options.NONE);
    String packets =
        answer(
            "SELECT proto, count(*) AS n, sum(wirelen) AS bytes"
                + " FROM packets GROUP BY proto ORDER BY proto",
            "office.pcap",
            Options.NONE);
    assertThat(flows).isEqualTo(packets).contains("proto=\"tcp\"");
  }

  @Test
  void bothSidesOfArgusFlowsAreTheTotal() {
    assertThat(
            answer(
                "SELECT sum(c_bytes + s_bytes) AS bytes FROM flows",
                "flowcsv/office.binetflow",
                Options.NONE))
        .isEqualTo(
            answer("SELECT sum(wirelen) AS bytes FROM packets", "office.pcap", Options.NONE));
  }

  @Test
  void pmacctCountsTheIpPacketsOfTheCapture() {
    String mapping = Repository.root().resolve("samples/flowcsv/pmacct.map").toString();
    String flows =
        answer(
            "SELECT c_ip, s_ip, c_port, s_port, sum(c_pkt) AS n, sum(c_ip_bytes) AS bytes FROM flows"
                + " WHERE proto <> 'icmp' GROUP BY ALL ORDER BY ALL",
            "flowcsv/pmacct.csv",
            Options.NONE.with("flowcsv-mapping", mapping));
    // The captured frames have 14 bytes of Ethernet around each packet.
    String packets =
        answer(
            "SELECT c_ip, s_ip, src_port AS c_port, dst_port AS s_port, count(*) AS n,"
                + " sum(wirelen - 14) AS bytes FROM packets WHERE proto <> 'icmp'"
                + " GROUP BY ALL ORDER BY ALL",
            "office.pcap",
            Options.NONE);
    assertThat(flows).isEqualTo(packets).contains("c_ip=\"10.20.0.10\"");
  }
}
