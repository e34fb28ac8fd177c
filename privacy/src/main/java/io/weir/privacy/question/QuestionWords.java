// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.Nearest;
import io.weir.model.WeirException;
import io.weir.privacy.budget.Delta;
import io.weir.privacy.budget.Epsilon;
import io.weir.privacy.budget.Rho;
import io.weir.privacy.ledger.Days;
import io.weir.privacy.question.Groups.By;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Questions in words, as command lines, files and requests give them: names of settings, and a text
 * for each. The same words mean the same everywhere.
 */
public final class QuestionWords {
  /** What can be asked. */
  public static final List<String> KINDS = List.copyOf(QuestionForm.KINDS.keySet());

  /** What can be said of a question, by name. */
  public static final List<String> NAMES =
      Stream.concat(
              Stream.of("question"), QuestionForm.SETTINGS.stream().map(QuestionForm.Setting::name))
          .toList();

  static final String USUAL_DELTA = "0.0000001";

  private static final String AUTO = "auto";
  private static final int USUAL_PERMILLE = 990;
  private static final long LARGEST_AS = 0xffff_ffffL;

  private final Map<String, String> words;

  private QuestionWords(Map<String, String> words) {
    this.words = words;
  }

  /**
   * The question that words mean.
   *
   * @param words by name, without hyphens in front
   * @throws WeirException of kind USAGE when they mean none
   */
  public static Asked parse(Map<String, String> words) {
    TreeSet<String> unknown = new TreeSet<>(words.keySet());
    NAMES.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw WeirException.usage(
          "Cannot ask with %s: a question has no such setting. %s",
          unknown.first(), Nearest.remedy(unknown.first(), "Settings", NAMES));
    }
    QuestionWords asked = new QuestionWords(words);
    Asked meant = new Asked(asked.question(), asked.price());
    requireSettingsOf(meant.question().kind(), words);
    return meant;
  }

  /** Refuses what would be paid for and then not heeded. */
  private static void requireSettingsOf(String kind, Map<String, String> words) {
    for (String name : words.keySet()) {
      if (!QuestionForm.isFor(kind, name)) {
        throw WeirException.usage(
            "Cannot ask for %s with %s: it has no such setting. Leave it out.", kind, name);
      }
    }
  }

  private Question question() {
    String kind = required("question", "what is asked: " + String.join(", ", KINDS));
    return switch (kind) {
      case "volume" -> volume(OptionalInt.empty());
      case "top" -> volume(OptionalInt.of(count("limit").orElse(10)));
      case "histogram" ->
          new Question.VolumeHistogram(frame(false), measure("all"), edges(), touched());
      case "feature" -> new Question.Feature(frame(false), lattice(), statistic(), touched());
      case "users" -> new Question.Users(frame(false), touched());
      case "sql" -> sql(SelectStatement.parse(required("sql", "the statement")));
      default ->
          throw WeirException.usage(
              "Cannot ask for %s: there is no such question. %s",
              kind, Nearest.remedy(kind, "Questions", KINDS));
    };
  }

  private Question volume(OptionalInt limit) {
    Optional<By> by =
        text("by")
            .map(word -> constant("by", word, By.values()))
            .or(() -> limit.isPresent() ? Optional.of(By.DOMAIN) : Optional.empty());
    Measure measure = measure(limit.isPresent() ? "users" : "all");
    if (by.isEmpty() && text("keys").isPresent()) {
      throw WeirException.usage(
          "Cannot answer for keys: nothing says of what. Set --by to server, as, domain or name.");
    }
    Optional<Groups> groups = by.map(this::groups);
    boolean needsName = by.map(By::isOfName).orElse(false);
    Question.Bound bound = measure == Measure.USERS ? new Question.Declared(1) : bound();
    return new Question.Volume(
        frame(needsName), measure, groups, bound, isCutTold(), touched(), limit);
  }

  private Question sql(SelectStatement select) {
    List<Condition> where = new ArrayList<>(where());
    select.where().stream().map(Condition.Where::new).forEach(where::add);
    Optional<Duration> every = select.every().or(() -> text("every").map(QuestionWords::duration));
    refuseOtherBounds(select.aggregate());
    Aggregate aggregate =
        switch (select.aggregate()) {
          case "count" -> new Aggregate.RowCount(cap(declaredCap()));
          case "sum" ->
              new Aggregate.Total(select.value().orElseThrow(), decimalCap(declaredCap()));
          case "avg" -> new Aggregate.MeanOf(lattice(select.column()));
          default ->
              new Aggregate.QuantileOf(lattice(select.column()), select.permille().orElseThrow());
        };
    return new Question.Sql(
        new Frame(select.table(), days(), where, every),
        aggregate,
        select.key().map(Groups.RowKey::new).map(this::groups),
        touched());
  }

  private void refuseOtherBounds(String aggregate) {
    boolean isAdded = aggregate.equals("count") || aggregate.equals("sum");
    for (String other : isAdded ? List.of("low", "high") : List.of("cap")) {
      if (text(other).isPresent()) {
        throw WeirException.usage(
            "Cannot ask for %s with %s: it has no such bound. Set %s instead.",
            aggregate.toUpperCase(Locale.ROOT), other, isAdded ? "--cap" : "--low and --high");
      }
    }
  }

  private Groups groups(Groups.Key by) {
    Optional<String> keys = text("keys");
    return keys.isPresent()
        ? Groups.declared(by, list(keys.get()))
        : Groups.selected(by, Delta.parse(text("delta").orElse(USUAL_DELTA)));
  }

  private boolean isCutTold() {
    String word = text("cut").orElse("no");
    if (!word.equals("yes") && !word.equals("no")) {
      throw WeirException.usage("Cannot set --cut to %s: say yes or no.", word);
    }
    return word.equals("yes");
  }

  private Question.Bound bound() {
    String text = requiredCap();
    if (text.equals(AUTO)) {
      return new Question.Bought(USUAL_PERMILLE);
    }
    return text.startsWith(AUTO + ":")
        ? new Question.Bought(permille(text.substring(AUTO.length() + 1)))
        : new Question.Declared(cap(text));
  }

  private String requiredCap() {
    return required("cap", "the most that a unit counts, such as 2g, 500 or auto");
  }

  private String declaredCap() {
    String text = requiredCap();
    if (text.startsWith(AUTO)) {
      throw WeirException.usage(
          "Cannot choose the cap of a question in SQL: that is for volume. Set --cap to a number.");
    }
    return text;
  }

  private static long cap(String text) {
    try {
      return decimalCap(text).longValueExact();
    } catch (ArithmeticException e) {
      throw WeirException.usage("Cannot set the cap to %s: it must be a whole number.", text);
    }
  }

  private static BigDecimal decimalCap(String text) {
    int power = " kmgt".indexOf(text.toLowerCase(Locale.ROOT).charAt(text.length() - 1));
    BigDecimal number = decimal("cap", power > 0 ? text.substring(0, text.length() - 1) : text);
    return power > 0 ? number.scaleByPowerOfTen(3 * power) : number;
  }

  private Measure measure(String usual) {
    return constant("of", text("of").orElse(usual), Measure.values());
  }

  private List<Condition> where() {
    List<Condition> where = new ArrayList<>();
    text("server").map(Condition.Server::new).ifPresent(where::add);
    system().map(Condition.ServerAs::new).ifPresent(where::add);
    text("domain").map(Condition.Domain::new).ifPresent(where::add);
    text("domain-pattern").map(Condition.DomainPattern::new).ifPresent(where::add);
    text("way").map(word -> constant("way", word, Condition.Way.values())).ifPresent(where::add);
    return where;
  }

  private Frame frame(boolean needsName) {
    boolean hasName = needsName || text("domain").or(() -> text("domain-pattern")).isPresent();
    String table = text("table").orElse(hasName ? "named_flows" : "flows");
    return new Frame(table, days(), where(), text("every").map(QuestionWords::duration));
  }

  private Days days() {
    String first = required("from", "the first day, such as 2026-03-01");
    return new Days(day(first), text("to").map(QuestionWords::day).orElse(day(first)));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw WeirException.usage(
          "Cannot ask about the day %s: it is none. Write one such as 2026-03-01.", text);
    }
  }

  private static Duration duration(String text) {
    try {
      String unit = text.endsWith("d") ? "P" : "PT";
      return Duration.parse(unit + text.toUpperCase(Locale.ROOT));
    } catch (DateTimeException e) {
      throw WeirException.usage(
          "Cannot answer for every %s: it is no length of time. Write 1h, 15m or 1d.", text);
    }
  }

  private Lattice lattice() {
    return lattice(required("column", "a numeric column"));
  }

  private Lattice lattice(String column) {
    return new Lattice(
        column,
        decimal("low", required("low", "the least that a value counts as")),
        decimal("high", required("high", "the most that a value counts as")));
  }

  private Question.Statistic statistic() {
    String word = text("statistic").orElse("mean");
    refuseWith("percent", "percentile", word);
    refuseWith("bins", "histogram", word);
    return switch (word) {
      case "mean" -> Question.Moment.MEAN;
      case "deviation" -> Question.Moment.DEVIATION;
      case "percentile" -> new Question.Percentile(permille(text("percent").orElse("50")));
      case "histogram" -> new Question.Histogram(count("bins").orElse(10));
      default ->
          throw WeirException.usage(
              "Cannot tell the statistic %s: there is none of that name. %s",
              word,
              Nearest.remedy(
                  word, "Statistics", List.of("mean", "deviation", "percentile", "histogram")));
    };
  }

  private void refuseWith(String setting, String statistic, String word) {
    if (text(setting).isPresent() && !word.equals(statistic)) {
      throw WeirException.usage(
          "Cannot tell the statistic %s with %s: it has none. Leave it out, or set --statistic to %s.",
          word, setting, statistic);
    }
  }

  private List<Long> edges() {
    String text = required("edges", "where bins end, such as 1000,1000000");
    return list(text).stream().map(edge -> exact("edges", edge)).toList();
  }

  private OptionalInt touched() {
    return count("touched");
  }

  private Price price() {
    Optional<String> epsilon = text("epsilon");
    Optional<String> rho = text("rho");
    if (epsilon.isPresent() == rho.isPresent()) {
      throw WeirException.usage(
          "Cannot ask without one price: give --epsilon for Laplace noise or --rho for Gaussian"
              + " noise, and not both.");
    }
    return epsilon.isPresent()
        ? new Price.Pure(Epsilon.parse(epsilon.get()))
        : new Price.Concentrated(Rho.parse(rho.orElseThrow()));
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(words.get(name)).filter(text -> !text.isEmpty());
  }

  private String required(String name, String meaning) {
    return text(name)
        .orElseThrow(
            () -> WeirException.usage("Cannot ask: --%s is missing. It tells %s.", name, meaning));
  }

  private Optional<Long> system() {
    Optional<Long> number = text("asn").map(text -> exact("asn", text));
    if (number.isPresent() && (number.get() < 0 || number.get() > LARGEST_AS)) {
      throw WeirException.usage(
          "Cannot set --asn: it must be from 0 to %d (%d).", LARGEST_AS, number.get());
    }
    return number;
  }

  private OptionalInt count(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    long number = exact(name, text.get());
    if (number != (int) number) {
      throw WeirException.usage(
          "Cannot set --%s: it must be %d at most (%d).", name, Integer.MAX_VALUE, number);
    }
    return OptionalInt.of((int) number);
  }

  private static long exact(String name, String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw WeirException.usage("Cannot set --%s: it must be a whole number (%s).", name, text);
    }
  }

  private static int permille(String percent) {
    try {
      return decimal("percent", percent).scaleByPowerOfTen(1).intValueExact();
    } catch (ArithmeticException e) {
      throw WeirException.usage(
          "Cannot set --percent: it must be a percentile with one digit behind the point (%s).",
          percent);
    }
  }

  private static BigDecimal decimal(String name, String text) {
    try {
      if (text.length() <= 40) {
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) <= 40) {
          return number;
        }
      }
    } catch (NumberFormatException e) {
      throw noNumber(name, text);
    }
    throw noNumber(name, text);
  }

  private static WeirException noNumber(String name, String text) {
    return WeirException.usage("Cannot set --%s: it must be a number (%s).", name, text);
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static <E extends Enum<E>> E constant(String name, String word, E[] values) {
    Function<E, String> text = value -> value.name().toLowerCase(Locale.ROOT);
    return Arrays.stream(values)
        .filter(value -> text.apply(value).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot set --%s to %s: there is no such choice. %s",
                    name,
                    word,
                    Nearest.remedy(word, "Choices", Arrays.stream(values).map(text).toList())));
  }
}
