// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Delta;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A dataset that may be asked about privately, as its operator registered it. Nothing here is read
 * from the protected records; all of it is public.
 *
 * @param name letters, digits, hyphens, dots
 * @param inputs the files and directories; the only part that can be registered anew, for files
 *     move
 * @param reading the options with which the inputs are read, such as {@code input-format}: part of
 *     the declaration, since another zone would move rows to other days
 * @param users who they are
 * @param direction who of two ends is inside
 * @param cap the most that is spent on a unit: a day's, or of the whole range
 * @param delta the δ at which spent ρ is told as (ε, δ); with that of the cap at most {@link
 *     Delta#LARGEST}
 * @param budget the budget it draws from: its own name, or that of another dataset with the same
 *     users
 */
public record Dataset(
    String name,
    List<String> inputs,
    Map<String, String> reading,
    Users users,
    Direction direction,
    Cap cap,
    Delta delta,
    String budget) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public Dataset {
    inputs = List.copyOf(inputs);
    reading = Collections.unmodifiableMap(new TreeMap<>(reading));
    if (!isName(name) || !isName(budget)) {
      throw new IllegalArgumentException("name " + name + ", budget " + budget);
    }
  }

  /** Whether a text can name a dataset, a budget or an analyst. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** The same at other places. */
  public Dataset withInputs(List<String> others) {
    return new Dataset(name, others, reading, users, direction, cap, delta, budget);
  }

  /** The same with the budget of another. */
  Dataset withBudget(String other) {
    return new Dataset(name, inputs, reading, users, direction, cap, delta, other);
  }

  /** Whether it draws from the budget of another. */
  public boolean isOverlap() {
    return !budget.equals(name);
  }
}
