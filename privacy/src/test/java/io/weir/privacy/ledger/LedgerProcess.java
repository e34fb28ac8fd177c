// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.model.WeirException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A process that asks as long as there is budget: it charges, stores the answer, and releases it to
 * a file, a line each. To be killed at any moment.
 */
final class LedgerProcess {
  private LedgerProcess() {}

  /**
   * Runs until the budget is spent.
   *
   * @param args the ledger, the file, the analyst, the cost of each answer
   */
  public static void main(String[] args) throws IOException {
    try (SqlLedger ledger = SqlLedger.open(args[0]);
        FileChannel released =
            FileChannel.open(
                Path.of(args[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
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

  private static void write(FileChannel released, String line) throws IOException {
    released.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Starts one; with words before those of the JVM, such as of a shell. */
  static Process start(List<String> before, Path log, String... args) throws IOException {
    List<String> words = new ArrayList<>(before);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    words.addAll(
        List.of(
            java,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-cp",
            classPath,
            LedgerProcess.class.getName()));
    words.addAll(Arrays.asList(args));
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }
}
