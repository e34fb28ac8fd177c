// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.privacy.budget.Cost;
import io.weir.privacy.budget.Loss;
import io.weir.privacy.ledger.Dataset;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an answer rests on, in sentences for its reader. All of it is public. */
final class Notes {
  private final Dataset dataset;
  private final Asked asked;
  private final Release release;

  Notes(Dataset dataset, Asked asked, Release release) {
    this.dataset = dataset;
    this.asked = asked;
    this.release = release;
  }

  List<String> all() {
    List<String> notes = new ArrayList<>();
    notes.add(unit());
    notes.add(bounds());
    if (release.tally().reduction() instanceof Tally.Quantile quantile) {
      notes.add(rank(quantile));
    }
    release.choice().ifPresent(choice -> notes.add(cap(choice)));
    if (release.tally().isSelected()) {
      notes.add(selection());
    }
    if (release.mechanisms().size() > 1) {
      notes.add(split());
    }
    if (!isByEnd()) {
      notes.add(
          "What is hidden are the rows of the user that the column names; the other end is not"
              + " protected.");
    }
    notes.add(group());
    return notes;
  }

  private boolean isByEnd() {
    return !dataset.users().columns().containsKey(asked.question().frame().table());
  }

  private String unit() {
    String zone = unitIsDaily() ? " (days of " + dataset.users().zone() + ")" : "";
    return "Cost: %s. To that degree it is hidden whether any one %s%s is in the data."
        .formatted(release.cost(), dataset.users().unit().word(), zone);
  }

  private boolean unitIsDaily() {
    return dataset.users().unit().isDaily();
  }

  private String bounds() {
    Tally tally = release.tally();
    String groups =
        tally.shape().isWhole()
            ? ""
            : " in %d group%s at most".formatted(tally.touched(), tally.touched() == 1 ? "" : "s");
    String counts = "Each counts once%s".formatted(groups);
    if (summed().isPresent()) {
      counts =
          "Each counts %s%s%s"
              .formatted(
                  summed().get(),
                  groups.isEmpty() ? " at most" : "",
                  groups.isEmpty() ? "" : groups + " each");
    } else if (tally.amount() instanceof Tally.Mean mean) {
      counts =
          "Each counts with its mean of %s, cut to %s and %s%s"
              .formatted(
                  mean.lattice().column(),
                  mean.lattice().low().toPlainString(),
                  mean.lattice().high().toPlainString(),
                  groups);
    }
    String present =
        tally.reduction() instanceof Tally.Bins bins
                && bins.idle() == Tally.Idle.COUNTED
                && tally.every().isPresent()
            ? " Each length of time has the units that have a flow of any kind in it."
            : "";
    return counts + "; what is cut off by that is not in the error." + present;
  }

  /** What a unit counts at most where amounts are summed. */
  private Optional<String> summed() {
    if (asked.question() instanceof Question.Volume volume && volume.measure() != Measure.USERS) {
      String cap =
          volume.bound() instanceof Question.Declared declared
              ? String.valueOf(declared.cap())
              : "the cap's";
      return Optional.of(cap + " " + volume.measure().unit());
    }
    if (asked.question() instanceof Question.Sql sql) {
      if (sql.aggregate() instanceof Aggregate.RowCount count) {
        return Optional.of(count.cap() + " rows");
      }
      if (sql.aggregate() instanceof Aggregate.Total total) {
        return Optional.of(total.cap().toPlainString() + " (what is below 0 as 0)");
      }
    }
    return Optional.empty();
  }

  private String rank(Tally.Quantile quantile) {
    Choice choice =
        new Choice(quantile, release.lattice(), asked.price(), release.tally().touched());
    return "The rank of the percentile %s is off by %s units at most with a chance of 95 %%."
        .formatted(
            BigDecimal.valueOf(quantile.permille(), 1).stripTrailingZeros().toPlainString(),
            choice.errorOfRank().toPlainString());
  }

  private String cap(CapChoice choice) {
    return "The cap was chosen for %s %% of the values, off by %s values at most with a chance of 95"
            .formatted(
                BigDecimal.valueOf(choice.permille(), 1).stripTrailingZeros().toPlainString(),
                choice.errorOfRank().toPlainString())
        + " %; that took "
        + choice.price()
        + " of the cost.";
  }

  private String selection() {
    Groups groups = release.tally().groups().orElseThrow();
    return "Keys are shown that have %d units or more, with noise; delta %s is for those of one unit."
        .formatted(release.mechanisms().get(0).threshold(groups.delta()), groups.delta());
  }

  private String split() {
    List<String> parts =
        ((Tally.Sums) release.tally().reduction()).parts().stream().map(Part::text).toList();
    String what = release.choice().isPresent() ? "The rest of it" : "The cost";
    return "%s is divided equally between: %s.".formatted(what, String.join(", ", parts));
  }

  /** What the cost of a day means for somebody who is there on all days. */
  private String group() {
    int days = asked.question().frame().days().count();
    Cost cost = release.cost();
    Loss loss = Loss.ofGroup(cost, unitIsDaily() ? days : 1, dataset.delta());
    if (unitIsDaily() && days > 1) {
      return "For somebody who is there on all %d days: %s.".formatted(days, loss);
    }
    String whole =
        unitIsDaily() ? "what one of them does on that day" : "all that one of them does";
    return "For %s: %s.".formatted(whole, loss);
  }
}
