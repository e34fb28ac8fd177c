// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.oracles;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What tcpdump prints of one packet, which may hold several headers, as columns. */
final class TcpdumpLine {
  private static final String V4 = "\\d+\\.\\d+\\.\\d+\\.\\d+";
  private static final String V6 = "[0-9a-f:]*:[0-9a-f:.]*?";
  private static final Pattern HEADER =
      Pattern.compile(
          "IP6? (?:\\((.*?\\))?, .*?length:? \\d+.*?\\)\\s+)?(?:\\[real length[^\\]]*\\] )?"
              + "(?:(V4)(?:\\.(\\d+))?|(V6)(?:\\.(\\d+))?) > (?:(V4)(?:\\.(\\d+))?|(V6)(?:\\.(\\d+))?): "
                  .replace("V4", V4)
                  .replace("V6", V6)
              + "(.*)");
  private static final Pattern TCP =
      Pattern.compile("Flags \\[([^\\]]*)\\],.*? win (\\d+),.*? length (\\d+).*");
  private static final Pattern UDP = Pattern.compile("(?:\\[.*?\\] )?UDP, length (\\d+).*");
  private static final Map<Character, Integer> FLAGS =
      Map.of('F', 1, 'S', 2, 'R', 4, 'P', 8, '.', 16, 'U', 32, 'E', 64, 'W', 128, 'e', 256);

  private TcpdumpLine() {}

  /** The header that ours tells of, else the last; empty if none is printed. */
  static Map<String, String> of(String first, List<String> lines, Map<String, String> ours) {
    StringBuilder text = new StringBuilder(first);
    lines.stream().skip(1).forEach(line -> text.append(' ').append(line.strip()));
    Map<String, String> row = new TreeMap<>();
    Matcher header = HEADER.matcher(text);
    for (int at = 0; header.find(at); at = header.start(header.groupCount())) {
      Map<String, String> found = header(header);
      boolean same =
          Objects.equals(found.get("src_ip"), ours.get("src_ip"))
              && Objects.equals(found.get("dst_ip"), ours.get("dst_ip"));
      row = found;
      if (same) {
        break;
      }
    }
    return row;
  }

  private static Map<String, String> header(Matcher header) {
    Map<String, String> row = new TreeMap<>();
    boolean v4 = header.group(2) != null;
    row.put("src_ip", v4 ? header.group(2) : header.group(4));
    row.put("dst_ip", header.group(6) != null ? header.group(6) : header.group(8));
    put(row, "src_port", v4 ? header.group(3) : header.group(5));
    put(row, "dst_port", header.group(6) != null ? header.group(7) : header.group(9));
    row.put("ip_version", v4 ? "4" : "6");
    String rest = header.group(10);
    Matcher tcp = TCP.matcher(rest);
    Matcher udp = UDP.matcher(rest);
    if (tcp.lookingAt()) {
      row.put("tcp_flags", Integer.toString(flags(tcp.group(1))));
      row.put("window", tcp.group(2));
      row.put("payload_len", tcp.group(3));
    } else if (udp.lookingAt()) {
      row.put("payload_len", udp.group(1));
    }
    Matcher verbose = Pattern.compile("(?:ttl|hlim) (\\d+)").matcher(header.group());
    if (verbose.find() && verbose.start() < header.start(header.groupCount()) - header.start()) {
      row.put("ttl", verbose.group(1));
    }
    Matcher id = Pattern.compile("ttl \\d+, id (\\d+), offset (\\d+)").matcher(header.group());
    if (id.find() && id.start() < header.start(header.groupCount()) - header.start()) {
      row.put("ip_id", id.group(1));
      row.put("frag_off", id.group(2));
    }
    return row;
  }

  private static void put(Map<String, String> row, String column, @Nullable String value) {
    if (value != null) {
      row.put(column, value);
    }
  }

  private static int flags(String letters) {
    int flags = 0;
    for (int i = 0; i < letters.length(); i++) {
      flags |= FLAGS.getOrDefault(letters.charAt(i), 0);
    }
    return flags;
  }
}
