// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.job.live.LiveJob;
import io.weir.job.live.LiveSettings;
import io.weir.model.Column;
import io.weir.model.MessageFormat;
import io.weir.model.Options;
import io.weir.model.Scan;
import io.weir.model.TableScan;
import io.weir.model.TableSchema;
import io.weir.spark.Classic;
import io.weir.spark.combine.Combination;
import io.weir.spark.source.ReadAccount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** The tables that the messages of a topic fill. */
final class TopicTables implements LiveTables {
  private final Topic address;
  private final LiveJob job;
  private final ReadAccount account;
  private final RunControl control;
  private final Map<String, TableSchema> schemas = new TreeMap<>();

  TopicTables(Topic address, LiveJob job, ReadAccount account, RunControl control) {
    this.address = address;
    this.job = job;
    this.account = account;
    this.control = control;
    for (MessageFormat format : MessageFormats.named(job.settings().inputFormat())) {
      format.spec().tables().forEach(t -> schemas.merge(t.name(), t, TableSchema::union));
    }
  }

  @Override
  public Map<String, TableSchema> schemas() {
    return schemas;
  }

  @Override
  public Map<String, String> aliases() {
    return Map.of();
  }

  @Override
  public List<String> identity() {
    return List.of(address.toString());
  }

  @Override
  public Dataset<Row> stream(SparkSession session, String table, Collection<String> columns) {
    return stream(session, table, columns, null);
  }

  @Override
  public Optional<Dataset<Row>> combined(
      SparkSession session, String table, Combination combination, InTime inTime) {
    return Optional.of(
        stream(
            session,
            table,
            combination.inputNames(),
            new LiveTable.Combining(combination, inTime)));
  }

  private Dataset<Row> stream(
      SparkSession session,
      String table,
      Collection<String> columns,
      LiveTable.@Nullable Combining combining) {
    TableSchema all = java.util.Objects.requireNonNull(schemas.get(table));
    List<Integer> wanted = new ArrayList<>();
    for (String name : new TreeSet<>(columns)) {
      all.indexOf(name).ifPresent(wanted::add);
    }
    List<Column> found = wanted.stream().map(all.columns()::get).toList();
    LiveSettings live = job.live();
    Scan scan = new Scan(List.of(new TableScan(all, wanted)), job.settings().range(), Options.NONE);
    String format = job.settings().inputFormat();
    int threads = job.engine().threads();
    return Classic.stream(
        session,
        new LiveTable(
            new TableSchema(all.name(), all.meaning(), found),
            () -> new TopicSource(address, scan, format, live, threads, control),
            live.until() == LiveSettings.Until.END
                ? LiveTable.Ending.TOLD
                : LiveTable.Ending.SILENT,
            account,
            control,
            combining));
  }
}
