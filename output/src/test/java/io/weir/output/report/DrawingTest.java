// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.ColumnType;
import io.weir.model.analysis.Picture;
import io.weir.model.analysis.Picture.Matrix.Shade;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures show their rows. What they look like is looked at, by people. */
class DrawingTest {
  private static final LocalDateTime BEGIN = LocalDateTime.of(2026, 3, 1, 0, 0);

  private static final Optional<Duration> MINUTES = Optional.of(Duration.ofMinutes(1));

  private static final Picture.Bars BARS =
      new Picture.Bars("bars", "Bytes", "rows", List.of("name"), List.of("bytes"));

  private static Rows named() {
    return new Rows()
        .column("name", ColumnType.STRING, "")
        .column("bytes", ColumnType.BIGINT, "bytes");
  }

  private static BufferedImage draw(Picture picture, Frame rows, Look look) throws IOException {
    byte[] png = Drawing.of(picture, rows).orElseThrow().png(look);
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static long pixels(BufferedImage image, int color) {
    int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Arrays.stream(all).filter(pixel -> (pixel & 0xffffff) == color).count();
  }

  private static int blue(Look look) {
    return look.series(0).getRGB() & 0xffffff;
  }

  @ParameterizedTest
  @EnumSource(Look.class)
  void barsAreAsLongAsTheirValues(Look look) throws IOException {
    Frame rows = named().row("a", 100L).row("b", 50L).frame();
    BufferedImage image = draw(BARS, rows, look);
    int middle = image.getWidth() * 2 / 3;
    long all = pixels(image, blue(look));
    long right =
        pixels(
            image.getSubimage(middle, 0, image.getWidth() - middle, image.getHeight()), blue(look));
    assertThat(all).isPositive();
    assertThat(right).isPositive();
    // The first row is the longer bar, and stands on top.
    BufferedImage top =
        image.getSubimage(middle, 0, image.getWidth() - middle, image.getHeight() / 2 - 20);
    assertThat(pixels(top, blue(look))).isGreaterThan(right * 9 / 10);
    assertThat(pixels(image, look.page().getRGB() & 0xffffff)).isGreaterThan(all);
  }

  @Test
  void nothingIsDrawnOfNothing() {
    assertThat(Drawing.of(BARS, named().frame())).isEmpty();
    assertThat(Drawing.of(BARS, named().row("a", 0L).row("b", null).frame())).isEmpty();
    assertThat(Drawing.of(BARS, Frame.empty())).isEmpty();
  }

  @Test
  void barsOfOneLabelAreTwoBars() throws IOException {
    Frame rows = named().row("a", 100L).row("a", 100L).frame();
    BufferedImage two = draw(BARS, rows, Look.LIGHT);
    BufferedImage one = draw(BARS, named().row("a", 100L).frame(), Look.LIGHT);
    assertThat(two.getHeight()).isGreaterThan(one.getHeight());
  }

  @Test
  void anythingCanBeALabel() throws IOException {
    Frame rows =
        named()
            .row("<script>alert(1)</script>", 3L)
            .row(null, 2L)
            .row("", 2L)
            .row("x".repeat(5000), 1L)
            .row("\u202e\u0000\ud800 😀".repeat(40), 1L)
            .row("a\nb", 1L)
            .frame();
    assertThat(draw(BARS, rows, Look.LIGHT).getWidth()).isEqualTo(2 * Canvas.WIDTH);
  }

  private static Picture.Lines lines(Optional<Duration> every) {
    return new Picture.Lines(
        "lines",
        "Values",
        "rows",
        "time",
        "value",
        Optional.empty(),
        Optional.of("expected"),
        Optional.of("anomaly"),
        every);
  }

  private static Rows timed() {
    return new Rows()
        .column("time", ColumnType.TIMESTAMP, "UTC")
        .column("value", ColumnType.DOUBLE, "")
        .column("expected", ColumnType.DOUBLE, "")
        .column("anomaly", ColumnType.BOOLEAN, "");
  }

  @Test
  void marksAnomalies() throws IOException {
    Rows rows = timed();
    Rows plain = timed();
    for (int i = 0; i < 5000; i++) {
      boolean isAnomaly = i == 777;
      rows.row(BEGIN.plusMinutes(i), isAnomaly ? 90.0 : i % 7, 3.0, isAnomaly);
      plain.row(BEGIN.plusMinutes(i), (double) (i % 7), 3.0, false);
    }
    int mark = Look.LIGHT.mark().getRGB() & 0xffffff;
    assertThat(pixels(draw(lines(Optional.empty()), rows.frame(), Look.LIGHT), mark)).isPositive();
    assertThat(pixels(draw(lines(Optional.empty()), plain.frame(), Look.LIGHT), mark)).isZero();
  }

  @Test
  void windowsWithoutRowsAreZero() throws IOException {
    Rows rows = timed();
    for (int i : new int[] {0, 20, 40}) {
      rows.row(BEGIN.plusMinutes(i), 10.0, null, false);
    }
    long line = pixels(draw(lines(Optional.empty()), rows.frame(), Look.LIGHT), blue(Look.LIGHT));
    long zero = pixels(draw(lines(MINUTES), rows.frame(), Look.LIGHT), blue(Look.LIGHT));
    // The line goes down and up again.
    assertThat(zero).isGreaterThan(line + 500);
  }

  @Test
  void whereOnlyTheMostIsKeptWindowsThatOthersHaveAreNotZero() throws IOException {
    Rows rows = timed().column("key", ColumnType.STRING, "");
    for (int i : new int[] {0, 20, 40}) {
      rows.row(BEGIN.plusMinutes(i), 10.0, null, false, "a");
    }
    Frame empty = rows.frame();
    Rows others = timed().column("key", ColumnType.STRING, "");
    for (int i = 0; i <= 40; i++) {
      others.row(BEGIN.plusMinutes(i), 10.0, null, false, i % 20 == 0 ? "a" : "b" + i);
    }
    Picture picture =
        new Picture.Lines(
            "lines",
            "Values",
            "rows",
            "time",
            "value",
            Optional.of("key"),
            Optional.empty(),
            Optional.empty(),
            MINUTES,
            true);
    long down = pixels(draw(picture, empty, Look.LIGHT), blue(Look.LIGHT));
    long level = pixels(draw(picture, others.frame(), Look.LIGHT), blue(Look.LIGHT));
    assertThat(down).isGreaterThan(level + 500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"anomaly", "expected", "value"})
  void anythingCanNameALine(String name) throws IOException {
    Rows rows = timed().column("key", ColumnType.STRING, "");
    for (int i = 0; i < 10; i++) {
      rows.row(BEGIN.plusMinutes(i), 1.0 + i, 3.0, i == 5, name);
    }
    Picture picture =
        new Picture.Lines(
            "lines",
            "Values",
            "rows",
            "time",
            "value",
            Optional.of("key"),
            Optional.of("expected"),
            Optional.of("anomaly"),
            Optional.empty());
    int mark = Look.LIGHT.mark().getRGB() & 0xffffff;
    assertThat(pixels(draw(picture, rows.frame(), Look.LIGHT), mark)).isPositive();
  }

  @Test
  void windowsOfCenturiesCanBeDrawn() throws IOException {
    Rows rows = timed();
    for (int i = 0; i < 5; i++) {
      rows.row(BEGIN.plusYears(400L * i), 10.0, null, false);
    }
    Picture picture = lines(Optional.of(Duration.ofDays(146_097)));
    assertThat(pixels(draw(picture, rows.frame(), Look.LIGHT), blue(Look.LIGHT))).isPositive();
  }

  @Test
  void windowsThatAreNotKeptAreNotZero() throws IOException {
    Rows rows = timed();
    for (int i = 0; i < 4000; i++) {
      for (int copy = 0; copy < 10; copy++) {
        rows.row(BEGIN.plusMinutes(i), 10.0, null, false);
      }
    }
    Frame thinned = Frame.watch(rows, lines(MINUTES)).readAll();
    BufferedImage image = draw(lines(MINUTES), thinned, Look.LIGHT);
    BufferedImage low =
        image.getSubimage(0, image.getHeight() / 3, image.getWidth(), image.getHeight() / 3);
    assertThat(thinned.isWhole()).isFalse();
    assertThat(pixels(low, blue(Look.LIGHT))).isZero();
  }

  @Test
  void linesNeedTwoTimes() {
    assertThat(Drawing.of(lines(MINUTES), timed().row(BEGIN, 1.0, 1.0, true).frame())).isEmpty();
    assertThat(
            Drawing.of(
                lines(Optional.empty()),
                timed().row(null, 1.0, 1.0, true).row(BEGIN, Double.NaN, 1.0, false).frame()))
        .isEmpty();
  }

  @Test
  void projectsGroupsInTheirColours() throws IOException {
    Rows rows =
        new Rows()
            .column("features", ColumnType.DOUBLE_LIST, "")
            .column("cluster", ColumnType.BIGINT, "");
    for (int i = 0; i < 60; i++) {
      rows.row(List.of(i % 3 * 10.0 + i * 0.01, i * 0.1, 1.0), i % 3L);
    }
    rows.row(List.of(Double.NaN, 1.0, 1.0), 0L).row(null, 1L).row(List.of(1.0), -1L);
    Picture picture =
        new Picture.Projection("projection", "Clusters", "rows", "features", "cluster");
    BufferedImage image = draw(picture, rows.frame(), Look.LIGHT);
    for (int i = 0; i < 3; i++) {
      assertThat(pixels(image, Look.LIGHT.series(i).getRGB() & 0xffffff)).isPositive();
    }
  }

  @Test
  void cellsOfOneValueAreStrong() throws IOException {
    Rows rows =
        new Rows()
            .column("r", ColumnType.STRING, "")
            .column("c", ColumnType.STRING, "")
            .column("n", ColumnType.BIGINT, "")
            .row("10.0.0.1", "a.test", 40L)
            .row("10.0.0.1", "b.test", 40L);
    Picture picture = new Picture.Matrix("m", "Matrix", "rows", "r", "c", "n", Shade.ALL);
    List<java.awt.Color> range = Look.LIGHT.range();
    int strong = range.get(range.size() - 1).getRGB() & 0xffffff;
    assertThat(pixels(draw(picture, rows.frame(), Look.LIGHT), strong)).isPositive();
  }

  @Test
  void cellsAreStrongerWhereThereIsMore() throws IOException {
    Rows rows =
        new Rows()
            .column("r", ColumnType.STRING, "")
            .column("c", ColumnType.STRING, "")
            .column("n", ColumnType.BIGINT, "")
            .row("10.0.0.1", "a.test", 1L)
            .row("10.0.0.2", "b.test", 9L);
    Picture picture = new Picture.Matrix("m", "Matrix", "rows", "r", "c", "n", Shade.ALL);
    BufferedImage image = draw(picture, rows.frame(), Look.LIGHT);
    List<java.awt.Color> range = Look.LIGHT.range();
    assertThat(pixels(image, range.get(0).getRGB() & 0xffffff)).isPositive();
    assertThat(pixels(image, range.get(range.size() - 1).getRGB() & 0xffffff)).isPositive();
  }

  @Test
  void boxesAreDrawnOfPercentiles() throws IOException {
    Rows rows = new Rows().column("page", ColumnType.STRING, "");
    List<String> percentiles = List.of("p5", "p25", "p50", "p75", "p95");
    percentiles.forEach(name -> rows.column(name, ColumnType.DOUBLE, "s"));
    rows.row("a.test", 0.1, 0.2, 0.3, 0.4, 0.9).row("b.test", null, 1.0, 1.0, 1.0, 1.0);
    Picture picture = new Picture.Boxes("b", "Boxes", "rows", List.of("page"), percentiles);
    assertThat(draw(picture, rows.frame(), Look.DARK).getWidth()).isEqualTo(2 * Canvas.WIDTH);
  }

  @ParameterizedTest
  @CsvSource({"6, ''", "7, the largest 6 of 7 lines"})
  void linesThatAreNotDrawnAreTold(int lines, String part) {
    Rows rows =
        new Rows()
            .column("t", ColumnType.TIMESTAMP, "")
            .column("name", ColumnType.STRING, "")
            .column("n", ColumnType.BIGINT, "");
    for (int i = 0; i < 2 * lines; i++) {
      rows.row(BEGIN.plusMinutes(i), "n" + i % lines, 1L + i);
    }
    Picture picture =
        new Picture.Lines(
            "lines",
            "Lines",
            "rows",
            "t",
            "n",
            Optional.of("name"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(Drawing.of(picture, rows.frame()).orElseThrow().part().orElse("")).isEqualTo(part);
  }

  @ParameterizedTest
  @CsvSource({"24, ''", "25, the first 24 of 25 boxes"})
  void boxesThatAreNotDrawnAreTold(int boxes, String part) {
    Rows rows =
        new Rows()
            .column("name", ColumnType.STRING, "")
            .column("a", ColumnType.DOUBLE, "")
            .column("b", ColumnType.DOUBLE, "")
            .column("c", ColumnType.DOUBLE, "")
            .column("d", ColumnType.DOUBLE, "")
            .column("e", ColumnType.DOUBLE, "");
    for (int i = 0; i < boxes; i++) {
      rows.row("n" + i, 1.0, 2.0, 3.0, 4.0, 5.0 + i);
    }
    Picture picture =
        new Picture.Boxes(
            "boxes", "Boxes", "rows", List.of("name"), List.of("a", "b", "c", "d", "e"));
    assertThat(Drawing.of(picture, rows.frame()).orElseThrow().part().orElse("")).isEqualTo(part);
  }

  @ParameterizedTest
  @CsvSource({"24, 2, ''", "30, 25, the first 24 of 30 rows and 24 of 25 columns"})
  void cellsThatAreNotDrawnAreTold(int lines, int columns, String part) {
    Rows rows =
        new Rows()
            .column("line", ColumnType.STRING, "")
            .column("column", ColumnType.STRING, "")
            .column("n", ColumnType.BIGINT, "");
    for (int i = 0; i < lines * columns; i++) {
      rows.row("l" + i / columns, "c" + i % columns, 1L);
    }
    Picture picture =
        new Picture.Matrix("cells", "Cells", "rows", "line", "column", "n", Shade.ALL);
    assertThat(Drawing.of(picture, rows.frame()).orElseThrow().part().orElse("")).isEqualTo(part);
  }
}
