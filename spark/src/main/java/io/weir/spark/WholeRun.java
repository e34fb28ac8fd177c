// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.analysis.Plan;
import io.weir.model.analysis.WholeInput;
import io.weir.model.analysis.WholeOut;
import io.weir.spark.batch.SparkTypes;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Runs a function over whole tables on the driver: its inputs stay on the cluster, their rows
 * numbered, and come to the driver as it reads them; what it puts out goes back as tables.
 */
final class WholeRun implements WholeOut {
  private static final String PLACE = "weir place";

  private final SparkSession session;
  private final Plan.WholeStep step;
  private final FoldCounts counts;
  private final Function<Throwable, RuntimeException> failures;
  private final List<Dataset<Row>> inputs = new ArrayList<>();
  private final Map<String, MadeRows> made = new LinkedHashMap<>();

  private WholeRun(
      SparkSession session,
      Plan.WholeStep step,
      FoldCounts counts,
      Function<Throwable, RuntimeException> failures) {
    this.session = session;
    this.step = step;
    this.counts = counts;
    this.failures = failures;
  }

  /**
   * Runs the function and makes its tables known as views.
   *
   * @return what is kept on the cluster
   */
  static List<Dataset<Row>> run(
      SparkSession session,
      Plan.WholeStep step,
      Function<Plan.Sql, Dataset<Row>> queries,
      FoldCounts counts,
      Function<Throwable, RuntimeException> failures) {
    WholeRun run = new WholeRun(session, step, counts, failures);
    try {
      List<WholeInput> read = new ArrayList<>();
      for (Plan.Sql sql : step.inputs()) {
        Dataset<Row> rows = run.numbered(queries.apply(sql));
        run.inputs.add(rows);
        read.add(run.new KeptInput(rows));
      }
      run.step.function().run(read, run);
      run.made.forEach(
          (name, rows) -> rows.dataset().createOrReplaceTempView(Dialect.quoted(name)));
      return run.inputs;
    } catch (RuntimeException e) {
      run.inputs.forEach(Dataset::unpersist);
      throw e;
    }
  }

  /** Rows with their place in a first column, kept so that each pass sees the same. */
  private Dataset<Row> numbered(Dataset<Row> rows) {
    StructType schema = new StructType().add(PLACE, "bigint", false);
    for (var field : rows.schema().fields()) {
      schema = schema.add(field);
    }
    JavaRDD<Row> placed = rows.toJavaRDD().zipWithIndex().map(WholeRun::placed);
    return session.createDataFrame(placed, schema).persist();
  }

  private static Row placed(scala.Tuple2<Row, Long> numbered) {
    Row row = numbered._1();
    @Nullable Object[] cells = new Object[row.length() + 1];
    cells[0] = numbered._2();
    for (int i = 0; i < row.length(); i++) {
      cells[i + 1] = row.get(i);
    }
    return RowFactory.create(cells);
  }

  @Override
  public Rows table(String name, List<Column> columns) {
    MadeRows rows = new MadeRows(columns);
    made.put(name, rows);
    return rows;
  }

  @Override
  public Rows beside(String name, List<Column> added) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.of(PLACE, ColumnType.BIGINT));
    columns.addAll(added);
    MadeRows rows = new BesideRows(columns);
    made.put(name, rows);
    return rows;
  }

  @Override
  public void count(String what, long n) {
    counts.add(what, n);
  }

  /** An input that was kept. */
  private final class KeptInput implements WholeInput {
    private final Dataset<Row> rows;

    KeptInput(Dataset<Row> rows) {
      this.rows = rows;
    }

    @Override
    public List<Column> columns() {
      return SparkTypes.columns(rows.drop(PLACE).schema());
    }

    @Override
    public void read(List<String> expressions, Consumer<io.weir.model.analysis.Row> reader) {
      String[] asked =
          expressions.isEmpty() ? new String[] {"1"} : expressions.toArray(String[]::new);
      try {
        FoldRow row = new FoldRow();
        rows.selectExpr(asked)
            .toLocalIterator()
            .forEachRemaining(
                next -> {
                  row.set(next);
                  reader.accept(row);
                });
      } catch (Exception e) {
        throw failures.apply(e);
      }
    }
  }

  /** A table that is being filled. */
  private class MadeRows implements Rows {
    private final StructType schema;
    private final List<Row> rows = new ArrayList<>();

    MadeRows(List<Column> columns) {
      this.schema = SparkTypes.schema(columns);
    }

    @Override
    public void row(@Nullable Object... values) {
      rows.add(RowFactory.create(Stream.of(values).map(WholeRun::cell).toArray()));
    }

    Dataset<Row> dataset() {
      return session.createDataFrame(rows, schema);
    }

    final Dataset<Row> spread() {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
      return session.createDataFrame(context.parallelize(rows), schema);
    }
  }

  /** A table of the first input's rows with further columns. */
  private final class BesideRows extends MadeRows {
    BesideRows(List<Column> columns) {
      super(columns);
    }

    @Override
    Dataset<Row> dataset() {
      return inputs
          .get(0)
          .join(spread(), PLACE)
          .orderBy(functions.col(Dialect.quoted(PLACE)))
          .drop(PLACE);
    }
  }

  private static @Nullable Object cell(@Nullable Object value) {
    return value instanceof LocalDateTime at
        ? at.toInstant(ZoneOffset.UTC)
        : value instanceof List<?> list ? list.toArray() : value;
  }
}
