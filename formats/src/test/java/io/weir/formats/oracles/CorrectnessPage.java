// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes docs/correctness.md: for each source how many rows are equal, and why others are not. */
final class CorrectnessPage {
  private static final String HEAD =
      """
      # Correctness

      Other tools come with captures and the answers that their own tests expect. Weir reads the
      same captures, and a test compares the answers row by row. This page is written by that test
      (`OraclesTest`, with `-Dweir.write-docs=true`), which fails when a number here changes. Each
      difference is listed, with its reason, in
      [differences.tsv](../formats/src/test/resources/io/weir/formats/oracles/differences.tsv).

      Three more comparisons are exact, so they have no share: PacketQ's questions, asked in SQL
      (`PacketQTest`: 30 questions; 28 need four captures of PacketQ's repository beside its two, and
      are skipped without them; with them all passed on 2026-11-21); Zeek's logs as TSV and as JSON (`ZeekCorporaTest`); and every Zeek log that
      is there in one form only, written by `weir convert` and read back (`TwinsTest`).

      `s-h-esd` was compared with Twitter's AnomalyDetection by `analyses/published-anomalies.sh`, which brings both repositories, on 2026-11-22. In Twitter's own data it finds as many anomalies as
      Twitter's tests expect: 131, with longterm 131, of the last day 25, above the median of the days' highest values 4. Of the 58 series of the Numenta Anomaly Benchmark (period 150, alpha 0.05, at
      most 0.2 %) it finds in 54 the very points that the benchmark publishes of Twitter's package; its score is 46.4, that of the published points 47.1, and all but 0.003 of the difference is one series of
      equal spikes, where most points are as expected and R measured with what rounding left. In two the answer hangs on the last bits of weights, in one a whole phase of the cycle has no weight
      ([s-h-esd](analyses/s-h-esd.md)). A second, plain implementation agrees on 14 series (`SearchTest`).

      | source | rows compared | equal | share | differences listed |
      |---|---:|---:|---:|---:|
      """;

  private CorrectnessPage() {}

  static String of(List<Report> reports) {
    StringBuilder page = new StringBuilder(HEAD);
    reports.stream().filter(CorrectnessPage::isZeek).forEach(report -> row(page, report));
    zeekTogether(page, reports.stream().filter(CorrectnessPage::isZeek).toList());
    reports.stream().filter(report -> !isZeek(report)).forEach(report -> row(page, report));
    page.append("\nWhat a row is, and why rows differ (cells by reason):\n");
    reports.forEach(report -> section(report, page));
    return page.toString();
  }

  private static boolean isZeek(Report report) {
    return report.oracle().source().startsWith("Zeek ");
  }

  private static void zeekTogether(StringBuilder page, List<Report> reports) {
    row(
        page,
        "these five logs of Zeek's together",
        reports.stream().mapToLong(report -> report.found().rows()).sum(),
        reports.stream().mapToLong(report -> report.found().equal()).sum(),
        reports.stream().mapToLong(report -> report.reasons().size()).sum());
  }

  private static void row(StringBuilder page, Report report) {
    Comparison found = report.found();
    row(page, report.oracle().source(), found.rows(), found.equal(), report.reasons().size());
  }

  private static void row(
      StringBuilder page, String source, long rows, long equal, long differences) {
    double share = Math.floor(1000.0 * equal / Math.max(1, rows)) / 10;
    page.append(
        String.format(
            Locale.ROOT,
            "| %s | %d | %d | %.1f %% | %d |%n",
            source,
            rows,
            equal,
            share,
            differences));
  }

  private static void section(Report report, StringBuilder page) {
    page.append("\n## ").append(report.oracle().source()).append("\n\n");
    page.append("Compared: ").append(report.oracle().compares()).append(".\n");
    Map<String, Integer> counts = new TreeMap<>();
    report.reasons().values().forEach(why -> counts.merge(why, 1, Integer::sum));
    if (!counts.isEmpty()) {
      page.append('\n');
    }
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(each -> page.append("- %s: %d%n".formatted(each.getKey(), each.getValue())));
  }
}
