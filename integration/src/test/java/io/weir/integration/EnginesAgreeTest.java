// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.job.InputSettings;
import io.weir.job.Inputs;
import io.weir.job.OpenedInputs;
import io.weir.job.SqlErrors;
import io.weir.model.Options;
import io.weir.model.WeirException;
import io.weir.model.engine.Engine;
import io.weir.testkit.SharedData;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The engines are each other's oracle: the same statement over the same logs has the same columns
 * and rows. Statements are in the resource {@code parity.sql}, a name before each.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnginesAgreeTest {
  private static final Pattern BLANK_LINES = Pattern.compile("\n\n+");
  private static final Set<String> WITHOUT_ROWS = Set.of("nothing");

  private final OpenedInputs inputs = Inputs.open(List.of(logs()), InputSettings.defaults());
  private Engine embedded;
  private Engine spark;

  /** A named statement. */
  record Statement(String name, String sql) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Statement> statements() {
    List<Statement> statements = new ArrayList<>();
    for (String block : BLANK_LINES.split(Fixtures.text("parity.sql").strip(), -1)) {
      int end = block.indexOf('\n');
      String name = block.substring("-- ".length(), end);
      statements.add(new Statement(name, block.substring(end + 1).strip()));
    }
    return statements;
  }

  private static String logs() {
    try {
      return Path.of(Objects.requireNonNull(Fixtures.class.getResource("zeek")).toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeAll
  void open() {
    embedded = Engines.embedded(inputs.catalog());
    spark = Engines.spark(inputs.catalog());
  }

  @AfterAll
  void close() {
    embedded.close();
    spark.close();
    inputs.close();
  }

  @ParameterizedTest
  @MethodSource("statements")
  void sameSqlSameRows(Statement statement) {
    Answer one = Answer.of(embedded, statement.sql());
    Answer other = Answer.of(spark, statement.sql());
    assertThat(integersAlike(other.header())).isEqualTo(integersAlike(one.header()));
    if (!other.hasRowsOf(one)) {
      assertThat(other.text()).isEqualTo(one.text());
      assertThat(other.rows()).isEqualTo(one.rows());
    }
    assertThat(one.rows().isEmpty()).isEqualTo(WITHOUT_ROWS.contains(statement.name()));
  }

  /** How wide an integer is that a function answers is each engine's own. */
  private static List<String> integersAlike(List<String> header) {
    return header.stream().map(column -> column.replace(" INTEGER", " BIGINT")).toList();
  }

  @Test
  void lookUpsInFilesAgree() {
    Options files =
        Options.NONE
            .with("asn-db", SharedData.path("asn-geo/pyasn/ipasn_20140513.dat.gz").toString())
            .with("as-names", SharedData.path("asn-geo/pyasn/asnames.json.gz").toString())
            .with(
                "country-db",
                SharedData.path("asn-geo/maxmind/test-data/GeoIP2-Country-Test.mmdb").toString());
    String sql =
        """
        SELECT ip, asn(ip) AS asn, as_name(ip) AS name, country(ip) AS country
        FROM (VALUES ('8.8.8.8'), ('2.125.160.217'), ('10.0.0.1'), ('-'), (NULL)) AS t(ip)
        ORDER BY ip""";
    try (Engine one = Engines.named(Engines.EMBEDDED, inputs.catalog(), files);
        Engine other = Engines.named(Engines.SPARK, inputs.catalog(), files)) {
      Answer answer = Answer.of(one, sql);
      assertThat(Answer.of(other, sql)).isEqualTo(answer);
      assertThat(answer.text())
          .contains("ip=\"8.8.8.8\" asn=15169")
          .contains("ip=\"2.125.160.217\"")
          .contains("country=\"GB\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"c_pkt / (c_pkt - c_pkt)", "1.5 / 0", "c_pkt % 0", "mod(7, c_pkt - c_pkt)"})
  void aDivisionByZeroIsTheSameError(String division) {
    String sql = "SELECT " + division + " AS a FROM flows";
    for (Engine engine : List.of(embedded, spark)) {
      assertThatThrownBy(
              () -> {
                try {
                  Answer.of(engine, sql);
                } catch (WeirException e) {
                  throw SqlErrors.worded(e, inputs.catalog(), sql);
                }
              })
          .hasMessage(
              "Cannot run the query: a number is divided by zero. Write NULLIF(divisor, 0) to have"
                  + " NULL there.")
          .isInstanceOfSatisfying(
              WeirException.class, e -> assertThat(e.kind()).isEqualTo(WeirException.Kind.USAGE));
    }
  }

  @ParameterizedTest
  @MethodSource("statements")
  void theStatementsKeepToWhatIsPortable(Statement statement) {
    assertThat(PortableSql.faults(statement.sql())).isEmpty();
  }

  @Test
  void everyFunctionThatMayBeUsedIsTried() {
    Set<String> untried = new TreeSet<>(PortableSql.functions());
    for (Statement statement : statements()) {
      untried.removeAll(PortableSql.calls(statement.sql()));
    }
    // These are tried with their files above.
    untried.removeAll(Set.of("asn", "as_name", "country"));
    assertThat(untried).isEmpty();
  }
}
