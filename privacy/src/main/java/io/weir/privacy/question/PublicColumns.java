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
    if (question instanceof Question.Feature feature && schema.isPresent()) {
      requireNumber(schema.get(), feature.lattice().column());
    }
  }

  /** Refuses columns that a table is known not to have. */
  static void requireKnown(Question question, TableSchema schema) {
    List<String> columns = schema.columns().stream().map(Column::name).toList();
    for (String column : needed(question)) {
      if (!columns.contains(column)) {
        throw WeirException.usage(
            "Cannot ask %s about %s: it has no such column. %s",
            schema.name(), column, Nearest.remedy(column, "Columns", columns));
      }
    }
  }

  /**
   * Whether a table whose columns are known from its data at last can answer at all. Where it
   * cannot, the others of a batch still are answered.
   */
  static boolean isAnswerable(Question question, List<Column> columns) {
    List<String> names = columns.stream().map(column -> lower(column.name())).toList();
    boolean isThere = needed(question).stream().allMatch(name -> names.contains(lower(name)));
    return isThere
        && (!(question instanceof Question.Feature feature)
            || columns.stream()
                .filter(column -> lower(column.name()).equals(lower(feature.lattice().column())))
                .allMatch(column -> READ_AS_NUMBERS.contains(column.type())));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The columns that a question asks for, besides those that tell the unit and its day. */
  private static List<String> needed(Question question) {
    List<String> needed = new ArrayList<>();
    if (needsServer(question)) {
      needed.add("s_ip");
    }
    if (needsName(question)) {
      needed.add("name");
    }
    if (question instanceof Question.Feature feature) {
      needed.add(feature.lattice().column());
    }
    if (isOfBytes(question)) {
      needed.addAll(List.of("c_bytes", "s_bytes"));
    }
    return needed;
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

  private static boolean needsServer(Question question) {
    boolean isCondition =
        question.frame().where().stream()
            .anyMatch(c -> c instanceof Condition.Server || c instanceof Condition.ServerAs);
    return isCondition
        || (question instanceof Question.Volume volume
            && volume.groups().map(groups -> !groups.by().isOfName()).orElse(false));
  }

  private static boolean needsName(Question question) {
    boolean isCondition =
        question.frame().where().stream()
            .anyMatch(c -> c instanceof Condition.Domain || c instanceof Condition.DomainPattern);
    return isCondition
        || (question instanceof Question.Volume volume
            && volume.groups().map(groups -> groups.by().isOfName()).orElse(false));
  }

  private static void requireNumber(TableSchema schema, String column) {
    List<String> numbers =
        schema.columns().stream()
            .filter(c -> NUMBERS.contains(c.type()))
            .map(Column::name)
            .toList();
    if (!numbers.contains(column)) {
      throw WeirException.usage(
          "Cannot ask %s about %s: it has no such column of numbers. %s",
          schema.name(), column, Nearest.remedy(column, "Columns of numbers", numbers));
    }
  }
}
