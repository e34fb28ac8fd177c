// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import io.weir.model.engine.Engine.Explanation;
import io.weir.model.engine.Engine.ScanColumns;
import io.weir.spark.source.WeirScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.ExplainMode;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2ScanRelation;
import scala.jdk.javaapi.CollectionConverters;

/** Tells what a query would do. */
final class Explain {
  private Explain() {}

  static Explanation of(Dataset<Row> rows) {
    QueryExecution execution = Classic.execution(rows);
    LogicalPlan plan = execution.optimizedPlan();
    List<ScanColumns> scans = new ArrayList<>();
    addScans(plan, scans);
    CollectionConverters.asJava(plan.subqueriesAll())
        .forEach(subquery -> addScans(subquery, scans));
    CollectionConverters.asJava(execution.sparkPlan().collectLeaves())
        .forEach(
            leaf -> {
              if (leaf instanceof FileSourceScanExec files) {
                String kind = files.relation().fileFormat().toString().toLowerCase(Locale.ROOT);
                scans.add(
                    new ScanColumns(
                        "files of " + kind, List.of(files.requiredSchema().fieldNames())));
              }
            });
    return new Explanation(scans, execution.explainString(ExplainMode.fromString("formatted")));
  }

  private static void addScans(LogicalPlan plan, List<ScanColumns> scans) {
    CollectionConverters.asJava(plan.collectLeaves())
        .forEach(
            leaf -> {
              if (leaf instanceof DataSourceV2ScanRelation relation
                  && relation.scan() instanceof WeirScan scan) {
                scans.add(new ScanColumns(scan.table().name(), scan.columnNames()));
              }
            });
  }
}
