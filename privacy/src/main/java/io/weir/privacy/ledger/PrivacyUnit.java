// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.model.Nearest;
import io.weir.model.WeirException;
import java.util.Arrays;
import java.util.List;

/** What an answer hides the presence of: neighbouring data differ by one of these. */
public enum PrivacyUnit {
  /** All traffic of one user on one day of the declared zone; the default. */
  USER_DAY("user-day"),
  /** All traffic of one user. */
  USER("user"),
  /** All traffic of one customer, by the declared prefixes, on one day. */
  CUSTOMER_DAY("customer-day"),
  /** All traffic of one customer. */
  CUSTOMER("customer");

  private final String word;

  PrivacyUnit(String word) {
    this.word = word;
  }

  /** The word for people. */
  public String word() {
    return word;
  }

  /** Whether a day has units of its own: then it has a budget of its own. */
  public boolean isDaily() {
    return this == USER_DAY || this == CUSTOMER_DAY;
  }

  /** Whether prefixes tell who it is. */
  public boolean isCustomer() {
    return this == CUSTOMER_DAY || this == CUSTOMER;
  }

  static List<String> words() {
    return Arrays.stream(values()).map(PrivacyUnit::word).toList();
  }

  /**
   * The unit of this word.
   *
   * @throws WeirException of kind USAGE naming the nearest
   */
  public static PrivacyUnit named(String word) {
    return Arrays.stream(values())
        .filter(unit -> unit.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot use %s as unit of privacy: there is no such unit. %s",
                    word, Nearest.remedy(word, "Units", words())));
  }
}
