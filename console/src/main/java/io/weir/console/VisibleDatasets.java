// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import io.weir.model.Nearest;
import io.weir.privacy.ledger.Analyst;
import io.weir.privacy.ledger.Ledger;
import io.weir.privacy.ledger.Registration;
import java.util.List;

/** The datasets as somebody sees them: those that the token does not allow are not there. */
final class VisibleDatasets {
  private static final int LONGEST_SHOWN = 64;

  private final Ledger ledger;

  VisibleDatasets(Ledger ledger) {
    this.ledger = ledger;
  }

  List<Registration> all(Analyst analyst) {
    return ledger.datasets().stream()
        .filter(registration -> analyst.maySee(registration.dataset().name()))
        .toList();
  }

  /**
   * One of them.
   *
   * @throws Refusal when it is not there
   */
  Registration named(Analyst analyst, String name) {
    List<Registration> all = all(analyst);
    for (Registration registration : all) {
      if (registration.dataset().name().equals(name)) {
        return registration;
      }
    }
    List<String> names = all.stream().map(registration -> registration.dataset().name()).toList();
    String shown = name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "…";
    throw Refusal.of(
        Refusal.UNKNOWN,
        "Cannot use the dataset %s: no dataset of this name is registered. %s"
            .formatted(shown, Nearest.remedy(shown, "Datasets", names)));
  }
}
