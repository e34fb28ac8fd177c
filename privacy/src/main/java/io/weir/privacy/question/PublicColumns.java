// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.model.Column;
import io.weir.model.ColumnType;
import io.weir.model.Nearest;
import io.weir.model.TableSchema;
import io.weir.model.WeirException;
import io.weir.model.tables.FiveTables;
import io.weir.privacy.ledger.Dataset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses questions about what no data of a dataset can have, before they are paid for. What is
 * known without data tells it: the columns of the five tables, and what the dataset declares.
 */
final class PublicColumns {
  private static final Set<String> FLOWS = Set.of("flows", "named_flows");
  private static final Set<String> ENDS = Set.of("c_ip", "s_ip");
  private static final Set<Measure> DIRECTED = Set.of(Measure.UPLOAD, Measure.DOWNLOAD);
  private static final Set<ColumnType> NUMBERS =
      Set.of(ColumnType.INTEGER, ColumnType.BIGINT, ColumnType.DOUBLE);

  /** Also numbers in text; of all else no value is known. */
  private static final Set<ColumnType> READ_AS_NUMBERS =
      Set.of(ColumnType.INTEGER, ColumnType.BIGINT, ColumnType.DOUBLE, ColumnType.STRING);

  /** What both engines write alike. */
  private static final Set<ColumnType> READ_AS_TEXT =
      Set.of(ColumnType.INTEGER, ColumnType.BIGINT, ColumnType.BOOLEAN, ColumnType.STRING);

  private PublicColumns() {}

  static void require(Question question, Dataset dataset) {
    dataset.direction().requireBounded(dataset.name());
    String table = question.frame().table();
    boolean isFlows = FLOWS.contains(table);
    if (!isFlows && !dataset.users().columns().containsKey(table)) {
      throw WeirException.usage(
          "Cannot ask %s about %s: the dataset declares no user column of it. Ask about flows or"
              + " named_flows.",
          dataset.name(), table);
    }
    if (!isFlows && isOfBytes(question)) {
      throw WeirException.usage(
          "Cannot ask %s for bytes: only flows and named_flows have them by direction. Ask --of"
              + " flows, or for a feature.",
          table);
    }
    String user = dataset.users().columns().get(table);
    if (needsSide(question) && user != null && !ENDS.contains(user)) {
      throw WeirException.usage(
          "Cannot ask %s which way flows or bytes went: the user's column %s tells no end of a flow."
              + " Leave --way out, and ask for all bytes or flows.",
          table, user);
    }
    if (table.equals("flows") && needsName(question)) {
      throw WeirException.usage(
          "Cannot ask flows about names: they have none. Ask named_flows, or leave --table out.");
    }
    Optional<TableSchema> schema = FiveTables.named(table);
    schema.ifPresent(known -> uses(question).forEach(use -> requireType(known, use)));
  }

  /** A column that a question reads, and as what. */
  private record Use(String column, RowExpression.Type type) {
    boolean isOf(Column known) {
      return lower(known.name()).equals(lower(column));
    }
  }

  /** Refuses columns that a table is known not to have. */
  static void requireKnown(Question question, TableSchema schema) {
    List<String> columns = schema.columns().stream().map(Column::name).toList();
    for (Use use : uses(question)) {
      if (schema.columns().stream().noneMatch(use::isOf)) {
        throw WeirException.usage(
            "Cannot ask %s about %s: it has no such column. %s",
            schema.name(), use.column(), Nearest.remedy(use.column(), "Columns", columns));
      }
    }
  }

  /**
   * Whether a table whose columns are known from its data at last can answer at all. Where it
   * cannot, the others of a batch still are answered.
   */
  static boolean isAnswerable(Question question, List<Column> columns) {
    return uses(question).stream()
        .allMatch(
            use ->
                columns.stream()
                    .anyMatch(
                        known -> use.isOf(known) && readAs(use.type()).contains(known.type())));
  }

