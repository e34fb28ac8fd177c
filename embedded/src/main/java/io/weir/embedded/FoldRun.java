// SPDX-License-Identifier: Apache-2.0
package io.weir.embedded;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.Micros;
import io.weir.model.analysis.Fold;
import io.weir.model.analysis.FoldSpec;
import io.weir.model.analysis.Out;
import io.weir.model.analysis.Plan;
import io.weir.model.analysis.Row;
import io.weir.model.engine.Result;
import io.weir.model.engine.ResultRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Runs a fold: its input is put in order of key and time, one key's rows go through one state, and
 * what the fold puts out becomes a table.
 *
 * <p>Where the rows fit the memory they are grouped there, and threads fold different keys. Else
 * DuckDB sorts them, which it does with files too, and each cell passes through the driver: several
 * times slower, and right for any number of rows and any type.
 */
final class FoldRun {
  private FoldRun() {}

  /**
   * Runs the fold and makes its table; what it counted.
   *
   * @param shared the rows that several folds of the plan read
   */
  static Map<String, Long> run(
      EmbeddedEngine engine,
      Connection connection,
      Plan.FoldStep step,
      Plan.Sql input,
      SharedRows shared) {
    FoldSpec<?> spec = step.fold();
    if (spec.output().stream().allMatch(column -> isPlain(column.type()))) {
      Optional<KeyedRows> rows = shared.of(step, shape -> engine.keyed(shape, input));
      if (rows.isPresent()) {
        FoldKeys<?> keys = new FoldKeys<>(spec, rows.get());
        engine.fold(step.name(), keys);
        return keys.counts();
      }
    }
    return sorted(engine, connection, step, input);
  }

  private static boolean isPlain(ColumnType type) {
    return !type.isList() && type != ColumnType.BINARY && type != ColumnType.DATE;
  }

  private static Map<String, Long> sorted(
      EmbeddedEngine engine, Connection connection, Plan.FoldStep step, Plan.Sql input) {
    FoldSpec<?> spec = step.fold();
    try (Statement statement = connection.createStatement()) {
      List<String> columns = new ArrayList<>();
      for (Column column : spec.output()) {
        columns.add(Dialect.quoted(column.name()) + " " + Dialect.typeName(column.type()));
      }
      statement.execute(
          "CREATE TABLE %s (%s)"
              .formatted(Dialect.quoted(step.name()), String.join(", ", columns)));
    } catch (SQLException e) {
      throw SqlFailure.of(e, null);
    }
    Map<String, Long> counts = new TreeMap<>();
    try (Result sorted = engine.query(sorted(spec, input.text()), input.values());
        DuckDBAppender appender =
            connection.unwrap(DuckDBConnection.class).createAppender(step.name())) {
      feed(spec, sorted, new Collected(appender, spec.output(), counts));
    } catch (SQLException e) {
      throw SqlFailure.of(e, null);
    }
    return counts;
  }

  private static String sorted(FoldSpec<?> spec, String input) {
    List<String> names = spec.columns().stream().map(c -> Dialect.quoted(c.name())).toList();
    List<String> keys = spec.key().stream().map(Dialect::quoted).toList();
    List<String> order = new ArrayList<>();
    order.add("hash(" + String.join(", ", keys) + ")");
    order.addAll(keys);
    order.add(Dialect.quoted(spec.time()));
    spec.tieBreak().forEach(column -> order.add(Dialect.quoted(column)));
    return "SELECT %s FROM (%s) ORDER BY %s"
        .formatted(String.join(", ", names), input, String.join(", ", order));
  }

  private static <S> void feed(FoldSpec<S> spec, Result sorted, Collected out) {
    Fold<S> fold = spec.fold();
    int[] keys = spec.key().stream().mapToInt(name -> index(spec, name)).toArray();
    int time = index(spec, spec.time());
    @Nullable Object[] current = null;
    // A fold may ask for a cell more than once.
    @Nullable Object[] values = new Object[spec.columns().size()];
    Row row = new ResultRow(column -> values[column]);
    S state = null;
    while (sorted.next()) {
      for (int i = 0; i < values.length; i++) {
        values[i] = sorted.value(i);
      }
      if (state == null || current == null || !isSameKey(values, keys, current)) {
        if (state != null) {
          fold.end(state, out);
        }
        state = fold.state().create();
        out.nextTimer = Long.MAX_VALUE;
        current = Arrays.stream(keys).mapToObj(key -> values[key]).toArray();
      }
      long now = row.longValue(time);
      while (out.nextTimer <= now) {
        long due = out.nextTimer;
        out.nextTimer = Long.MAX_VALUE;
        fold.timer(state, due, out);
      }
      fold.row(state, row, out);
    }
    if (state != null) {
      fold.end(state, out);
    }
  }

  static int index(FoldSpec<?> spec, String name) {
    for (int i = 0; i < spec.columns().size(); i++) {
      if (spec.columns().get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("The fold's columns lack " + name + ".");
  }

  private static boolean isSameKey(
      @Nullable Object[] values, int[] keys, @Nullable Object[] current) {
    for (int i = 0; i < keys.length; i++) {
      if (!Objects.equals(values[keys[i]], current[i])) {
        return false;
      }
    }
    return true;
  }

  /** Appends one cell. */
  static void append(DuckDBAppender appender, @Nullable Object value) throws SQLException {
    if (value == null) {
      appender.appendNull();
    } else if (value instanceof Long n) {
      appender.append(n.longValue());
    } else if (value instanceof Integer n) {
      appender.append(n.intValue());
    } else if (value instanceof Double n) {
      appender.append(n.doubleValue());
    } else if (value instanceof Boolean flag) {
      appender.append(flag.booleanValue());
    } else if (value instanceof LocalDateTime time) {
      appender.append(time);
    } else if (value instanceof String text) {
      appender.append(text);
    } else if (value instanceof List<?> list) {
      appender.append(list);
    } else {
      throw new IllegalArgumentException("A step cannot put out a " + value.getClass() + ".");
    }
  }

  private static final class Collected implements Out {
    private final DuckDBAppender appender;
    private final List<Column> columns;
    private final Map<String, Long> counts;
    private long nextTimer = Long.MAX_VALUE;

    Collected(DuckDBAppender appender, List<Column> columns, Map<String, Long> counts) {
      this.appender = appender;
      this.columns = columns;
      this.counts = counts;
    }

    @Override
    public void emit(@Nullable Object... values) {
      try {
        appender.beginRow();
        for (int i = 0; i < values.length; i++) {
          boolean isTime = columns.get(i).type() == ColumnType.TIMESTAMP;
          append(appender, isTime && values[i] instanceof Long n ? Micros.toTime(n) : values[i]);
        }
        appender.endRow();
      } catch (SQLException e) {
        throw SqlFailure.of(e, null);
      }
    }

    @Override
    public void timer(long micros) {
      nextTimer = micros;
    }

    @Override
    public void count(String what, long n) {
      counts.merge(what, n, Long::sum);
    }
  }
}
