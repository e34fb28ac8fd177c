// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.job.Weir;
import io.weir.model.WeirException;
import io.weir.model.engine.Engine;
import io.weir.model.engine.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples of the Java API, over the capture that the repository ships. */
class JavaApiTest {
  private static final String CAPTURE = Repository.root().resolve("samples/office.pcap").toString();

  @Test
  void aFewLinesAnswerAQuery() {
    List<String> lines = new ArrayList<>();
    try (Weir weir = Weir.open(CAPTURE);
        Result rows =
            weir.query(
                "SELECT name, count(*) FROM named_flows WHERE name = ? GROUP BY 1",
                "shop.example.test")) {
      while (rows.next()) {
        lines.add(rows.value(0) + " " + rows.value(1));
      }
      assertThat(weir.tables()).contains("packets", "flows", "named_flows", "dns", "http");
    }
    assertThat(lines).containsExactly("shop.example.test 5");
  }

  @Test
  void anAnalysisRunsByName() {
    try (Weir weir = Weir.open(CAPTURE);
        Engine.PlanRun run = weir.run("port-scan", Map.of("threshold", "30"));
        Result alerts = run.output("alerts")) {
      assertThat(alerts.next()).isTrue();
      assertThat(alerts.value(0)).isEqualTo("start");
      assertThat(alerts.value(2)).isEqualTo("10.20.0.12");
      assertThat(weir.progress().rejected()).isEmpty();
    }
  }

  @Test
  void anUnknownAnalysisIsNamedWithTheNearest() {
    try (Weir weir = Weir.open(CAPTURE)) {
      assertThatThrownBy(() -> weir.run("port-scans", Map.of()))
          .isInstanceOf(WeirException.class)
          .hasMessageContaining("port-scan");
    }
  }
}
