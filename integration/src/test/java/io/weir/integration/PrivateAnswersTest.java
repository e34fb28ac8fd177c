// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.Options;
import io.weir.model.TableSchema;
import io.weir.model.TimeRange;
import io.weir.model.WeirException;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.Engine;
import io.weir.model.engine.NativeTable;
import io.weir.model.tables.FiveTables;
import io.weir.privacy.budget.Cap;
import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.ledger.Dataset;
import io.weir.privacy.ledger.Days;
import io.weir.privacy.ledger.Direction;
import io.weir.privacy.ledger.PrivacyUnit;
import io.weir.privacy.ledger.Users;
import io.weir.privacy.question.Answer;
import io.weir.privacy.question.AnswerRow;
import io.weir.privacy.question.Asked;
import io.weir.privacy.question.BoundedStatement;
import io.weir.privacy.question.Condition;
import io.weir.privacy.question.Desk;
import io.weir.privacy.question.Frame;
import io.weir.privacy.question.Groups;
import io.weir.privacy.question.Lattice;
import io.weir.privacy.question.Measure;
import io.weir.privacy.question.Price;
import io.weir.privacy.question.Question;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What private questions come to on both engines, without noise: the bounds are those of the
 * declaration, whatever the records say.
 */
class PrivateAnswersTest {
  private static final Days FIRST = new Days(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 1));
  private static final Days BOTH = new Days(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 2));
  private static final Price PRICE = new Price.Pure(Epsilon.parse("1"));
  private static final OptionalInt USUAL = OptionalInt.empty();
  private static final Dataset DAILY = dataset(Direction.OF_DATA, Users.BY_DAY);

  private static Dataset dataset(Direction direction, Users users) {
    Cap cap = new Cap.Pure(Epsilon.parse("10"));
    return new Dataset(
        "campus",
        List.of("logs"),
        Map.of(),
        users,
        direction,
        cap,
        Delta.parse("0.000001"),
        "campus");
  }

  private static Frame frame(Days days, Condition... conditions) {
    return new Frame("named_flows", days, List.of(conditions), Optional.empty());
  }

  private static Question volume(Days days, Measure measure, long cap, Condition... conditions) {
    return new Question.Volume(
        frame(days, conditions), measure, Optional.empty(), cap, USUAL, OptionalInt.empty());
  }

  private static List<Answer> ask(String engine, Dataset dataset, Question... questions) {
    return ask(dataset, source(engine), questions);
  }

  private static List<Answer> ask(Dataset dataset, Desk.Source source, Question... questions) {
    List<Asked> asked = List.of(questions).stream().map(q -> new Asked(q, PRICE)).toList();
    Desk desk = new Desk(new OpenLedger(dataset), new NoNoise(0));
    return desk.ask("campus", "ada", asked, source);
  }

  private static Desk.Source source(String name) {
    String text = Fixtures.text("private/named_flows.tsv");
    return source(name, FixtureFormat.table(FiveTables.NAMED_FLOWS, text, 2));
  }

  private static Desk.Source source(String name, NativeTable table) {
    Catalog catalog = new Catalog(List.of(table), Map.of(), List.of(), Map.of(), TimeRange.ALL);
    return (dataset, work) -> {
      try (Engine engine = Engines.named(name, catalog, Options.NONE)) {
        work.accept(engine);
      }
    };
  }

  private static List<String> shown(Answer answer) {
    return answer.rows().stream()
        .map(
            row ->
                row.time().map(time -> time + " ").orElse("")
                    + row.key().map(key -> key + " ").orElse("")
                    + row.from().map(from -> from.toPlainString() + "- ").orElse("")
                    + row.value().toPlainString())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {Engines.EMBEDDED, Engines.SPARK})
  void volumesInTotal(String engine) {
    Dataset dataset = dataset(Direction.OF_DATA, Users.BY_DAY);
    List<Answer> answers =
        ask(
            engine,
            dataset,
            volume(FIRST, Measure.ALL, 1000),
            volume(FIRST, Measure.UPLOAD, 1000),
            volume(FIRST, Measure.DOWNLOAD, 100_000),
            volume(FIRST, Measure.FLOWS, 3),
            volume(FIRST, Measure.USERS, 1),
            volume(FIRST, Measure.UPLOAD, 10_000, new Condition.Server("192.0.2.10")),
            volume(FIRST, Measure.UPLOAD, 10_000, new Condition.DomainPattern("*.example.org")),
            volume(FIRST, Measure.UPLOAD, 10_000, new Condition.DomainPattern("cdn.*")),
            volume(FIRST, Measure.UPLOAD, 10_000, new Condition.DomainPattern("*ample.n*")),
            volume(FIRST, Measure.UPLOAD, 10_000, new Condition.Domain("' OR 1=1 --")),
            volume(FIRST, Measure.UPLOAD, 10_000, Condition.Way.INCOMING),
            volume(FIRST, Measure.UPLOAD, 10_000, Condition.Way.OUTGOING));
    // Units: 10.0.0.1, 10.0.0.2 by its one incoming flow, and 2001:db8::/64.
    assertThat(answers.stream().flatMap(answer -> shown(answer).stream()).toList())
        .containsExactly(
            "2165", "738", "200077", "6", "3", "300", "340", "310", "310", "0", "88", "650");
  }

  @ParameterizedTest
  @ValueSource(strings = {Engines.EMBEDDED, Engines.SPARK})
  void groupsAndTimes(String engine) {
    Dataset dataset = dataset(Direction.OF_DATA, Users.BY_DAY);
    Groups declared =
        Groups.declared(
            Groups.By.DOMAIN, List.of("example.org", "example.net", "example.com", "nowhere.test"));
    Groups selected = Groups.selected(Groups.By.NAME, Delta.parse("0.000001"));
    Frame hourly = new Frame("named_flows", FIRST, List.of(), Optional.of(Duration.ofHours(6)));
    List<Answer> answers =
        ask(
            engine,
            dataset,
            new Question.Volume(
                frame(BOTH),
                Measure.UPLOAD,
                Optional.of(declared),
                500,
                USUAL,
                OptionalInt.empty()),
            new Question.Volume(
                frame(BOTH), Measure.USERS, Optional.of(declared), 1, USUAL, OptionalInt.of(2)),
            new Question.Volume(
                frame(BOTH), Measure.USERS, Optional.of(selected), 1, USUAL, OptionalInt.empty()),
            new Question.Volume(
                hourly, Measure.FLOWS, Optional.empty(), 100, USUAL, OptionalInt.empty()));
    assertThat(shown(answers.get(0)))
        .containsExactly("example.com 500", "example.net 310", "example.org 340", "nowhere.test 0");
    assertThat(shown(answers.get(1))).containsExactly("example.org 2", "example.com 1");
    // Nobody's key is shown that so few touch.
    assertThat(shown(answers.get(2))).isEmpty();
    assertThat(shown(answers.get(3)))
        .containsExactly(
            "2026-03-01T00:00 0", "2026-03-01T06:00 3", "2026-03-01T12:00 3", "2026-03-01T18:00 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {Engines.EMBEDDED, Engines.SPARK})
  void histogramsFeaturesAndUsers(String engine) {
    Dataset dataset = dataset(Direction.OF_DATA, Users.BY_DAY);
    Lattice rtt = new Lattice("c_rtt_ms", BigDecimal.ZERO, new BigDecimal("100"));
    List<Answer> answers =
        ask(
            engine,
            dataset,
            new Question.VolumeHistogram(
                frame(FIRST), Measure.UPLOAD, List.of(50L, 100L, 1000L), USUAL),
            new Question.VolumeHistogram(
                frame(FIRST, new Condition.DomainPattern("*.example.org")),
                Measure.UPLOAD,
                List.of(50L, 100L),
                USUAL),
            new Question.Users(frame(FIRST, new Condition.Server("192.0.2.10")), USUAL),
            new Question.Feature(frame(FIRST), rtt, Question.Moment.MEAN, USUAL),
            new Question.Feature(frame(FIRST), rtt, Question.Moment.DEVIATION, USUAL),
            new Question.Feature(frame(FIRST), rtt, new Question.Percentile(500), USUAL),
            new Question.Feature(frame(FIRST), rtt, new Question.Histogram(4), USUAL));
    assertThat(shown(answers.get(0))).containsExactly("0- 1", "50- 1", "100- 1", "1000- 0");
    assertThat(shown(answers.get(1))).containsExactly("0- 2", "50- 0", "100- 1");
    assertThat(shown(answers.get(2))).containsExactly("not matching 2", "matching 1");
    // The units' means are 44.17 (12.5, 20 and NaN, which is cut to 100), 7 and 70.
    assertThat(shown(answers.get(3))).containsExactly("40.3888702");
    assertThat(shown(answers.get(4))).containsExactly("25.8579986");
    assertThat(shown(answers.get(5))).containsExactly("7.03125");
    assertThat(shown(answers.get(6))).containsExactly("0- 1", "25- 1", "50- 1", "75- 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {Engines.EMBEDDED, Engines.SPARK})
  void unitsAreThoseOfTheDeclaration(String engine) {
    List<String> networks = List.of("10.0.0.0/8", "2001:db8::/64");
    Direction dropped = new Direction(Direction.Source.NETWORKS, networks, Direction.Internal.DROP);
    Users single =
        new Users(
            PrivacyUnit.USER_DAY,
            ZoneId.of("Europe/Rome"),
            Map.of(),
            128,
            List.of(),
            Users.Outside.DROP);
    Users customers =
        new Users(
            PrivacyUnit.CUSTOMER,
            ZoneId.of("UTC"),
            Map.of(),
            64,
            List.of(
                new Users.CustomerPrefix("10.0.0.0/24", "office"),
                new Users.CustomerPrefix("10.0.0.2/32", "server")),
            Users.Outside.TOGETHER);
    Users named =
        new Users(
            PrivacyUnit.USER,
            ZoneId.of("UTC"),
            Map.of("named_flows", "s_ip"),
            64,
            List.of(),
            Users.Outside.DROP);
    Question users = volume(FIRST, Measure.USERS, 1);
    Question flows = volume(FIRST, Measure.FLOWS, 100);
    // 10.0.0.1, .2 and .3 and two of IPv6; in Rome the flow of 23:30 is of the next day.
    assertThat(of(engine, dataset(dropped, single), users, flows)).containsExactly("4", "7");
    assertThat(of(engine, dataset(dropped, customers), users, flows)).containsExactly("3", "8");
    assertThat(of(engine, dataset(dropped, named), users, flows)).containsExactly("6", "11");
  }

  private static List<String> of(String engine, Dataset dataset, Question... questions) {
    return ask(engine, dataset, questions).stream()
        .flatMap(answer -> shown(answer).stream())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {Engines.EMBEDDED, Engines.SPARK})
  void aUnitCountsInNoMoreGroupsThanItMayTouch(String engine) {
    Dataset dataset = dataset(Direction.OF_DATA, Users.BY_DAY);
    Groups servers = Groups.declared(Groups.By.SERVER, List.of("192.0.2.10", "192.0.2.20"));
    Answer answer =
        ask(
                engine,
                dataset,
                new Question.Volume(
                    frame(FIRST),
                    Measure.USERS,
                    Optional.of(servers),
                    1,
                    OptionalInt.of(1),
                    OptionalInt.empty()))
            .get(0);
    // 10.0.0.1 has both.
    assertThat(answer.rows().stream().map(AnswerRow::value).mapToLong(BigDecimal::longValue).sum())
        .isEqualTo(1);
  }

  @Test
  void flowsThatWouldCountForBothEndsAreRefusedBeforeTheyArePaid() {
    List<String> networks = List.of("10.0.0.0/8");
    Direction both = new Direction(Direction.Source.NETWORKS, networks, Direction.Internal.BOTH);
    OpenLedger ledger = new OpenLedger(dataset(both, Users.BY_DAY));
    List<Asked> asked = List.of(new Asked(volume(FIRST, Measure.ALL, 1000), PRICE));
    assertThatThrownBy(
            () ->
                new Desk(ledger, new NoNoise(0))
                    .ask("campus", "ada", asked, source(Engines.EMBEDDED)))
        .isInstanceOf(WeirException.class)
        .hasMessageStartingWith("Cannot count flows between insiders of campus for both:");
    assertThat(ledger.charged()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {Engines.EMBEDDED, Engines.SPARK})
  void aCapIsChosenAndWhatItCutsIsTold(String engine) {
    Question bought =
        new Question.Volume(
            frame(FIRST),
            Measure.UPLOAD,
            Optional.empty(),
            new Question.Bought(600),
            true,
            USUAL,
            OptionalInt.empty());
    Answer answer = ask(engine, dataset(Direction.OF_DATA, Users.BY_DAY), bought).get(0);
    // Units have 610, 88 and 40; of 128 and its like, which two of three do not exceed, the first
    // is
    // chosen without noise.
    assertThat(answer.rows().stream().map(row -> row.what() + " " + row.value()).toList())
        .containsExactly("cap 128", "bytes 256", "number above the cap 1");
    assertThat(answer.cost().epsilon()).contains(Epsilon.parse("1"));
    assertThat(answer.notes())
        .contains(
            "The cap was chosen for 60 % of the values, off by 83 values at most with a chance of 95"
                + " %; that took epsilon 0.1 of the cost.");
  }

  /** Numbers that no whole number holds, and others at the bounds, with the place of each. */
  private static final Map<String, Long> PLACES =
      Map.of(
          "1e308",
          4L,
          "-1e308",
          0L,
          "NaN",
          4L,
          "Infinity",
          4L,
          "-Infinity",
          0L,
          "99",
          3L,
          "100",
          4L,
          "0",
          0L,
          "1e-300",
          0L,
          "50",
          2L);

  @ParameterizedTest
  @ValueSource(strings = {Engines.EMBEDDED, Engines.SPARK})
  void numbersOutOfAllBoundsAreCutAlike(String engine) {
    StringBuilder rows = new StringBuilder("ts\tc_ip\ts_ip\tdirection\tc_rtt_ms\n");
    long[] expected = new long[4];
    int user = 1;
    for (Map.Entry<String, Long> place : PLACES.entrySet()) {
      rows.append("2026-03-01T10:00:00\t10.0.0.").append(user++).append("\t192.0.2.1\toutgoing\t");
      rows.append(place.getKey()).append('\n');
      expected[(int) Math.min(3, place.getValue())]++;
    }
    NativeTable table = FixtureFormat.table(FiveTables.NAMED_FLOWS, rows.toString(), 1);
    Lattice rtt = new Lattice("c_rtt_ms", BigDecimal.ZERO, new BigDecimal("100"));
    Question question = new Question.Feature(frame(FIRST), rtt, new Question.Histogram(4), USUAL);
    Answer answer =
        ask(dataset(Direction.OF_DATA, Users.BY_DAY), source(engine, table), question).get(0);
    assertThat(answer.rows().stream().map(AnswerRow::value).mapToLong(BigDecimal::longValue))
        .containsExactly(expected[0], expected[1], expected[2], expected[3]);
  }

  @ParameterizedTest
  @ValueSource(strings = {Engines.EMBEDDED, Engines.SPARK})
  void aColumnThatIsNotThereSpoilsNoOtherQuestion(String engine) {
    TableSchema schema =
        new TableSchema(
            "sensor",
            "A flow.",
            List.of(
                Column.of("ts", ColumnType.TIMESTAMP),
                Column.of("who", ColumnType.STRING),
                Column.of("Size", ColumnType.BIGINT),
                Column.of("seen", ColumnType.TIMESTAMP)));
    String rows =
        """
        ts\twho\tSize\tseen
        2026-03-01T10:00:00\tada\t10\t2026-03-01T10:00:00
        2026-03-01T10:00:00\tbob\t20\t2026-03-01T10:00:00
        """;
    Users named =
        new Users(
            PrivacyUnit.USER_DAY,
            ZoneId.of("UTC"),
            Map.of("sensor", "who"),
            64,
            List.of(),
            Users.Outside.DROP);
    Frame frame = new Frame("sensor", FIRST, List.of(), Optional.empty());
    Frame served =
        new Frame("sensor", FIRST, List.of(new Condition.Server("192.0.2.1")), Optional.empty());
    List<Answer> answers =
        ask(
            dataset(Direction.OF_DATA, named),
            source(engine, FixtureFormat.table(schema, rows, 1)),
            new Question.Users(frame, USUAL),
            halves(frame, "nowhere"),
            new Question.Users(served, USUAL),
            halves(frame, "size"),
            halves(frame, "seen"));
    assertThat(answers.stream().flatMap(answer -> shown(answer).stream()).toList())
        .containsExactly(
            "not matching 0",
            "matching 2",
            "0- 0",
            "50- 0",
            "not matching 0",
            "matching 0",
            "0- 2",
            "50- 0",
            "0- 0",
            "50- 0");
  }

  private static Question halves(Frame frame, String column) {
    Lattice lattice = new Lattice(column, BigDecimal.ZERO, new BigDecimal("100"));
    return new Question.Feature(frame, lattice, new Question.Histogram(2), USUAL);
  }

  @Test
  void whatCannotBeReadIsLikeNoRows() {
    Dataset dataset = dataset(Direction.OF_DATA, Users.BY_DAY);
    Desk desk = new Desk(new OpenLedger(dataset), new NoNoise(7));
    List<Asked> asked = List.of(new Asked(volume(FIRST, Measure.ALL, 1000), PRICE));
    Answer answer =
        desk.ask(
                "campus",
                "ada",
                asked,
                (d, work) -> {
                  throw new IllegalStateException("line 7 is broken");
                })
            .get(0);
    assertThat(shown(answer)).containsExactly("7");
  }

  @Test
  void whatMemoryIsNotEnoughForIsLikeNoRows() {
    Dataset dataset = dataset(Direction.OF_DATA, Users.BY_DAY);
    Desk desk = new Desk(new OpenLedger(dataset), new NoNoise(7));
    List<Asked> asked = List.of(new Asked(volume(FIRST, Measure.ALL, 1000), PRICE));
    for (Error error : List.of(new OutOfMemoryError(), new StackOverflowError())) {
      Desk.Source source =
          (d, work) -> {
            throw error;
          };
      assertThat(shown(desk.ask("campus", "ada", asked, source).get(0))).containsExactly("7");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Engines.EMBEDDED, Engines.SPARK})
  void whatIsAskedTogetherHasTheAnswersOfEachAlone(String engine) {
    List<Question> questions = new ArrayList<>();
    for (long cap : List.of(100L, 5_000L, 1_000_000L)) {
      questions.add(volume(BOTH, Measure.ALL, cap));
      questions.add(every("6h", volume(BOTH, Measure.ALL, cap)));
    }
    questions.add(every("12h", volume(BOTH, Measure.FLOWS, 2)));
    questions.add(every("1h", volume(BOTH, Measure.USERS, 1)));
    questions.add(volume(BOTH, Measure.FLOWS, 3, new Condition.Server("192.0.2.10")));
    questions.add(new Question.Users(frame(BOTH, Condition.Way.OUTGOING), USUAL));
    List<String> alone =
        questions.stream()
            .map(question -> shown(ask(engine, DAILY, question).get(0)).toString())
            .toList();
    List<String> together =
        ask(engine, DAILY, questions.toArray(Question[]::new)).stream()
            .map(answer -> shown(answer).toString())
            .toList();
    assertThat(together).isEqualTo(alone);
    assertThat(new TreeSet<>(alone)).hasSize(questions.size());
  }

  /** The same with an answer for each length of time. */
  private static Question every(String length, Question asked) {
    Question.Volume volume = (Question.Volume) asked;
    Frame frame = volume.frame();
    return new Question.Volume(
        new Frame(
            frame.table(), frame.days(), frame.where(), Optional.of(Duration.parse("PT" + length))),
        volume.measure(),
        volume.groups(),
        volume.bound(),
        volume.tellsCut(),
        volume.touched(),
        volume.limit());
  }

  @Test
  void theSameQuestionTwiceAtOnceIsChargedOnce() {
    OpenLedger ledger = new OpenLedger(dataset(Direction.OF_DATA, Users.BY_DAY));
    Asked one = new Asked(volume(FIRST, Measure.ALL, 1000), PRICE);
    Asked other = new Asked(volume(FIRST, Measure.UPLOAD, 1000), PRICE);
    List<Answer> answers =
        new Desk(ledger, new NoNoise(3))
            .ask("campus", "ada", List.of(one, other, one), source(Engines.EMBEDDED));
    assertThat(ledger.charged()).hasSize(2);
    assertThat(answers.get(2).rows()).isEqualTo(answers.get(0).rows());
    assertThat(answers.stream().map(Answer::isStored)).containsExactly(false, false, true);
  }

  @Test
  void theSameQuestionAgainIsFree() {
    OpenLedger ledger = new OpenLedger(dataset(Direction.OF_DATA, Users.BY_DAY));
    List<Asked> asked = List.of(new Asked(volume(FIRST, Measure.ALL, 1000), PRICE));
    Answer first =
        new Desk(ledger, new NoNoise(3))
            .ask("campus", "ada", asked, source(Engines.EMBEDDED))
            .get(0);
    Answer again =
        new Desk(ledger, new NoNoise(4))
            .ask("campus", "ada", asked, source(Engines.EMBEDDED))
            .get(0);
    assertThat(again.rows()).isEqualTo(first.rows());
    assertThat(again.isStored()).isTrue();
    assertThat(ledger.charged()).hasSize(1);
  }

  @Test
  void statementsAreWrittenPortably() {
    Dataset dataset = dataset(Direction.OF_DATA, Users.BY_DAY);
    Lattice rtt = new Lattice("c_rtt_ms", BigDecimal.ZERO, new BigDecimal("100"));
    Groups servers = Groups.declared(Groups.By.SERVER, List.of("192.0.2.10"));
    List<Asked> asked =
        List.of(
            new Asked(volume(FIRST, Measure.ALL, 10), PRICE),
            new Asked(
                new Question.Feature(frame(FIRST), rtt, Question.Moment.DEVIATION, USUAL), PRICE),
            new Asked(
                new Question.Volume(
                    frame(FIRST),
                    Measure.UPLOAD,
                    Optional.of(servers),
                    5,
                    USUAL,
                    OptionalInt.empty()),
                PRICE));
    BoundedStatement statement = BoundedStatement.of(dataset, asked, "secret");
    assertThat(PortableSql.faults(statement.sql())).isEmpty();
  }
}
