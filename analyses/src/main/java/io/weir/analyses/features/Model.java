// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.features;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.TableSchema;
import io.weir.model.WeirException;
import io.weir.model.analysis.Row;
import io.weir.model.analysis.WholeInput;
import io.weir.model.analysis.WholeOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model as a table: it is written like any answer, and read like any input. */
public final class Model {
  /** The table's columns. */
  public static final TableSchema SCHEMA =
      new TableSchema(
          "model",
          "What was learned, one row a fact; --set model=… applies it to other rows.",
          List.of(
              new Column("part", ColumnType.STRING, "", "the kind of fact"),
              new Column("name", ColumnType.STRING, "", "the column, or the setting"),
              new Column("place", ColumnType.BIGINT, "", "the feature's or cluster's number"),
              new Column("number", ColumnType.DOUBLE, "", "a number that was learned"),
              new Column("text", ColumnType.STRING, "", "a word or a vector that was learned")));

  private Model() {}

  /**
   * One fact.
   *
   * @param number NaN where there is none
   * @param text empty where there is none
   */
  public record Fact(String part, String name, long place, double number, String text) {
    private static final String ANALYSIS = "analysis";

    /** Tells which analysis learned the model. */
    public static Fact analysis(String name) {
      return new Fact("model", ANALYSIS, 0, Double.NaN, name);
    }
  }

  /** The facts of a feature map. */
  public static List<Fact> facts(FeatureMap map) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("features", "scaling", 0, Double.NaN, word(map.scaling())));
    map.p().ifPresent(p -> facts.add(new Fact("features", "p", 0, p, "")));
    facts.add(new Fact("features", "nulls", 0, Double.NaN, word(map.nulls())));
    for (int i = 0; i < map.numbers().size(); i++) {
      FeatureMap.Numbers column = map.numbers().get(i);
      String name = column.feature().column();
      String kind = column.feature().isLogarithm() ? "log1p" : "plain";
      facts.add(new Fact("numerical", name, i, Double.NaN, kind));
      facts.add(new Fact("fill", name, i, column.fill(), ""));
      facts.add(new Fact("centre", name, i, column.centre(), ""));
      facts.add(new Fact("scale", name, i, column.scale(), ""));
    }
    for (int i = 0; i < map.words().size(); i++) {
      FeatureMap.Words column = map.words().get(i);
      String name = column.feature().column();
      facts.add(new Fact("categorical", name, i, Double.NaN, column.feature().encoder().word()));
      for (int j = 0; j < column.categories().size(); j++) {
        facts.add(new Fact("category", name, i, j, column.categories().get(j)));
      }
    }
    return facts;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The feature map that facts tell. */
  public static FeatureMap map(List<Fact> facts) {
    List<FeatureMap.Numbers> numbers = new ArrayList<>();
    for (Fact column : of(facts, "numerical")) {
      numbers.add(
          new FeatureMap.Numbers(
              new Feature.Numeric(column.name(), column.text().equals("log1p")),
              number(facts, "fill", column.place()),
              number(facts, "centre", column.place()),
              number(facts, "scale", column.place())));
    }
    List<FeatureMap.Words> words = new ArrayList<>();
    for (Fact column : of(facts, "categorical")) {
      Encoder encoder = Encoder.named(column.text(), column.name());
      List<String> categories =
          of(facts, "category").stream()
              .filter(fact -> fact.place() == column.place())
              .sorted(java.util.Comparator.comparingDouble(Fact::number))
              .map(Fact::text)
              .toList();
      words.add(new FeatureMap.Words(new Feature.Categorical(column.name(), encoder), categories));
    }
    if (numbers.isEmpty() && words.isEmpty()) {
      throw broken("it has no features");
    }
    Scaling scaling = constant(Scaling.class, text(facts, "features", "scaling"));
    return new FeatureMap(
        scaling,
        scaling == Scaling.LPROW ? Optional.of(p(facts)) : Optional.empty(),
        constant(Nulls.class, text(facts, "features", "nulls")),
        numbers,
        words);
  }

  private static double p(List<Fact> facts) {
    return of(facts, "features").stream()
        .filter(fact -> fact.name().equals("p") && fact.number() >= 1)
        .findFirst()
        .orElseThrow(() -> broken("it has no p of its scaling"))
        .number();
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String word) {
    try {
      return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw broken("it names " + word);
    }
  }

  /** The facts of a part, in the order of their places. */
  public static List<Fact> of(List<Fact> facts, String part) {
    return facts.stream()
        .filter(fact -> fact.part().equals(part))
        .sorted(java.util.Comparator.comparingLong(Fact::place))
        .toList();
  }

  /** The text of a fact that must be there. */
  public static String text(List<Fact> facts, String part, String name) {
    return of(facts, part).stream()
        .filter(fact -> fact.name().equals(name))
        .findFirst()
        .orElseThrow(() -> broken("it has no " + name))
        .text();
  }

  private static double number(List<Fact> facts, String part, long place) {
    return of(facts, part).stream()
        .filter(fact -> fact.place() == place)
        .findFirst()
        .orElseThrow(() -> broken("it has no " + part))
        .number();
  }

  /**
   * Checks who learned a model.
   *
   * @throws WeirException of kind USAGE when it was not the analysis of this name
   */
  public static void requireAnalysis(List<Fact> facts, String name) {
    String learner = text(facts, "model", Fact.ANALYSIS);
    if (!learner.equals(name)) {
      throw broken("it is one of " + learner);
    }
  }

  /** What to say of a table that is no model. */
  public static WeirException broken(String reason) {
    return WeirException.usage(
        "Cannot apply the model: %s. Give the table that --report wrote as model.csv.", reason);
  }

  /** Reads the facts of a table. */
  public static List<Fact> read(WholeInput input) {
    List<String> names = input.columns().stream().map(Column::key).toList();
    if (!names.containsAll(SCHEMA.columnNames())) {
      throw broken("the table has the columns " + String.join(", ", names));
    }
    List<Fact> facts = new ArrayList<>();
    input.read(
        SCHEMA.columnNames().stream().map(name -> "CAST(" + name + " AS STRING)").toList(),
        row -> facts.add(fact(row)));
    return facts;
  }

  private static Fact fact(Row row) {
    try {
      String number = row.text(3);
      return new Fact(
          orNothing(row.text(0)),
          orNothing(row.text(1)),
          (long) Double.parseDouble(orNothing(row.text(2))),
          number == null || number.isEmpty() ? Double.NaN : Double.parseDouble(number),
          orNothing(row.text(4)));
    } catch (NumberFormatException e) {
      throw broken("a number is none (" + e.getMessage() + ")");
    }
  }

  private static String orNothing(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Writes facts as a table. */
  public static void write(List<Fact> facts, WholeOut.Rows rows) {
    for (Fact fact : facts) {
      rows.row(
          fact.part(),
          fact.name(),
          fact.place(),
          Double.isNaN(fact.number()) ? null : fact.number(),
          fact.text().isEmpty() ? null : fact.text());
    }
  }
}
