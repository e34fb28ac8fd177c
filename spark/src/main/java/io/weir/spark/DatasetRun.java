// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.job.Parameters;
import io.weir.model.Options;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.Plan;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.TableIdentifier;
import scala.jdk.javaapi.CollectionConverters;

/**
 * An analysis that {@link WeirViews#run} has run. What it puts out are datasets, which are valid
 * until it is closed.
 */
public final class DatasetRun implements AutoCloseable {
  private static final long SEED = 1;

  private final SparkPlanRun run;
  private final List<String> tables;

  private DatasetRun(SparkPlanRun run, List<String> tables) {
    this.run = run;
    this.tables = tables;
  }

  /** Runs an analysis in a session of its own, so that the given one keeps its settings. */
  static <P extends Record> DatasetRun start(
      SparkSession given, Analysis<P> analysis, Map<String, String> parameters) {
    P bound = Parameters.bind(analysis.spec().name(), analysis.spec().parameters(), parameters);
    SparkSession session = Classic.of(given).cloneSession();
    Sessions.settle(session, Options.NONE);
    session.conf().set("spark.sql.datetime.java8API.enabled", "true");
    List<String> tables = tables(session);
    Plan plan = analysis.analyze(bound, new Context(Clock.systemUTC(), SEED, tables));
    try {
      SparkPlanRun run = SparkPlanRun.start(session, plan, e -> SqlFailure.of(e, tables));
      return new DatasetRun(run, tables);
    } catch (Exception e) {
      throw SqlFailure.of(e, tables);
    }
  }

  /** The temporary views, but for those that only views use. */
  private static List<String> tables(SparkSession session) {
    return CollectionConverters.asJava(
            Classic.of(session).sessionState().catalog().listLocalTempViews("*"))
        .stream()
        .map(TableIdentifier::table)
        .filter(name -> !name.startsWith("weir_"))
        .toList();
  }

  /**
   * One of the analysis's outputs, such as {@code rows}; times in it are of UTC.
   *
   * @throws io.weir.model.WeirException of kind USAGE when the analysis has none of that name
   */
  public Dataset<Row> output(String name) {
    try {
      return run.rows(name);
    } catch (Exception e) {
      throw SqlFailure.of(e, tables);
    }
  }

  /** What the analysis counted, such as rows left out. */
  public Map<String, Long> counts() {
    return run.counts();
  }

  /** Lets go of what is kept on the cluster. */
  @Override
  public void close() {
    run.close();
  }
}
