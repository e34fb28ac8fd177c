// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.formats.lines.Cells.Cell;
import java.util.Arrays;
import java.util.Map;

/** The parts of an HTTP event's target, and what it is as a whole. */
final class EveUrl {
  private static final byte[] HTTP = "http".getBytes(US_ASCII);
  private static final byte[] SLASHES = "://".getBytes(US_ASCII);
  private static final byte[] VERSION = "HTTP/".getBytes(US_ASCII);
  private static final long USUAL_PORT = 80;

  private final int url;
  private final int host;
  private final int port;
  private final int protocol;
  private final int version;

  EveUrl(EveTable table) {
    url = EveRow.at(table, "url");
    host = EveRow.at(table, "hostname");
    port = EveRow.at(table, "http_port");
    protocol = EveRow.at(table, "protocol");
    version = EveRow.at(table, "version");
  }

  /** Adds the columns made of them. */
  void put(Map<String, Cell<EveRow>> cells) {
    cells.put(
        "uri_scheme",
        (row, out, column) -> {
          int end = schemeEnd(row.bytes(url), row.length(url));
          out.setBytes(column, end > 0 ? row.bytes(url) : HTTP, 0, end > 0 ? end : HTTP.length);
        });
    cells.put(
        "url",
        (row, out, column) -> {
          byte[] whole = whole(row).getBytes(UTF_8);
          if (whole.length > 0) {
            out.setBytes(column, whole, 0, whole.length);
          }
        });
    cells.put(
        "proto_version",
        (row, out, column) -> {
          int length = row.length(protocol);
          boolean isUsual =
              length > VERSION.length
                  && Arrays.equals(
                      row.bytes(protocol), 0, VERSION.length, VERSION, 0, VERSION.length);
          if (isUsual) {
            out.setBytes(column, row.bytes(protocol), VERSION.length, length - VERSION.length);
          } else if (row.has(version)) {
            out.setBytes(column, row.bytes(version), 0, row.length(version));
          }
        });
  }

  private String whole(EveRow row) {
    String target = new String(row.bytes(url), 0, row.length(url), UTF_8);
    if (schemeEnd(row.bytes(url), row.length(url)) > 0) {
      return target;
    }
    if (!target.startsWith("/") || !row.has(host)) {
      return "";
    }
    String name = new String(row.bytes(host), 0, row.length(host), UTF_8);
    boolean isOther = row.has(port) && row.number(port) != USUAL_PORT;
    return "http://" + name + (isOther ? ":" + row.number(port) : "") + target;
  }

  /** The end of the scheme before {@code ://}; 0 when there is none. */
  static int schemeEnd(byte[] bytes, int length) {
    int i = 0;
    while (i < length && bytes[i] >= 'a' && bytes[i] <= 'z') {
      i++;
    }
    boolean isScheme =
        i > 0
            && length - i >= SLASHES.length
            && Arrays.equals(bytes, i, i + SLASHES.length, SLASHES, 0, SLASHES.length);
    return isScheme ? i : 0;
  }

  /** Where the path begins. */
  static int pathFrom(byte[] bytes, int length) {
    int end = schemeEnd(bytes, length);
    if (end == 0) {
      return 0;
    }
    int i = end + SLASHES.length;
    while (i < length && bytes[i] != '/') {
      i++;
    }
    return i;
  }

  /** A text in lower case; letters beyond ASCII stay as they are. */
  static byte[] lower(byte[] bytes, int length) {
    byte[] lower = Arrays.copyOf(bytes, length);
    for (int i = 0; i < length; i++) {
      if (lower[i] >= 'A' && lower[i] <= 'Z') {
        lower[i] = (byte) (lower[i] | 0x20);
      }
    }
    return lower;
  }
}
