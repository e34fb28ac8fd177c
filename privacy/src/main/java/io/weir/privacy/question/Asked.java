// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.privacy.budget.Cost;
import io.weir.privacy.ledger.Dataset;

/** A question and what is paid for its answer. */
public record Asked(Question question, Price price) {
  /**
   * What the answer costs each unit of privacy.
   *
   * @throws io.weir.model.WeirException of kind USAGE when there is no such noise
   */
  public Cost cost(Dataset dataset) {
    return release(dataset).cost();
  }

  /** How many numbers the answer has; of keys that are not declared, for each. */
  public long numbers(Dataset dataset) {
    return release(dataset).numbers();
  }

  Release release(Dataset dataset) {
    PublicColumns.require(question, dataset);
    return new Release(question, dataset.users(), price);
  }

  /** Whether autonomous systems are asked about, which a file of prefixes tells. */
  public boolean needsSystems() {
    boolean isCondition =
        question.frame().where().stream().anyMatch(c -> c instanceof Condition.ServerAs);
    return isCondition
        || (question instanceof Question.Volume volume
            && volume.groups().map(groups -> groups.by() == Groups.By.AS).orElse(false));
  }

  /** The same text for the same question, bounds and price. */
  String normalised(Dataset dataset) {
    return normalised(release(dataset));
  }

  String normalised(Release release) {
    return NormalText.of(question, price, release.tally().touched());
  }
}
