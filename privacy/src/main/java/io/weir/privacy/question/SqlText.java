// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import java.util.ArrayList;
import java.util.List;

/**
 * A statement in the making. What people ask for is bound and never pasted, so it is no SQL
 * whatever it says; numbers and this package's own words alone become text.
 */
final class SqlText {
  private final StringBuilder sql = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  SqlText add(String words) {
    sql.append(words);
    return this;
  }

  SqlText add(long number) {
    sql.append(number);
    return this;
  }

  SqlText add(SqlText other) {
    sql.append(other.sql);
    parameters.addAll(other.parameters);
    return this;
  }

  SqlText add(BoundedStatement other) {
    sql.append(other.sql());
    parameters.addAll(other.parameters());
    return this;
  }

  SqlText bind(String value) {
    sql.append('?');
    parameters.add(value);
    return this;
  }

  /** A column's name in backquotes, which both engines read. */
  static String quoted(String name) {
    return '`' + name.replace("`", "``") + '`';
  }

  /** The statement, ready to run. */
  BoundedStatement statement() {
    return new BoundedStatement(sql.toString(), parameters);
  }

  @Override
  public String toString() {
    return sql.toString();
  }
}
