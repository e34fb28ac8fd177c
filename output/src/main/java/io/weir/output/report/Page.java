// SPDX-License-Identifier: Apache-2.0
package io.weir.output.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page of HTML that holds all it needs: it fetches nothing and runs nothing, in light, dark and
 * print. Not thread-safe.
 */
public final class Page {
  /** Rows of a table that are shown at once; the next are behind a click. */
  private static final int OPEN_ROWS = 10;

  /** A table of no more columns shows all of them, with or without values. */
  private static final int FEW_COLUMNS = 12;

  private static final Pattern PLACE = Pattern.compile("[$][{](\\w+)[}]");

  private final String title;
  private final StringBuilder index = new StringBuilder();
  private final StringBuilder body = new StringBuilder();
  private final boolean draws = Drawing.defect().isEmpty();
  private int sections;

  /** An empty page. */
  public Page(String title) {
    this.title = title;
    Drawing.defect().ifPresent(defect -> note("This page has no pictures: " + defect + "."));
  }

  /** Begins a part of the page. */
  public void section(String heading) {
    sections++;
    String text = Html.escaped(heading);
    index.append("<a href=\"#s%d\">%s</a>\n".formatted(sections, text));
    body.append("<h2 id=\"s%d\">%s</h2>\n".formatted(sections, text));
  }

  /** A paragraph. */
  public void note(String text) {
    body.append("<p class=\"note\">").append(Html.escaped(text)).append("</p>\n");
  }

  /** What is true of the whole, with the word for each. */
  public void facts(Map<String, String> facts) {
    body.append("<dl>\n");
    facts.forEach(
        (word, value) ->
            body.append("<div><dt>")
                .append(Html.escaped(word))
                .append("</dt><dd>")
                .append(Html.escaped(value))
                .append("</dd></div>\n"));
    body.append("</dl>\n");
  }

  /**
   * An answer: its picture, and its table below.
   *
   * @param heading what it shows
   * @param drawing the picture, where there is one
   */
  public void panel(String heading, Optional<Drawing> drawing, Frame rows) {
    figure(heading, drawing.stream().toList(), rows, "");
  }

  /**
   * An answer: its pictures with their titles, and its table below.
   *
   * @param heading what the rows are
   */
  public void panel(String heading, List<Drawing> drawings, Frame rows) {
    figure(heading, drawings, rows, "<p class=\"title\">%s</p>\n");
  }

  private void figure(String heading, List<Drawing> drawings, Frame rows, String title) {
    body.append("<figure>\n<figcaption>").append(Html.escaped(heading)).append("</figcaption>\n");
    for (Drawing drawing : draws ? drawings : List.<Drawing>of()) {
      body.append(title.formatted(Html.escaped(drawing.picture().title())));
      picture(drawing);
    }
    int shown = rows.shown().size();
    List<Integer> left =
        shown > 0 && rows.columns().size() > FEW_COLUMNS ? rows.emptyColumns() : List.of();
    Frame table = left.isEmpty() ? rows : rows.without(left);
    int open = Math.min(shown, OPEN_ROWS);
    body.append("<div class=\"t\">").append(Html.table(table, 0, open)).append("</div>\n");
    if (shown > open) {
      body.append(
              "<details><summary>%d more rows</summary><div class=\"t\">".formatted(shown - open))
          .append(Html.table(table, open, shown))
          .append("</div></details>\n");
    }
    if (rows.size() > shown) {
      body.append("<p class=\"note\">The first %d of %d rows.</p>\n".formatted(shown, rows.size()));
    }
    if (!left.isEmpty()) {
      note(
          "Columns without a value in these rows: "
              + left.stream()
                  .map(c -> rows.columns().get(c).name())
                  .collect(Collectors.joining(", "))
              + ".");
    }
    body.append("</figure>\n");
  }

  private void picture(Drawing drawing) {
    body.append("<picture><source media=\"screen and (prefers-color-scheme: dark)\" srcset=\"")
        .append(data(drawing.png(Look.DARK)))
        .append("\"><img alt=\"")
        .append(Html.escaped(drawing.picture().title()))
        .append(": the numbers are in the table below\" src=\"")
        .append(data(drawing.png(Look.LIGHT)))
        .append("\"></picture>\n");
    drawing.part().ifPresent(part -> note("Drawn: " + part + "."));
  }

  private static String data(byte[] png) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }

  /** Writes the page; the stream stays open. */
  public void write(OutputStream out) throws IOException {
    String page =
        PLACE
            .matcher(resource("page.html"))
            .replaceAll(place -> Matcher.quoteReplacement(part(place.group(1))));
    out.write(page.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private String part(String name) {
    return switch (name) {
      case "title" -> Html.escaped(title);
      case "style" -> resource("page.css");
      case "index" -> sections > 1 ? "<nav>\n" + index + "</nav>" : "";
      default -> body.toString();
    };
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("Resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
