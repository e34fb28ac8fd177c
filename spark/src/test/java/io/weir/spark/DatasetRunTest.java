// SPDX-License-Identifier: Apache-2.0
package io.weir.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.WeirException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Analyses of tables that a program has in Spark, in a session with other settings than Weir's. */
class DatasetRunTest {
  private final SparkSession session = TestSpark.SESSION.newSession();

  DatasetRunTest() {
    session.conf().set("spark.sql.session.timeZone", "Asia/Tokyo");
    session.conf().set("spark.sql.ansi.enabled", "false");
  }

  private Dataset<Row> points() {
    StructType columns = new StructType().add("name", "string").add("x", "double");
    return session.createDataFrame(
        List.of(
            RowFactory.create("a", 0.0),
            RowFactory.create("b", 1.0),
            RowFactory.create("c", 50.0),
            RowFactory.create("d", 51.0)),
        columns);
  }

  @Test
  void aViewOfTheProgramsIsATable() {
    points().createOrReplaceTempView("mine");
    Map<String, String> settings =
        Map.of("table", "mine", "eps", "2", "min-points", "2", "scaling", "none");
    try (DatasetRun run = WeirViews.run(session, "dbscan", settings)) {
      assertThat(run.output("rows").select("name", "cluster").collectAsList())
          .extracting(Row::toString)
          .containsExactly("[a,0]", "[b,0]", "[c,1]", "[d,1]");
      assertThat(run.output("clusters").count()).isEqualTo(2);
      assertThat(run.counts()).isEmpty();
      assertThatThrownBy(() -> run.output("row"))
          .isInstanceOf(WeirException.class)
          .hasMessageStartingWith("Cannot show output row: the analysis has none of that name.");
    }
    assertThat(session.conf().get("spark.sql.session.timeZone")).isEqualTo("Asia/Tokyo");
    assertThat(session.conf().get("spark.sql.ansi.enabled")).isEqualTo("false");
  }

  @Test
  void timesAreInstantsWhateverTheSessionsZone() {
    session
        .sql(
            "SELECT timestamp_micros(1772323200000000 + id * 3600000000) AS hour,"
                + " 100 + 5 * (id % 24) + (id * 7919) % 31 + CASE WHEN id = 200 THEN 500 ELSE 0 END"
                + " AS flows"
                + " FROM range(0, 480)")
        .createOrReplaceTempView("hours");
    try (DatasetRun run = WeirViews.run(session, "s-h-esd", Map.of("table", "hours"))) {
      assertThat(run.output("rows").selectExpr("unix_micros(hour) AS at", "flows").collectAsList())
          .extracting(Row::toString)
          .containsExactly("[" + (1772323200000000L + 200 * 3600000000L) + ",650]");
    }
  }

  @Test
  void aTableThatIsNoViewIsRefused() {
    assertThatThrownBy(() -> WeirViews.run(session, "pain", Map.of("cores", "a.example")))
        .isInstanceOfSatisfying(
            WeirException.class, e -> assertThat(e.kind()).isEqualTo(WeirException.Kind.USAGE))
        .hasMessageStartingWith("Cannot run pain: it reads named_flows");
  }
}
