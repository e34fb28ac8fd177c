// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import static io.weir.privacy.ledger.Declared.NOW;
import static io.weir.privacy.ledger.Declared.WEEK;
import static io.weir.privacy.ledger.Declared.analyst;
import static io.weir.privacy.ledger.Declared.cost;
import static io.weir.privacy.ledger.Declared.dataset;
import static io.weir.privacy.ledger.Declared.days;
import static io.weir.privacy.ledger.Declared.epsilon;
import static io.weir.privacy.ledger.Declared.files;
import static io.weir.privacy.ledger.Declared.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.weir.model.WeirException;
import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Cost;
import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Rho;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlLedgerTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  @SuppressWarnings("NullAway.Init")
  private SqlLedger ledger;

  @BeforeEach
  void make() {
    ledger = at(NOW);
    ledger.register(dataset("campus", epsilon("1")), files("a"));
    ledger.add(analyst("ada", epsilon("10")));
  }

  private SqlLedger at(Instant now) {
    return SqlLedger.at(
        file().toString(), LedgerDatabase.Absent.MAKE, Clock.fixed(now, ZoneOffset.UTC));
  }

  private Path file() {
    return directory.resolve("ledger.db");
  }

  private static void assertRefused(
      WeirException.Kind kind, String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            WeirException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
        .hasMessage(message);
  }

  @Test
  void aDayPaysForItselfAndNoOther() {
    ledger.charge(request("ada", "campus", days("2026-03-01", "2026-03-03"), cost("0.6")));
    ledger.charge(request("ada", "campus", days("2026-03-04", "2026-03-05"), cost("0.6")));
    assertRefused(
        WeirException.Kind.BUDGET,
        "Cannot answer about campus: the budget of campus on 2026-03-03 does not suffice (epsilon 0.6"
            + " asked, epsilon 0.4 left of epsilon 1). Ask about other days, or with less.",
        () ->
            ledger.charge(request("ada", "campus", days("2026-03-03", "2026-03-07"), cost("0.6"))));
    // Nothing of what was refused was charged.
    assertThat(ledger.balance("campus", days("2026-03-06", "2026-03-07")).spent())
        .isEqualTo(Cost.NOTHING);
    ledger.charge(request("ada", "campus", days("2026-03-01", "2026-03-01"), cost("0.4")));
    assertThat(ledger.balance("campus", WEEK))
        .hasToString("Balance[cap=epsilon 1, spent=epsilon 1]");
    assertThat(ledger.balance("campus", WEEK).left()).hasToString("epsilon 0");
    assertThat(ledger.balance("campus", days("2026-03-02", "2026-03-07")).left())
        .hasToString("epsilon 0.4");
  }

  @Test
  void aUserOverTheRangePaysOnceForAllDays() {
    ledger.register(
        Declared.dataset("whole", "whole", Declared.overRange(), epsilon("1")), files("b"));
    ledger.charge(request("ada", "whole", days("2026-03-01", "2026-03-01"), cost("0.6")));
    assertRefused(
        WeirException.Kind.BUDGET,
        "Cannot answer about whole: the budget of whole does not suffice (epsilon 0.6 asked, epsilon 0.4 left"
            + " of epsilon 1). Ask about other days, or with less.",
        () ->
            ledger.charge(request("ada", "whole", days("2026-03-02", "2026-03-02"), cost("0.6"))));
  }

  @Test
  void anAnalystSpendsNoMoreThanTheAllotment() {
    ledger.add(analyst("bob", epsilon("0.5")));
    ledger.charge(request("bob", "campus", WEEK, cost("0.5")));
    assertRefused(
        WeirException.Kind.BUDGET,
        "Cannot answer about campus: the allotment of bob on campus on 2026-03-07 does not suffice"
            + " (epsilon 0.1 asked, epsilon 0 left of epsilon 0.5). Ask about other days, or with less.",
        () ->
            ledger.charge(request("bob", "campus", days("2026-03-07", "2026-03-08"), cost("0.1"))));
    ledger.charge(request("ada", "campus", WEEK, cost("0.5")));
    assertThat(ledger.balance("campus", "bob", WEEK).left()).hasToString("epsilon 0");
    assertThat(ledger.balance("campus", "ada", WEEK).left()).hasToString("epsilon 9.5");
  }

  @Test
  void whatIsLeftIsTheLeastOfEachCurrencyOnAnyDay() {
    ledger.register(
        dataset("flows", new Cap.Concentrated(Rho.parse("0.1"), Delta.parse("0.0000001"))),
        files("b"));
    ledger.add(analyst("carl", new Cap.Concentrated(Rho.parse("9"), Delta.parse("0.000001"))));
    Cost much = Cost.concentrated(Rho.parse("0.07"));
    Cost selecting = Cost.concentrated(Rho.parse("0.02")).withDelta(Delta.parse("0.00000008"));
    ledger.charge(request("carl", "flows", days("2026-03-01", "2026-03-01"), much));
    ledger.charge(request("carl", "flows", days("2026-03-02", "2026-03-02"), selecting));
    assertThat(ledger.balance("flows", WEEK).left()).hasToString("rho 0.03, delta 0.00000002");
  }

  @Test
  void flowsBetweenInsidersCannotCountForBoth() {
    Dataset campus = dataset("both", epsilon("1"));
    Direction both = new Direction(Direction.Source.DATA, List.of(), Direction.Internal.BOTH);
    Dataset unbounded =
        new Dataset(
            "both",
            campus.inputs(),
            campus.reading(),
            campus.users(),
            both,
            campus.cap(),
            campus.delta(),
            "both");
    assertThatThrownBy(() -> ledger.register(unbounded, files("c")))
        .isInstanceOf(WeirException.class)
        .hasMessageStartingWith("Cannot count flows between insiders of both for both:");
  }

  @Test
  void whatAnswersAreComputedWithCanBeSaidAnew() {
    Dataset campus = dataset("more", epsilon("1"));
    ledger.register(campus, files("c"));
    Dataset other =
        new Dataset(
            "more",
            campus.inputs(),
            campus.reading(),
            Map.of("memory", "2g"),
            campus.users(),
            campus.direction(),
            campus.cap(),
            campus.delta(),
            "more");
    assertThat(ledger.register(other, files("c")).version()).isEqualTo(1);
    assertThat(ledger.dataset("more").dataset()).isEqualTo(other);
  }

  @Test
  void gaussianNoiseIsPaidInRhoAlone() {
    ledger.register(
        dataset("flows", new Cap.Concentrated(Rho.parse("0.1"), Delta.parse("0.0000001"))),
        files("b"));
    ledger.add(analyst("carl", new Cap.Concentrated(Rho.parse("9"), Delta.parse("0.000001"))));
    Cost gaussian = Cost.concentrated(Rho.parse("0.05"));
    ledger.charge(request("carl", "flows", WEEK, gaussian.withDelta(Delta.parse("0.0000001"))));
    ledger.charge(request("carl", "flows", WEEK, cost("0.3")));
    assertThat(ledger.balance("flows", WEEK))
        .hasToString("Balance[cap=rho 0.1, delta 0.0000001, spent=rho 0.095, delta 0.0000001]");
    assertRefused(
        WeirException.Kind.BUDGET,
        "Cannot answer about flows: the budget of flows on 2026-03-01 does not suffice (rho 0.001, delta"
            + " 0.000000000000000001 asked, rho 0.005 left of rho 0.1, delta 0.0000001). Ask about other"
            + " days, or with less.",
        () ->
            ledger.charge(
                request(
                    "carl",
                    "flows",
                    WEEK,
                    Cost.concentrated(Rho.parse("0.001"))
                        .withDelta(Delta.parse("0.000000000000000001")))));
    assertRefused(
        WeirException.Kind.USAGE,
        "Cannot ask that about campus: it costs rho 0.05, which cannot be paid from a budget of epsilon 1."
            + " Use Laplace noise and known keys, or another budget.",
        () -> ledger.charge(request("carl", "campus", WEEK, gaussian)));
  }

  @Test
  void severalAreChargedOrNone() {
    ChargeRequest half = request("ada", "campus", WEEK, cost("0.5"));
    assertThatThrownBy(() -> ledger.charge(List.of(half, half, half)))
        .isInstanceOf(WeirException.class);
    assertThat(ledger.balance("campus", WEEK).spent()).isEqualTo(Cost.NOTHING);
    assertThat(ledger.charge(List.of(half, half))).extracting(Charge::id).containsExactly(1L, 2L);
  }

  @Test
  void anAnswerIsFreeForWhoPaidForItAndForTheSameQuestionAlone() {
    ChargeRequest asked = request("ada", "campus", WEEK, cost("0.5"));
    assertThat(ledger.stored(asked)).isEmpty();
    Charge charge = ledger.charge(asked);
    assertThat(ledger.stored(asked)).isEmpty();
    ledger.store(charge, "42 ± 3");
    assertThat(at(NOW).stored(asked)).contains(new StoredAnswer(1, NOW, "42 ± 3"));
    ledger.add(analyst("bob", epsilon("1")));
    assertThat(ledger.stored(request("bob", "campus", WEEK, cost("0.5")))).isEmpty();
    assertThat(ledger.stored(request("ada", "campus", WEEK, cost("0.4")))).isEmpty();
    assertThat(
            ledger.stored(request("ada", "campus", days("2026-03-01", "2026-03-06"), cost("0.5"))))
        .isEmpty();
    assertThat(
            ledger.stored(
                new ChargeRequest(
                    "ada", "campus", 2, "volume", "volume of all", WEEK, cost("0.5"))))
        .isEmpty();
  }

  @Test
  void otherFilesAreAnotherVersionAndOldDaysKeepWhatTheySpent() {
    ledger.charge(request("ada", "campus", WEEK, cost("1")));
    Dataset campus = ledger.dataset("campus").dataset();
    assertThat(ledger.register(campus, files("a", "b")).version()).isEqualTo(2);
    assertThat(ledger.register(campus, files("b", "a")).version()).isEqualTo(2);
    assertThat(ledger.dataset("campus").version()).isEqualTo(2);
    assertThat(ledger.files("campus")).isEqualTo(files("a", "b"));
    assertThatThrownBy(() -> ledger.charge(request("ada", "campus", WEEK, cost("0.1"))))
        .hasMessageContaining("does not suffice");
    ledger.charge(request("ada", "campus", days("2026-03-08", "2026-03-08"), cost("1")));
  }

  @Test
  void theSameContentHasOneBudgetUnlessDeclared() {
    List<DatasetFile> renamed =
        files("a").stream()
            .map(f -> new DatasetFile(Path.of("/copy/x"), f.size(), 7, f.sha256()))
            .toList();
    assertRefused(
        WeirException.Kind.USAGE,
        "Cannot register copy: what is in /copy/x belongs to the dataset campus. Share its budget"
            + " with --shares-budget-with campus, or leave the file out.",
        () -> ledger.register(dataset("copy", epsilon("1")), renamed));
    ledger.register(dataset("copy", "campus", Users.BY_DAY, epsilon("1")), renamed);
    ledger.charge(request("ada", "copy", WEEK, cost("1")));
    assertThatThrownBy(() -> ledger.charge(request("ada", "campus", WEEK, cost("0.1"))))
        .hasMessageContaining("the budget of campus on 2026-03-01");
    assertRefused(
        WeirException.Kind.USAGE,
        "Cannot register more with the budget of campus: they differ in cap, unit, zone, IPv6 prefix or"
            + " customers (epsilon 2, user-day, UTC and epsilon 1, user-day, UTC). Declare the same.",
        () -> ledger.register(dataset("more", "campus", Users.BY_DAY, epsilon("2")), files("c")));
    assertRefused(
        WeirException.Kind.USAGE,
        "Cannot register more: there is no dataset campos whose budget it could share. Did you mean"
            + " campus?",
        () -> ledger.register(dataset("more", "campos", Users.BY_DAY, epsilon("1")), files("c")));
  }

  @Test
  void whoSharesHasTheSameUnits() {
    Users wider =
        new Users(
            PrivacyUnit.USER_DAY, Users.BY_DAY.zone(), Map.of(), 56, List.of(), Users.Outside.DROP);
    assertThatThrownBy(
            () -> ledger.register(dataset("more", "campus", wider, epsilon("1")), files("c")))
        .hasMessageContaining("they differ in cap, unit, zone, IPv6 prefix or customers");
    Users named =
        new Users(
            PrivacyUnit.USER_DAY,
            Users.BY_DAY.zone(),
            Map.of("zeek_conn", "id.orig_h"),
            64,
            List.of(),
            Users.Outside.DROP);
    ledger.register(dataset("more", "campus", named, epsilon("1")), files("c"));
  }

  @Test
  void whoSharesWithOneThatSharesHasTheSameBudget() {
    ledger.register(dataset("copy", "campus", Users.BY_DAY, epsilon("1")), files("a"));
    Dataset third = dataset("third", "copy", Users.BY_DAY, epsilon("1"));
    assertThat(ledger.register(third, files("a")).dataset().budget()).isEqualTo("campus");
    assertThat(ledger.register(third, files("a", "b")).version()).isEqualTo(2);
  }

  @Test
  void aDeclarationNeverChanges() {
    assertRefused(
        WeirException.Kind.USAGE,
        "Cannot register campus: a dataset of this name is declared otherwise. Give the same options"
            + " as then, or another name.",
        () -> ledger.register(dataset("campus", epsilon("2")), files("a")));
    assertThat(ledger.datasets())
        .containsExactly(new Registration(dataset("campus", epsilon("1")), 1));
    assertRefused(
        WeirException.Kind.USAGE,
        "Cannot use the dataset campsu: no dataset of this name is registered. Did you mean campus?",
        () -> ledger.dataset("campsu"));
  }

  @Test
  void aTokenTellsWhoAsksUntilItExpires() throws Exception {
    String token = ledger.add(analyst("bob", epsilon("0.5")));
    assertThat(ledger.analystOf(token)).map(Analyst::name).contains("bob");
    assertThat(ledger.analystOf("x" + token)).isEmpty();
    assertThat(ledger.analystOf("")).isEmpty();
    assertThat(Files.readString(file(), java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain(token);
    assertThat(at(NOW.plus(Duration.ofMinutes(59))).analystOf(token)).isPresent();
    SqlLedger later = at(NOW.plus(Duration.ofHours(1)));
    assertThat(later.analystOf(token)).isEmpty();
    assertRefused(
        WeirException.Kind.USAGE,
        "Cannot ask as bob: the right to ask has expired (2026-03-10T13:00:00Z). Have it renewed"
            + " with weir private analyst add.",
        () -> later.charge(request("bob", "campus", WEEK, cost("0.1"))));
    String other = ledger.add(analyst("bob", epsilon("0.5")));
    assertThat(ledger.analystOf(token)).isEmpty();
    ledger.revoke("bob");
    assertThat(ledger.analystOf(other)).isEmpty();
    assertThatThrownBy(() -> ledger.charge(request("bob", "campus", WEEK, cost("0.1"))))
        .hasMessageContaining("has expired");
  }

  @Test
  void aRenewedAllotmentKeepsWhatWasSpent() {
    ledger.add(analyst("bob", epsilon("0.5")));
    ledger.charge(request("bob", "campus", WEEK, cost("0.5")));
    ledger.add(analyst("bob", epsilon("0.6")));
    assertThat(ledger.balance("campus", "bob", WEEK).left()).hasToString("epsilon 0.1");
  }

  @Test
  void anAnalystAsksWhatIsAllowedAlone() {
    ledger.add(analyst("bob", epsilon("0.5"), new TreeSet<>(List.of("top-k"))));
    assertRefused(
        WeirException.Kind.USAGE,
        "Cannot ask volume about campus as bob: it is not among what this analyst may ask"
            + " (datasets: all; kinds: top-k). Ask something else, or have the right extended.",
        () -> ledger.charge(request("bob", "campus", WEEK, cost("0.1"))));
  }

  @Test
  void aLedgerOfAnotherVersionIsRefused() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE weir_ledger SET version = 99");
    }
    assertRefused(
        WeirException.Kind.USAGE,
        "Cannot open the ledger %s: its tables are of version 99, and this Weir knows them up to %d."
                .formatted(file(), LedgerSchema.VERSION)
            + " Use the Weir that wrote it, or a newer one.",
        () -> at(NOW));
  }

  @Test
  void aLedgerOfAnOlderVersionIsRenewed() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE weir_claim");
      statement.execute("DROP TABLE weir_refusal");
      statement.execute("DROP TABLE weir_column");
      statement.execute("ALTER TABLE weir_analyst DROP COLUMN role");
      statement.execute("UPDATE weir_ledger SET version = 1");
    }
    try (Ledger renewed = at(NOW)) {
      assertThat(renewed.analyst("ada").role()).isEqualTo(Role.ANALYST);
    }
  }

  @Test
  void columnsKeepTheTypesThatTheyWereRegisteredWith() {
    Dataset campus = ledger.dataset("campus").dataset();
    TypedColumn bytes = new TypedColumn("flows", "c_bytes", "BIGINT");
    ledger.register(campus, files("b"), List.of(bytes, new TypedColumn("flows", "x", "DOUBLE")));
    ledger.register(campus, files("c"), List.of(bytes, new TypedColumn("dns", "x", "VARCHAR")));
    assertRefused(
        WeirException.Kind.USAGE,
        "Cannot register campus: the column x of flows is VARCHAR in one of its files, and DOUBLE in"
            + " what was registered before. Convert the file so that it has that type, or register it"
            + " under another name that shares the budget.",
        () ->
            ledger.register(campus, files("d"), List.of(new TypedColumn("flows", "x", "VARCHAR"))));
    assertThat(ledger.files("campus")).isEqualTo(files("c"));
  }

  @Test
  void whatIsRefusedIsKeptAndNothingOfItIsCharged() {
    ledger.add(analyst("bob", epsilon("0.5"), new TreeSet<>(List.of("top-k"))));
    ChargeRequest fits = request("ada", "campus", WEEK, cost("0.1"));
    ChargeRequest tooMuch = request("ada", "campus", WEEK, cost("500"));
    assertThatThrownBy(() -> ledger.charge(List.of(fits, tooMuch)))
        .isInstanceOf(WeirException.class);
    assertThatThrownBy(() -> ledger.charge(request("bob", "campus", WEEK, cost("0.1"))))
        .isInstanceOf(WeirException.class);
    assertThat(ledger.charges("campus")).isEmpty();
    assertThat(ledger.refusals(0))
        .extracting(RefusedRequest::reason, RefusedRequest::analyst, RefusedRequest::times)
        .containsExactly(
            tuple(RefusalReason.BUDGET, "ada", 1L), tuple(RefusalReason.RIGHT, "bob", 1L));
    assertThat(ledger.refusals(1)).hasSize(1);
    assertThat(ledger.refusals(0).get(0).question()).isEqualTo(tooMuch.question());
  }

  @Test
  void anOperatorAsksNothing() {
    Analyst ada = ledger.analyst("ada");
    ledger.add(
        new Analyst(
            "olga", Role.OPERATOR, ada.expires(), ada.allotment(), ada.datasets(), ada.kinds()));
    assertThat(ledger.analyst("olga").role()).isEqualTo(Role.OPERATOR);
    assertRefused(
        WeirException.Kind.USAGE,
        "Cannot ask as olga: an operator sees what others asked, and asks nothing. Use an analyst's"
            + " token.",
        () -> ledger.charge(request("olga", "campus", WEEK, cost("0.1"))));
  }

  @Test
  void whatIsNoLedgerIsRefused() throws Exception {
    Path other = Files.writeString(directory.resolve("notes.txt"), "notes ".repeat(1000));
    assertThatThrownBy(() -> SqlLedger.make(other.toString()))
        .isInstanceOf(WeirException.class)
        .hasMessageStartingWith("Cannot open the ledger " + other)
        .hasMessageContaining("file is not a database");
    Path missing = directory.resolve("missing.db");
    assertRefused(
        WeirException.Kind.USAGE,
        "Cannot open the ledger %s: there is no such file. weir private register makes one."
            .formatted(missing),
        () -> SqlLedger.open(missing.toString()));
    assertThat(missing).doesNotExist();
    assertRefused(
        WeirException.Kind.USAGE,
        "Cannot open the ledger jdbc:mysql://h/d: it is in no database that keeps ledgers. Name a"
            + " file, or jdbc:postgresql://HOST:PORT/DATABASE?user=….",
        () -> SqlLedger.open("jdbc:mysql://u:secret@h/d?password=secret"));
  }

  @Test
  void theFileIsItsOwnersAlone() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void totalsAreTheSumsOfTheCharges() throws Exception {
    for (int i = 1; i <= 9; i++) {
      ledger.charge(request("ada", "campus", days("2026-03-0" + i, "2026-03-09"), cost("0.1")));
    }
    assertThat(ledger.balance("campus", WEEK).spent()).hasToString("epsilon 0.7");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT count(*) FROM weir_spent s WHERE epsilon <> (
                  SELECT sum(epsilon) FROM weir_charge c WHERE c.budget = s.budget
                  AND s.day BETWEEN c.first_day AND c.last_day)
                """)) {
      assertThat(row.next()).isTrue();
      assertThat(row.getLong(1)).isZero();
    }
  }

  @Test
  void aQuestionIsAboutTenYearsAtMost() {
    assertRefused(
        WeirException.Kind.USAGE,
        "Cannot ask about the days from 2026-03-02 to 2026-03-01: these are 0. Ask about 1 to 3660"
            + " days.",
        () -> days("2026-03-02", "2026-03-01"));
    assertThat(days("2020-01-01", "2029-12-31").count()).isEqualTo(3653);
  }

  @Test
  void aQuestionIsBegunByOneAtATime() {
    SqlLedger other = at(NOW.plusSeconds(1));
    ChargeRequest asked = request("ada", "campus", WEEK, cost("0.1"));
    ChargeRequest more = request("ada", "campus", days("2026-03-08", "2026-03-09"), cost("0.1"));
    Charge charge = charged(ledger, asked);
    assertThat(other.begin(List.of(asked))).isEmpty();
    // With others it waits as well, and nothing is charged meanwhile.
    assertThat(other.begin(List.of(more, asked))).isEmpty();
    assertThat(ledger.charges("campus")).containsExactly(charge);
    ledger.add(analyst("bob", epsilon("1")));
    charged(other, request("bob", "campus", WEEK, cost("0.1")));
    ledger.store(charge, "42");
    List<Entry> entries = other.begin(List.of(more, asked)).orElseThrow();
    assertThat(entries.get(0)).isInstanceOf(Charge.class);
    assertThat(entries.get(1)).isEqualTo(new StoredAnswer(1, NOW, "42"));
    assertThat(ledger.charges("campus")).hasSize(3);
  }

  @Test
  void aQuestionThatIsAnsweredNoMoreCanBeBegunAgainAtItsPrice() {
    ChargeRequest asked = request("ada", "campus", WEEK, cost("0.1"));
    ledger.end(List.of(charged(ledger, asked)));
    Charge second = charged(at(NOW.plusSeconds(1)), asked);
    assertThat(second.id()).isEqualTo(2);
    Instant late = NOW.plusSeconds(1).plus(Ledger.HELD);
    assertThat(at(late.minusMillis(1)).begin(List.of(asked))).isEmpty();
    at(late.minusMillis(1)).hold(List.of(second));
    assertThat(at(late).begin(List.of(asked))).isEmpty();
    Charge third = charged(at(late.plus(Ledger.HELD)), asked);
    // Who comes back after all takes nothing away, and what it paid for is an answer.
    at(late.plus(Ledger.HELD)).hold(List.of(second));
    at(late.plus(Ledger.HELD)).store(second, "42");
    at(late.plus(Ledger.HELD)).store(third, "43");
    assertThat(ledger.stored(asked)).map(StoredAnswer::text).contains("42");
    assertThat(ledger.balance("campus", WEEK).left()).hasToString("epsilon 0.7");
  }

  @Test
  void aClockThatWasSetBackKeepsNobodyWaiting() {
    ChargeRequest asked = request("ada", "campus", WEEK, cost("0.1"));
    charged(ledger, asked);
    assertThat(charged(at(NOW.minusSeconds(3600)), asked).id()).isEqualTo(2);
  }

  @Test
  void whatCannotBePaidIsNotBegun() {
    ChargeRequest fits = request("ada", "campus", WEEK, cost("0.9"));
    ChargeRequest tooMuch = request("ada", "campus", WEEK, cost("0.2"));
    assertThatThrownBy(() -> ledger.begin(List.of(fits, tooMuch)))
        .hasMessageStartingWith("Cannot answer about campus: the budget of campus on 2026-03-01");
    assertThat(ledger.refusals(0)).hasSize(1);
    assertThat(charged(ledger, fits).id()).isEqualTo(1);
  }

  private static Charge charged(SqlLedger ledger, ChargeRequest request) {
    return (Charge) ledger.begin(List.of(request)).orElseThrow().get(0);
  }
}
