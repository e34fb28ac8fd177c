// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.generate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weir.benchmarks.Words;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/**
 * Writes flows of a made-up network in JSON as goflow2, pmacct and Suricata write them; with
 * Suricata's as many events of TLS.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*:benchmarks/target/*'
 *   io.weir.benchmarks.generate.FlowJsonGenerator [to=DIRECTORY] [megabytes=1000]
 *   [forms=goflow2,pmacct,suricata] [seed=42]</pre>
 */
public final class FlowJsonGenerator {
  private static final long START_NANOS = 1_772_323_200_000_000_000L;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxx").withZone(ZoneOffset.UTC);

  private final Random random;
  private long row;
  private long nanos = START_NANOS;

  private FlowJsonGenerator(long seed) {
    random = new Random(seed);
  }

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    Words words = Words.of(arguments, "to", "megabytes", "forms", "seed");
    Path directory = words.path("to", "flow-json");
    Files.createDirectories(directory);
    for (String form : words.list("forms", "goflow2,pmacct,suricata")) {
      new FlowJsonGenerator(words.number("seed", 42))
          .write(directory, form, words.number("megabytes", 1000) << 20);
    }
  }

  private void write(Path directory, String form, long size) throws IOException {
    long written = 0;
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(directory.resolve(form + ".json")))) {
      while (written < size) {
        row++;
        nanos += random.nextInt(1_000_000);
        byte[] line = line(form).getBytes(US_ASCII);
        out.write(line);
        written += line.length;
      }
    }
  }

  private String line(String form) {
    String client = "10.%d.%d.%d".formatted(any(4), any(256), any(256));
    String server = "198.51.%d.%d".formatted(any(8), any(256));
    int port = 1024 + any(60_000);
    int bytes = 40 + any(1 << 20);
    int packets = 1 + any(1000);
    return switch (form) {
      case "goflow2" -> goflow2(client, server, port, bytes, packets);
      case "pmacct" -> pmacct(client, server, port, bytes, packets);
      default -> suricata(client, server, port, bytes, packets);
    };
  }

  private int any(int bound) {
    return random.nextInt(bound);
  }

  private String goflow2(String client, String server, int port, int bytes, int packets) {
    return """
    {"type":"NETFLOW_V9","time_received_ns":%d,"sequence_num":%d,"sampling_rate":100,\
    "sampler_address":"10.20.0.1","time_flow_start_ns":%d,"time_flow_end_ns":%d,"bytes":%d,\
    "packets":%d,"src_addr":"%s","dst_addr":"%s","etype":"IPv4","proto":"TCP","src_port":%d,\
    "dst_port":443,"in_if":2,"out_if":3,"src_mac":"00:00:00:00:00:00",\
    "dst_mac":"00:00:00:00:00:00","src_vlan":0,"dst_vlan":0,"vlan_id":0,"ip_tos":0,\
    "forwarding_status":64,"ip_ttl":0,"ip_flags":0,"tcp_flags":27,"icmp_type":0,"icmp_code":0,\
    "src_as":64500,"dst_as":64501,"next_hop":"10.0.0.1","next_hop_as":0}
    """
        .formatted(
            nanos + 1_000_000_000L,
            row,
            nanos,
            nanos + 500_000_000L,
            bytes,
            packets,
            client,
            server,
            port);
  }

  private String pmacct(String client, String server, int port, int bytes, int packets) {
    long seconds = nanos / 1_000_000_000L;
    return """
    {"event_type": "purge", "vlan": 0, "as_src": 0, "as_dst": 0, "peer_ip_src": "127.0.0.1", \
    "iface_in": 0, "iface_out": 0, "ip_src": "%s", "ip_dst": "%s", "port_src": %d, \
    "port_dst": 443, "tcp_flags": "26", "ip_proto": "tcp", "tos": 0, "sampling_rate": 1, \
    "timestamp_start": "%d.%06d", "timestamp_end": "%d.000000", "stamp_inserted": "%d", \
    "packets": %d, "bytes": %d}
    """
        .formatted(
            client,
            server,
            port,
            seconds,
            nanos / 1000 % 1_000_000,
            seconds + 1,
            seconds / 60 * 60,
            packets,
            bytes);
  }

  private String suricata(String client, String server, int port, int bytes, int packets) {
    String start = time(nanos);
    String head =
        """
        {"timestamp":"%s","flow_id":%d,"in_iface":"eth0","event_type":"%s","src_ip":"%s",\
        "src_port":%d,"dest_ip":"%s","dest_port":443,"proto":"TCP",\
        """
            .formatted(
                start,
                1_000_000_000_000_000L + (row + 1) / 2,
                row % 2 == 0 ? "flow" : "tls",
                client,
                port,
                server);
    return head
        + (row % 2 == 0
            ? """
            "app_proto":"tls","flow":{"pkts_toserver":%d,"pkts_toclient":%d,"bytes_toserver":%d,\
            "bytes_toclient":%d,"start":"%s","end":"%s","age":0,"state":"closed",\
            "reason":"timeout","alerted":false},"tcp":{"tcp_flags":"1b","tcp_flags_ts":"1b",\
            "tcp_flags_tc":"1b","syn":true,"fin":true,"psh":true,"ack":true,"state":"closed"}}
            """
                .formatted(packets, packets, bytes, bytes, start, time(nanos + 500_000_000L))
            : """
            "tls":{"sni":"h%d.example.test","version":"TLS 1.3","ja3":{"hash":\
            "6271f898ce5be7dd52b0fc260d0662b3","string":"771,4866-4867-4865,0-11-10-35-22"}}}
            """
                .formatted(any(1000)));
  }

  private static String time(long nanos) {
    return TIME.format(Instant.ofEpochSecond(nanos / 1_000_000_000L, nanos % 1_000_000_000L));
  }
}
