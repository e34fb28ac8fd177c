// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.compare;

import io.weir.benchmarks.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whole processes on a capture of {@link io.weir.benchmarks.generate.CaptureGenerator}: {@code
 * ./weir query} for DNS transactions and for flows with names, beside tshark taking the fields of
 * the same, and nfpcapd making flows without names.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*:benchmarks/target/*' io.weir.benchmarks.compare.CaptureComparison
 *   [capture=FILE] [what=dns,flows] [peers=tshark,nfpcapd] [runs=5] [weir=./weir]</pre>
 */
public final class CaptureComparison {
  private static final String DNS =
      "SELECT ts, c_ip, c_port, s_ip, s_port, trans_id, query, req_type, resp_code, answers"
          + " FROM dns";
  private static final String TSHARK_DNS =
      "tshark -n -r FILE -Y dns -T fields -e frame.time_epoch -e ip.src -e ip.dst -e udp.srcport"
          + " -e udp.dstport -e dns.id -e dns.qry.name -e dns.qry.type -e dns.flags.rcode -e dns.a"
          + " -e dns.aaaa -e dns.cname";
  private static final String TSHARK_FLOWS =
      "tshark -n -r FILE -T fields -e frame.time_epoch -e ip.src -e ip.dst -e ipv6.src -e ipv6.dst"
          + " -e tcp.stream -e udp.stream -e tcp.srcport -e tcp.dstport -e udp.srcport"
          + " -e udp.dstport -e ip.proto -e frame.len -e tcp.flags"
          + " -e tls.handshake.extensions_server_name -e http.host";

  private final Words words;
  private final Path capture;
  private final Path work;

  private CaptureComparison(Words words, Path work) {
    this.words = words;
    this.capture = words.path("capture", "big.pcap");
    this.work = work;
  }

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    Words words = Words.of(arguments, "capture", "what", "peers", "runs", "weir");
    Path work = Files.createTempDirectory("weir-capture");
    CaptureComparison comparison = new CaptureComparison(words, work);
    Turns.printHead();
    for (String what : words.list("what", "dns,flows")) {
      comparison.compare(what);
    }
    comparison.clear();
    Files.delete(work);
  }

  private void compare(String what) throws Exception {
    List<String> peers = words.list("peers", "tshark,nfpcapd");
    List<Turns.Mode> modes = new ArrayList<>();
    String weir = words.text("weir", "./weir");
    boolean isDns = what.equals("dns");
    List<String> mine =
        isDns
            ? List.of(weir, "query", "-f", "csv", DNS, capture.toString())
            : List.of(
                weir,
                "query",
                "-f",
                "parquet",
                "-o",
                work.resolve("flows.parquet").toString(),
                "SELECT * FROM named_flows",
                capture.toString());
    modes.add(new Turns.Mode("Weir", () -> run(mine)));
    if (peers.contains("tshark")) {
      modes.add(new Turns.Mode("tshark", () -> run(split(isDns ? TSHARK_DNS : TSHARK_FLOWS))));
    }
    if (peers.contains("nfpcapd") && !isDns) {
      modes.add(new Turns.Mode("nfpcapd", () -> run(split("nfpcapd -r FILE -l " + work))));
    }
    Turns.print("capture", isDns ? "dns" : "named_flows", (int) words.number("runs", 5), modes);
  }

  private List<String> split(String command) {
    return Arrays.stream(command.split(" ", -1))
        .map(word -> word.equals("FILE") ? capture.toString() : word)
        .toList();
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    clear();
    Command.run(command);
    return "";
  }

  private void clear() throws IOException {
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(work)) {
          Files.delete(file);
        }
      }
    }
  }
}
