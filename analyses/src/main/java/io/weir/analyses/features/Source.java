// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.features;

import io.weir.model.WeirException;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.Plan;
import io.weir.model.tables.FiveTables;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where rows come from: a table, or a query in its place.
 *
 * @param query SQL; empty for all rows of the table
 * @param model the table that holds a model; empty for none
 */
public record Source(String analysis, String table, String query, String model) {
  /** The help of the parameter {@code table}. */
  public static final String TABLE_HELP = "the table whose rows are taken";

  /** The help of the parameter {@code query}. */
  public static final String QUERY_HELP = "SQL whose rows are taken instead";

  /** The help of the parameter {@code model}. */
  public static final String MODEL_HELP =
      "a table that an earlier run wrote as model.csv: its features and what it learned are"
          + " applied";

  private static final Pattern ORDER =
      Pattern.compile("\\bORDER\\s+BY\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern END = Pattern.compile("[\\s;]+$");

  /** Whether the order of the rows is the user's own. */
  public boolean isOrdered() {
    return ORDER.matcher(query).find();
  }

  public boolean hasModel() {
    return !model.isEmpty();
  }

  /**
   * The queries for the rows and, if there is one, the model.
   *
   * @throws WeirException of kind USAGE when the input lacks a table
   */
  public List<Plan.Sql> inputs(Context context) {
    List<Plan.Sql> inputs = new ArrayList<>();
    inputs.add(
        query.isBlank()
            ? Plan.Sql.of("SELECT * FROM " + quoted(known(table, context)))
            : Plan.Sql.of(END.matcher(query).replaceAll("")));
    if (hasModel()) {
      inputs.add(Plan.Sql.of("SELECT * FROM " + quoted(known(model, context))));
    }
    return inputs;
  }

  private String known(String name, Context context) {
    if (context.tables().stream().noneMatch(name::equalsIgnoreCase)) {
      throw WeirException.usage(
          "Cannot run %s: %s", analysis, FiveTables.missing(name, context.tables()));
    }
    return name;
  }

  private static String quoted(String name) {
    return '`' + name.replace("`", "``") + '`';
  }
}
