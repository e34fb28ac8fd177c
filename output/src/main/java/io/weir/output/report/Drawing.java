// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import io.weir.model.analysis.Picture;
import java.util.Optional;
import org.knowm.xchart.internal.chartpart.AxesChart;

/** A picture of rows, drawn when it is asked for. */
public final class Drawing {
  private final Picture picture;
  private final Chart chart;

  /** Makes the chart in a look; a chart is drawn once. */
  interface Chart {
    AxesChart<?, ?> in(Look look);

    /** What is not drawn, as part of a sentence, such as {@code the first 24 of 30 rows}. */
    default Optional<String> part() {
      return Optional.empty();
    }
  }

  private Drawing(Picture picture, Chart chart) {
    this.picture = picture;
    this.chart = chart;
  }

  /** The picture of these rows; empty when they hold nothing that can be drawn. */
  public static Optional<Drawing> of(Picture picture, Frame rows) {
    return chart(picture, rows).map(chart -> new Drawing(picture, chart));
  }

  private static Optional<Chart> chart(Picture picture, Frame rows) {
    if (picture instanceof Picture.Bars bars) {
      return BarChart.of(bars, rows);
    }
    if (picture instanceof Picture.Lines lines) {
      return LineChart.of(lines, rows);
    }
    if (picture instanceof Picture.Projection projection) {
      return ProjectionChart.of(projection, rows);
    }
    if (picture instanceof Picture.Matrix matrix) {
      return MatrixChart.of(matrix, rows);
    }
    return BoxesChart.of((Picture.Boxes) picture, rows);
  }

  /** Why pictures cannot be drawn on this machine; empty when they can. */
  public static Optional<String> defect() {
    return Canvas.defect();
  }

  /** What is drawn. */
  public Picture picture() {
    return picture;
  }

  /** What part of the rows is drawn; empty when it is all. */
  public Optional<String> part() {
    return chart.part();
  }

  /** The picture as PNG, without its title: the page tells it. */
  public byte[] png(Look look) {
    return Canvas.png(chart.in(look));
  }

  /** The picture as a PNG that stands alone. */
  public byte[] titledPng() {
    AxesChart<?, ?> drawn = chart.in(Look.LIGHT);
    drawn.setTitle(picture.title() + part().map(part -> " (" + part + ")").orElse(""));
    return Canvas.png(drawn);
  }
}
