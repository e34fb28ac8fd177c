// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import io.weir.spark.Classic;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2ScanRelation;
import scala.jdk.javaapi.CollectionConverters;

/** The columns that queries need of {@link StubTable}s. */
final class NeededColumns {
  private final Map<String, Set<String>> byTable = new TreeMap<>();

  /** Adds what one more query needs. */
  void add(Dataset<Row> rows) {
    LogicalPlan plan = Classic.execution(rows).optimizedPlan();
    addLeaves(plan);
    CollectionConverters.asJava(plan.subqueriesAll()).forEach(this::addLeaves);
  }

  private void addLeaves(LogicalPlan plan) {
    CollectionConverters.asJava(plan.collectLeaves())
        .forEach(
            leaf -> {
              if (leaf instanceof DataSourceV2ScanRelation relation
                  && relation.scan() instanceof StubTable.StubScan scan) {
                byTable
                    .computeIfAbsent(scan.table(), table -> new LinkedHashSet<>())
                    .addAll(Arrays.asList(scan.readSchema().fieldNames()));
              }
            });
  }

  /** The columns by the name of their table. */
  Map<String, Set<String>> byTable() {
    return byTable;
  }
}
