// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Weir;
import io.weir.cli.Weir.Outcome;
import io.weir.privacy.budget.Cost;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.ledger.ChargeRequest;
import io.weir.privacy.ledger.Days;
import io.weir.privacy.ledger.Ledger;
import io.weir.privacy.ledger.SqlLedger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerCommandsTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  @SuppressWarnings("NullAway.Init")
  private Path logs;

  @BeforeEach
  void write() throws Exception {
    logs = Files.createDirectory(directory.resolve("logs"));
    Files.writeString(logs.resolve("a.log"), "a\n");
    Files.writeString(logs.resolve("b.log"), "b\n");
  }

  private Path ledger() {
    return directory.resolve("ledger.db");
  }

  private Outcome run(String line, Object... more) {
    Object[] words =
        Stream.concat(Arrays.stream(line.split(" ", -1)), Arrays.stream(more)).toArray();
    return new Weir().with("WEIR_LEDGER", ledger().toString()).with("TZ", "UTC").run(words);
  }

  private Outcome register(String options) {
    return run("private register campus --zone UTC " + options, logs);
  }

  @Test
  void aDatasetIsRegisteredAndItsFilesMakeVersions() throws Exception {
    Outcome first = register("--epsilon 1 --pure");
    assertThat(first.err()).isEmpty();
    assertThat(first.out())
        .isEqualTo("campus is registered, version 1: 2 files, epsilon 1 a user-day.\n");
    assertThat(first.code()).isZero();
    Files.writeString(logs.resolve("c.log"), "c\n");
    assertThat(register("--epsilon 1 --pure").out()).contains("version 2: 3 files");
    Path moved = Files.move(logs, directory.resolve("moved"));
    assertThat(run("private register campus --zone UTC --epsilon 1 --pure", moved).out())
        .contains("version 2: 3 files");
    assertThat(run("private datasets").out())
        .isEqualTo(
            """
            dataset  version  unit      cap        budget
            campus   2        user-day  epsilon 1  campus
            """);
  }

  @Test
  void allThatIsDeclaredIsShown() throws Exception {
    Path customers =
        Files.writeString(
            directory.resolve("customers.csv"), "# ours\n192.0.2.0/24, A\n2001:db8::/48,B\n");
    Outcome registered =
        register(
            "--rho 0.1 --delta 0.0000002 --unit customer-day --outside together --insiders"
                + " 192.0.2.0/24,10.0.0.1 --internal drop --user-column zeek_conn=id.orig_h"
                + " --ipv6-prefix 56 --input-format zeek --customers "
                + customers);
    assertThat(registered.err()).isEmpty();
    assertThat(run("private datasets campus").out())
        .isEqualTo(
            """
            dataset                    campus
            version                    1
            files                      2
            input                      %s
            read with                  input-format zeek
            budget                     its own
            cap of a unit              rho 0.1, delta 0.0000001
            delta of (epsilon, delta)  0.0000001
            unit                       customer-day
            zone of days               UTC
            user of zeek_conn          id.orig_h
            IPv6 prefix of a user      56
            customers' prefixes        2
            addresses of none          together
            direction by               networks
            insiders                   192.0.2.0/24
            insiders                   10.0.0.1/32
            flows between insiders     drop
            """
                .formatted(logs));
  }

  @Test
  void whatAnswersAreComputedWithIsTheOperators() {
    assertThat(register("--epsilon 1 --pure --engine embeded").err())
        .contains("Cannot use the engine embeded");
    assertThat(register("--epsilon 1 --pure --asn-db nowhere.dat").err()).contains("nowhere.dat");
    assertThat(register("--epsilon 1 --pure --memory 3").err()).contains("Cannot set --memory");
    assertThat(ledger()).doesNotExist();
    assertThat(register("--epsilon 1 --pure --memory 100m --threads 1").err()).isEmpty();
    assertThat(run("private datasets campus").out())
        .contains("run with                   memory 100m")
        .contains("run with                   threads 1");
    assertThat(register("--epsilon 1 --pure --memory 200m").err()).isEmpty();
    assertThat(run("private datasets campus").out()).contains("memory 200m").doesNotContain("100m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--engine", "--memory", "--threads", "--asn-db", "--max-flows"})
  void whoAsksCannotChangeWhatAnswersAreComputedWith(String option) {
    register("--epsilon 1 --pure");
    String ask = "private ask campus users --from 2026-03-01 --epsilon 1 --dry-run ";
    Outcome refused = run(ask + option + " 1");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains(option);
    // What the environment says of it is not even looked at.
    String variable = "WEIR_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    Outcome unmoved =
        new Weir()
            .with("WEIR_LEDGER", ledger().toString())
            .with(variable, "nonsense")
            .run((Object[]) ask.strip().split(" ", -1));
    assertThat(unmoved.err()).isEqualTo("Cost: epsilon 1.\n");
  }

  @Test
  void anEpsilonIsCountedInRho() {
    assertThat(register("--epsilon 1").out())
        .isEqualTo(
            "campus is registered, version 1: 2 files, rho 0.022937446688, delta 0.0000005 a"
                + " user-day.\n");
  }

  @Test
  void namesOfOtherDaysAreRefusedForDailyUnits() {
    assertThat(register("--epsilon 1 --zeek-dns-names 1h").err())
        .isEqualTo(
            "Cannot register campus with --zeek-dns-names: answers of one day would name flows of the"
                + " next, and a day is a unit of its own. Leave it out, or add --unit user.\n");
    assertThat(register("--epsilon 1 --zeek-dns-names 1h --unit user").code()).isZero();
  }

  @Test
  void whatCannotBeOpenedIsToldBeforeItIsPaid() {
    register("--epsilon 1 --pure");
    String token = run("private analyst add ada --epsilon 1 --pure").out().strip();
    String ask = "private ask campus users --from 2026-03-01 --epsilon 1 --token " + token;
    assertThat(run(ask + " --asn 64500").err())
        .contains("registers the dataset names one with --asn-db.");
    assertThat(run(ask + " --table flows --domain a.test").err()).contains("they have none");
    assertThat(run("private budget campus").out())
        .isEqualTo(
            """
            days        spent    left       spent means
            each other  nothing  epsilon 1  epsilon 0
            """);
  }

  @Test
  void aCopyIsTheSameDataset() throws Exception {
    register("--epsilon 1 --pure");
    Path copy = Files.createDirectory(directory.resolve("copy"));
    Files.copy(logs.resolve("b.log"), copy.resolve("x"));
    Outcome refused = run("private register other --zone UTC --epsilon 1 --pure", copy);
    assertThat(refused.err())
        .isEqualTo(
            "Cannot register other: what is in %s/x belongs to the dataset campus. Share its budget"
                    .formatted(copy.toRealPath())
                + " with --shares-budget-with campus, or leave the file out.\n");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(
            run(
                    "private register other --zone UTC --epsilon 1 --pure --shares-budget-with"
                        + " campus",
                    copy)
                .code())
        .isZero();
    assertThat(run("private datasets other").out()).contains("that of campus");
  }

  private static void writeParquet(Path file, String columns) {
    String sql = "SELECT TIMESTAMP '2026-03-01 00:00:00' AS ts, '10.0.0.1' AS c_ip, " + columns;
    assertThat(new Weir().run("query", sql, "-o", file).err()).doesNotContain("Cannot");
  }

  @Test
  void parquetFilesHaveTheTypesOfTheirTableAndKeepThem() throws Exception {
    Path flows = directory.resolve("flows.parquet");
    String register = "private register campus --zone UTC --epsilon 1 --pure";
    writeParquet(flows, "'many' AS c_bytes");
    Outcome refused = run(register, flows);
    assertThat(refused.err())
        .isEqualTo(
            "Cannot register campus: the column c_bytes of flows is VARCHAR in %s, and not BIGINT, so"
                    .formatted(flows)
                + " that one value could spoil all answers. Convert it first: weir convert writes the"
                + " types of the table.\n");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(ledger()).doesNotExist();
    Files.delete(flows);
    writeParquet(flows, "CAST(5 AS INTEGER) AS c_bytes, CAST(1 AS DOUBLE) AS extra");
    assertThat(run(register, flows).out()).contains("version 1: 1 file,");
    Files.delete(flows);
    writeParquet(flows, "CAST(5 AS BIGINT) AS s_bytes, 'x' AS extra");
    assertThat(run(register, flows).err())
        .isEqualTo(
            "Cannot register campus: the column extra of flows is VARCHAR in one of its files, and"
                + " DOUBLE in what was registered before. Convert the file so that it has that type,"
                + " or register it under another name that shares the budget.\n");
  }

  @Test
  void parquetFilesAtWhoseTextsAnEngineStopsAreRefused() throws Exception {
    Path flows = directory.resolve("flows.parquet");
    String register = "private register campus --zone UTC --epsilon 1 --pure";
    writeParquet(flows, "'Zürich' AS extra");
    String bytes = Files.readString(flows, StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains("Z\u00c3\u00bcrich");
    Files.writeString(
        flows,
        bytes.replace("Z\u00c3\u00bcrich", "Z\u00fc\u00fcrich"),
        StandardCharsets.ISO_8859_1);
    Outcome refused = run(register, flows);
    assertThat(refused.err())
        .isEqualTo(
            "Cannot register campus: not all texts in %s can be read as UTF-8, so that one row could"
                    .formatted(flows)
                + " make all answers empty. Write the file anew with texts that are.\n");
    assertThat(refused.code()).isEqualTo(2);
    Files.writeString(flows, bytes, StandardCharsets.ISO_8859_1);
    assertThat(run(register, flows).out()).contains("version 1: 1 file,");
  }

  @Test
  void analystsComeAndGo() {
    register("--epsilon 1 --pure");
    Outcome added =
        run("private analyst add ada --epsilon 0.5 --pure --expires 2999-01-01 --kind volume");
    assertThat(added.err()).isEmpty();
    String token = added.out().strip();
    assertThat(token).hasSize(43);
    try (Ledger opened = SqlLedger.open(ledger().toString())) {
      assertThat(opened.analystOf(token).orElseThrow().name()).isEqualTo("ada");
    }
    assertThat(run("private analyst add olga --role operator --expires 2999-01-01").err())
        .isEmpty();
    assertThat(run("private analyst list").out())
        .isEqualTo(
            """
            analyst  role      expires               allotment    datasets  kinds
            ada      analyst   2999-01-01T00:00:00Z  epsilon 0.5  all       volume
            olga     operator  2999-01-01T00:00:00Z  epsilon 0    all       all
            """);
    assertThat(run("private analyst add olga --role operatr").err())
        .isEqualTo("Cannot give the role operatr: there is no such role. Did you mean operator?\n");
    assertThat(run("private analyst add olga --role operator --rho 1").err())
        .isEqualTo(
            "Cannot give an operator --rho: operators ask nothing. Leave it out, or --role.\n");
    assertThat(run("private analyst revoke ada").out()).isEqualTo("ada may ask no more.\n");
    try (Ledger opened = SqlLedger.open(ledger().toString())) {
      assertThat(opened.analystOf(token)).isEmpty();
    }
  }

  @Test
  void whatWasSpentIsShown() {
    register("--epsilon 1 --pure");
    run("private analyst add ada --epsilon 0.7 --pure");
    assertThat(run("private budget campus").out())
        .isEqualTo(
            """
            days        spent    left       spent means
            each other  nothing  epsilon 1  epsilon 0
            """);
    Days days = new Days(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-03"));
    Days last = new Days(LocalDate.parse("2026-03-03"), LocalDate.parse("2026-03-03"));
    Cost cost = Cost.pure(Epsilon.parse("0.3"));
    try (Ledger opened = SqlLedger.open(ledger().toString())) {
      opened.charge(new ChargeRequest("ada", "campus", 1, "volume", "all", days, cost));
      opened.charge(new ChargeRequest("ada", "campus", 1, "volume", "last", last, cost));
    }
    assertThat(run("private budget campus").out())
        .isEqualTo(
            """
            days                    spent        left         spent means
            2026-03-01..2026-03-02  epsilon 0.3  epsilon 0.7  epsilon 0.3
            2026-03-03              epsilon 0.6  epsilon 0.4  epsilon 0.6
            each other              nothing      epsilon 1    epsilon 0
            """);
    assertThat(run("private budget campus --analyst ada").out())
        .contains("2026-03-03              epsilon 0.6  epsilon 0.1");
    assertThat(run("private budget campus --charges").out().lines().skip(1))
        .hasSize(2)
        .first()
        .asString()
        .matches("1 +20\\S+Z +ada +2026-03-01..2026-03-03 +epsilon 0.3 +all");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "private datasets|Cannot open the ledger LEDGER: there is no such file. weir private register"
            + " makes one.",
        "private register campus --epsilon 1|Cannot register campus: INPUT is missing. Name files or"
            + " directories.",
        "private register campus LOGS|Cannot tell how much may be spent: it is given nowhere. Give"
            + " --epsilon E or --rho R.",
        "private register campus LOGS --epsilon 1 --rho 1|Cannot tell how much may be spent: it is"
            + " given twice. Give --epsilon E or --rho R.",
        "private register campus LOGS --epsilon one|Cannot take one as an epsilon: it is no such"
            + " number. Write a decimal from 0 to 999999 with at most 12 digits behind the point.",
        "private register campus LOGS --epsilon 1 --delta 0.1|Cannot take a delta of 0.1: it is the"
            + " chance that privacy fails. Give at most 0.000001, and more than 1e-15.",
        "private register campus LOGS --epsilon 1 --unit flow|Cannot use flow as unit of privacy:"
            + " there is no such unit. Units: user-day, user, customer-day, customer.",
        "private register campus LOGS --epsilon 1 --unit customer|Cannot take customers as unit:"
            + " nothing tells who they are. Name the table of their prefixes with --customers FILE.",
        "private register campus LOGS --epsilon 1 --insiders 10.0.0.0/33|Cannot use 10.0.0.0/33 as a"
            + " network in --insiders: it is none. Write one such as 192.0.2.0/24 or 2001:db8::/32.",
        "private register campus LOGS --epsilon 1 --direction network|Cannot set --direction: there"
            + " is no such word (network). Did you mean networks?",
        "private register campus LOGS --epsilon 1 --direction networks|Cannot tell directions by"
            + " networks: none are named. Name them with --insiders.",
        "private register campus LOGS --epsilon 1 --internal both|Cannot count flows between insiders"
            + " of a dataset for both: a user can have them with any number of others, whose records"
            + " would change too. Drop them; servers that are no users can be left out of"
            + " --insiders.",
        "private register cam/pus LOGS --epsilon 1|Cannot call a dataset cam/pus: a name has at most"
            + " 64 letters, digits, dots, hyphens and underscores, a letter or digit first. Choose"
            + " another.",
        "private register campus - --epsilon 1|Cannot register -: it is no file of this machine. Copy"
            + " it here, or mount it.",
        "private analyst ad ada|Cannot ad analysts: there is no such action. Did you mean add?",
        "private analyst add --epsilon 1|Cannot add analysts: NAME is missing. See weir private"
            + " analyst --help."
      })
  void whatIsWrongIsTold(String line, String message) {
    Outcome outcome = run(line.replace("LOGS", logs.toString()));
    assertThat(outcome.err()).isEqualTo(message.replace("LEDGER", ledger().toString()) + "\n");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(ledger()).doesNotExist();
  }

  @Test
  void aLedgerMustBeNamed() {
    Outcome outcome = new Weir().run("private", "datasets");
    assertThat(outcome.err())
        .isEqualTo(
            "Cannot do without a ledger: none is named. Name it with --ledger FILE, or in"
                + " WEIR_LEDGER.\n");
    assertThat(outcome.code()).isEqualTo(2);
  }

  @Test
  void whatTheLineSaysHoldsForTheQuestionsThatHaveSuchASetting() throws Exception {
    register("--epsilon 1");
    Path questions =
        Files.writeString(
            directory.resolve("questions.json"),
            """
            [{"question": "volume"}, {"question": "users"}]
            """);
    String line = "private ask campus --from 2026-03-01 --cap 1g --epsilon 0.1 --dry-run";
    Outcome both = run(line + " --questions", questions);
    assertThat(both.code()).as(both.err()).isZero();
    assertThat(both.err()).isEqualTo("Cost: epsilon 0.1.\nCost: epsilon 0.1.\n");
    Outcome neither = run(line + " --edges 5 --questions", questions);
    assertThat(neither.code()).isEqualTo(2);
    assertThat(neither.err())
        .isEqualTo(
            "Cannot ask the questions in %s with --edges: none of them has such a setting. Leave it out.%n"
                .formatted(questions));
  }

  @Test
  void flowsAreCheckedBesideTablesWithAUserColumn() throws Exception {
    Path data = Files.createDirectory(directory.resolve("data"));
    Files.writeString(
        data.resolve("flows.json"),
        """
        {"date_first_seen":"2026-03-01T10:00:00.000Z","date_last_seen":"2026-03-01T10:00:01.000Z",\
        "src_ip_addr":"10.0.0.1","dst_ip_addr":"192.0.2.1","src_port":40000,"dst_port":443,\
        "protocol":"TCP","flags":".A..S.","tos":0,"packets":3,"bytes":400}
        """);
    Files.writeString(
        data.resolve("access.log"),
        """
        1772323200.000 29 10.0.0.1 TCP_MISS/200 296 GET http://a.example/ ana HIER_DIRECT/192.0.2.2 -
        1772323200.003 37 10.0.0.1 TCP_MISS/200 164 GET http://b.example/ bob HIER_DIRECT/192.0.2.8 -
        """);
    String line = "private register campus --zone UTC --epsilon 1 --insiders 10.0.0.0/8";
    Outcome registered = run(line + " --user-column squid_access=user", data);
    assertThat(registered.code()).as(registered.err()).isZero();
    assertThat(run("private check campus").out())
        .isEqualTo(
            """
            table         what      rows  clients or users  servers
            flows         outgoing  1     1                 1
            squid_access  user      2     2                 0
            """);
  }
}
