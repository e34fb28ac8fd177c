// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.AxesChartStyler;

/** What charts are drawn on: it sets their look and makes PNG of them. */
final class Canvas {
  static final int WIDTH = 880;

  /** Pixels in each direction for one of the drawing: screens and prints are fine. */
  private static final int SCALE = 2;

  static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);

  static {
    // No screen is looked for. ImageIO would cache in files.
    System.setProperty("java.awt.headless", "true");
    ImageIO.setUseCache(false);
  }

  /** XChart leaves out names of categories unless so many are allowed. */
  static final int ALL_LABELS = 1000;

  private Canvas() {}

  /** Why nothing can be drawn on this machine; empty when it can. */
  static Optional<String> defect() {
    return Fonts.DEFECT;
  }

  /** Looked for once: a Java without fonts fails differently each time. */
  private static final class Fonts {
    static final Optional<String> DEFECT = find();

    private static Optional<String> find() {
      try {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setFont(FONT);
        graphics.drawString("x", 0, 8);
        graphics.dispose();
        return Optional.empty();
      } catch (RuntimeException | LinkageError | InternalError e) {
        return Optional.of("Java finds no fonts; install fontconfig and a font");
      }
    }
  }

  /** Gives a chart the look of all; what differs is set before or after. */
  static void dress(AxesChart<?, ?> chart, Look look) {
    AxesChartStyler style = chart.getStyler();
    style.setPlotGridLinesColor(look.grid());
    style.setPlotGridLinesStroke(new java.awt.BasicStroke(1f));
    style.setAxisTickLabelsFont(FONT);
    style.setAxisTickLabelsColor(look.text());
    style.setXAxisTickLabelsColor(look.faint());
    style.setYAxisTickLabelsColor(look.text());
    style.setAxisTitleFont(FONT);
    style.setAxisTicksMarksVisible(false);
    style.setAxisTicksLineVisible(false);
    style.setAxisTickPadding(10);
    style.setPlotMargin(0);
    style.setErrorBarsColor(look.text());
    style.setBaseFont(FONT);
    style.setChartBackgroundColor(look.page());
    style.setChartFontColor(look.text());
    style.setChartPadding(8);
    style.setChartTitleFont(TITLE);
    style.setChartTitlePadding(10);
    style.setChartTitleBoxVisible(false);
    style.setLegendBackgroundColor(look.page());
    style.setLegendBorderColor(look.page());
    style.setLegendFont(FONT);
    style.setPlotBackgroundColor(look.page());
    style.setPlotBorderVisible(false);
    style.setPlotBorderColor(look.page());
    style.setPlotContentSize(0.98);
    style.setLocale(java.util.Locale.ROOT);
    style.setTimezone(java.util.TimeZone.getTimeZone("UTC"));
  }

  /** A chart as PNG. */
  static byte[] png(AxesChart<?, ?> chart) {
    BufferedImage image =
        new BufferedImage(
            chart.getWidth() * SCALE, chart.getHeight() * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.scale(SCALE, SCALE);
    chart.paint(graphics, chart.getWidth(), chart.getHeight());
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(Palette.reduced(image), "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
