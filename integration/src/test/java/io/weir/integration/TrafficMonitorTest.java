// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.model.Options;
import io.weir.model.TimeRange;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.Engine;
import io.weir.model.tables.FiveTables;
import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.ledger.ChargeRequest;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.Days;
import io.weir.privacy.ledger.Direction;
import io.weir.privacy.ledger.Users;
import io.weir.privacy.question.Answer;
import io.weir.privacy.question.Condition;
import io.weir.privacy.question.Desk;
import io.weir.privacy.question.Lattice;
import io.weir.privacy.question.Measure;
import io.weir.privacy.question.Price;
import io.weir.privacy.question.Question;
import io.weir.privacy.question.TrafficMonitor;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Private questions by methods: what each asks, without noise. */
class TrafficMonitorTest {
  private static final int NAME = 6;
  private static final List<Long> EDGES = List.of(1_000L, 1_000_000L);

  private final Dataset dataset =
      new Dataset(
          "campus",
          List.of("logs"),
          Map.of(),
          Users.BY_DAY,
          Direction.OF_DATA,
          new Cap.Pure(Epsilon.parse("99")),
          Delta.LARGEST,
          "campus");

  private final OpenLedger ledger = new OpenLedger(dataset);
  private final TrafficMonitor monitor = monitor();

  private TrafficMonitor monitor() {
    LocalDate day = LocalDate.of(2026, 3, 1);
    TrafficMonitor.Terms terms =
        new TrafficMonitor.Terms(
            new Days(day, day),
            Measure.DOWNLOAD,
            1_000_000,
            Optional.empty(),
            new Price.Pure(Epsilon.parse("1")));
    return new TrafficMonitor(
        new Desk(ledger, new NoNoise(0)),
        (registered, work) -> {
          try (Engine engine = Engines.named(Engines.EMBEDDED, catalog(), Options.NONE)) {
            work.accept(engine);
          }
        },
        "campus",
        "ada",
        terms.with(Condition.Way.OUTGOING));
  }

  private static Catalog catalog() {
    String named = Fixtures.text("private/named_flows.tsv");
    List<String> lines = new ArrayList<>();
    for (String line : named.lines().toList()) {
      List<String> cells = new ArrayList<>(Arrays.asList(line.split("\t", -1)));
      cells.remove(NAME);
      lines.add(String.join("\t", cells) + "\n");
    }
    return new Catalog(
        List.of(
            FixtureFormat.table(FiveTables.NAMED_FLOWS, named, 1),
            FixtureFormat.table(FiveTables.FLOWS, String.join("", lines), 1)),
        Map.of(),
        List.of(),
        Map.of(),
        TimeRange.ALL);
  }

  private static List<Long> values(Answer answer) {
    return answer.rows().stream().map(row -> row.value().longValueExact()).toList();
  }

  @Test
  void volumesAreThoseOfFlowsWithAServer() {
    assertThat(values(monitor.volumeOnIp("192.0.2.10"))).containsExactly(905_000L);
    assertThat(values(monitor.volumeOnDomain("www.example.org"))).containsExactly(905_000L);
    // What another user has is cut to the cap.
    assertThat(values(monitor.volumeOnDomainPattern("*.example.org"))).containsExactly(1_905_000L);
  }

  @Test
  void histogramsHaveAllWhoAreThere() {
    assertThat(values(monitor.volumeHistogram(EDGES))).containsExactly(1L, 1L, 1L);
    Condition server = new Condition.Domain("cdn.example.net");
    assertThat(values(monitor.volumeHistogramSpecific(EDGES, server))).containsExactly(3L, 0L, 0L);
  }

  @Test
  void featuresAreMeansOfUsersMeans() {
    Lattice rtt = new Lattice("c_rtt_ms", BigDecimal.ZERO, BigDecimal.valueOf(100));
    Condition server = new Condition.Domain("www.example.org");
    Answer mean = monitor.flowFeature("named_flows", rtt, Question.Moment.MEAN, server);
    assertThat(mean.rows().get(0).value().doubleValue()).isCloseTo(16.25, within(0.001));
  }

  @Test
  void usersWithAndWithoutAFlowAreCounted() {
    assertThat(values(monitor.userCountSpecific(new Condition.Server("192.0.2.20"))))
        .containsExactly(2L, 1L);
  }

  @Test
  void eachIsChargedUntilItIsAskedAgain() {
    monitor.volumeOnAsn(64_500);
    assertThat(monitor.volumeOnAsn(64_500).isStored()).isTrue();
    assertThat(ledger.charged()).hasSize(1);
    ChargeRequest paid = ledger.charged().get(0);
    assertThat(paid.analyst()).isEqualTo("ada");
    assertThat(paid.kind()).isEqualTo("volume");
    assertThat(paid.question()).contains("AS64500").contains("outgoing").contains("of=download");
  }
}
