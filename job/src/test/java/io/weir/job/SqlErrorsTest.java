// SPDX-License-Identifier: Apache-2.0
package io.weir.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.ComposedTable;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.model.WeirException;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.RelationFile;
import io.weir.model.engine.View;
import io.weir.model.tables.FiveTables;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages are those of DuckDB 2.0.0 and Spark 4.2.0. */
class SqlErrorsTest {
  private static final Catalog CATALOG =
      new Catalog(
          List.of(),
          Map.of(
              "named_flows",
              List.of(
                  new View(new ComposedTable(FiveTables.NAMED_FLOWS, List.of(), ""), List.of()))),
          List.of(),
          Map.of("netlytics", "named_flows"),
          TimeRange.ALL);

  private static String worded(String raw) {
    WeirException failure = WeirException.usage("%s", "Cannot run the query: " + raw);
    return SqlErrors.worded(failure, CATALOG, "").getMessage();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Binder Error: Referenced column \"s_bites\" not found in FROM clause! Candidate bindings:"
            + " \"s_bytes\", \"c_ip\"|there is no column s_bites. Did you mean s_bytes?",
        "Binder Error: Referenced column \"country\" not found in FROM clause! Candidate bindings:"
            + " \"c_port\"|there is no column country. See weir schema TABLE.",
        "Binder Error: Values list \"n\" does not have a column named \"s_bites\"|there is no"
            + " column s_bites. Did you mean s_bytes?",
        "Binder Error: Table \"x\" does not have a column named \"lable\" Candidate bindings:"
            + " \"label\"|there is no column lable. Did you mean label?",
        "Catalog Error: Table with name named_flow does not exist! Did you mean \"named_flows\"?|"
            + "there is no table named_flow. Did you mean named_flows?",
        "Catalog Error: Table with name http does not exist! Did you mean \"sqlite_temp_master\"?|"
            + "the input has no table http. Tables: named_flows.",
        "Binder Error: Referenced table \"x\" not found! Candidate tables: \"n\"|there is no table"
            + " x. Did you mean n?",
        "Catalog Error: Scalar Function with name lenght does not exist! Did you mean \"length\"?|"
            + "there is no function lenght. Did you mean length?",
        "Catalog Error: Scalar Function with name zzz does not exist!|there is no function zzz."
            + " weir list functions shows Weir's own.",
        "Parser Error: syntax error at or near \"named_flows\"|the SQL is wrong at or before"
            + " \"named_flows\".",
        "Binder Error: No function matches the given name and argument types '+(VARCHAR,"
            + " INTEGER_LITERAL)'. You might need to add explicit type casts. Candidate"
            + " functions: many|no function takes these arguments: +(VARCHAR, INTEGER_LITERAL)."
            + " Cast them first.",
        "Conversion Error: Could not convert string 'http' to INT64|could not convert string"
            + " 'http' to INT64",
        "[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column, variable, or function parameter with name"
            + " `s_bites` cannot be resolved. Did you mean one of the following? [`s_bytes`,"
            + " `c_ip`]. SQLSTATE: 42703; line 1 pos 7|there is no column s_bites. Did you mean"
            + " s_bytes?",
        "A column, variable, or function parameter with name `n`.`s_bites` cannot be resolved. Did"
            + " you mean one of the following? [`n`.`s_bytes`]. SQLSTATE: 42703|there is no column"
            + " s_bites. Did you mean s_bytes?",
        "[TABLE_OR_VIEW_NOT_FOUND] The table or view `named_flow` cannot be found. Verify the"
            + " spelling. SQLSTATE: 42P01|there is no table named_flow. Did you mean named_flows?",
        "[UNRESOLVED_ROUTINE] Cannot resolve routine `lenght` on search path [`system`.`builtin`]."
            + " SQLSTATE: 42883|there is no function lenght. weir list functions shows Weir's own.",
        "[PARSE_SYNTAX_ERROR] Syntax error at or near 'named_flows'. SQLSTATE: 42601 (line 1, pos"
            + " 17)|the SQL is wrong at or before 'named_flows'.",
      })
  void saysWhatIsWrongInTheSameWords(String raw, String better) {
    assertThat(worded(raw)).isEqualTo("Cannot run the query: " + better);
  }

  @Test
  void textInDoubleQuotesIsTakenForAName() {
    WeirException failure =
        WeirException.usage(
            "Cannot run the query: Binder Error: Referenced column \"tcp\" not found in FROM"
                + " clause! Candidate bindings: \"tcp_flags\"");
    assertThat(SqlErrors.worded(failure, CATALOG, "SELECT 1 FROM flows WHERE proto = \"tcp\""))
        .hasMessage(
            "Cannot run the query: there is no column tcp. Text stands in single quotes: 'tcp'.");
    assertThat(SqlErrors.worded(failure, CATALOG, "SELECT tcp FROM flows"))
        .hasMessage("Cannot run the query: there is no column tcp. Did you mean tcp_flags?");
  }

  @Test
  void namesWithDotsAreToldAsTheyStandHere() {
    TableSchema conn =
        new TableSchema("zeek_conn", "", List.of(Column.of("id_orig_h", ColumnType.STRING)));
    View view = new View(new ComposedTable(conn, List.of(), ""), List.of());
    Catalog logs =
        new Catalog(
            List.of(), Map.of("zeek_conn", List.of(view)), List.of(), Map.of(), TimeRange.ALL);
    WeirException quoted =
        WeirException.usage(
            "Cannot run the query: Binder Error: Referenced column \"id.orig_h\" not found in FROM"
                + " clause!");
    assertThat(SqlErrors.worded(quoted, logs, "SELECT \"id.orig_h\" FROM zeek_conn"))
        .hasMessage("Cannot run the query: there is no column id.orig_h. Did you mean id_orig_h?");
    Catalog files =
        new Catalog(
            List.of(),
            Map.of(),
            List.of(new RelationFile("fields", RelationFile.Kind.CSV, List.of())),
            Map.of(),
            TimeRange.ALL);
    WeirException dotted =
        WeirException.usage(
            "Cannot run the query: Binder Error: Referenced table \"ip\" not found! Candidate"
                + " tables: \"fields\"");
    assertThat(SqlErrors.worded(dotted, files, "SELECT ip.src FROM fields"))
        .hasMessage(
            "Cannot run the query: there is no table ip. Tables: fields. A column with a dot in its"
                + " name stands in backquotes: `ip.src`.");
    assertThat(SqlErrors.worded(dotted, files, "SELECT 1 FROM ip"))
        .hasMessage("Cannot run the query: there is no table ip. Tables: fields.");
  }

  @ParameterizedTest
  @CsvSource({
    "'SELECT 1 FROM flows limit 10, 5', ' Write LIMIT 5 OFFSET 10.'",
    "'SELECT TOP 10 c_ip FROM flows', ' Write LIMIT 10 at the end.'",
    "'SELECT top FROM flows WHERE WHERE', ''",
  })
  void tellsHowOtherDialectsAreWrittenHere(String sql, String remedy) {
    WeirException failure =
        WeirException.usage("Cannot run the query: Parser Error: syntax error at or near \"x\"");
    assertThat(SqlErrors.worded(failure, CATALOG, sql))
        .hasMessage("Cannot run the query: the SQL is wrong at or before \"x\"." + remedy);
  }

  @Test
  void tellsWhichKeyOfARecordIsThereTwice() {
    assertThat(
            worded(
                "Invalid Input Error: JSON transform error in file \"a b.json\", in record/value"
                    + " 1288: Object {\"x\":{\"y\":\"0\"} has duplicate key \"y\"\nTry setting"
                    + " 'auto_detect' to true"))
        .isEqualTo(
            "Cannot run the query: record 1288 of a b.json has the key y twice. Write each key"
                + " once; tshark does with --no-duplicate-keys.");
    assertThat(worded("IO Error: JSON is no array"))
        .isEqualTo("Cannot run the query: JSON is no array");
  }

  @Test
  void theNameOfAnInputWithSeveralTablesIsNoTable() {
    List<View> view =
        List.of(new View(new ComposedTable(FiveTables.DNS, List.of(), ""), List.of()));
    Catalog named =
        new Catalog(
            List.of(), Map.of("x_dns", view, "x_http", view), List.of(), Map.of(), TimeRange.ALL);
    WeirException failure =
        WeirException.usage(
            "Cannot run the query: Catalog Error: Table with name x does not exist! Did you mean"
                + " \"x_dns\"?");
    assertThat(SqlErrors.worded(failure, named, ""))
        .hasMessage(
            "Cannot run the query: x is no table but has several. Choose one: x_dns, x_http.");
    WeirException dotted =
        WeirException.usage(
            "Cannot run the query: Catalog Error: Table with name x.dns does not exist!");
    assertThat(SqlErrors.worded(dotted, named, ""))
        .hasMessage("Cannot run the query: there is no table x.dns. Did you mean x_dns?");
    WeirException column =
        WeirException.usage(
            "Cannot run the query: Binder Error: Referenced column \"rcode\" not found in FROM"
                + " clause!");
    assertThat(SqlErrors.worded(column, named, ""))
        .hasMessage(
            "Cannot run the query: there is no column rcode in the tables asked. It is in x_dns,"
                + " x_http.");
  }

  @Test
  void leavesAloneWhatIsNotTheSqlsFault() {
    WeirException other = WeirException.usage("Cannot read the input: there is none.");
    assertThat(SqlErrors.worded(other, CATALOG, "")).isSameAs(other);
    WeirException failed = WeirException.failed("Cannot run the query: Out of Memory Error: full");
    assertThat(SqlErrors.worded(failed, CATALOG, "")).isSameAs(failed);
  }

  @Test
  void keepsTheEnginesOwnWordsAsTheCause() {
    WeirException raw = WeirException.usage("Cannot run the query: Parser Error: no");
    assertThat(SqlErrors.worded(raw, CATALOG, ""))
        .hasMessage("Cannot run the query: no")
        .hasCause(raw);
  }
}
