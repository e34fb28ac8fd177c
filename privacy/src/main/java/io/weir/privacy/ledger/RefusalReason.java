// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import java.util.Locale;

/** Why a request got no answer; public, as all of a refusal is. */
public enum RefusalReason {
  /** The budget of the dataset, or the allotment, did not suffice. */
  BUDGET,
  /** It is not among what the analyst may ask or see. */
  RIGHT,
  /** The token was nobody's, or had expired. */
  TOKEN,
  /** That was too often. */
  RATE;

  /** The word for people. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RefusalReason named(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
