// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.formats.zeek.JsonText;
import io.weir.formats.zeek.Times;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Looks at a line to tell whether it is an event of Suricata: it has a timestamp, and an event type
 * that is known, or has its own part, or belongs to a flow. Others write these two members too.
 */
final class EveLook {
  /** Room behind a line for reading eight bytes at once. */
  private static final int PADDING = 16;

  private static final Set<String> KNOWN =
      Set.of(
          "alert",
          "anomaly",
          "arp",
          "bittorrent_dht",
          "dcerpc",
          "dhcp",
          "dnp3",
          "dns",
          "doh2",
          "drop",
          "engine",
          "enip",
          "fileinfo",
          "flow",
          "frame",
          "ftp",
          "ftp_data",
          "http",
          "http2",
          "ike",
          "ikev2",
          "krb5",
          "ldap",
          "mdns",
          "metadata",
          "modbus",
          "mqtt",
          "netflow",
          "nfs",
          "packetinfo",
          "pgsql",
          "pop3",
          "quic",
          "rdp",
          "rfb",
          "sip",
          "smb",
          "smtp",
          "snmp",
          "ssh",
          "stats",
          "tftp",
          "tls",
          "websocket");

  private final byte[] bytes;
  private final int end;
  private final JsonText text = new JsonText();
  private final Set<String> parts = new HashSet<>();
  private boolean hasTime;
  private boolean hasFlow;
  private boolean isWhole;
  private String type = "";

  private EveLook(String line) {
    bytes = Arrays.copyOf(line.getBytes(ISO_8859_1), line.length() + PADDING);
    end = line.length();
    members(JsonText.skipBlanks(bytes, 0, end));
  }

  /** Whether a line is an event. */
  static boolean isEvent(String line) {
    EveLook look = new EveLook(line);
    boolean isOfSuricata =
        look.hasFlow || KNOWN.contains(look.type) || look.parts.contains(look.type);
    return look.isWhole && look.hasTime && !look.type.isEmpty() && isOfSuricata;
  }

  /** Whether the beginning of a line is that of an event, one of a kind that is known. */
  static boolean beginsEvent(String line) {
    EveLook look = new EveLook(line);
    return look.hasTime && KNOWN.contains(look.type);
  }

  private void members(int start) {
    int i = start < end && bytes[start] == '{' ? start + 1 : end;
    i = JsonText.skipBlanks(bytes, i, end);
    while (i < end && bytes[i] == '"') {
      int quote = text.stringEnd(bytes, i + 1, end);
      int from = quote == JsonText.BAD ? end : JsonText.skipBlanks(bytes, quote + 1, end);
      if (from >= end || bytes[from] != ':') {
        return;
      }
      String key = new String(bytes, i + 1, quote - i - 1, ISO_8859_1);
      from = JsonText.skipBlanks(bytes, from + 1, end);
      int stop = text.valueEnd(bytes, from, end);
      if (stop == JsonText.BAD) {
        return;
      }
      member(key, from, stop);
      i = JsonText.skipBlanks(bytes, stop, end);
      if (i < end && bytes[i] == '}') {
        isWhole = JsonText.skipBlanks(bytes, i + 1, end) == end;
        return;
      }
      i = i < end && bytes[i] == ',' ? JsonText.skipBlanks(bytes, i + 1, end) : end;
    }
  }

  private void member(String key, int from, int stop) {
    boolean isText = bytes[from] == '"';
    switch (key) {
      case "timestamp" ->
          hasTime |= isText && Times.iso(bytes, from + 1, stop - 1) != EveCells.NO_TIME;
      case "event_type" ->
          type = isText ? new String(bytes, from + 1, stop - from - 2, ISO_8859_1) : "";
      case "flow_id" -> hasFlow |= bytes[from] >= '0' && bytes[from] <= '9';
      default -> {
        if (bytes[from] == '{') {
          parts.add(key);
        }
      }
    }
  }
}
