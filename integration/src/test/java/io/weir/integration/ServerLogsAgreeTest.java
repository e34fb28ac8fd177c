// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.job.InputSettings;
import io.weir.job.Inputs;
import io.weir.job.OpenedInputs;
import io.weir.model.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both engines compose the same tables of Squid's, Tstat's, BIND's and Suricata's logs, and read
 * dnstap.
 */
@EnabledIfSystemProperty(named = "weir.full", matches = "true")
class ServerLogsAgreeTest {
  /**
   * A query that is answered, one that is asked and answered again, one that is not, and one only
   * answered.
   */
  private static final String NAMED =
      """
      21-Nov-2026 06:33:00.611 queries: info: client @0x1 10.0.0.1#6 (A.test): query: A.test IN A +E(0)K (10.0.0.53)
      21-Nov-2026 06:33:00.612 responses: info: client @0x1 10.0.0.1#6 (A.test): response: A.test IN A NXDOMAIN 0 1 2 +E(0) (10.0.0.53)
      21-Nov-2026 06:33:01.000 queries: info: client @0x1 10.0.0.1#6 (A.test): query: A.test IN A +E(0)K (10.0.0.53)
      21-Nov-2026 06:33:01.100 responses: info: client @0x1 10.0.0.1#6 (A.test): response: A.test IN A NOERROR 1 1 2 +E(0) (10.0.0.53)
      21-Nov-2026 06:33:01.200 responses: info: client @0x9 10.0.0.1#6 (B.test): response: B.test IN A SERVFAIL 0 0 0 +E(0) (10.0.0.53)
      21-Nov-2026 06:33:02.000 queries: info: client @0x1 10.0.0.1#6 (c.test): query: c.test IN A -CT (10.0.0.53)
      """;

  private static void agree(Path input, String... tables) {
    InputSettings settings = InputSettings.defaults().withZone(ZoneId.of("UTC"));
    try (OpenedInputs inputs = Inputs.open(List.of(input.toString()), settings);
        Engine embedded = Engines.embedded(inputs.catalog());
        Engine spark = Engines.spark(inputs.catalog())) {
      for (String table : tables) {
        String sql = "SELECT * FROM " + table + " ORDER BY ts, c_ip, c_port";
        Answer one = Answer.of(embedded, sql);
        Answer other = Answer.of(spark, sql);
        assertThat(one.rows()).isNotEmpty();
        if (!other.hasRowsOf(one)) {
          assertThat(other.text()).isEqualTo(one.text());
        }
      }
    }
  }

  private static Path sample(String name) {
    return Repository.root().resolve("samples").resolve(name);
  }

  @Test
  void onTstat() {
    agree(sample("tstat"), "flows", "named_flows", "dns", "http", "tstat_tcp_complete");
  }

  @Test
  void onSquid() {
    agree(sample("squid/access.log"), "http", "named_flows", "squid_access");
  }

  @Test
  void onBind(@TempDir Path directory) throws IOException {
    Path log = Files.writeString(directory.resolve("named.log"), NAMED);
    agree(log, "dns", "bind_queries", "bind_responses");
    InputSettings settings = InputSettings.defaults().withZone(ZoneId.of("UTC"));
    try (OpenedInputs inputs = Inputs.open(List.of(log.toString()), settings);
        Engine embedded = Engines.embedded(inputs.catalog())) {
      String sql = "SELECT query, resp_code, rtt FROM dns ORDER BY ts";
      assertThat(Answer.of(embedded, sql).text())
          .isEqualTo(
              """
              query="a.test" resp_code="NXDOMAIN" rtt=0.001
              query="a.test" resp_code="NOERROR" rtt=0.1
              query="b.test" resp_code="SERVFAIL"
              query="c.test"
              """);
    }
  }

  @Test
  void onSuricata() {
    agree(sample("suricata"), "flows", "named_flows", "http");
  }

