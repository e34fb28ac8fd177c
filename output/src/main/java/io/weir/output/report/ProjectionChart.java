// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import io.weir.model.analysis.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Vectors on the plane in which they are spread most, in colours and shapes of their groups. */
final class ProjectionChart implements Drawing.Chart {
  private static final int HEIGHT = 520;
  private static final int MOST_GROUPS = 12;
  private static final long NONE = -1;

  /** With these, groups whose colours come again are told apart too. */
  private static final List<Marker> SHAPES =
      List.of(SeriesMarkers.CIRCLE, SeriesMarkers.TRIANGLE_UP, SeriesMarkers.SQUARE);

  private static final int COLOURS = 6;

  private final double[][] plane;
  private final Map<Long, List<Integer>> groups;
  private final PrincipalComponents components;

  private ProjectionChart(
      double[][] plane, Map<Long, List<Integer>> groups, PrincipalComponents components) {
    this.plane = plane;
    this.groups = groups;
    this.components = components;
  }

  static Optional<Drawing.Chart> of(Picture.Projection picture, Frame rows) {
    List<@Nullable Object> labels = rows.values(picture.group());
    List<@Nullable Object> cells = rows.values(picture.vector());
    List<double[]> vectors = new ArrayList<>();
    Map<Long, List<Integer>> groups = new TreeMap<>();
    for (int i = 0; i < Math.min(labels.size(), cells.size()); i++) {
      if (labels.get(i) instanceof Number label && cells.get(i) instanceof List<?> list) {
        double[] vector = list.stream().mapToDouble(Values::number).toArray();
        boolean fits = vectors.isEmpty() || vectors.get(0).length == vector.length;
        if (fits && vector.length > 0 && isFinite(vector)) {
          long group = Math.min(label.longValue(), MOST_GROUPS - 1L);
          groups.computeIfAbsent(group, key -> new ArrayList<>()).add(vectors.size());
          vectors.add(vector);
        }
      }
    }
    if (vectors.size() < 2) {
      return Optional.empty();
    }
    PrincipalComponents components = PrincipalComponents.of(vectors);
    double[][] plane = vectors.stream().map(components::project).toArray(double[][]::new);
    return Optional.of(new ProjectionChart(plane, groups, components));
  }

  private static boolean isFinite(double[] vector) {
    for (double value : vector) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public AxesChart<?, ?> in(Look look) {
    XYChart chart = new XYChartBuilder().width(Canvas.WIDTH).height(HEIGHT).build();
    chart.setXAxisTitle(axis("First", components.share(0)));
    chart.setYAxisTitle(axis("Second", components.share(1)));
    Canvas.dress(chart, look);
    XYStyler style = chart.getStyler();
    style.setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    style.setMarkerSize(6);
    style.setXAxisTickLabelsFormattingFunction(Measure.PLAIN::text);
    style.setYAxisTickLabelsFormattingFunction(Measure.PLAIN::text);
    style.setLegendPosition(LegendPosition.OutsideE);
    style.setPlotContentSize(0.94);
    for (Map.Entry<Long, List<Integer>> group : groups.entrySet()) {
      long number = group.getKey();
      XYSeries series = chart.addSeries(name(number), xs(group, 0), xs(group, 1));
      int place = (int) Math.max(0, number);
      series.setMarker(
          number == NONE ? SeriesMarkers.CROSS : SHAPES.get(place / COLOURS % SHAPES.size()));
      series.setMarkerColor(number == NONE ? look.faint() : look.series(place % COLOURS));
    }
    return chart;
  }

  private static String axis(String which, double share) {
    return "%s principal component (%.0f %% of the spread)".formatted(which, share * 100);
  }

  private static String name(long group) {
    if (group == NONE) {
      return "in no cluster";
    }
    return group == MOST_GROUPS - 1 ? "cluster " + group + " and more" : "cluster " + group;
  }

  private double[] xs(Map.Entry<Long, List<Integer>> group, int axis) {
    return group.getValue().stream().mapToDouble(point -> plane[point][axis]).toArray();
  }
}
