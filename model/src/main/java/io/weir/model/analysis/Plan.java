// SPDX-License-Identifier: Apache-2.0
package io.weir.model.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The steps of an answer: a small graph, in an order in which each step reads only tables of the
 * input and steps before it. Immutable.
 *
 * @param steps by name; a later step names an earlier one as a table
 * @param outputs for each named output the SQL over the steps that sorts, ranks and cuts finished
 *     rows
 */
public record Plan(List<Step> steps, Map<String, Sql> outputs) {
  public Plan {
    steps = List.copyOf(steps);
    outputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }

  /** A step under a name. */
  public sealed interface Step {
    String name();
  }

  /** Rows of a query. */
  public record SqlStep(String name, Sql sql) implements Step {}

  /**
   * Rows that a fold makes of each key's rows.
   *
   * @param input SQL whose rows have the key columns and the fold's time column
   */
  public record FoldStep(String name, Sql input, FoldSpec<?> fold) implements Step {}

  /**
   * Tables that a function makes of whole tables; on bounded inputs only.
   *
   * @param inputs SQL for each table that the function reads
   */
  public record WholeStep(String name, List<Sql> inputs, Whole function) implements Step {
    public WholeStep {
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * SQL with values to bind in the order of its {@code ?}.
   *
   * @param text portable SQL
   */
  public record Sql(String text, List<Object> values) {
    public Sql {
      values = List.copyOf(values);
    }

    public static Sql of(String text, Object... values) {
      return new Sql(text, List.of(values));
    }
  }

  /** A plan of one SQL step named {@code rows}, presented by a query over it. */
  public static Plan sql(Sql rows, Sql present) {
    return builder().step("rows", rows).output("rows", present).build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects the steps of a plan. */
  public static final class Builder {
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Sql> outputs = new LinkedHashMap<>();

    private Builder() {}

    public Builder step(String name, Sql sql) {
      steps.add(new SqlStep(name, sql));
      return this;
    }

    public Builder fold(String name, Sql input, FoldSpec<?> fold) {
      steps.add(new FoldStep(name, input, fold));
      return this;
    }

    public Builder whole(String name, List<Sql> inputs, Whole function) {
      steps.add(new WholeStep(name, inputs, function));
      return this;
    }

    public Builder output(String name, Sql sql) {
      outputs.put(name, sql);
      return this;
    }

    public Plan build() {
      return new Plan(steps, outputs);
    }
  }
}
