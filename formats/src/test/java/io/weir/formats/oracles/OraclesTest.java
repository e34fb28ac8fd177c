// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.formats.pcap.Captures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Weir's tables against the answers that other tools' own tests expect. What differs is in
 * differences.tsv, with a reason for each: it is all that differs. docs/correctness.md sums it up.
 */
class OraclesTest {
  private static final boolean WRITE = Boolean.getBoolean("weir.write-docs");

  private static final List<Oracle> ORACLES =
      List.of(
          new ZeekConn(),
          new ZeekDns(),
          new ZeekHttp(),
          ZeekTls.ssl(),
          ZeekTls.quic(),
          Tshark.dnsNames(),
          Tshark.serverNames(),
          Tshark.httpHosts(),
          new Ndpi(),
          new Arkime(),
          new Tcpdump(),
          new Suricata(),
          new Ja4(),
          new ExportLogstash(),
          new ExportTelegraf(),
          new ExportTshark(),
          new Nfdump());

  private final List<Report> reports = new ArrayList<>();

  @TestFactory
  Stream<DynamicTest> oracles() {
    Captures.shared("pcap");
    Stream<DynamicTest> each =
        ORACLES.stream()
            .map(oracle -> DynamicTest.dynamicTest(oracle.source(), () -> compare(oracle)));
    return Stream.concat(each, Stream.of(DynamicTest.dynamicTest("the page", this::page)));
  }

  private void compare(Oracle oracle) {
    Report report = Report.of(oracle);
    reports.add(report);
    if (!WRITE) {
      assertThat(lines(report.reasons().keySet()))
          .as("new ones need a reason in differences.tsv, vanished ones are to be removed there")
          .isEqualTo(lines(DifferencesFile.of(oracle.source()).keySet()));
    }
  }

  private static String lines(Set<Difference> differences) {
    return differences.stream().map(Difference::line).collect(Collectors.joining("\n"));
  }

  private void page() throws IOException {
    String text = CorrectnessPage.of(reports);
    Path module = Path.of("").toAbsolutePath();
    Path page = module.resolveSibling("docs").resolve("correctness.md");
    if (WRITE) {
      DifferencesFile.write(module, reports.stream().map(Report::reasons).toList());
      Files.writeString(page, text);
    }
    assertThat(Files.readString(page, StandardCharsets.UTF_8))
        .as("docs/correctness.md; write it with -Dweir.write-docs=true")
        .isEqualTo(text);
    reports.forEach(each -> assertThat(each.reasons().values()).doesNotContain("?"));
  }
}
