// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Main;
import io.weir.cli.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A private answer has no side door: with the same noise, data that differ in what the question is
 * not about make the same output, the same messages, the same exit code and the same files, byte
 * for byte.
 */
class PrivateSilenceTest {
  private static final String HEADER =
      "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n"
          + "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tduration\torig_bytes"
          + "\tresp_bytes\tlocal_orig\tlocal_resp\n"
          + "#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tinterval\tcount\tcount\tbool\tbool\n";

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  /** What is different in the data; none of it is what is asked about. */
  enum Difference {
    ONE_USER_MORE,
    ONE_BAD_LINE_MORE,
    ONE_ODD_VALUE_MORE,
    ONE_BROKEN_FILE_MORE,
    ONE_UNKNOWN_FILE_MORE,
    ONE_EMPTY_FILE_MORE
  }

  private static String row(int user, String server, String sent, String received) {
    return "%d.5\tC%d\t10.0.0.%d\t4000\t%s\t443\ttcp\t1.5\t%s\t%s\tT\tF%n"
        .formatted(1772359200 + user, user, user, server, sent, received);
  }

  private static String usual() {
    StringBuilder log = new StringBuilder(HEADER);
    for (int user = 1; user <= 5; user++) {
      log.append(row(user, "192.0.2.99", "1000", "20000"));
    }
    return log.toString();
  }

  private static void lay(Path logs, Difference difference) throws IOException {
    Files.createDirectories(logs);
    String more =
        switch (difference) {
          case ONE_USER_MORE -> row(77, "192.0.2.1", "5", "6");
          case ONE_BAD_LINE_MORE -> "not a record\n";
          case ONE_ODD_VALUE_MORE -> row(78, "192.0.2.1", "9223372036854775807", "nan");
          default -> "";
        };
    Files.writeString(logs.resolve("conn.log"), usual() + more);
    switch (difference) {
      case ONE_BROKEN_FILE_MORE ->
          Files.write(logs.resolve("conn2.log.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3});
      case ONE_UNKNOWN_FILE_MORE -> Files.writeString(logs.resolve("readme"), "Hello there.\n");
      case ONE_EMPTY_FILE_MORE -> Files.createFile(logs.resolve("conn3.log"));
      default -> {}
    }
  }

  /** All that a run shows and leaves. */
  private record Seen(int code, String out, String err, List<String> files) {}

  private Seen weir(Path home, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> environment = new ArrayList<>(List.of(words));
    String token = environment.remove(0);
    Surroundings surroundings =
        new Surroundings(
            InputStream.nullInputStream(),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            token.isEmpty() ? Map.of() : Map.of("WEIR_TOKEN", token),
            List.of(),
            0);
    int code = Main.run(environment.toArray(new String[0]), surroundings);
    return new Seen(
        code,
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8),
        names(home));
  }

  private static List<String> names(Path home) {
    try (Stream<Path> files = Files.list(home)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What an analyst sees of these logs, of questions about one server. */
  private List<Seen> asked(Path logs, String name) throws IOException {
    Path home = Files.createDirectories(directory.resolve(name));
    String ledger = home.resolve("ledger.db").toString();
    Seen registered =
        weir(
            home,
            "",
            "private",
            "register",
            "campus",
            logs.toString(),
            "--epsilon",
            "9",
            "--zone",
            "UTC",
            "--ledger",
            ledger);
    assertThat(registered.code()).as(registered.err()).isZero();
    String token =
        weir(home, "", "private", "analyst", "add", "ada", "--epsilon", "9", "--ledger", ledger)
            .out()
            .strip();
    List<Seen> seen = new ArrayList<>();
    for (String question :
        List.of(
            "volume --of all --cap 100k --server 192.0.2.99",
            "volume --of flows --cap 10 --by server --keys 192.0.2.99,192.0.2.98 --touched 2",
            "top --of users --by server",
            "feature --column duration --low 0 --high 9 --server 192.0.2.99",
            "feature --column duration --low 0 --high 9 --statistic percentile --server 192.0.2.99",
            "volume --of users --every 6h --server 192.0.2.99 --touched 4")) {
      List<String> words = new ArrayList<>(List.of(token, "private", "ask", "campus"));
      words.addAll(Arrays.asList(question.split(" ", -1)));
      words.addAll(List.of("--from", "2026-03-01", "--epsilon", "0.3", "--ledger", ledger));
      seen.add(weir(home, words.toArray(new String[0])));
    }
    return seen;
  }

  @ParameterizedTest
  @EnumSource(Difference.class)
  void dataThatDifferInSomethingElseLookTheSame(Difference difference) throws IOException {
    Path usual = Files.createDirectories(directory.resolve("usual"));
    Files.writeString(usual.resolve("conn.log"), usual());
    lay(directory.resolve("other"), difference);
    List<Seen> expected = asked(usual, "one");
    assertThat(expected).allMatch(seen -> seen.code() == 0);
    assertThat(expected.get(0).out()).contains("bytes,105042,");
    assertThat(asked(directory.resolve("other"), "two")).isEqualTo(expected);
  }

  @Test
  void dataThatCannotBeReadLookLikeDataWithoutRows() throws IOException {
    Path nobody = Files.createDirectories(directory.resolve("nobody"));
    Files.writeString(nobody.resolve("conn.log"), HEADER);
    Path broken = Files.createDirectories(directory.resolve("broken"));
    Files.writeString(broken.resolve("conn.log"), "what is this?\n");
    List<Seen> expected = asked(nobody, "one");
    assertThat(expected).allMatch(seen -> seen.code() == 0);
    assertThat(asked(broken, "two")).isEqualTo(expected);
  }
}
