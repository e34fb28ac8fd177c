// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Surroundings.Screen;
import io.weir.cli.Weir.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryCommandTest {
  private static final String BYTES =
      "SELECT s_ip, sum(s_bytes) AS bytes FROM named_flows GROUP BY 1 ORDER BY 1";

  private final Path directory;

  QueryCommandTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(Path::getFileName).map(Path::toString).sorted().toList();
    }
  }

  @Test
  void answersInCsvWhereNobodyWatches() {
    Outcome outcome = new Weir().run("query", BYTES, ZeekLogs.conn(directory));
    assertThat(outcome.out()).isEqualTo("s_ip,bytes\n198.51.100.2,2020\n198.51.100.3,\n");
    assertThat(outcome.err()).isEqualTo("read 3, rejected 0\n");
    assertThat(outcome.code()).isZero();
  }

  @Test
  void answersInATableOnATerminal() {
    Outcome outcome = new Weir().on(Screen.OUT).run("query", BYTES, ZeekLogs.conn(directory));
    assertThat(outcome.out())
        .isEqualTo(
            """
            ┌──────────────┬───────┐
            │ s_ip         │ bytes │
            ├──────────────┼───────┤
            │ 198.51.100.2 │  2020 │
            │ 198.51.100.3 │       │
            └──────────────┴───────┘
            2 rows
            """);
  }

  @Test
  void functionsCanBeTriedWithoutInput() {
    Outcome outcome = new Weir().run("query", "SELECT sld('www.example.co.uk') AS domain");
    assertThat(outcome.out()).isEqualTo("domain\nexample.co.uk\n");
    assertThat(outcome.err()).isEmpty();
    outcome = new Weir().run("query", "SELECT c_ip FROM flows");
    assertThat(outcome.lastError())
        .isEqualTo(
            "Cannot run the query: there is no table flows, for no input is given. Name files or"
                + " directories, or - for standard input.");
    assertThat(outcome.code()).isEqualTo(2);
  }

  @Test
  void theTimeAskedForCanBeCountedFromNow() {
    Path conn = ZeekLogs.conn(directory);
    Outcome outcome = new Weir().run("query", BYTES, conn, "--from", "-1h", "--to", "now");
    assertThat(outcome.out()).isEqualTo("s_ip,bytes\n");
    assertThat(outcome.code()).isZero();
  }

  @Test
  void anExplanationNamesATableOnceThatIsReadTwice() {
    String twice = "SELECT a.c_ip FROM zeek_conn b JOIN named_flows a ON a.c_ip = b.id_resp_h";
    Outcome outcome =
        new Weir()
            .run(
                "query",
                twice + " JOIN zeek_conn c ON c.id_resp_h = a.c_ip",
                "--explain",
                ZeekLogs.conn(directory));
    assertThat(outcome.out().lines().filter(line -> line.equals("  zeek_conn: id_resp_h")))
        .hasSize(1);
  }

  @Test
  void detectPrintsObjectsForPrograms() {
    Path conn = ZeekLogs.conn(directory);
    assertThat(new Weir().run("detect", conn, "--json").out())
        .startsWith("{\"input\": \"\", \"path\": \"" + conn + "\", \"outcome\": \"recognised\",")
        .contains("\"format\": \"zeek\"", "\"tables\": [\"zeek_conn\", ", "\"others\": {")
        .endsWith("}}\n");
  }

  @Test
  void helpOfAnAnalysisShowsItsParameters() {
    assertThat(new Weir().run("help", "top-talkers").out())
        .isEqualTo(new Weir().run("run", "top-talkers", "--help").out())
        .contains("--set limit=");
  }

  @Test
  void columnsOfOtherTablesAndNamesWithDotsAreHintedAt() {
    Path conn = ZeekLogs.conn(directory);
    assertThat(new Weir().run("query", "SELECT id_orig_h FROM named_flows", conn).lastError())
        .isEqualTo(
            "Cannot run the query: there is no column id_orig_h in the tables asked. It is in"
                + " zeek_conn.");
    assertThat(new Weir().run("query", "SELECT id.orig_h FROM zeek_conn", conn).lastError())
        .isEqualTo(
            "Cannot run the query: there is no table id. Did you mean the column id_orig_h?");
  }

  @Test
  void aHyphenIsStandardOutputAndStandardInput() throws IOException {
    Outcome outcome = new Weir().run("query", BYTES, ZeekLogs.conn(directory), "-o", "-");
    assertThat(outcome.out()).startsWith("s_ip,bytes\n");
    assertThat(files()).containsExactly("conn.log");
  }

  @Test
  void onlyOneQuestionIsAskedOfAKnownEngine() {
    Path conn = ZeekLogs.conn(directory);
    assertThat(new Weir().run("query", "SELECT 1; SELECT 2", conn).lastError())
        .isEqualTo(
            "Cannot run the query: there is a second statement (SELECT 2). Ask one question at a"
                + " time.");
    assertThat(new Weir().run("query", "SELECT 1", conn, "--engine", "sparc").lastError())
        .isEqualTo("Cannot use the engine sparc: there is none of that name. Did you mean spark?");
  }

  @Test
  void composedTablesAreDescribedToo() {
    Path conn = ZeekLogs.conn(directory);
    assertThat(new Weir().run("query", "DESCRIBE named_flows", conn).out())
        .startsWith("column_name,column_type")
        .contains("s_bytes,BIGINT");
    assertThat(new Weir().run("query", "show tables", conn).out())
        .contains("zeek_conn", "named_flows", "flows");
    assertThat(new Weir().run("query", "EXPLAIN SELECT 1", conn).lastError())
        .isEqualTo(
            "Cannot run the query: EXPLAIN is an option here. Ask without it, with --explain.");
  }

  @Test
  void numbersOfWhichSomeAreNegativeAreWhatFunctionsTake() throws IOException {
    Path json = directory.resolve("ports.ndjson");
    Files.writeString(json, "{\"port\":-1}\n{\"port\":80}\n");
    Outcome outcome =
        new Weir().run("query", "SELECT port_name(port, 'tcp') AS n FROM ports", json);
    assertThat(outcome.out()).isEqualTo("n\n\nhttp\n");
  }

  @Test
  void numbersBeyondSixtyFourBitsStayWhole() throws IOException {
    Path json = directory.resolve("big.ndjson");
    Files.writeString(json, "{\"n\":-1}\n{\"n\":18446744073709551615}\n");
    Outcome outcome = new Weir().run("query", "SELECT CAST(n AS VARCHAR) AS n FROM big", json);
    assertThat(outcome.out()).isEqualTo("n\n-1\n18446744073709551615\n");
  }

  @Test
  void aDamagedFileIsInTheWayOnlyOfWhoAsksForIt() throws IOException {
    Path arrays = directory.resolve("two.json");
    Files.writeString(arrays, "[{\"a\":1}]\n[{\"a\":2}]\n");
    Path csv = directory.resolve("good.csv");
    Files.writeString(csv, "two,name\n1,x\n");
    assertThat(new Weir().run("query", "SELECT two, name FROM good", directory).out())
        .isEqualTo("two,name\n1,x\n");
    assertThat(new Weir().run("run", "save", directory, "--set", "table=good").code()).isEqualTo(0);
    for (String sql : List.of("SELECT count(*) FROM two", "SELECT * FROM good, two")) {
      assertThat(new Weir().run("query", sql, directory).lastError())
          .startsWith("Cannot read '" + arrays + "': at byte 10 in record")
          .endsWith("Correct it, or leave it out.");
    }
  }

  @Test
  void damageOfPlainTablesIsTheFilesNotTheQuestions() throws IOException {
    Path csv = directory.resolve("bad.csv");
    Files.writeString(csv, "a,b\n" + "1,x\n".repeat(30_000) + "5x,x\n");
    Outcome outcome = new Weir().run("query", "SELECT sum(a) FROM bad", csv);
    assertThat(outcome.lastError())
        .isEqualTo(
            "Cannot read '"
                + csv
                + "': line 30002 is no such record as the lines before it (Could not convert string"
                + " \"5x\" to 'BIGINT'). Correct it, or leave it out.");
    assertThat(outcome.code()).isEqualTo(1);
    Path longLine = directory.resolve("long.csv");
    Files.writeString(longLine, "a,b\n1,x\n2," + "x".repeat(3_000_000) + "\n3,x\n");
    outcome = new Weir().run("query", "SELECT max(a) FROM long", longLine);
    assertThat(outcome.lastError())
        .isEqualTo(
            "Cannot read '"
                + longLine
                + "': a line of it is longer than 2000000 bytes. Correct it, or leave it out.");
    assertThat(outcome.code()).isEqualTo(1);
    Path json = directory.resolve("cut.ndjson");
    Files.writeString(json, "{\"a\":1}\n".repeat(30_000) + "{\"a\":");
    outcome = new Weir().run("query", "SELECT sum(a) FROM cut", json);
    assertThat(outcome.lastError())
        .isEqualTo(
            "Cannot read '"
                + json
                + "': at byte 6 in line 30002: unexpected end of data. Correct it, or leave it"
                + " out.");
    assertThat(outcome.code()).isEqualTo(1);
    Path arrays = directory.resolve("two.json");
    Files.writeString(arrays, "[{\"a\":1}]\n[{\"a\":2}]\n");
    outcome = new Weir().run("query", "SELECT sum(a) FROM two", arrays);
    assertThat(outcome.lastError())
        .startsWith("Cannot read '" + arrays + "': at byte 10 in record")
        .endsWith("Correct it, or leave it out.");
    assertThat(outcome.code()).isEqualTo(1);
    Path parquet = directory.resolve("cut.parquet");
    Files.writeString(parquet, "PAR1 and no more");
    outcome = new Weir().run("query", "SELECT 1 FROM cut", parquet);
    assertThat(outcome.lastError())
        .isEqualTo(
            "Cannot read '" + parquet + "': it begins as Parquet does, but its end is missing.");
    assertThat(outcome.code()).isEqualTo(2);
  }

  @Test
  void keysOfNdjsonHaveTheTypesOfAllRecords() throws IOException {
    Path parts = Files.createDirectory(directory.resolve("parts"));
    for (int i = 10; i < 50; i++) {
      String last = i == 49 ? "\"x\",\"added\":3" : "null";
      Files.writeString(
          parts.resolve("part-" + i + ".ndjson"),
          "{\"day\":\"13-01-2026\",\"seen\":\"2026-01-13T10:00:00\",\"note\":" + last + "}\n");
    }
    String query =
        "SELECT day, seen, max(note) AS note, sum(added) AS added FROM parts GROUP BY ALL";
    assertThat(new Weir().run("query", query, parts).out())
        .isEqualTo("day,seen,note,added\n2026-01-13,2026-01-13 10:00:00,x,3\n");
    Path cases = directory.resolve("cases.ndjson");
    Files.writeString(cases, "{\"a\":1,\"A\":2}\n");
    assertThat(new Weir().run("query", "SELECT a, A_1 FROM cases", cases).out())
        .isEqualTo("a,A_1\n1,2\n");
    Path several = directory.resolve("several.ndjson");
    Files.writeString(several, "{\"n\":1}\n{\"n\":\"x\"}\n{\"n\":{\"a\":2}}\n");
    assertThat(new Weir().run("query", "SELECT n FROM several", several).out())
        .isEqualTo("n\n1\nx\n\"{\"\"a\"\":2}\"\n");
    Path lines = directory.resolve("lines.ndjson");
    Files.writeString(lines, "{\"a\":1}\n".repeat(20_000) + "\"x\"\n");
    assertThat(new Weir().run("query", "SELECT count(json) AS n FROM lines", lines).out())
        .isEqualTo("n\n20001\n");
  }

  @Test
  void nestedJsonKeepsItsKeysInEveryOutput() throws IOException {
    Path file = directory.resolve("deep.ndjson");
    Files.writeString(file, "{\"a\":{\"x\":1,\"y\":[{\"z\":\"q\"}]}}\n");
    String nested = "{\"x\":1,\"y\":[{\"z\":\"q\"}]}";
    assertThat(new Weir().run("query", "SELECT a FROM deep", file, "-f", "ndjson").out())
        .isEqualTo("{\"a\":" + nested + "}\n");
    String csv = "a\n\"" + nested.replace("\"", "\"\"") + "\"\n";
    assertThat(new Weir().run("query", "SELECT a FROM deep", file, "-f", "csv").out())
        .isEqualTo(csv);
    Path made = directory.resolve("made");
    new Weir().run("convert", file, "--to", "csv", "-o", made);
    assertThat(made.resolve("deep/data_0.csv")).hasContent(csv);
  }

  @Test
  void anArrayOfObjectsIsATableAsItsAnswersAre() throws IOException {
    Path file = directory.resolve("hosts.json");
    Files.writeString(
        file, "[\n  {\"ip\": \"10.0.0.1\",\n   \"n\": 1},\n  {\"ip\": null, \"n\": 2}\n]\n");
    Path answer = directory.resolve("answer.json");
    assertThat(new Weir().run("query", "SELECT * FROM hosts", file, "-o", answer).code()).isZero();
    for (Object more : List.of("json", "ndjson")) {
      assertThat(
              new Weir()
                  .run("query", "SELECT ip, n FROM answer", answer, "--input-format", more)
                  .out())
          .isEqualTo("ip,n\n10.0.0.1,1\n,2\n");
    }
    assertThat(new Weir().run("detect", file).out())
        .isEqualTo(file + ": json, hosts: an array of JSON objects\n");
  }

  @Test
  void contradictionsOfFormAndFileAreRefused() {
    Path conn = ZeekLogs.conn(directory);
    assertThat(new Weir().run("query", BYTES, conn, "-o", "x.json", "-f", "csv").lastError())
        .isEqualTo(
            "Cannot write csv to x.json: its ending says json. Name another file, or leave -f out.");
    assertThat(new Weir().run("query", BYTES, conn, "-o", "x.json", "--explain").lastError())
        .startsWith("Cannot write the answer with --explain: ");
    assertThat(new Weir().run("query", "SELECT count(*) FROM zeek_conn", conn).out())
        .startsWith("count(*)\n");
  }

  @Test
  void aShareOfBadRecordsMayBeAPercentage() {
    Path conn = ZeekLogs.conn(directory);
    assertThat(new Weir().run("query", BYTES, conn, "--max-bad-fraction", "5%").code()).isZero();
    assertThat(new Weir().run("query", BYTES, conn, "--max-bad-fraction", "500%").lastError())
        .isEqualTo(
            "Cannot set --max-bad-fraction: it must be a number from 0 to 1, or a percentage"
                + " (500%).");
  }

  @Test
  void oneInputWithANameHasItsTablesUnderItToo() {
    String conn = "office=" + ZeekLogs.conn(directory);
    String count = "SELECT count(*) AS n FROM ";
    for (String table : List.of("office", "office_zeek_conn", "office_named_flows", "zeek_conn")) {
      assertThat(new Weir().run("query", count + table, conn).out()).isEqualTo("n\n3\n");
    }
    assertThat(new Weir().run("detect", conn).out()).startsWith(conn + ": zeek, zeek_conn, ");
  }

  @Test
  void detectNamesEveryTableOfEveryFile() throws IOException {
    Path conn = ZeekLogs.conn(directory);
    Path csv = directory.resolve("hosts-2026-03-01.csv");
    Files.writeString(csv, "ip,owner\n10.0.0.1,ann\n");
    assertThat(new Weir().run("detect", conn, csv).out().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith(conn + ": zeek, zeek_conn, flows, named_flows: "),
            line -> assertThat(line).startsWith(csv + ": csv, hosts: a header of 2 names"));
    assertThat(new Weir().run("query", "SELECT owner FROM hosts", csv).out())
        .isEqualTo("owner\nann\n");
  }

  @Test
  void textInDoubleQuotesIsPointedOut() {
    Path conn = ZeekLogs.conn(directory);
    Outcome outcome =
        new Weir().run("query", "SELECT 1 FROM zeek_conn WHERE proto = \"udp\"", conn);
    assertThat(outcome.lastError())
        .isEqualTo(
            "Cannot run the query: there is no column udp. Text stands in single quotes: 'udp'.");
    assertThat(outcome.code()).isEqualTo(2);
  }

  @Test
  void jsonMayBeginWithAByteOrderMark() throws IOException {
    Path json = directory.resolve("marked.ndjson");
    Files.writeString(json, "\ufeff{\"a\":1}\n{\"a\":2}\n");
    assertThat(new Weir().run("query", "SELECT sum(a) AS n FROM marked", json).out())
        .isEqualTo("n\n3\n");
  }

  @Test
  void readsStandardInput() {
    Outcome outcome =
        new Weir().reading(ZeekLogs.CONN).run("query", "SELECT count(*) AS n FROM zeek_conn", "-");
    assertThat(outcome.out()).isEqualTo("n\n3\n");
  }

  @Test
  void anEndingThatIsNoFormIsRefused() throws IOException {
    Path conn = ZeekLogs.conn(directory);
    Path packed = directory.resolve("a.csv.gz");
    assertThat(new Weir().run("query", BYTES, conn, "-o", packed).lastError())
        .startsWith("Cannot write the answer to " + packed + ": no form ends in .gz");
    assertThat(packed).doesNotExist();
  }

  @Test
  void theEndingOfTheFileTellsTheForm() throws IOException {
    Path conn = ZeekLogs.conn(directory);
    Outcome outcome = new Weir().run("query", BYTES, conn, "-o", directory.resolve("a.json"));
    assertThat(outcome.out()).isEmpty();
    assertThat(directory.resolve("a.json"))
        .hasContent(
            """
            [
            {"s_ip":"198.51.100.2","bytes":2020},
            {"s_ip":"198.51.100.3","bytes":null}
            ]
            """);
    assertThat(files()).containsExactly("a.json", "conn.log");
  }

  @Test
  void parquetIsWrittenByTheEngineAndReadAgain() {
    Path conn = ZeekLogs.conn(directory);
    Path parquet = directory.resolve("a.parquet");
    assertThat(new Weir().run("query", BYTES, conn, "-o", parquet).code()).isZero();
    Outcome again = new Weir().run("query", "SELECT * FROM a ORDER BY 1", parquet);
    assertThat(again.out()).isEqualTo("s_ip,bytes\n198.51.100.2,2020\n198.51.100.3,\n");
  }

  @Test
  void onlyTheDaysThatAreAskedFor() {
    Path conn = ZeekLogs.conn(directory);
    String count = "SELECT count(*) AS n FROM named_flows";
    assertThat(new Weir().run("query", count, conn, "--zone", "UTC", "--to", "2026-03-01").out())
        .isEqualTo("n\n1\n");
    assertThat(new Weir().run("query", count, conn, "--from", "2026-03-02T00:00:01Z").out())
        .isEqualTo("n\n1\n");
  }

  @Test
  void rejectsAreCountedAndWrittenAside() {
    Path rejects = directory.resolve("rejects");
    Path conn = ZeekLogs.damagedConn(directory);
    Outcome outcome = new Weir().run("query", BYTES, conn, "--rejects", rejects);
    assertThat(outcome.code()).isZero();
    assertThat(outcome.lastError()).startsWith("read 3, rejected 1 (").endsWith(": 1)");
    assertThat(rejects).isDirectoryContaining(file -> file.toString().endsWith("rejects.ndjson"));
  }

  @Test
  void tooManyRejectsLeaveNoFile() throws IOException {
    Path conn = ZeekLogs.damagedConn(directory);
    Outcome outcome =
        new Weir()
            .run(
                "query",
                BYTES,
                conn,
                "--max-bad-fraction",
                "0.2",
                "-o",
                directory.resolve("a.csv"));
    assertThat(outcome.code()).isEqualTo(4);
    assertThat(outcome.lastError())
        .isEqualTo(
            "Cannot accept the input: 1 of 4 records were rejected, more than --max-bad-fraction"
                + " allows (0.2). See them with --rejects DIR.");
    assertThat(files()).containsExactly("conn.log");
  }

  @Test
  void strictEndsAtTheFirstReject() {
    Outcome outcome = new Weir().run("query", BYTES, ZeekLogs.damagedConn(directory), "--strict");
    assertThat(outcome.code()).isEqualTo(4);
    assertThat(outcome.lastError())
        .startsWith("Cannot read a record of ")
        .endsWith("Leave --strict away to go on without it.");
  }

  @Test
  void explainsWithoutReading() {
    Outcome outcome = new Weir().run("query", BYTES, ZeekLogs.conn(directory), "--explain");
    assertThat(outcome.out())
        .contains("files matched: 1", "  " + directory.resolve("conn.log"), "columns read", "plan")
        .contains("zeek_conn: id_resp_h, resp_bytes");
  }

  @Test
  void explainsWhatAnEngineReadsItself() {
    Path archive = directory.resolve("archive");
    Path conn = ZeekLogs.conn(directory);
    assertThat(new Weir().run("convert", conn, "-o", archive).code()).isZero();
    String sql = "SELECT s_ip FROM flows WHERE s_bytes > 1";
    assertThat(new Weir().run("query", sql, archive, "--explain").out())
        .contains("columns read\n  files of parquet: s_ip, s_bytes\n");
  }

  @Test
  void aFailedQueryLeavesNoFile() throws IOException {
    Path conn = ZeekLogs.conn(directory);
    Outcome outcome =
        new Weir()
            .run(
                "query",
                "SELECT CAST(proto AS BIGINT) FROM zeek_conn",
                conn,
                "-o",
                directory.resolve("a.csv"));
    assertThat(outcome.code()).isNotZero();
    assertThat(files()).containsExactly("conn.log");
  }
}