  private static Set<ColumnType> readAs(RowExpression.Type type) {
    if (type == RowExpression.Type.WHATEVER) {
      return EnumSet.allOf(ColumnType.class);
    }
    return type == RowExpression.Type.NUMBER ? READ_AS_NUMBERS : READ_AS_TEXT;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The columns that a question asks for, besides those that tell the unit and its day. */
  private static List<Use> uses(Question question) {
    List<Use> uses = new ArrayList<>();
    for (Condition condition : question.frame().where()) {
      if (condition instanceof Condition.Where where) {
        where.expression().columns((column, type) -> uses.add(new Use(column, type)));
      } else if (condition instanceof Condition.Server || condition instanceof Condition.ServerAs) {
        uses.add(new Use("s_ip", RowExpression.Type.TEXT));
      } else if (!(condition instanceof Condition.Way)) {
        uses.add(new Use("name", RowExpression.Type.TEXT));
      }
    }
    groups(question)
        .ifPresent(
            groups -> groups.by().columns((column, type) -> uses.add(new Use(column, type))));
    if (question instanceof Question.Feature feature) {
      uses.add(new Use(feature.lattice().column(), RowExpression.Type.NUMBER));
    } else if (question instanceof Question.Sql sql) {
      addAggregated(sql.aggregate(), uses);
    }
    if (isOfBytes(question)) {
      uses.add(new Use("c_bytes", RowExpression.Type.NUMBER));
      uses.add(new Use("s_bytes", RowExpression.Type.NUMBER));
    }
    return uses;
  }

  private static void addAggregated(Aggregate aggregate, List<Use> uses) {
    if (aggregate instanceof Aggregate.Total total) {
      total.value().columns((column, type) -> uses.add(new Use(column, type)));
    } else if (aggregate instanceof Aggregate.MeanOf mean) {
      uses.add(new Use(mean.lattice().column(), RowExpression.Type.NUMBER));
    } else if (aggregate instanceof Aggregate.QuantileOf quantile) {
      uses.add(new Use(quantile.lattice().column(), RowExpression.Type.NUMBER));
    }
  }

  private static Optional<Groups> groups(Question question) {
    if (question instanceof Question.Volume volume) {
      return volume.groups();
    }
    return question instanceof Question.Sql sql ? sql.groups() : Optional.empty();
  }

  private static boolean isOfBytes(Question question) {
    return measure(question).map(m -> m.unit().equals("bytes")).orElse(false);
  }

  private static Optional<Measure> measure(Question question) {
    if (question instanceof Question.Volume volume) {
      return Optional.of(volume.measure());
    }
    return question instanceof Question.VolumeHistogram histogram
        ? Optional.of(histogram.measure())
        : Optional.empty();
  }

  /** Whether the user's end of the flow is part of the question. */
  private static boolean needsSide(Question question) {
    return question.frame().where().stream().anyMatch(c -> c instanceof Condition.Way)
        || measure(question).map(DIRECTED::contains).orElse(false);
  }

  private static boolean needsName(Question question) {
    return uses(question).stream().anyMatch(use -> lower(use.column()).equals("name"));
  }

  /** Refuses what a known table has not, or not of this type. */
  private static void requireType(TableSchema schema, Use use) {
    Set<ColumnType> types = use.type() == RowExpression.Type.NUMBER ? NUMBERS : readAs(use.type());
    List<String> fitting =
        schema.columns().stream().filter(c -> types.contains(c.type())).map(Column::name).toList();
    if (!fitting.contains(lower(use.column()))) {
      String kind = use.type() == RowExpression.Type.NUMBER ? "numbers" : "texts";
      throw WeirException.usage(
          "Cannot ask %s about %s: it has no such column of %s. %s",
          schema.name(),
          use.column(),
          kind,
          Nearest.remedy(use.column(), "Columns of " + kind, fitting));
    }
  }
}