  /** A query asked twice and answered twice, one that is not, and one only answered. */
  @Test
  void onSuricatasDns(@TempDir Path directory) throws IOException {
    StringBuilder events = new StringBuilder();
    String[] messages = {
      "1|query|7|A|",
      "2|answer|7|A|NXDOMAIN",
      "3|query|7|A|",
      "4|answer|7|A|NOERROR",
      "5|request|8|B|",
      "6|response|9|C|SERVFAIL"
    };
    for (String message : messages) {
      String[] part = message.split("\\|", -1);
      String rcode = part[4].isEmpty() ? "" : ",\"rcode\":\"" + part[4] + "\"";
      events.append(
          """
          {"timestamp":"2026-11-21T11:05:0%s.000000+0000","flow_id":5,"event_type":"dns","src_ip":"10.0.0.1","src_port":%s,"dest_ip":"10.0.0.2","dest_port":53,"proto":"UDP","dns":{"type":"%s","id":%s,"rrname":"%s.test","rrtype":"A"%s}}
          """
              .formatted(part[0], part[0], part[1], part[2], part[3], rcode));
    }
    Path log = Files.writeString(directory.resolve("eve.json"), events);
    agree(log, "dns");
    InputSettings settings = InputSettings.defaults().withZone(ZoneId.of("UTC"));
    try (OpenedInputs inputs = Inputs.open(List.of(log.toString()), settings);
        Engine embedded = Engines.embedded(inputs.catalog())) {
      String sql = "SELECT query, resp_code, rtt FROM dns ORDER BY ts";
      assertThat(Answer.of(embedded, sql).text())
          .isEqualTo(
              """
              query="a.test" resp_code="NXDOMAIN" rtt=1.0
              query="a.test" resp_code="NOERROR" rtt=1.0
              query="b.test"
              query="c.test" resp_code="SERVFAIL"
              """);
    }
  }

  /**
   * Two answers to one query: the first counts, with what it has not. Two at the same time: the
   * first in the file counts.
   */
  @Test
  void onSuricatasRepeatedAnswers(@TempDir Path directory) throws IOException {
    String event =
        """
        {"timestamp":"2026-11-21T11:05:0%s.000000+0000","flow_id":5,"event_type":"dns","src_ip":"10.0.0.1","src_port":5,"dest_ip":"10.0.0.2","dest_port":53,"proto":"UDP","dns":{"type":"%s","id":%s,"rrname":"a.test","rrtype":"A"%s}}
        """;
    String answer =
        ",\"rcode\":\"%s\",\"rd\":true,\"answers\":[{\"rrtype\":\"A\",\"ttl\":60,\"rdata\":\"%s\"}]";
    Path log =
        Files.writeString(
            directory.resolve("eve.json"),
            event.formatted(1, "query", 7, "")
                + event.formatted(3, "answer", 7, answer.formatted("NOERROR", "192.0.2.1"))
                + event.formatted(2, "answer", 7, ",\"rcode\":\"SERVFAIL\"")
                + event.formatted(4, "query", 8, "")
                + event.formatted(5, "answer", 8, answer.formatted("NXDOMAIN", "192.0.2.9"))
                + event.formatted(5, "answer", 8, answer.formatted("NOERROR", "192.0.2.2")));
    agree(log, "dns");
    InputSettings settings = InputSettings.defaults().withZone(ZoneId.of("UTC"));
    try (OpenedInputs inputs = Inputs.open(List.of(log.toString()), settings);
        Engine embedded = Engines.embedded(inputs.catalog())) {
      String sql = "SELECT resp_code, rtt, answers, answer_ttls, rd FROM dns ORDER BY ts";
      assertThat(Answer.of(embedded, sql).text())
          .isEqualTo(
              """
              resp_code="SERVFAIL" rtt=1.0
              resp_code="NXDOMAIN" rtt=1.0 answers=["192.0.2.9"] answer_ttls=[60] rd=true
              """);
    }
  }

  @Test
  void onDnstap() {
    agree(sample("bind/answers.dnstap"), "dns");
  }
}
