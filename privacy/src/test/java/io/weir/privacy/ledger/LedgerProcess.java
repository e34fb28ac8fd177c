// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.model.WeirException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process that asks as long as there is budget: it charges, stores the answer, and releases it to
 * a file, a line each. To be killed at any moment.
 */
final class LedgerProcess {
  private static final String LIBRARY = "libsqlitejdbc.so";
  private static final Pattern NEEDED =
      Pattern.compile("privacy|model|sqlite|slf4j|jspecify|test-classes");

  private LedgerProcess() {}

  /**
   * Runs until the budget is spent; or asks one question.
   *
   * @param args the ledger, the file, the analyst, the cost of each answer; {@code once}: it asks
   *     one question as a desk does; {@code never}: it begins to, and does not answer
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    try (SqlLedger ledger = SqlLedger.open(args[0]);
        FileChannel released =
            FileChannel.open(
                Path.of(args[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      if (args.length > 4) {
        ask(ledger, released, args);
        return;
      }
      while (true) {
        Charge charge =
            ledger.charge(
                Declared.request(args[2], "campus", Declared.WEEK, Declared.cost(args[3])));
        ledger.store(charge, "42");
        write(released, charge.id() + "\n");
      }
    } catch (WeirException e) {
      if (e.kind() == WeirException.Kind.BUDGET) {
        return;
      }
      throw e;
    }
  }

  /** Releases the answer, whoever made it; before that, tells when an answer is charged. */
  private static void ask(SqlLedger ledger, FileChannel released, String... args)
      throws IOException, InterruptedException {
    ChargeRequest request =
        Declared.request(args[2], "campus", Declared.WEEK, Declared.cost(args[3]));
    while (true) {
      Entry entry = ledger.begin(List.of(request)).map(entries -> entries.get(0)).orElse(null);
      if (entry instanceof StoredAnswer stored) {
        write(released, stored.text() + "\n");
        return;
      }
      if (entry instanceof Charge charge) {
        write(released, "charged\n");
        Thread.sleep(args[4].equals("never") ? 600_000 : 200);
        ledger.store(charge, "answer of " + ProcessHandle.current().pid());
      }
      Thread.sleep(5);
    }
  }

  private static void write(FileChannel released, String line) throws IOException {
    released.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
  }

  /**
   * Starts one, as small as can be: a thousand of them are killed.
   *
   * @param before words before those of the JVM, such as of a shell
   * @param directory where the driver's library is unpacked, once for all
   */
  static Process start(List<String> before, Path directory, Path log, String... args)
      throws IOException {
    List<String> words = new ArrayList<>(before);
    words.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-Xmx64m",
            "-Djava.io.tmpdir=" + directory));
    Path library = directory.resolve(LIBRARY);
    if (Files.exists(library) || unpacked(library)) {
      words.add("-Dorg.sqlite.lib.path=" + directory);
      words.add("-Dorg.sqlite.lib.name=" + LIBRARY);
    }
    words.addAll(List.of("-cp", classPath(), LedgerProcess.class.getName()));
    words.addAll(Arrays.asList(args));
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** False where the driver has no library for this machine in its usual place. */
  private static boolean unpacked(Path library) throws IOException {
    String machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64";
    String resource = "/org/sqlite/native/Linux/" + machine + "/" + LIBRARY;
    try (InputStream in = LedgerProcess.class.getResourceAsStream(resource)) {
      if (in == null) {
        return false;
      }
      Files.copy(in, library);
      return true;
    }
  }

  /** What a ledger needs alone. */
  private static String classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.of(all.split(File.pathSeparator, -1))
        .filter(entry -> NEEDED.matcher(entry).find())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
