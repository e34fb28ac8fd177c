// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.model.Nearest;
import io.weir.model.WeirException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What somebody with a token is there for. */
public enum Role {
  /** Asks, within an allotment. */
  ANALYST,
  /** Sees what all asked and spent; asks nothing. */
  OPERATOR;

  /** The word for people. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The role of this word.
   *
   * @throws WeirException of kind USAGE naming the nearest
   */
  public static Role named(String word) {
    List<String> words = Arrays.stream(values()).map(Role::word).toList();
    return Arrays.stream(values())
        .filter(role -> role.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot give the role %s: there is no such role. %s",
                    word, Nearest.remedy(word, "Roles", words)));
  }
}
