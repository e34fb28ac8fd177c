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
 * @param inputs the files and directories; can be registered anew, for files move
 * @param reading the options with which the inputs are read, such as {@code input-format}: part of
 *     the declaration, since another zone would move rows to other days
 * @param running with what its questions are computed, by the options' names: {@code engine},
 *     {@code memory}, {@code threads}, files of look-ups. The operator's, since what memory
 *     suffices for depends on the records; can be registered anew
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
    Map<String, String> running,
    Users users,
    Direction direction,
    Cap cap,
    Delta delta,
    String budget) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public Dataset {
    inputs = List.copyOf(inputs);
    reading = Collections.unmodifiableMap(new TreeMap<>(reading));
    running = Collections.unmodifiableMap(new TreeMap<>(running));
    if (!isName(name) || !isName(budget)) {
      throw new IllegalArgumentException("name " + name + ", budget " + budget);
    }
  }

  /** A dataset whose questions are computed with what the machine has. */
  public Dataset(
      String name,
      List<String> inputs,
      Map<String, String> reading,
      Users users,
      Direction direction,
      Cap cap,
      Delta delta,
      String budget) {
    this(name, inputs, reading, Map.of(), users, direction, cap, delta, budget);
  }

  /** Whether a text can name a dataset, a budget or an analyst. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** The same at other places. */
  public Dataset withInputs(List<String> others) {
    return new Dataset(name, others, reading, running, users, direction, cap, delta, budget);
  }

  /** The same with the budget of another. */
  Dataset withBudget(String other) {
    return new Dataset(name, inputs, reading, running, users, direction, cap, delta, other);
  }

  /** Whether another is declared alike, but for what can be registered anew. */
  boolean isDeclaredAs(Dataset other) {
    return withReplaceable(List.of(), Map.of()).equals(other.withReplaceable(List.of(), Map.of()));
  }

  private Dataset withReplaceable(List<String> places, Map<String, String> engine) {
    return new Dataset(name, places, reading, engine, users, direction, cap, delta, budget);
  }

  /** Whether it draws from the budget of another. */
  public boolean isOverlap() {
    return !budget.equals(name);
  }
}
