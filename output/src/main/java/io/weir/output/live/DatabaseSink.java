// SPDX-License-Identifier: Apache-2.0
package io.weir.output.live;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.WeirException;
import io.weir.model.engine.LiveSink;
import io.weir.model.engine.Result;
import io.weir.output.ValueText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows in a table of a database. Each batch is one transaction, that first deletes what the table
 * has of the same run and batch: {@code weir_run} and {@code weir_batch} tell it. So nothing is
 * there twice, whatever was killed when.
 */
final class DatabaseSink implements LiveSink {
  private static final String RUN = "weir_run";
  private static final String BATCH = "weir_batch";
  private static final int ROWS_AT_ONCE = 1000;

  private final DatabaseAddress address;
  private final String answer;
  private final Connection connection;
  private final Set<String> made = new HashSet<>();
  private String run = "";

  /**
   * Opens the database.
   *
   * @param answer the output that goes to the table itself; others go to {@code TABLE_OUTPUT}
   */
  DatabaseSink(DatabaseAddress address, String answer) {
    this.address = address;
    this.answer = answer;
    try {
      connection = address.connect();
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      throw WeirException.of(
          WeirException.Kind.USAGE,
          "Cannot write to %s: the database cannot be opened (%s)."
              .formatted(address.shown(), reason(e)),
          e);
    }
  }

  @Override
  public void begin(String name) {
    run = name;
  }

  @Override
  public void write(long batch, String output, Result rows) {
    String table = output.equals(answer) ? address.table() : address.table() + "_" + output;
    try {
      try {
        make(table, rows.columns());
        delete(table, batch);
        insert(table, batch, rows);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        rollBack(e);
        throw e;
      }
    } catch (SQLException e) {
      throw WeirException.of(
          WeirException.Kind.FAILED,
          "Cannot write to the table %s of %s: %s. From its --checkpoint the run goes on with these rows."
              .formatted(table, address.shown(), reason(e)),
          e);
    }
  }

  /** Takes back what was begun; a database that did so already has no more to say than why. */
  private void rollBack(Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static String reason(SQLException e) {
    return String.valueOf(e.getMessage())
        .strip()
        .replaceAll("\\s*\\R\\s*", " ")
        .replaceAll("\\.$", "");
  }

  private void make(String table, List<Column> columns) throws SQLException {
    if (!made.add(table)) {
      return;
    }
    String items =
        columns.stream()
            .map(c -> quoted(c.name()) + " " + address.type(c.type()))
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS %s (%s, %s %s, %s %s)"
              .formatted(
                  quoted(table),
                  items,
                  RUN,
                  address.type(ColumnType.STRING),
                  BATCH,
                  address.type(ColumnType.BIGINT)));
      statement.execute(
          "CREATE INDEX IF NOT EXISTS %s ON %s (%s, %s)"
              .formatted(quoted(table + "_batches"), quoted(table), RUN, BATCH));
    }
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private void delete(String table, long batch) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM %s WHERE %s = ? AND %s = ?".formatted(quoted(table), RUN, BATCH))) {
      delete.setString(1, run);
      delete.setLong(2, batch);
      delete.executeUpdate();
    }
  }

  private void insert(String table, long batch, Result rows) throws SQLException {
    List<Column> columns = rows.columns();
    String names = columns.stream().map(c -> quoted(c.name())).collect(Collectors.joining(", "));
    String marks = "?, ".repeat(columns.size()) + "?, ?";
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO %s (%s, %s, %s) VALUES (%s)"
                .formatted(quoted(table), names, RUN, BATCH, marks))) {
      int waiting = 0;
      while (rows.next()) {
        for (int i = 0; i < columns.size(); i++) {
          insert.setObject(i + 1, value(rows.value(i)));
        }
        insert.setString(columns.size() + 1, run);
        insert.setLong(columns.size() + 2, batch);
        insert.addBatch();
        if (++waiting == ROWS_AT_ONCE) {
          insert.executeBatch();
          waiting = 0;
        }
      }
      insert.executeBatch();
    }
  }

  private @Nullable Object value(@Nullable Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    if (value instanceof byte[] || (value instanceof LocalDateTime && address.hasTimes())) {
      return value;
    }
    return ValueText.of(value);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw WeirException.of(
          WeirException.Kind.FAILED,
          "Cannot close %s: %s.".formatted(address.shown(), reason(e)),
          e);
    }
  }
}
