// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.model.WeirException;
import java.util.List;

/**
 * How a dataset tells who of a flow's two ends is inside, as its operator declares it.
 *
 * @param source what is believed
 * @param insiders the networks of the insiders, such as {@code 10.0.0.0/8}; needed by {@link
 *     Source#NETWORKS}
 * @param internal what a flow between two insiders does
 */
public record Direction(Source source, List<String> insiders, Internal internal) {
  /** What tells the direction. */
  public enum Source {
    /** The data's own column or flag: Tstat's, nfdump's {@code dir}, Zeek's {@code local_orig}. */
    DATA,
    /** The declared networks of the insiders. */
    NETWORKS
  }

  /** A flow between two insiders touches two users. */
  public enum Internal {
    /** It is left out. */
    DROP,
    /**
     * It would count for both. Nothing is answered about such a dataset: without one of its users
     * the records of all would be others that this user had flows with, and no bound holds for
     * their number.
     */
    BOTH
  }

  /** The data's own, without flows between insiders. */
  public static final Direction OF_DATA = new Direction(Source.DATA, List.of(), Internal.DROP);

  /**
   * Refuses what no bound holds for.
   *
   * @param name of the dataset
   * @throws WeirException of kind USAGE for flows that would count for both ends
   */
  public void requireBounded(String name) {
    if (internal == Internal.BOTH) {
      throw WeirException.usage(
          "Cannot count flows between insiders of %s for both: a user can have them with any number of"
              + " others, whose records would change too. Drop them; servers that are no users can be"
              + " left out of --insiders.",
          name);
    }
  }

  public Direction {
    insiders = List.copyOf(insiders);
    if (source == Source.NETWORKS && insiders.isEmpty()) {
      throw new IllegalArgumentException("no networks of insiders");
    }
  }
}
