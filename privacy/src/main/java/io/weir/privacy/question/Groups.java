// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.WeirException;
import io.weir.privacy.budget.Delta;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * What divides rows into groups, each with an answer of its own.
 *
 * @param by what of a row tells its group
 * @param keys the groups to answer for, declared; empty: those are shown that enough units touch
 * @param delta what the selection of undeclared groups may fail by; 0 for declared ones
 */
public record Groups(Key by, List<String> keys, Delta delta) {
  private static final int MOST_KEYS = 10_000;

  /** What of a row tells its group. */
  public sealed interface Key {
    /** The SQL over the table's columns, a text; total. */
    String sql();

    /** The same text for the same key. */
    String text();

    /** Tells each column that it reads, and as what. */
    void columns(BiConsumer<String, RowExpression.Type> told);
  }

  /**
   * A key that SQL tells.
   *
   * @param expression a text
   */
  public record RowKey(RowExpression expression) implements Key {
    public RowKey {
      expression.plain(UnaryOperator.identity());
    }

    @Override
    public String sql() {
      return expression.plain(UnaryOperator.identity());
    }

    @Override
    public String text() {
      return expression.text();
    }

    @Override
    public void columns(BiConsumer<String, RowExpression.Type> told) {
      expression.columns(told);
    }
  }

  /** A key of flows. */
  public enum By implements Key {
    /** The server's address. */
    SERVER("`s_ip`"),
    /** The number of the autonomous system that announces the server's address. */
    AS("CAST(asn(`s_ip`) AS STRING)"),
    /** The registered domain of the server's name. */
    DOMAIN("sld(`name`)"),
    /** The server's name. */
    NAME("`name`");

    private final String sql;

    By(String sql) {
      this.sql = sql;
    }

    @Override
    public String sql() {
      return sql;
    }

    @Override
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void columns(BiConsumer<String, RowExpression.Type> told) {
      told.accept(isOfName() ? "name" : "s_ip", RowExpression.Type.TEXT);
    }

    boolean isOfName() {
      return this == DOMAIN || this == NAME;
    }
  }

  public Groups {
    keys = List.copyOf(new TreeSet<>(keys));
    if (keys.size() > MOST_KEYS) {
      throw WeirException.usage(
          "Cannot answer for %d keys: that is too many. Declare %d at most.",
          keys.size(), MOST_KEYS);
    }
    if (keys.isEmpty() && delta.equals(Delta.ZERO)) {
      throw WeirException.usage(
          "Cannot select keys that are not declared: that needs a delta above 0. Set --delta, or"
              + " declare the keys.");
    }
    if (keys.isEmpty() && delta.compareTo(Delta.LARGEST) > 0) {
      throw WeirException.usage(
          "Cannot select keys with a delta of %s: it must be %s at most.", delta, Delta.LARGEST);
    }
    delta = keys.isEmpty() ? delta : Delta.ZERO;
  }

  /** Declared groups, which cost nothing to know. */
  public static Groups declared(Key by, List<String> keys) {
    return new Groups(by, keys, Delta.ZERO);
  }

  /** Groups that enough units touch. */
  public static Groups selected(Key by, Delta delta) {
    return new Groups(by, List.of(), delta);
  }

  /** Whether they are found in the data. */
  public boolean areSelected() {
    return keys.isEmpty();
  }
}
