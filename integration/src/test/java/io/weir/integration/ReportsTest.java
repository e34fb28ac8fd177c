// SPDX-License-Identifier: Apache-2.0
package io.weir.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Main;
import io.weir.cli.Surroundings;
import io.weir.testkit.SharedData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each capture and each directory of logs of the shared data has a page, or is refused with a
 * reason: no panel is empty, nothing is not a number, and the page can be mailed. The normal build
 * takes a sample, {@code -Pfull} all.
 */
class ReportsTest {
  private static final boolean IS_FULL = Boolean.getBoolean("weir.full");
  private static final int SAMPLED = 97;
  private static final int LARGEST = 5_000_000;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path directory;

  @Test
  void everyInputHasItsPage() throws IOException {
    List<String> faults = new ArrayList<>();
    int pages = 0;
    List<Path> inputs = inputs();
    for (int i = 0; i < inputs.size(); i += IS_FULL ? 1 : SAMPLED) {
      Path page = directory.resolve("page.html");
      Files.deleteIfExists(page);
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      int code = report(inputs.get(i), page, err);
      String said = err.toString(StandardCharsets.UTF_8);
      if (code == 0) {
        pages++;
        faults(inputs.get(i), Files.readString(page), faults);
      } else if (!isRefused(code, said)) {
        faults.add(inputs.get(i) + ": exit code " + code + ": " + said);
      }
    }
    assertThat(faults).isEmpty();
    assertThat(pages).isGreaterThan(inputs.size() / (IS_FULL ? 1 : SAMPLED) / 3);
  }

  /** Nothing is recognised, or a file is damaged. */
  private static boolean isRefused(int code, String said) {
    return said.contains("Cannot read '")
        && (code == 2 || (code == 1 && said.contains("Correct it, or leave it out.")));
  }

  private static void faults(Path input, String page, List<String> faults) {
    for (String fault :
        List.of(">NaN", ">Infinity", ">null<", "<tbody>\n</tbody>", "<script", "=\"http")) {
      // Pictures are text too, but not this.
      if (page.replaceAll("base64,[A-Za-z0-9+/=]*", "").contains(fault)) {
        faults.add(input + ": " + fault);
      }
    }
    if (page.length() > LARGEST) {
      faults.add(input + ": a page of " + page.length());
    }
  }

  private static int report(Path input, Path page, ByteArrayOutputStream err) {
    Surroundings surroundings =
        new Surroundings(
            InputStream.nullInputStream(),
            new ByteArrayOutputStream(),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            List.of(),
            0);
    return Main.run(new String[] {"report", input.toString(), "-o", page.toString()}, surroundings);
  }

  /** Each capture, and each directory of other files. */
  private static List<Path> inputs() {
    Path root = SharedData.path("");
    TreeSet<Path> inputs = new TreeSet<>();
    for (Path file : SharedData.files("")) {
      Path place = root.relativize(file);
      if (place.getNameCount() > 1) {
        inputs.add(place.startsWith("pcap") ? file : file.resolveSibling(""));
      }
    }
    return List.copyOf(inputs);
  }
}
