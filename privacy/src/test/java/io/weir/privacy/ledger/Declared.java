// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Cost;
import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.budget.Rho;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Datasets, analysts and requests for tests. */
final class Declared {
  static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  static final Delta DELTA = Delta.parse("0.0000005");
  static final Days WEEK = days("2026-03-01", "2026-03-07");

  private Declared() {}

  static Days days(String first, String last) {
    return new Days(LocalDate.parse(first), LocalDate.parse(last));
  }

  static Dataset dataset(String name, Cap cap) {
    return dataset(name, name, Users.BY_DAY, cap);
  }

  static Dataset dataset(String name, String budget, Users users, Cap cap) {
    return new Dataset(
        name, List.of("logs"), Map.of("zone", "UTC"), users, Direction.OF_DATA, cap, DELTA, budget);
  }

  /** As many users as the whole range has. */
  static Users overRange() {
    Users daily = Users.BY_DAY;
    return new Users(PrivacyUnit.USER, daily.zone(), Map.of(), 64, List.of(), Users.Outside.DROP);
  }

  static Cap epsilon(String epsilon) {
    return new Cap.Pure(Epsilon.parse(epsilon));
  }

  static Cap rho(String rho) {
    return new Cap.Concentrated(Rho.parse(rho), Delta.ZERO);
  }

  static Cost cost(String epsilon) {
    return Cost.pure(Epsilon.parse(epsilon));
  }

  static List<DatasetFile> files(String... contents) {
    return List.of(contents).stream()
        .map(
            content ->
                new DatasetFile(
                    Path.of("/logs/" + content),
                    content.length(),
                    1,
                    HexFormat.of()
                        .formatHex(
                            Tokens.sha256().digest(content.getBytes(StandardCharsets.UTF_8)))))
        .toList();
  }

  static Analyst analyst(String name, Cap allotment) {
    return analyst(name, allotment, new TreeSet<>());
  }

  static Analyst analyst(String name, Cap allotment, SortedSet<String> kinds) {
    return new Analyst(name, NOW.plusSeconds(3600), allotment, new TreeSet<>(), kinds);
  }

  static ChargeRequest request(String analyst, String dataset, Days days, Cost cost) {
    return new ChargeRequest(analyst, dataset, 1, "volume", "volume of all", days, cost);
  }
}
