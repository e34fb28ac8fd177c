// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import io.weir.model.analysis.Picture;
import io.weir.model.analysis.Picture.Matrix.Shade;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.HeatMapStyler;

/** Cells of rows and columns, stronger in colour where there is more. */
final class MatrixChart implements Drawing.Chart {
  private static final int MOST = 24;
  private static final int MOST_NUMBERED = 12;
  private static final int CELL_HEIGHT = 26;
  private static final int FRAME_HEIGHT = 70;

  /** Of a letter that stands upright. */
  private static final int LETTER = 8;

  private static final int LONGEST = 30;

  private final List<String> columns;
  private final List<String> lines;
  private final Map<String, Map<String, Double>> cells;
  private final boolean isNumbered;

  /** Columns there are. */
  private final int all;

  private MatrixChart(
      List<String> columns,
      int all,
      List<String> lines,
      Map<String, Map<String, Double>> cells,
      Shade shade) {
    this.all = all;
    this.columns = columns;
    this.lines = lines;
    this.cells = cells;
    this.isNumbered = shade == Shade.ALL && columns.size() <= MOST_NUMBERED;
  }

  static Optional<Drawing.Chart> of(Picture.Matrix picture, Frame rows) {
    List<@Nullable Object> names = rows.values(picture.row());
    List<@Nullable Object> above = rows.values(picture.column());
    List<@Nullable Object> values = rows.values(picture.value());
    Map<String, Map<String, Double>> cells = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      double value = Values.number(values.get(i));
      if (Double.isFinite(value)) {
        cells
            .computeIfAbsent(
                Values.label(picture.row(), names.get(i)), key -> new LinkedHashMap<>())
            .merge(Values.label(picture.column(), above.get(i)), value, Double::sum);
      }
    }
    List<String> every =
        cells.values().stream().flatMap(line -> line.keySet().stream()).distinct().toList();
    List<String> columns = every.stream().limit(MOST).toList();
    List<String> lines = cells.keySet().stream().limit(MOST).toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    if (picture.shade() == Shade.EACH_COLUMN) {
      columns.forEach(column -> level(cells, column));
    }
    return Optional.of(new MatrixChart(columns, every.size(), lines, cells, picture.shade()));
  }

  @Override
  public Optional<String> part() {
    return all == columns.size() && cells.size() == lines.size()
        ? Optional.empty()
        : Optional.of(
            "the first %d of %d rows and %d of %d columns"
                .formatted(lines.size(), cells.size(), columns.size(), all));
  }

  /** Makes the values of a column those between 0, its lowest, and 1, its highest. */
  private static void level(Map<String, Map<String, Double>> cells, String column) {
    double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (Map<String, Double> line : cells.values()) {
      Double value = line.get(column);
      if (value != null) {
        range[0] = Math.min(range[0], value);
        range[1] = Math.max(range[1], value);
      }
    }
    double width = range[1] - range[0];
    for (Map<String, Double> line : cells.values()) {
      line.computeIfPresent(column, (key, value) -> width > 0 ? (value - range[0]) / width : 0.5);
    }
  }

  @Override
  public AxesChart<?, ?> in(Look look) {
    List<String> above = columns.stream().map(MatrixChart::shortened).toList();
    boolean isUpright = columns.size() > 4;
    int letters = above.stream().mapToInt(String::length).max().orElse(0);
    int height =
        FRAME_HEIGHT + lines.size() * CELL_HEIGHT + (isUpright ? letters * LETTER : CELL_HEIGHT);
    HeatMapChart chart = new HeatMapChartBuilder().width(Canvas.WIDTH).height(height).build();
    Canvas.dress(chart, look);
    HeatMapStyler style = chart.getStyler();
    style.setPlotContentSize(1);
    style.setShowValue(isNumbered);
    style.setValueFont(Canvas.FONT);
    style.setValueFontColor(look.text());
    style.setDrawBorder(false);
    style.setXAxisMaxLabelCount(Canvas.ALL_LABELS);
    style.setPlotGridLinesVisible(false);
    style.setXAxisLabelRotation(isUpright ? 90 : 0);
    style.setXAxisLabelAlignmentVertical(TextAlignment.Right);
    style.setRangeColors(look.range().toArray(new Color[0]));
    style.setLegendVisible(false);
    style.setHeatMapDecimalValueFormatter(Measure.COUNT::text);
    // The first line stands on top.
    List<String> upwards = new ArrayList<>(lines);
    Collections.reverse(upwards);
    List<Number[]> heat = new ArrayList<>();
    for (int x = 0; x < columns.size(); x++) {
      for (int y = 0; y < upwards.size(); y++) {
        Double value = cells.getOrDefault(upwards.get(y), Map.of()).get(columns.get(x));
        if (value != null) {
          heat.add(new Number[] {x, y, value});
        }
      }
    }
    if (heat.stream().mapToDouble(cell -> cell[2].doubleValue()).distinct().count() == 1) {
      // Of one value alone the least would be the most too, and as weak.
      style.setMin(0);
    }
    chart.addSeries("value", above, upwards, heat);
    return chart;
  }

  private static String shortened(String label) {
    return label.length() <= LONGEST ? label : "…" + label.substring(label.length() - LONGEST + 1);
  }
}
