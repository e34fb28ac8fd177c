// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.model.Rejects;
import io.weir.model.WeirException;
import io.weir.model.analysis.Plan;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.Engine;
import io.weir.model.engine.EngineSettings;
import io.weir.model.engine.Existing;
import io.weir.model.engine.Progress;
import io.weir.model.engine.Result;
import io.weir.spark.source.ReadAccount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Spark over the tables of one catalog. */
final class SparkEngine implements Engine {
  private final SparkSession session;
  private final boolean isOwner;
  private final ReadAccount account;
  private final List<String> tables;
  private volatile String jobs = "";

  private SparkEngine(SparkSession session, boolean isOwner, Catalog catalog, Rejects rejects) {
    this.session = session;
    this.isOwner = isOwner;
    this.account = ReadAccount.open(session.sparkContext(), rejects);
    this.tables = new CatalogViews(session, catalog, account, "weir_").create();
  }

  static Engine open(Catalog catalog, EngineSettings settings, Rejects rejects) {
    boolean isOwner = Sessions.isFirst();
    SparkSession session = Sessions.open(settings);
    try {
      return new SparkEngine(session, isOwner, catalog, rejects);
    } catch (RuntimeException e) {
      if (isOwner) {
        session.stop();
      }
      throw SqlFailure.of(e, List.of());
    }
  }

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public Result query(String sql, List<? extends @Nullable Object> parameters) {
    return answer(() -> new RowsResult(rows(session, sql, parameters), this::worded));
  }

  /** The rows of a query that begins now. */
  private Dataset<Row> rows(
      SparkSession in, String sql, List<? extends @Nullable Object> parameters) {
    begin();
    return NamedParameters.rows(in, sql, parameters);
  }

  private void begin() {
    account.begin();
    jobs = UUID.randomUUID().toString();
    session.sparkContext().setJobGroup(jobs, "weir", false);
  }

  private <T> T answer(Callable<T> work) {
    try {
      return work.call();
    } catch (Exception e) {
      throw worded(e);
    }
  }

  private WeirException worded(Throwable failure) {
    return SqlFailure.of(failure, tables);
  }

  @Override
  public PlanRun run(Plan plan) {
    return answer(
        () -> {
          begin();
          return SparkPlanRun.start(session, plan, this::worded);
        });
  }

  @Override
  public Explanation explain(String sql) {
    return answer(() -> Explain.of(rows(session, sql, List.of())));
  }

  @Override
  public long export(String sql, Path target, ExportFormat format) {
    return answer(() -> Export.write(rows(session, sql, List.of()), target, format));
  }

  /** One table after another: each is a pass of its own over the input. */
  @Override
  public Map<String, Long> convert(List<String> names, Path target, ExportFormat format) {
    return answer(
        () -> {
          Map<String, Long> written = new LinkedHashMap<>();
          for (String name : names) {
            Dataset<Row> rows = rows(session, "SELECT * FROM " + Dialect.quoted(name), List.of());
            Path directory = target.resolve(name);
            written.put(
                name,
                Export.hasTime(rows)
                    ? Export.writeByDay(rows, directory, format)
                    : Export.write(rows, directory, format));
          }
          return written;
        });
  }

  @Override
  public boolean writesElsewhere() {
    return true;
  }

  @Override
  public long exportTo(String sql, String address, ExportFormat format, Acceptance acceptance) {
    return answer(
        () ->
            RemoteDirectory.write(
                session, address, format, acceptance, () -> rows(session, sql, List.of())));
  }

  @Override
  public Map<String, Long> convertTo(
      List<String> names,
      String address,
      ExportFormat format,
      Existing existing,
      Acceptance acceptance) {
    return writeTo(
        address,
        directory -> {
          Map<String, Long> written = new LinkedHashMap<>();
          for (String name : names) {
            Dataset<Row> rows = rows(session, "SELECT * FROM " + Dialect.quoted(name), List.of());
            written.put(
                name,
                Export.hasTime(rows)
                    ? directory.addByDay(name, rows, format)
                    : directory.add(name, rows, format));
          }
          acceptance.check();
          directory.publish(existing);
          return written;
        });
  }

  /** Something to write below an address. */
  private interface RemoteWork<T> {
    T into(RemoteDirectory directory) throws IOException, InterruptedException;
  }

  private <T> T writeTo(String address, RemoteWork<T> work) {
    return answer(
        () -> {
          try (RemoteDirectory directory = RemoteDirectory.at(session, address)) {
            return work.into(directory);
          } catch (IOException e) {
            throw RemoteDirectory.failed(address, e);
          }
        });
  }

  @Override
  public Progress progress() {
    return account.progress();
  }

  @Override
  public void cancel() {
    String group = jobs;
    SparkContext context = session.sparkContext();
    if (!group.isEmpty() && !context.isStopped()) {
      context.cancelJobGroupAndFutureJobs(group);
    }
  }

  @Override
  public void close() {
    if (isOwner) {
      session.stop();
    } else {
      tables.forEach(table -> session.catalog().dropTempView(table));
    }
  }
}
