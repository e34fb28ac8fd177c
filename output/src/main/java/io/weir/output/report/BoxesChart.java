// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import io.weir.model.analysis.Picture;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.knowm.xchart.BoxChart;
import org.knowm.xchart.BoxChartBuilder;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.BoxStyler;
import org.knowm.xchart.style.BoxStyler.BoxplotCalCulationMethod;

/** Boxes of percentiles, upright. */
final class BoxesChart implements Drawing.Chart {
  private static final int MOST = 24;
  private static final int HEIGHT = 420;

  /** The percentiles of each, by label. */
  private final Map<String, double[]> boxes;

  /** Boxes there are. */
  private final int all;

  private final Measure measure;

  private BoxesChart(Map<String, double[]> boxes, int all, Measure measure) {
    this.boxes = boxes;
    this.all = all;
    this.measure = measure;
  }

  static Optional<Drawing.Chart> of(Picture.Boxes picture, Frame rows) {
    List<String> labels = Values.labels(rows, picture.label());
    List<double[]> columns =
        picture.percentiles().stream().map(column -> Values.numbers(rows.values(column))).toList();
    Map<String, double[]> boxes = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      int row = i;
      double[] box = columns.stream().mapToDouble(column -> column[row]).toArray();
      if (Arrays.stream(box).allMatch(Double::isFinite)) {
        boxes.putIfAbsent(labels.get(i), box);
      }
    }
    if (boxes.isEmpty()) {
      return Optional.empty();
    }
    int all = boxes.size();
    boxes.keySet().retainAll(boxes.keySet().stream().limit(MOST).toList());
    Measure measure = Measure.of(rows.unit(picture.percentiles().get(0)));
    return Optional.of(new BoxesChart(boxes, all, measure));
  }

  @Override
  public Optional<String> part() {
    return all == boxes.size()
        ? Optional.empty()
        : Optional.of("the first %d of %d boxes".formatted(boxes.size(), all));
  }

  @Override
  public AxesChart<?, ?> in(Look any) {
    // XChart draws boxes in colours of its own, which need a light page.
    Look look = Look.LIGHT;
    BoxChart chart = new BoxChartBuilder().width(Canvas.WIDTH).height(HEIGHT).build();
    Canvas.dress(chart, look);
    BoxStyler style = chart.getStyler();
    // Of five values its quartiles are the second and the fourth.
    style.setBoxplotCalCulationMethod(BoxplotCalCulationMethod.N_LESS_1_PLUS_1);
    style.setYAxisTickLabelsFormattingFunction(measure::text);
    style.setYAxisMin(0.0);
    style.setLegendVisible(false);
    style.setXAxisMaxLabelCount(Canvas.ALL_LABELS);
    style.setXAxisLabelRotation(boxes.size() > 6 ? 60 : 0);
    style.setPlotGridVerticalLinesVisible(false);
    boxes.forEach(chart::addSeries);
    return chart;
  }
}
