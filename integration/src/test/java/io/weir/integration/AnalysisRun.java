// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import io.weir.job.Analyses;
import io.weir.job.Parameters;
import io.weir.model.Options;
import io.weir.model.TimeRange;
import io.weir.model.analysis.Analysis;
import io.weir.model.analysis.Context;
import io.weir.model.analysis.Plan;
import io.weir.model.engine.Catalog;
import io.weir.model.engine.Engine;
import io.weir.model.engine.Engine.PlanRun;
import io.weir.model.engine.NativeTable;
import io.weir.model.engine.Result;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run of an analysis over tables of a test put out; also ways to change their rows.
 *
 * @param outputs by name
 */
record AnalysisRun(Map<String, Answer> outputs) {
  /** The output of this name. */
  Answer output(String name) {
    return Objects.requireNonNull(outputs.get(name), name);
  }

  /** All outputs of a run, by name. */
  static AnalysisRun of(
      String engine, String analysis, Map<String, String> settings, List<NativeTable> tables) {
    Catalog catalog = new Catalog(tables, Map.of(), List.of(), Map.of(), TimeRange.ALL);
    List<String> names = tables.stream().map(table -> table.schema().name()).toList();
    Plan plan = plan(Analyses.named(analysis, AnalysisRun.class.getClassLoader()), settings, names);
    Map<String, Answer> answers = new LinkedHashMap<>();
    try (Engine opened = Engines.named(engine, catalog, Options.NONE);
        PlanRun run = opened.run(plan)) {
      for (String output : plan.outputs().keySet()) {
        try (Result result = run.output(output)) {
          answers.put(output, Answer.of(result));
        }
      }
    }
    return new AnalysisRun(answers);
  }

  private static <P extends Record> Plan plan(
      Analysis<P> analysis, Map<String, String> settings, List<String> tables) {
    P parameters = Parameters.bind(analysis.spec().name(), analysis.spec().parameters(), settings);
    return analysis.analyze(parameters, new Context(Clock.systemUTC(), 0, tables));
  }

  /** Each output as text, in its order; a model's in that of the alphabet. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    outputs.forEach(
        (name, answer) ->
            texts.put(name, name.equals("model") ? answer.sortedText() : answer.text()));
    return texts;
  }

  /** Rows as the text of a table. */
  static String text(Answer answer) {
    String header = answer.columns().stream().map(c -> c.name()).collect(Collectors.joining("\t"));
    return answer.rows().stream()
        .map(row -> row.stream().map(AnalysisRun::cell).collect(Collectors.joining("\t")))
        .collect(Collectors.joining("\n", header + "\n", "\n"));
  }

  private static String cell(@Nullable Object value) {
    return value == null ? "\\N" : value.toString();
  }

  /** The same rows in another order. */
  static List<String> shuffled(List<String> rows) {
    List<String> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(5));
    return shuffled;
  }

  /** The same rows with other clients. */
  static List<String> relabelled(List<String> rows, String prefix) {
    return rows.stream().map(row -> row.replaceFirst("\t" + prefix, "\tfd00::9:")).toList();
  }

  /** The same rows later, so that another of them is the first after midnight. */
  static List<String> later(List<String> rows, int times) {
    return rows.stream().map(row -> later(row, times)).toList();
  }

  private static String later(String row, int times) {
    String[] cells = row.split("\t", -1);
    for (int i = 0; i < times; i++) {
      cells[i] = LocalDateTime.parse(cells[i]).plusMinutes(77).toString();
    }
    return String.join("\t", Arrays.asList(cells));
  }
}
