// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import io.weir.formats.pcap.Captures;
import io.weir.model.Options;
import io.weir.model.tables.FiveTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The counts of events that suricata-verify's tests expect, of events that tables have. */
final class Suricata implements Oracle {
  private static final List<String> EVENTS = List.of("dns", "http", "tls", "quic", "flow");

  private static final List<String> APPLICATIONS = List.of("dns", "http", "tls", "quic", "ssh");

  /** What says nothing of traffic, but of Suricata's own work; or counts bytes of its own. */
  private static final Set<String> IGNORED =
      Set.of(
          "pcap_cnt",
          "pkt_src",
          "tx_id",
          "flow.age",
          "flow.alerted",
          "flow.reason",
          "flow.state",
          "flow.bytes_toclient",
          "flow.bytes_toserver",
          "dns.tx_id",
          "dns.flags",
          "dns.qr",
          "dns.ra",
          "dns.rd");

  @Override
  public String source() {
    return "suricata-verify";
  }

  @Override
  public String compares() {
    return "one row a check that counts events of dns, http, tls, quic or flow by fields that the"
        + " tables have (names, types, addresses, ports, statuses, versions, packets): the count";
  }

  @Override
  public void compare(Comparison comparison) {
    Path root = Captures.shared("pcap/suricata-verify");
    try (Stream<Path> files = Files.walk(root)) {
      for (Path test : files.filter(file -> file.endsWith("test.yaml")).sorted().toList()) {
        compare(root, test, comparison);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compare(Path root, Path test, Comparison comparison) throws IOException {
    List<String> lines = ZeekLogs.lines(test);
    List<SuricataCheck> checks = new ArrayList<>();
    for (SuricataCheck check : SuricataCheck.of(lines)) {
      Map<String, String> match = new TreeMap<>(check.match());
      match.keySet().removeAll(IGNORED);
      String application = match.getOrDefault("app_proto", "tls");
      boolean told =
          APPLICATIONS.contains(application)
              && EVENTS.contains(match.getOrDefault("event_type", ""))
              && SuricataEvents.KEYS.containsAll(match.keySet());
      if (told) {
        checks.add(new SuricataCheck(check.count(), match));
      }
    }
    Path directory = root.resolve(root.relativize(test)).resolveSibling(".").normalize();
    List<Path> captures;
    try (Stream<Path> files = Files.list(directory)) {
      captures = files.filter(file -> file.toString().contains(".pcap")).toList();
    }
    if (checks.isEmpty() || captures.size() != 1) {
      return;
    }
    boolean ignore = String.join("\n", lines).contains("-k none");
    Options options = Options.NONE.with("checksums", ignore ? "ignore" : "verify");
    List<Map<String, String>> events =
        SuricataEvents.of(
            Tables.all(
                captures.get(0), options, FiveTables.DNS, FiveTables.HTTP, FiveTables.NAMED_FLOWS));
    for (SuricataCheck check : checks) {
      long ours = events.stream().filter(event -> contains(event, check.match())).count();
      comparison.value(
          root.relativize(directory).toString(),
          check.match().toString(),
          "count",
          Integer.toString(check.count()),
          Long.toString(ours));
    }
  }

  private static boolean contains(Map<String, String> event, Map<String, String> match) {
    return match.entrySet().stream()
        .allMatch(each -> each.getValue().equals(event.getOrDefault(each.getKey(), "")));
  }
}
