// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.assembly;

import io.weir.cli.Main;
import io.weir.cli.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Does what people do first, so that the classes it takes can be written to an archive. */
public final class Train {
  private static final String CONN =
      """
      #separator \\x09
      #set_separator\t,
      #empty_field\t(empty)
      #unset_field\t-
      #path\tconn
      #fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\t\
      orig_bytes\tresp_bytes\tconn_state\ttunnel_parents
      #types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount\tstring\t\
      set[string]
      1772323200.000001\tC1\t192.0.2.1\t40000\t198.51.100.2\t443\ttcp\tssl\t0.5\t100\t2000\tSF\t-
      1772323201.000002\tC2\t192.0.2.1\t40001\t198.51.100.3\t53\tudp\tdns\t-\t-\t-\tS0\t(empty)
      1772323202.000003\tC3\tnot a record
      """;

  private Train() {}

  /**
   * Argument: the directory of the samples; where it is not there, less is learnt.
   *
   * @throws IOException when what is to be read cannot be written
   */
  public static void main(String[] args) throws IOException {
    Path directory = Files.createTempDirectory("weir");
    Path log = Files.writeString(directory.resolve("conn.log"), CONN);
    Path binary = Files.write(directory.resolve("nfcapd.202603010000"), nfcapd());
    String file = log.toString();
    List<List<String>> lines =
        List.of(
            List.of("query", "SELECT s_ip, sum(s_bytes) FROM named_flows GROUP BY 1", file),
            List.of("query", "SELECT * FROM zeek_conn", file, "-f", "table"),
            List.of("query", "SELECT ts, duration FROM named_flows", file, "-f", "ndjson"),
            List.of("query", "SELECT nothing FROM named_flows", file),
            List.of("query", "--help"),
            List.of("run", "top-talkers", file, "-f", "table"),
            List.of("query", "SELECT c_ip, sum(c_bytes) FROM flows GROUP BY 1", binary.toString()),
            List.of("schema", "named_flows"),
            List.of("schema", file),
            List.of("detect", file),
            List.of("list"),
            List.of("help"),
            List.of("version"));
    lines.forEach(Train::run);
    Path samples = Path.of(args.length > 0 ? args[0] : "samples");
    if (Files.isDirectory(samples)) {
      onSamples(samples).forEach(Train::run);
    }
    for (Path made : List.of(log, binary, directory)) {
      Files.delete(made);
    }
    // As at the end of a run: the engine leaves threads behind.
    System.exit(0);
  }

  private static void run(List<String> line) {
    Main.run(line.toArray(new String[0]), surroundings());
  }

  private static List<List<String>> onSamples(Path samples) {
    String capture = samples.resolve("office.pcap").toString();
    return List.of(
        List.of("query", "SELECT query, count(*) FROM dns GROUP BY 1", capture, "-f", "table"),
        List.of("query", "SELECT name, sum(s_bytes) FROM named_flows GROUP BY 1", capture),
        List.of("query", "SELECT host, status FROM http", capture),
        List.of("query", "SELECT dst_ip, count(*) FROM packets GROUP BY 1", capture),
        List.of("run", "port-scan", capture),
        count("http", samples.resolve("squid/access.log")),
        count("dns", samples.resolve("bind/queries.log")),
        count("flows", samples.resolve("tstat")),
        count("flows", samples.resolve("suricata/eve.json")),
        count("flows", samples.resolve("flow-json/goflow2.json")),
        count("flows", samples.resolve("netflow-v9.pcap")),
        List.of("detect", samples.toString()));
  }

  private static List<String> count(String table, Path input) {
    return List.of("query", "SELECT count(*) FROM " + table, input.toString());
  }

  /** A file of nfdump 1.7 with one flow. */
  private static byte[] nfcapd() {
    ByteBuffer file = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
    file.putShort((short) 0xa50c).putShort((short) 2).putInt(0x01070101).putLong(1_772_323_200);
    file.putLong(0).putLong(0).putInt(0).putInt(1);
    file.putInt(1).putInt(76).putShort((short) 3).putShort((short) 0);
    file.putShort((short) 11).putShort((short) 76).putShort((short) 2).putShort((short) 0);
    file.putInt(0).putShort((short) 1).putShort((short) 52);
    file.putLong(1_772_323_200_000L).putLong(1_772_323_201_000L).putLong(1_772_323_202_000L);
    file.putLong(1).putLong(100).putShort((short) 40_000).putShort((short) 443).putInt(0x1b06);
    file.putShort((short) 2).putShort((short) 12).putInt(0xc0000201).putInt(0xc6336402);
    return file.array();
  }

  private static Surroundings surroundings() {
    return new Surroundings(
        InputStream.nullInputStream(),
        OutputStream.nullOutputStream(),
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
        Map.of("LANG", "C.UTF-8", "TERM", "xterm"),
        List.of(),
        0);
  }
}
