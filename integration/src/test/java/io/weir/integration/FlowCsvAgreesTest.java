// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.InputSettings;
import io.weir.job.Inputs;
import io.weir.job.OpenedInputs;
import io.weir.model.Options;
import io.weir.model.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Both engines compose the same flows and packets of CSV files. */
@EnabledIfSystemProperty(named = "weir.full", matches = "true")
class FlowCsvAgreesTest {
  private static final String PACKETS =
      """
      srcip,dstip,srcport,dstport,proto,time,pkt_len,version,ihl,tos,id,flag,off,ttl
      1730436467,719036359,443,51000,6,1458298072364001,1500,4,5,0,7,2,0,64
      1730436467,719036359,0,0,17,1458298072364002,1500,4,5,0,8,1,185,64
      """;

  private static final String NAMED =
      """
      [columns]
      start = ts
      from  = c_ip
      to    = s_ip
      sent  = c_bytes
      both  = total_bytes
      port  = c_port
      host  = http_host
      sni   = tls_sni
      """;

  private static final String NAMED_FLOWS =
      """
      start,from,to,port,sent,both,host,sni
      2026-11-21 12:00:00,10.0.0.1,10.0.0.2,1,10,110,A.test,b.test
      2026-11-21 12:00:01,10.0.0.1,10.0.0.2,1,10,,,B.test
      2026-11-21 12:00:02,10.0.0.1,10.0.0.3,1,,,,
      """;

  private static void agree(Path input, InputSettings settings, String... tables) {
    try (OpenedInputs inputs = Inputs.open(List.of(input.toString()), settings);
        Engine embedded = Engines.embedded(inputs.catalog());
        Engine spark = Engines.spark(inputs.catalog())) {
      for (String table : tables) {
        String client = table.equals("packets") ? "src_ip" : "c_ip, c_port";
        String sql = "SELECT * FROM " + table + " ORDER BY ts, " + client;
        Answer one = Answer.of(embedded, sql);
        Answer other = Answer.of(spark, sql);
        assertThat(one.rows()).isNotEmpty();
        if (!other.hasRowsOf(one)) {
          assertThat(other.text()).isEqualTo(one.text());
        }
      }
    }
  }

  private static InputSettings settings() {
    return InputSettings.defaults().withZone(ZoneId.of("UTC"));
  }

  @Test
  void onFlowsOfArgus() {
    Path sample = Repository.root().resolve("samples/flowcsv/office.binetflow");
    agree(sample, settings(), "flows", "flowcsv_ctu_13");
  }

  @Test
  void onPackets(@TempDir Path directory) throws IOException {
    agree(Files.writeString(directory.resolve("p.csv"), PACKETS), settings(), "packets");
  }

  @Test
  void onNamedFlows(@TempDir Path directory) throws IOException {
    Path mapping = Files.writeString(directory.resolve("own.map"), NAMED);
    Path file = Files.writeString(directory.resolve("f.csv"), NAMED_FLOWS);
    InputSettings settings =
        settings().withOptions(Options.NONE.with("flowcsv-mapping", mapping.toString()));
    agree(file, settings, "flows", "named_flows");
    try (OpenedInputs inputs = Inputs.open(List.of(file.toString()), settings);
        Engine embedded = Engines.embedded(inputs.catalog())) {
      String sql = "SELECT name, name_source, s_bytes FROM named_flows ORDER BY ts";
      assertThat(Answer.of(embedded, sql).text())
          .isEqualTo(
              """
              name="a.test" name_source="http_host" s_bytes=100
              name="b.test" name_source="tls_sni"

              """);
    }
  }
}
