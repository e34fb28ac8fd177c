// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.seasonal;

import io.weir.analyses.features.Encoded;
import io.weir.analyses.features.FeatureRequest;
import io.weir.analyses.features.RowKeys;
import io.weir.model.WeirException;
import io.weir.model.analysis.Row;
import io.weir.model.analysis.Whole;
import io.weir.model.analysis.WholeInput;
import io.weir.model.analysis.WholeOut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Makes series of rows and looks at each. */
record SeriesSearch(SeasonalHybridEsd.Parameters parameters) implements Whole {
  /** Series that are looked at together, before their answers are written. */
  private static final int TOGETHER = 64;

  private static final Duration WEEK = Duration.ofDays(7);

  /** The rows of one key. */
  private record Keyed(List<@Nullable String> key, Samples samples) {}

  /** A series and what was found in it. */
  private record Looked(Keyed keyed, Series series, Search.Found found) {}

  /** An anomaly's row. */
  private record Anomaly(int place, double expected, double score) {}

  @Override
  public void run(List<WholeInput> inputs, WholeOut out) {
    if (parameters.period().isPresent() && parameters.cycle().isPresent()) {
      throw WeirException.usage(
          "Cannot run s-h-esd: period and cycle are one thing twice (%d points, %s). Set one.",
          parameters.period().get(), parameters.cycle().get());
    }
    WholeInput input = inputs.get(0);
    Encoded.requireFree(input.columns(), SeriesTables.ADDED);
    List<Keyed> all = read(input, out);
    SeriesTables tables = new SeriesTables(out);
    if (all.isEmpty()) {
      return;
    }
    Spacing spacing = Spacing.of(parameters.every(), all.stream().map(Keyed::samples).toList());
    Search search = search(spacing);
    List<Anomaly> anomalies = new ArrayList<>();
    int tooShort = 0;
    for (int from = 0; from < all.size(); from += TOGETHER) {
      List<Keyed> some = all.subList(from, Math.min(all.size(), from + TOGETHER));
      for (Looked looked : look(some, spacing, search)) {
        tooShort += looked.found().isTooShort() ? 1 : 0;
        requireOneLongEnough(tooShort == all.size(), looked.found());
        write(looked, spacing, tables, anomalies);
      }
    }
    anomalies.sort(Comparator.comparingInt(Anomaly::place));
    anomalies.forEach(a -> tables.write(a.place(), a.expected(), a.score()));
  }

  private List<Keyed> read(WholeInput input, WholeOut out) {
    TimeColumn time = TimeColumn.of(parameters.time(), input.columns());
    List<String> expressions = new ArrayList<>();
    expressions.add(time.expression());
    expressions.add(
        parameters.numerical().isEmpty()
            ? FeatureRequest.number(List.of(), time.others(input.columns()))
            : FeatureRequest.number(parameters.numerical(), input.columns()));
    parameters.by().forEach(name -> expressions.add(FeatureRequest.word(name, input.columns())));
    Map<List<@Nullable String>, Samples> groups = new HashMap<>();
    int[] rows = {0, 0};
    input.read(
        expressions,
        row -> {
          if (!add(groups, time, row, rows[0]++)) {
            rows[1]++;
          }
        });
    if (rows[1] > 0) {
      out.count("rows_left_out", rows[1]);
    }
    List<Keyed> all = new ArrayList<>();
    groups.forEach((key, samples) -> all.add(new Keyed(key, samples)));
    all.sort(Comparator.comparing(Keyed::key, RowKeys.ORDER));
    all.parallelStream().forEach(keyed -> keyed.samples().sort());
    return all;
  }

  /** Whether the row has a time and a value. */
  private boolean add(
      Map<List<@Nullable String>, Samples> groups, TimeColumn time, Row row, int place) {
    double value = row.doubleValue(1);
    if (row.isNull(0) || !Double.isFinite(value)) {
      return false;
    }
    long micros = time.micros(row, 0);
    groups
        .computeIfAbsent(RowKeys.of(row, 2, parameters.by().size()), key -> new Samples())
        .add(micros, value, place);
    return true;
  }

  private Search search(Spacing spacing) {
    OptionalInt period =
        parameters.cycle().isPresent()
            ? OptionalInt.of(points(parameters.cycle().get(), spacing))
            : parameters.period().map(OptionalInt::of).orElse(OptionalInt.empty());
    OptionalInt window = OptionalInt.empty();
    if (parameters.longterm()) {
      Duration piece = WEEK.multipliedBy(parameters.piecewiseMedianPeriodWeeks());
      window = OptionalInt.of((int) Math.min(Integer.MAX_VALUE, spacing.rounded(piece)));
    }
    return new Search(
        period,
        parameters.maxAnoms(),
        new Deviates.Test(parameters.alpha(), parameters.direction(), parameters.hybrid()),
        window,
        parameters.onlyLast(),
        parameters.threshold());
  }

  private static int points(Duration cycle, Spacing spacing) {
    long points = spacing.rounded(cycle);
    if (points < 2 || points > Integer.MAX_VALUE / 2 || !spacing.divides(cycle)) {
      throw WeirException.usage(
          "Cannot run s-h-esd: a cycle of %s is not two or more points, one every %s. Set every to a"
              + " part of the cycle.",
          cycle, spacing.words());
    }
    return (int) points;
  }

  private List<Looked> look(List<Keyed> some, Spacing spacing, Search search) {
    Fill fill = parameters.fill().orElse(parameters.aggregate().fill());
    boolean isExact = fill == Fill.NONE && !spacing.isGiven();
    Spacing own = isExact ? Spacing.EXACT : spacing;
    return some.parallelStream()
        .map(
            keyed -> {
              Series series = Series.of(keyed.samples(), own, parameters.aggregate(), fill);
              return new Looked(keyed, series, search.in(series, spacing.step()));
            })
        .toList();
  }

  private static void requireOneLongEnough(boolean areAllTooShort, Search.Found found) {
    if (areAllTooShort) {
      throw WeirException.usage(
          "Cannot run s-h-esd: the series is %s. Take more time, or set a shorter period or every.",
          found.note());
    }
  }

  private static void write(
      Looked looked, Spacing spacing, SeriesTables tables, List<Anomaly> anomalies) {
    Samples samples = looked.keyed().samples();
    Search.Found found = looked.found();
    tables.write(looked.keyed().key(), samples, looked.series(), found, spacing.seconds());
    int[] points = looked.series().points();
    for (int i = 0; i < points.length; i++) {
      int point = points[i];
      if (found.anomalies().get(point)) {
        double expected = found.seasonal()[point] + found.trend()[point];
        anomalies.add(new Anomaly(samples.place(i), expected, found.scores()[point]));
      }
    }
  }
}
