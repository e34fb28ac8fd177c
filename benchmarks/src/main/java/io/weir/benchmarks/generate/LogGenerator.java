// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.generate;

import io.weir.benchmarks.Words;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Writes days of a made-up network as Zeek's logs.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*:benchmarks/target/*' io.weir.benchmarks.generate.LogGenerator
 *   [to=DIRECTORY] [rows=5000000] [days=1] [forms=tsv,hourly,json] [clients=25000]
 *   [servers=60000] [seed=42]</pre>
 *
 * <p>A day has {@code rows} connections, of about 135 bytes each in tab-separated form. The forms:
 *
 * <ul>
 *   <li>{@code tsv}: {@code tsv/conn.log}, and the {@code http.log} and {@code ssl.log} that name
 *       their servers; of further days {@code tsv/conn.2026-03-02.log} and so on
 *   <li>{@code hourly}: the connections as 24 files {@code hourly/conn.00:00:00-01:00:00.log.gz} …
 *   <li>{@code json}: the connections as {@code json/conn.log}
 * </ul>
 */
public final class LogGenerator {
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 1);
  private static final long DAY = 86_400_000_000L;

  private final Path directory;
  private final List<String> forms;
  private final Text text = new Text();
  private final Connection connection = new Connection();

  private LogGenerator(Path directory, List<String> forms) {
    this.directory = directory;
    this.forms = forms;
  }

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    Words words = Words.of(arguments, "to", "rows", "days", "forms", "clients", "servers", "seed");
    LogGenerator generator =
        new LogGenerator(words.path("to", "logs"), words.list("forms", "tsv,hourly,json"));
    for (int day = 0; day < words.number("days", 1); day++) {
      Traffic traffic =
          new Traffic(
              words.number("seed", 42) + day,
              (int) words.number("clients", 25_000),
              (int) words.number("servers", 60_000));
      generator.day(day, traffic, words.number("rows", 5_000_000));
    }
  }

  private void day(int day, Traffic traffic, long rows) throws IOException {
    long start = FIRST_DAY.plusDays(day).toEpochDay() * DAY;
    String date = day == 0 ? "" : "." + FIRST_DAY.plusDays(day);
    try (OutputStream conn = open("tsv", "conn" + date + ".log", ZeekText.CONN_HEADER);
        OutputStream http = open("tsv", "http" + date + ".log", ZeekText.HTTP_HEADER);
        OutputStream ssl = open("tsv", "ssl" + date + ".log", ZeekText.SSL_HEADER);
        OutputStream json = open("json", "conn" + date + ".log", "")) {
      for (int hour = 0; hour < 24; hour++) {
        String name = "conn%s.%02d:00:00-%02d:00:00.log.gz".formatted(date, hour, (hour + 1) % 24);
        try (OutputStream hourly = open("hourly", name, ZeekText.CONN_HEADER)) {
          for (long row = rows * hour / 24; row < rows * (hour + 1) / 24; row++) {
            traffic.draw(connection, start + (long) ((double) row / rows * DAY));
            write(conn, hourly, json);
            names(http, ssl);
          }
        }
      }
    }
  }

  private void write(OutputStream conn, OutputStream hourly, OutputStream json) throws IOException {
    ZeekText.conn(text.clear(), connection);
    text.writeTo(conn);
    text.writeTo(hourly);
    ZeekText.json(text.clear(), connection);
    text.writeTo(json);
  }

  private void names(OutputStream http, OutputStream ssl) throws IOException {
    if (connection.service == Service.HTTP) {
      ZeekText.http(text.clear(), connection);
      text.writeTo(http);
    } else if (connection.service == Service.TLS) {
      ZeekText.ssl(text.clear(), connection);
      text.writeTo(ssl);
    }
  }

  private OutputStream open(String form, String name, String header) throws IOException {
    if (!forms.contains(form)) {
      return OutputStream.nullOutputStream();
    }
    Path file = Files.createDirectories(directory.resolve(form)).resolve(name);
    OutputStream out =
        name.endsWith(".gz")
            ? new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)
            : Files.newOutputStream(file);
    OutputStream buffered = new BufferedOutputStream(out, 1 << 20);
    buffered.write(header.getBytes(StandardCharsets.US_ASCII));
    return buffered;
  }
}
