// SPDX-License-Identifier: Apache-2.0
package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Weir.Outcome;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "qery|Cannot run weir qery: there is no such command. Did you mean query? See weir --help.",
        "query|Cannot run weir query: SQL is missing. Write weir query SQL INPUT. See weir"
            + " query --help.",
        "run|Cannot run weir run: ANALYSIS is missing. Write weir run ANALYSIS INPUT. See weir run"
            + " --help.",
        "query x y --form csv|Cannot run weir query: there is no option --form. Did you mean"
            + " --format? See weir query --help.",
        "query x - --memory 10|Cannot set --memory: it must be a number with a unit, k, m, g or t,"
            + " such as 2g (10).",
        "query x - --memory 10k|Cannot set --memory: an engine cannot work with so little (10k)."
            + " Give it 16m or more.",
        "query x --frmat csv|Cannot run weir query: there is no option --frmat. Did you mean"
            + " --format? See weir query --help.",
        "query x -f|Cannot run weir query: --format needs a FORM. See weir query --help.",
        "query x -f csv -f json|Cannot run weir query: --format is given twice. Give it once.",
        "query x -f cvs|Cannot write the form cvs: it is not known. Did you mean csv?",
        "query x -f parquet|Cannot write parquet to standard output: it needs a file. Name one"
            + " with -o FILE.",
        "query select c_ip from flows x|Cannot run weir query: the SQL is in several arguments, the"
            + " first of which is select. Put it in quotes.",
        "query x /no/such/file|Cannot read input '/no/such/file': there is no such file or"
            + " directory.",
        "run top-talkers|Cannot answer without input. Name files or directories, or - for standard"
            + " input.",
        "run top-talkers x --limit 3|Cannot run weir run: there is no option --limit. Set the"
            + " analysis's parameter with --set limit=….",
        "run top-talkers limit=3 x|Cannot read input 'limit=3': there is no such file. Set the"
            + " analysis's parameter with --set limit=3.",
        "query x - --threads 0|Cannot set --threads: it must be a whole number of at least 1 (0).",
        "query x - --memory lots|Cannot set --memory: it must be a number with a unit, k, m, g or"
            + " t, such as 2g (lots).",
        "query x - --max-bad-fraction 2|Cannot set --max-bad-fraction: it must be a number from 0"
            + " to 1, or a percentage (2).",
        "query x - --zone Europe/Room|Cannot set --zone: there is no such zone (Europe/Room). Did"
            + " you mean Europe/Rome?",
        "query x - --from lately|Cannot read --from 'lately': it is neither a day nor a time. Use"
            + " 2026-03-01, 2026-03-01T10:00:00Z, yesterday, or -6h for six hours ago.",
        "list tables|Cannot list tables: there is no kind, format or analysis of that name. Kinds:"
            + " formats, analyses, engines, functions.",
        "list top-talker|Cannot list top-talker: there is no kind, format or analysis of that"
            + " name. Did you mean top-talkers?",
        "schema named_flow|Cannot show table named_flow: there is none of that name. Did you mean"
            + " named_flows?",
        "run top-talker x|Cannot run the analysis top-talker: there is none of that name. Did you"
            + " mean top-talkers?",
        "run top-talkers x --set limits=3|Cannot set limits of top-talkers: there is no such"
            + " parameter. Did you mean limit?",
        "run top-talkers x --set limit=0|Cannot set limit of top-talkers: it must be a whole number"
            + " of at least 1 (0).",
        "run top-talkers x --set limit|Cannot read --set limit: it must be KEY=VALUE, such as"
            + " limit=10.",
        "query x - --dns-timeout soon|Cannot use --dns-timeout: not a duration (soon). Give a"
            + " number with a unit, such as 30s or 5m.",
        "query x - --zeek-dns-names yes|Cannot use --zeek-dns-names yes: it is no duration. Write a"
            + " whole number with s, m, h or d, such as 1h.",
        "convert x --to parqet -o y|Cannot convert to parqet: the form is not known. Did you mean"
            + " parquet?",
        "convert x|Cannot convert: no directory to write to is given. Name one with -o DIR.",
      })
  void wrongUsageIsOneClearLine(String line, String message) {
    Outcome outcome = new Weir().run((Object[]) line.split(" "));
    assertThat(outcome.err()).isEqualTo(message + "\n");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void sqlAndInputInTheWrongOrder(@TempDir Path directory) {
    Path conn = ZeekLogs.conn(directory);
    assertThat(new Weir().run("query", conn, "SELECT 1").err())
        .isEqualTo(
            "Cannot run weir query: the first argument must be SQL, but is a file ("
                + conn
                + "). Put the SQL first, in quotes.\n");
  }

  @Test
  void anOptionCanComeFromTheEnvironment(@TempDir Path directory) {
    Outcome outcome =
        new Weir()
            .with("WEIR_FORMAT", "ndjson")
            .run("query", "SELECT count(*) AS n FROM zeek_conn", ZeekLogs.conn(directory));
    assertThat(outcome.out()).isEqualTo("{\"n\":3}\n");
  }

  @Test
  void theLineWinsOverTheEnvironment(@TempDir Path directory) {
    Outcome outcome =
        new Weir()
            .with("WEIR_FORMAT", "ndjson")
            .run("query", "SELECT count(*) AS n FROM zeek_conn", ZeekLogs.conn(directory), "-fcsv");
    assertThat(outcome.out()).isEqualTo("n\n3\n");
  }

  @Test
  void anUnknownVariableOfWeirsIsRefused() {
    Outcome outcome = new Weir().with("WEIR_FROMAT", "csv").run("query", "SELECT 1", "-");
    assertThat(outcome.err())
        .isEqualTo(
            "Cannot use the environment variable WEIR_FROMAT: there is no option of that name. Did"
                + " you mean WEIR_FORMAT?\n");
    assertThat(outcome.code()).isEqualTo(2);
    Outcome other = new Weir().with("WEIR_REPORT", "dir").run("version");
    assertThat(other.code()).isZero();
  }

  @Test
  void aStackTraceOnlyForDebug(@TempDir Path directory) {
    Path lost = directory.resolve("lost");
    assertThat(new Weir().run("query", "SELECT 1", lost).err()).doesNotContain("\tat ");
    assertThat(new Weir().run("query", "SELECT 1", lost, "--debug").err()).contains("\tat ");
  }

  @Test
  void aloneItShowsWhatThereIs() {
    Outcome outcome = new Weir().run();
    assertThat(outcome.out()).startsWith("Usage: weir COMMAND").contains("Examples:");
    assertThat(outcome.code()).isZero();
    assertThat(new Weir().run("--help").out()).isEqualTo(outcome.out());
  }

  @Test
  void everyCommandHasHelp() {
    for (Subcommand subcommand : Subcommands.load(Main.class.getClassLoader()).all()) {
      Object[] words = subcommand.name().split(" ", -1);
      Outcome outcome = new Weir().run(and(words, "--help"));
      assertThat(outcome.out())
          .startsWith("Usage: weir " + subcommand.name())
          .contains(subcommand.summary(), "--help");
      assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 100);
      assertThat(new Weir().run(and(new Object[] {"help"}, words)).out()).isEqualTo(outcome.out());
    }
  }

  private static Object[] and(Object[] words, Object... more) {
    return Stream.of(words, more).flatMap(Stream::of).toArray();
  }

  @Test
  void commandsOfTwoWordsAreBelowTheFirst() {
    Outcome outcome = new Weir().run("private");
    assertThat(outcome.out()).startsWith("Usage: weir private COMMAND").contains("\n  register ");
    assertThat(outcome.code()).isZero();
    Outcome unknown = new Weir().run("private", "regster");
    assertThat(unknown.err())
        .isEqualTo(
            "Cannot run weir private regster: there is no such command. Did you mean register?"
                + " See weir private --help.\n");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(new Weir().run("help").out()).doesNotContain("private register");
  }

  @Test
  void formatsAreListedWithTheirTablesAndOptions() {
    assertThat(new Weir().run("list", "formats").out().lines().map(String::strip))
        .contains("fills http, named_flows", "from squid_access")
        .anyMatch(line -> line.startsWith("--squid-logformat=…  form of the lines as squid.conf's"))
        .anyMatch(line -> line.matches("csv +Any table in a file, by its header.*"));
  }

  @Test
  void anAnalysisIsListedWithWhatItReadsAndGives() {
    assertThat(new Weir().run("list", "port-scan").out().lines().map(String::strip))
        .contains("reads flows, or where there is none named_flows; also with --live")
        .anyMatch(line -> line.startsWith("--set threshold=20  "))
        .anyMatch(line -> line.startsWith("gives alerts: "));
    assertThat(new Weir().run("list", "analyses").out().lines().map(String::strip))
        .contains("reads the table that is named; needs all of its input: not with --live")
        .anyMatch(line -> line.endsWith("also with --live, in windows: --set every=…"));
  }

  @Test
  void helpOfRunShowsTheParametersOfTheAnalysis() {
    assertThat(new Weir().run("run", "port-scan", "--help").out())
        .contains("--set threshold=20", "distinct destinations within the window");
  }
}
