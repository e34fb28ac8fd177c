// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import io.weir.model.analysis.Picture;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.HorizontalBarStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Horizontal bars, the first row on top. */
final class BarChart implements Drawing.Chart {
  private static final int MOST_BARS = 20;
  private static final int BAR_HEIGHT = 26;
  private static final int FRAME_HEIGHT = 70;

  private final List<String> labels;
  private final List<String> names;
  private final List<double[]> values;
  private final double most;
  private final Measure measure;

  private BarChart(
      List<String> labels,
      List<String> names,
      List<double[]> values,
      double most,
      Measure measure) {
    this.labels = labels;
    this.names = names;
    this.values = values;
    this.most = most;
    this.measure = measure;
  }

  static Optional<Drawing.Chart> of(Picture.Bars bars, Frame rows) {
    Frame first = rows.first(MOST_BARS);
    List<String> labels = distinct(Values.labels(first, bars.label()));
    List<double[]> values =
        bars.values().stream().map(column -> Values.numbers(first.values(column))).toList();
    int shown = drawn(values, labels.size());
    double most = values.stream().mapToDouble(part -> most(part, shown)).max().orElse(0);
    if (!(most > 0)) {
      return Optional.empty();
    }
    Measure measure = Measure.of(rows.unit(bars.values().get(0)));
    return Optional.of(
        new BarChart(labels.subList(0, shown), bars.values(), values, most, measure));
  }

  /** Bars of nothing at the end are left out. */
  private static int drawn(List<double[]> values, int size) {
    for (int i = size; i > 0; i--) {
      int last = i - 1;
      if (values.stream().anyMatch(part -> last < part.length && part[last] > 0)) {
        return i;
      }
    }
    return 0;
  }

  private static double most(double[] values, int count) {
    return Arrays.stream(values).limit(count).filter(Double::isFinite).max().orElse(0);
  }

  /** Bars of one label would be one bar. */
  private static List<String> distinct(List<String> labels) {
    Set<String> distinct = new LinkedHashSet<>();
    for (String label : labels) {
      String unique = label;
      for (int i = 2; !distinct.add(unique); i++) {
        unique = label + " (" + i + ")";
      }
    }
    return List.copyOf(distinct);
  }

  @Override
  public AxesChart<?, ?> in(Look look) {
    int height = FRAME_HEIGHT + labels.size() * BAR_HEIGHT * (values.size() > 1 ? 2 : 1);
    HorizontalBarChart chart =
        new HorizontalBarChartBuilder().width(Canvas.WIDTH).height(height).build();
    Canvas.dress(chart, look);
    HorizontalBarStyler style = chart.getStyler();
    style.setAvailableSpaceFill(0.7);
    style.setPlotGridHorizontalLinesVisible(false);
    style.setXAxisTickLabelsFormattingFunction(measure::tick);
    style.setXAxisMin(0.0);
    style.setXAxisMax(most * 1.02);
    style.setXAxisMaxLabelCount(Canvas.ALL_LABELS);
    style.setXAxisTickMarkSpacingHint(90);
    style.setLabelsVisible(false);
    style.setYAxisLabelAlignment(TextAlignment.Right);
    style.setLegendVisible(values.size() > 1);
    style.setLegendPosition(LegendPosition.OutsideS);
    style.setLegendLayout(LegendLayout.Horizontal);
    Color[] colors = new Color[values.size()];
    for (int i = 0; i < colors.length; i++) {
      colors[i] = look.series(i);
    }
    style.setSeriesColors(colors);
    for (int v = 0; v < values.size(); v++) {
      List<Double> numbers = new ArrayList<>();
      for (int i = 0; i < labels.size(); i++) {
        double value = values.get(v)[i];
        numbers.add(Double.isFinite(value) && value > 0 ? value : 0.0);
      }
      chart.addSeries(names.get(v).replace('_', ' '), numbers, named());
    }
    return chart;
  }

  /** The labels, with the value behind where there is one. */
  private List<String> named() {
    if (values.size() > 1) {
      return labels;
    }
    List<String> named = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      named.add(labels.get(i) + "   " + measure.text(values.get(0)[i]));
    }
    return named;
  }
}
