// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import io.weir.model.analysis.Picture;
import java.awt.BasicStroke;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Values over time, in UTC. */
final class LineChart implements Drawing.Chart {
  private static final int MOST_LINES = 6;
  private static final int HEIGHT = 320;
  private static final Duration LONG = Duration.ofDays(60);
  private static final int MOST_FILLED = 5000;
  private static final int MARKS_ABOVE_EACH_OTHER = 30;
  private static final int LEGEND_LINE = 24;

  /** Of more points, those of one pixel are drawn as their lowest and highest. */
  private static final int PIXELS = 800;

  private static final String ALONE = "";

  /** A point of a line; what is not known is NaN. */
  private record Point(double millis, double value, double expected, boolean isMarked) {}

  private final Map<String, List<Point>> lines;
  private final Picture.Lines picture;
  private final Measure measure;

  /** Which lines are drawn, where there are more. */
  private final Optional<String> part;

  private LineChart(
      Map<String, List<Point>> lines,
      Optional<String> part,
      Picture.Lines picture,
      Measure measure) {
    this.lines = lines;
    this.part = part;
    this.picture = picture;
    this.measure = measure;
  }

  static Optional<Drawing.Chart> of(Picture.Lines picture, Frame rows) {
    Map<String, List<Point>> all = new LinkedHashMap<>();
    List<@Nullable Object> times = rows.values(picture.time());
    List<@Nullable Object> values = rows.values(picture.value());
    List<@Nullable Object> series = picture.series().map(rows::values).orElse(List.of());
    List<@Nullable Object> expected = picture.expected().map(rows::values).orElse(List.of());
    List<@Nullable Object> marks = picture.mark().map(rows::values).orElse(List.of());
    for (int i = 0; i < Math.min(times.size(), values.size()); i++) {
      double millis = Values.millis(times.get(i));
      double value = Values.number(values.get(i));
      if (Double.isFinite(millis) && Double.isFinite(value)) {
        String name = series.isEmpty() ? ALONE : name(series.get(i));
        double foretold = expected.isEmpty() ? Double.NaN : Values.number(expected.get(i));
        boolean isMarked = !marks.isEmpty() && Boolean.TRUE.equals(marks.get(i));
        all.computeIfAbsent(name, key -> new ArrayList<>())
            .add(new Point(millis, value, foretold, isMarked));
      }
    }
    Map<String, List<Point>> largest = largest(all);
    if (rows.isWhole()) {
      picture.every().ifPresent(every -> fill(largest, every, picture.isOfMost() ? all : Map.of()));
    }
    boolean isLine = largest.values().stream().anyMatch(points -> points.size() > 1);
    if (!isLine) {
      return Optional.empty();
    }
    Measure measure = Measure.of(rows.unit(picture.value()));
    Optional<String> part = part(largest.size(), all.size(), rows.isWhole());
    return Optional.of(new LineChart(largest, part, picture, measure));
  }

  /** Of rows that are a sample there may be more lines than are known. */
  private static Optional<String> part(int drawn, int all, boolean isWhole) {
    return drawn == all
        ? Optional.empty()
        : Optional.of(
            "the largest %d of %d%s lines".formatted(drawn, all, isWhole ? "" : " or more"));
  }

  @Override
  public Optional<String> part() {
    return part;
  }

