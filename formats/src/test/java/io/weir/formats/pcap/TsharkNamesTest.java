// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.model.Options;
import io.weir.model.tables.FiveTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Server names in hellos of all shared captures, against what tshark reads there. */
class TsharkNamesTest {
  private static final Pattern FILE = Pattern.compile("\"file\": \"([^\"]*)\"");
  private static final Pattern SNI = Pattern.compile("\"sni\": \\{([^}]*)\\}");
  private static final Pattern NAME = Pattern.compile("\"([^\"]*)\": \\d+");

  @Test
  void serverNamesAreThoseTsharkSees() throws IOException {
    Path data = Captures.shared("pcap");
    int total = 0;
    List<String> report = new ArrayList<>();
    for (String line : Files.readAllLines(data.resolve("tshark-oracle.jsonl"))) {
      Path file = data.resolveSibling(group(FILE, line));
      Set<String> expected = new TreeSet<>();
      Matcher names = NAME.matcher(group(SNI, line));
      while (names.find()) {
        expected.add(names.group(1).toLowerCase(Locale.ROOT));
      }
      List<Map<String, String>> flows =
          Captures.read(List.of(Captures.file(file)), Options.NONE, FiveTables.NAMED_FLOWS)
              .tables()
              .get(0);
      Set<String> found =
          flows.stream()
              .map(flow -> flow.get("tls_sni"))
              .filter(Objects::nonNull)
              .map(name -> name.toLowerCase(Locale.ROOT))
              .collect(Collectors.toCollection(TreeSet::new));
      total += expected.size();
      for (String name : expected) {
        if (!found.contains(name)) {
          report.add(file + " misses " + name);
        }
      }
      found.removeAll(expected);
      found.forEach(name -> report.add(file + " adds " + name));
    }
    Files.createDirectories(Path.of("target"));
    Files.write(Path.of("target/sni.txt"), report);
    long missed = report.stream().filter(line -> line.contains(" misses ")).count();
    assertThat(missed / (double) total).isLessThan(0.01);
  }

  private static String group(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }
}
