// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Weir;
import io.weir.cli.Weir.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportCommandTest {
  private static final Path SAMPLES = Path.of("..", "samples");
  private static final Pattern HEADING = Pattern.compile("<figcaption>([^<]*)</figcaption>");

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  private String report(Object... words) throws IOException {
    Path page = directory.resolve("page.html");
    Object[] all = new Object[words.length + 3];
    all[0] = "report";
    all[1] = "-o";
    all[2] = page;
    System.arraycopy(words, 0, all, 3, words.length);
    Outcome outcome = new Weir().run(all);
    assertThat(outcome.err()).contains("wrote " + page);
    assertThat(outcome.code()).isZero();
    return Files.readString(page);
  }

  @Test
  void showsWhatACaptureHolds() throws IOException {
    String page = report(SAMPLES.resolve("office.pcap"));
    assertThat(HEADING.matcher(page).results().map(found -> found.group(1)))
        .containsExactly(
            "What was read",
            "Tables",
            "Bytes of the flows that begin in each second",
            "Transport protocols",
            "Services, by the port that was contacted",
            "Hosts that send and receive most",
            "Pairs of hosts that exchange most: client, server",
            "Names that most is exchanged with",
            "How the names are known",
            "Names asked for most",
            "Servers that are asked most",
            "Response codes",
            "Types asked for",
            "Hosts that are asked most (HTTP that can be read)",
            "Response statuses",
            "Browsers and other clients (User-Agent)",
            "Connections that were not established, by server",
            "Port scans: sources that probe many destinations",
            "DNS: names with errors, or without an answer",
            "HTTP: requests that failed");
    assertThat(page)
        .contains(
            "<dt>Length</dt><dd>2 min 3 s</dd>",
            "<dt>Hosts</dt><dd>51</dd>",
            "<td>tcp</td><td class=\"n\">77</td><td class=\"n\">688</td><td class=\"n\">493 KB</td>",
            "Nothing found for: Anomalies: more bytes than is usual.")
        .doesNotContain("Not examined")
        .hasSizeLessThan(5_000_000);
  }

  @Test
  void whatLogsSayIsText() throws IOException {
    String log =
        """
        {"_path":"http","ts":1772323200.5,"uid":"C1","id.orig_h":"192.0.2.1","id.orig_p":4000,\
        "id.resp_h":"198.51.100.2","id.resp_p":80,"method":"GET","host":"<script>a()</script>",\
        "uri":"/<img src=x onerror=b()>","user_agent":"'\\"><script>c()</script>","status_code":404}
        """;
    Path file = Files.writeString(directory.resolve("http.log"), log);
    String page = report(file, "--title", "<script>d()</script>");
    assertThat(page)
        .doesNotContain("<script", "<img src=x")
        .contains("&lt;script&gt;a()", "onerror=b()&gt;", "&lt;script&gt;c()", "&lt;script&gt;d()");
  }

  @ParameterizedTest
  @ValueSource(longs = {99_999_999_999L, 9_000_000_000_000L})
  void aTimeInAFarFutureIsShown(long seconds) throws IOException {
    String log =
        """
        {"_path":"conn","ts":1772323200.5,"uid":"C1","id.orig_h":"192.0.2.1","id.orig_p":4000,\
        "id.resp_h":"198.51.100.2","id.resp_p":80,"proto":"tcp","orig_bytes":7,"resp_bytes":8}
        {"_path":"conn","ts":%d,"uid":"C2","id.orig_h":"192.0.2.1","id.orig_p":4000,\
        "id.resp_h":"198.51.100.2","id.resp_p":80,"proto":"tcp","orig_bytes":7,"resp_bytes":8}
        """
            .formatted(seconds);
    Path file = Files.writeString(directory.resolve("conn.log"), log);
    assertThat(report(file)).contains("Bytes of the flows that begin in each", "192.0.2.1");
  }

  @Test
  void aTimeTooShortForAnomaliesIsNotExamined() throws IOException {
    String log =
        """
        {"_path":"conn","ts":1772323200.5,"uid":"C1","id.orig_h":"192.0.2.1","id.orig_p":4000,\
        "id.resp_h":"198.51.100.2","id.resp_p":80,"proto":"tcp","orig_bytes":7,"resp_bytes":8}
        """;
    Path file = Files.writeString(directory.resolve("conn.log"), log);
    assertThat(report(file))
        .contains(
            "Not examined: Anomalies: more bytes than is usual: Cannot run s-h-esd: the series is"
                + " too short");
  }

  @Test
  void aTableOfAnyKindIsCounted() throws IOException {
    Path file = Files.writeString(directory.resolve("load.csv"), "time,value\n1,2\n3,4\n");
    String page = report(file);
    assertThat(page)
        .contains("<td>load</td><td class=\"n\">2</td>", "Nothing found for:")
        .doesNotContain("<h2");
  }

  @Test
  void aDamagedFileIsToldBesideWhatIsWhole() throws IOException {
    Path damaged = Files.writeString(directory.resolve("two.json"), "[{\"a\":1}]\n[{\"a\":2}]\n");
    Outcome alone = new Weir().run("report", damaged, "-o", directory.resolve("alone.html"));
    assertThat(alone.lastError()).startsWith("Cannot read '" + damaged + "': at byte 10");
    Files.writeString(directory.resolve("load.csv"), "time,value\n1,2\n3,4\n");
    assertThat(report(directory))
        .contains("<td>load</td><td class=\"n\">2</td>", "two.json&#39;: at byte 10 in record")
        .doesNotContain("<td>two</td>");
  }

  @Test
  void emptyInputIsNoFailure() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("conn.log"),
            """
            #separator \\x09
            #set_separator\t,
            #empty_field\t(empty)
            #unset_field\t-
            #path\tconn
            #fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto
            #types\ttime\tstring\taddr\tport\taddr\tport\tenum
            """);
    assertThat(report(file)).contains("Tables").doesNotContain("<h2", "<tbody>\n</tbody>");
  }

  /** A message of IPFIX whose template nobody sent. */
  @Test
  void recordsOfNoTableAreCountedAndNoTableIsShown() throws IOException {
    Path file =
        Files.write(
            directory.resolve("flows.ipfix"),
            HexFormat.of().parseHex("000a0018635834a3000000010000000001000008deadbeef"));
    assertThat(report(file))
        .contains("<dt>Records that could not be read</dt><dd>1</dd>", "What was read")
        .doesNotContain("Tables", "<tbody>\n</tbody>");
  }

  @Test
  void refusesWhatItCannotRead() {
    assertThat(new Weir().run("report").lastError()).contains("Cannot make a report without input");
    Outcome missing = new Weir().run("report", directory.resolve("none.pcap"));
    assertThat(missing.code()).isEqualTo(2);
    Outcome nowhere =
        new Weir().run("report", SAMPLES.resolve("office.pcap"), "-o", "/nowhere/a.html");
    assertThat(nowhere.code()).isEqualTo(2);
    assertThat(nowhere.lastError()).contains("there is no directory");
  }

  @Test
  void tooManyRejectsLeaveNoPage() throws IOException {
    Path log = directory.resolve("conn.log");
    Files.writeString(
        log,
        """
        {"_path":"conn","ts":1772323200.5,"uid":"C1","id.orig_h":"192.0.2.1","id.orig_p":4000,\
        "id.resp_h":"198.51.100.2","id.resp_p":80,"proto":"tcp"}
        {"_path":"conn","ts":1772323200.5,"uid":
        """);
    Path page = directory.resolve("page.html");
    Outcome outcome = new Weir().run("report", log, "-o", page, "--max-bad-fraction", "0.1");
    assertThat(outcome.code()).isEqualTo(4);
    assertThat(page).doesNotExist();
  }
}
