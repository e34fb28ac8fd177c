// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.WeirException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a row must be like to be counted. All are total: no value of a record makes them fail. */
public sealed interface Condition {
  /** Writes it over the columns of the rows that are read. */
  void write(SqlText sql, Taken taken);

  /** As a person reads it, the same for the same condition. */
  String text();

  /**
   * The server's address.
   *
   * @param address as the table writes addresses
   */
  record Server(String address) implements Condition {
    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    public Server {
      if (!FORM.matcher(address).matches()) {
        throw WeirException.usage(
            "Cannot ask about the address %s: it is none. Give one such as 192.0.2.1.", address);
      }
      address = address.toLowerCase(Locale.ROOT);
    }

    @Override
    public void write(SqlText sql, Taken taken) {
      sql.add(taken.column("s_ip")).add(" = ").bind(address);
    }

    @Override
    public String text() {
      return "server " + address;
    }
  }

  /**
   * The autonomous system that announces the server's address.
   *
   * @param number of the system
   */
  record ServerAs(long number) implements Condition {
    @Override
    public void write(SqlText sql, Taken taken) {
      sql.add(taken.expression("asn(s_ip)")).add(" = ").add(number);
    }

    @Override
    public String text() {
      return "AS" + number;
    }
  }

  /**
   * The server's name.
   *
   * @param name without a dot at the end, compared in lower case
   */
  record Domain(String name) implements Condition {
    public Domain {
      name = name.toLowerCase(Locale.ROOT);
    }

    @Override
    public void write(SqlText sql, Taken taken) {
      sql.add(taken.column("name")).add(" = ").bind(name);
    }

    @Override
    public String text() {
      return "domain " + name;
    }
  }

  /**
   * Part of the server's name: a text with {@code *} in front, behind, or both. Matching takes time
   * linear in the name.
   *
   * @param pattern such as {@code *.example.com}
   */
  record DomainPattern(String pattern) implements Condition {
    public DomainPattern {
      pattern = pattern.toLowerCase(Locale.ROOT);
      String plain = pattern.replaceAll("^\\*|\\*$", "");
      if (plain.isEmpty() || plain.contains("*") || plain.equals(pattern)) {
        throw WeirException.usage(
            "Cannot ask about the pattern %s: it must be a text with * in front, behind, or both."
                + " Write *.example.com.",
            pattern);
      }
    }

    @Override
    public void write(SqlText sql, Taken taken) {
      String name = taken.column("name");
      String plain = pattern.replaceAll("^\\*|\\*$", "");
      if (pattern.startsWith("*") && pattern.endsWith("*")) {
        sql.add("contains(" + name + ", ").bind(plain).add(")");
      } else if (pattern.startsWith("*")) {
        String backwards = new StringBuilder(plain).reverse().toString();
        sql.add("startswith(reverse(" + name + "), ").bind(backwards).add(")");
      } else {
        sql.add("startswith(" + name + ", ").bind(plain).add(")");
      }
    }

    @Override
    public String text() {
      return "domains " + pattern;
    }
  }

  /** What SQL says of a row. */
  record Where(RowExpression expression) implements Condition {
    @Override
    public void write(SqlText sql, Taken taken) {
      expression.write(sql, taken::expression);
    }

    @Override
    public String text() {
      return "where " + expression.text();
    }
  }

  /** Who began the flow, seen from the user. */
  enum Way implements Condition {
    /** The user's side. */
    OUTGOING,
    /** The other side. */
    INCOMING;

    @Override
    public void write(SqlText sql, Taken taken) {
      sql.add(taken.side()).add(this == OUTGOING ? " = 'c'" : " = 's'");
    }

    @Override
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
