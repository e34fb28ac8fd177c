// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.Set;
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

  /** Tried on Spark in each build; the others where there is time. */
  private static final Set<Difference> SOON = Set.of(Difference.ONE_USER_MORE);

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  /** What is different in the data; none of it is what is asked about. */
  enum Difference {
    ONE_USER_MORE,
    ONE_BAD_LINE_MORE,
    A_BAD_FIRST_LINE,
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
    String first = difference == Difference.A_BAD_FIRST_LINE ? "not a record\n" : "";
    Files.writeString(logs.resolve("conn.log"), first + usual() + more);
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

  private static final List<String> QUESTIONS =
      List.of(
          "volume --of all --cap 100k --server 192.0.2.99",
          "volume --of flows --cap 10 --by server --keys 192.0.2.99,192.0.2.98 --touched 2",
          "top --of users --by server",
          "feature --column duration --low 0 --high 9 --server 192.0.2.99",
          "feature --column duration --low 0 --high 9 --statistic percentile --server 192.0.2.99",
          "volume --of users --every 6h --server 192.0.2.99 --touched 4");

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

  /** Registers these logs, and lets ada ask; her token. */
  private String registered(Path home, Path logs, String... options) {
    String ledger = home.resolve("ledger.db").toString();
    List<String> words =
        new ArrayList<>(List.of("", "private", "register", "campus", logs.toString()));
    words.addAll(List.of("--epsilon", "9", "--zone", "UTC", "--ledger", ledger));
    words.addAll(List.of(options));
    Seen registered = weir(home, words.toArray(new String[0]));
    assertThat(registered.code()).as(registered.err()).isZero();
    return weir(home, "", "private", "analyst", "add", "ada", "--epsilon", "9", "--ledger", ledger)
        .out()
        .strip();
  }

  private static List<String> words(String question, Path home) {
    List<String> words = new ArrayList<>(List.of("private", "ask", "campus"));
    words.addAll(Arrays.asList(question.split(" ", -1)));
    words.addAll(List.of("--from", "2026-03-01", "--epsilon", "0.3"));
    words.addAll(List.of("--ledger", home.resolve("ledger.db").toString()));
    return words;
  }

  /** What an analyst sees of these logs, of questions about one server. */
  private List<Seen> asked(Path logs, String name, String... options) throws IOException {
    Path home = Files.createDirectories(directory.resolve(name));
    String token = registered(home, logs, options);
    List<Seen> seen = new ArrayList<>();
    for (String question : QUESTIONS) {
      List<String> words = words(question, home);
      words.add(0, token);
      seen.add(weir(home, words.toArray(new String[0])));
    }
    return seen;
  }

  /** All questions at once, on Spark. */
  private Seen askedOnSpark(Path logs, String name) throws IOException {
    Path home = Files.createDirectories(directory.resolve(name));
    String token = registered(home, logs, "--engine", "spark", "--input-format", "zeek");
    List<String> objects = new ArrayList<>();
    for (String question : QUESTIONS) {
      String[] words = question.split(" ", -1);
      StringBuilder object = new StringBuilder("{\"question\": \"" + words[0] + "\"");
      for (int i = 1; i < words.length; i += 2) {
        object.append(", \"").append(words[i].substring(2)).append("\": \"");
        object.append(words[i + 1]).append('"');
      }
      objects.add(object + "}");
    }
    Path file = Files.writeString(directory.resolve("questions.json"), objects.toString());
    List<String> words = words("--questions " + file, home);
    words.add(0, token);
    return weir(home, words.toArray(new String[0]));
  }

  /** What a process of its own leaves in its directory, and where temporary files are. */
  private Seen askedApart(Path logs, String name) throws IOException, InterruptedException {
    Path home = Files.createDirectories(directory.resolve(name));
    String token = registered(home, logs);
    Path here = Files.createDirectory(home.resolve("here"));
    Path temporary = Files.createDirectory(home.resolve("temporary"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(List.of("-cp", classPath(), "io.weir.cli.Main"));
    command.addAll(words(QUESTIONS.get(0), home));
    ProcessBuilder builder = new ProcessBuilder(command).directory(here.toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("WEIR_"));
    builder.environment().put("WEIR_TOKEN", token);
    Process process =
        builder
            .redirectOutput(home.resolve("out").toFile())
            .redirectError(home.resolve("err").toFile())
            .start();
    int code = process.waitFor();
    List<String> left = new ArrayList<>(names(here));
    left.addAll(names(temporary));
    return new Seen(
        code, Files.readString(home.resolve("out")), Files.readString(home.resolve("err")), left);
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  @ParameterizedTest
  @EnumSource(Difference.class)
  void dataThatDifferInSomethingElseLookTheSame(Difference difference) throws IOException {
    // A first line that anybody could have written does not tell the format when it is declared.
    String[] options =
        difference == Difference.A_BAD_FIRST_LINE
            ? new String[] {"--input-format", "zeek"}
            : new String[0];
    Path usual = Files.createDirectories(directory.resolve("usual"));
    Files.writeString(usual.resolve("conn.log"), usual());
    lay(directory.resolve("other"), difference);
    List<Seen> expected = asked(usual, "one", options);
    assertThat(expected).allMatch(seen -> seen.code() == 0);
    assertThat(expected.get(0).out()).contains("bytes,105042,");
    assertThat(asked(directory.resolve("other"), "two", options)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Difference.class)
  void theyDoSoOnSpark(Difference difference) throws IOException {
    assumeTrue(Boolean.getBoolean("weir.full") || SOON.contains(difference));
    Engines.keepSpark();
    Path usual = Files.createDirectories(directory.resolve("usual"));
    Files.writeString(usual.resolve("conn.log"), usual());
    lay(directory.resolve("other"), difference);
    Seen expected = askedOnSpark(usual, "one");
    assertThat(expected.code()).as(expected.err()).isZero();
    assertThat(expected.out()).contains(",105042,");
    assertThat(askedOnSpark(directory.resolve("other"), "two")).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(
      value = Difference.class,
      names = {"ONE_USER_MORE", "ONE_BROKEN_FILE_MORE"})
  void nothingIsLeftBehind(Difference difference) throws Exception {
    Path usual = Files.createDirectories(directory.resolve("usual"));
    Files.writeString(usual.resolve("conn.log"), usual());
    lay(directory.resolve("other"), difference);
    Seen expected = askedApart(usual, "one");
    assertThat(expected.code()).as(expected.err()).isZero();
    assertThat(expected.out()).contains("bytes,105042,");
    assertThat(expected.files()).isEmpty();
    assertThat(askedApart(directory.resolve("other"), "two")).isEqualTo(expected);
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