  /** A series that has no name is the only one. */
  private static String name(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.isEmpty() ? ALONE : String.join(", ", list.stream().map(Values::label).toList());
    }
    return Values.label(value);
  }

  private static Map<String, List<Point>> largest(Map<String, List<Point>> all) {
    Map<String, List<Point>> largest = new LinkedHashMap<>();
    all.entrySet().stream()
        .sorted(
            Comparator.comparingDouble(
                (Map.Entry<String, List<Point>> line) ->
                    -line.getValue().stream().mapToDouble(Point::value).sum()))
        .limit(MOST_LINES)
        .forEach(
            line -> {
              line.getValue().sort(Comparator.comparingDouble(Point::millis));
              largest.put(line.getKey(), line.getValue());
            });
    return largest;
  }

  /**
   * Puts zeros where windows have no rows.
   *
   * @param others lines with a row in a window of which nothing is known of the lines without
   */
  private static void fill(
      Map<String, List<Point>> lines, Duration every, Map<String, List<Point>> others) {
    double step = every.getSeconds() * 1e3 + every.getNano() / 1e6;
    DoubleSummaryStatistics times =
        lines.values().stream()
            .flatMap(List::stream)
            .mapToDouble(Point::millis)
            .summaryStatistics();
    if (!(step > 0) || (times.getMax() - times.getMin()) / step > MOST_FILLED) {
      return;
    }
    Set<Long> unknown = new HashSet<>();
    others.values().stream()
        .flatMap(List::stream)
        .forEach(point -> unknown.add(Math.round(point.millis())));
    for (List<Point> line : lines.values()) {
      Set<Long> there = new HashSet<>(unknown);
      line.forEach(point -> there.add(Math.round(point.millis())));
      for (double time = times.getMin(); time <= times.getMax(); time += step) {
        if (there.add(Math.round(time))) {
          line.add(new Point(time, 0, Double.NaN, false));
        }
      }
      line.sort(Comparator.comparingDouble(Point::millis));
    }
  }

  @Override
  public AxesChart<?, ?> in(Look look) {
    int legend = lines.size() > 1 ? lines.size() * LEGEND_LINE : 0;
    XYChart chart = new XYChartBuilder().width(Canvas.WIDTH).height(HEIGHT + legend).build();
    Canvas.dress(chart, look);
    XYStyler style = chart.getStyler();
    style.setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Line);
    style.setPlotGridVerticalLinesVisible(false);
    style.setYAxisTickLabelsFormattingFunction(measure::tick);
    style.setYAxisTickLabelsColor(look.faint());
    style.setXAxisTickMarkSpacingHint(130);
    style.setLegendPosition(LegendPosition.OutsideS);
    style.setLegendLayout(lines.size() > 1 ? LegendLayout.Vertical : LegendLayout.Horizontal);
    setRange(chart, style);
    int number = 0;
    List<Point> marked = new ArrayList<>();
    for (Map.Entry<String, List<Point>> line : lines.entrySet()) {
      String name = line.getKey().equals(ALONE) ? picture.value() : line.getKey();
      add(chart, name, line.getValue(), number++, look);
      line.getValue().stream().filter(Point::isMarked).forEach(marked::add);
    }
    addMarks(chart, marked, look);
    style.setLegendVisible(chart.getSeriesCollection().size() > 1);
    return chart;
  }

  /** From 0 where nothing is below, with room for marks above; the axis tells the days. */
  private void setRange(XYChart chart, XYStyler style) {
    List<Point> points = lines.values().stream().flatMap(List::stream).toList();
    DoubleSummaryStatistics values = points.stream().mapToDouble(Point::value).summaryStatistics();
    if (values.getMin() >= 0) {
      // A mark at 0 has room below.
      boolean isMarkedLow =
          points.stream()
              .anyMatch(p -> p.isMarked() && p.value() < values.getMax() / MARKS_ABOVE_EACH_OTHER);
      style.setYAxisMin(isMarkedLow ? -values.getMax() / MARKS_ABOVE_EACH_OTHER : 0.0);
      style.setYAxisMax(values.getMax() > 0 ? values.getMax() * 1.06 : 1.0);
    }
    DoubleSummaryStatistics times = points.stream().mapToDouble(Point::millis).summaryStatistics();
    chart.setXAxisTitle(Times.range(times.getMin(), times.getMax()));
    if (times.getMax() - times.getMin() > LONG.toMillis()) {
      // XChart's months and years are of one length each; days are told as they are.
      style.setDatePattern("yyyy-MM-dd");
    }
  }

  private void add(XYChart chart, String name, List<Point> points, int number, Look look) {
    List<Point> drawn = thinned(points);
    XYSeries series =
        chart.addSeries(
            unique(chart, name), dates(drawn), drawn.stream().map(Point::value).toList());
    // A line of one point would not be seen.
    series.setMarker(drawn.size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    series.setMarkerColor(look.series(number));
    series.setLineColor(look.series(number));
    series.setLineStyle(new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    boolean isForetold = lines.size() == 1 && picture.expected().isPresent();
    if (isForetold && drawn.stream().allMatch(point -> Double.isFinite(point.expected()))) {
      XYSeries expected =
          chart.addSeries(
              unique(chart, "expected"),
              dates(drawn),
              drawn.stream().map(Point::expected).toList());
      expected.setMarker(SeriesMarkers.NONE);
      expected.setLineColor(look.faint());
      expected.setLineStyle(new BasicStroke(1f));
    }
  }

  /** XChart refuses a name that is there; lines are named by what the data says. */
  private static String unique(XYChart chart, String name) {
    String unique = name;
    while (chart.getSeries(unique) != null) {
      unique += " ";
    }
    return unique;
  }

  private static void addMarks(XYChart chart, List<Point> marked, Look look) {
    if (marked.isEmpty()) {
      return;
    }
    marked.sort(Comparator.comparingDouble(Point::millis));
    XYSeries series =
        chart.addSeries(
            unique(chart, "anomaly"), dates(marked), marked.stream().map(Point::value).toList());
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    series.setMarker(SeriesMarkers.CIRCLE);
    series.setMarkerColor(look.mark());
  }

  @SuppressWarnings("JavaUtilDate") // what XChart takes for a time
  private static List<Date> dates(List<Point> points) {
    return points.stream().map(point -> new Date((long) point.millis())).toList();
  }

  /** The lowest and the highest point of each pixel, where there are more points than pixels. */
  private static List<Point> thinned(List<Point> points) {
    if (points.size() <= 2 * PIXELS) {
      return points;
    }
    List<Point> drawn = new ArrayList<>();
    Comparator<Point> byValue = Comparator.comparingDouble(Point::value);
    for (int pixel = 0; pixel < PIXELS; pixel++) {
      int from = (int) ((long) points.size() * pixel / PIXELS);
      int to = (int) ((long) points.size() * (pixel + 1) / PIXELS);
      List<Point> some = points.subList(from, to);
      Point low = some.stream().min(byValue).orElseThrow();
      Point high = some.stream().max(byValue).orElseThrow();
      drawn.add(low.millis() <= high.millis() ? low : high);
      if (!low.equals(high)) {
        drawn.add(low.millis() <= high.millis() ? high : low);
      }
    }
    return drawn;
  }
}
