// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program that is run to its end. */
final class Command {
  private static final int SUCCESS = 0;

  private Command() {}

  /** Runs a program and returns what it printed. */
  static String output(List<String> words) throws IOException, InterruptedException {
    Process process = builder(words).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    finish(words, process);
    return output;
  }

  /** Runs a program, throwing away what it prints. */
  static void run(List<String> words) throws IOException, InterruptedException {
    finish(words, builder(words).redirectOutput(ProcessBuilder.Redirect.DISCARD).start());
  }

  /** Runs a program and returns the most memory it ever had resident, in bytes. Linux only. */
  static long peakMemory(List<String> words) throws IOException, InterruptedException {
    Process process = builder(words).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    Path status = Path.of("/proc/" + process.pid() + "/status");
    long peak = 0;
    while (process.isAlive()) {
      peak = Math.max(peak, highWater(status));
      Thread.sleep(20);
    }
    finish(words, process);
    return peak;
  }

  private static long highWater(Path status) {
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException | UncheckedIOException e) {
      // It has just ended.
      return 0;
    }
  }

  private static ProcessBuilder builder(List<String> words) {
    return new ProcessBuilder(words)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .redirectInput(Path.of("/dev/null").toFile());
  }

  private static void finish(List<String> words, Process process) throws InterruptedException {
    int status = process.waitFor();
    if (status != SUCCESS) {
      throw new IllegalStateException("Status %d of %s".formatted(status, words));
    }
  }
}
