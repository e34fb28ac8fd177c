// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.http;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Finds the parts of a request line (RFC 9112 §3); reusable. */
final class RequestLine {
  private static final Set<String> METHODS =
      Set.of(
          "GET",
          "HEAD",
          "POST",
          "PUT",
          "DELETE",
          "CONNECT",
          "OPTIONS",
          "TRACE",
          "PATCH",
          "PROPFIND",
          "PROPPATCH",
          "MKCOL",
          "COPY",
          "MOVE",
          "LOCK",
          "UNLOCK",
          "SEARCH",
          "REPORT",
          "SUBSCRIBE",
          "UNSUBSCRIBE",
          "NOTIFY",
          "POLL",
          "BMOVE",
          "BCOPY",
          "BDELETE",
          "BPROPFIND",
          "BPROPPATCH",
          "RPC_IN_DATA",
          "RPC_OUT_DATA",
          "BITS_POST",
          "CCM_POST",
          "VERSION-CONTROL",
          "CHECKOUT",
          "CHECKIN",
          "MERGE",
          "MKACTIVITY",
          "ORDERPATCH",
          "ACL",
          "BIND",
          "LINK",
          "UNLINK",
          "MKCALENDAR",
          "PURGE",
          "QUERY",
          "BAN",
          "M-SEARCH");
  private static final int MAX_METHOD = 32;

  int methodAt;
  int methodLength;
  int targetAt;
  int targetLength;
  int versionAt;
  int versionLength;

  /**
   * Divides a line into method, target and version. The version may be missing, as before HTTP/1.0,
   * when a known method asks for a path.
   */
  boolean parse(byte[] line, int at, int length) {
    int end = at + length;
    methodAt = at;
    int next = at;
    while (next < end && next - at <= MAX_METHOD && isToken(line[next])) {
      next++;
    }
    methodLength = next - at;
    if (methodLength == 0 || next == end || !isBlank(line[next])) {
      return false;
    }
    while (next < end && isBlank(line[next])) {
      next++;
    }
    targetAt = next;
    return versioned(line, end) || versionless(line, end);
  }

  /** The version is what follows the last blank: targets with blanks occur. */
  private boolean versioned(byte[] line, int end) {
    int stop = end;
    while (stop > targetAt && isBlank(line[stop - 1])) {
      stop--;
    }
    int from = stop;
    while (from > targetAt && !isBlank(line[from - 1])) {
      from--;
    }
    if (stop - from < 6 || !isHttp(line, from) || line[from + 5] < '0' || line[from + 5] > '9') {
      return false;
    }
    versionAt = from + 5;
    versionLength = stop - versionAt;
    int targetEnd = from;
    while (targetEnd > targetAt && isBlank(line[targetEnd - 1])) {
      targetEnd--;
    }
    targetLength = targetEnd - targetAt;
    return versionLength <= 8 && line[versionAt] < '2';
  }

  private boolean versionless(byte[] line, int end) {
    versionAt = end;
    versionLength = 0;
    targetLength = end - targetAt;
    return targetLength > 0
        && (line[targetAt] == '/' || isHttp(line, targetAt))
        && METHODS.contains(new String(line, methodAt, methodLength, StandardCharsets.US_ASCII));
  }

  static boolean isHttp(byte[] data, int at) {
    return at + 5 <= data.length
        && data[at] == 'H'
        && data[at + 1] == 'T'
        && data[at + 2] == 'T'
        && data[at + 3] == 'P'
        && data[at + 4] == '/';
  }

  /** True if these first bytes of a stream can begin a request with a well-known method. */
  static boolean mayBegin(byte[] data, int at, int length) {
    int end = at + Math.min(length, MAX_METHOD);
    int next = at;
    while (next < end && isToken(data[next])) {
      next++;
    }
    String word = new String(data, at, next - at, StandardCharsets.US_ASCII);
    if (next < at + length) {
      return isBlank(data[next]) && METHODS.contains(word);
    }
    return METHODS.stream().anyMatch(method -> method.startsWith(word));
  }

  /** True if a line begins {@code HTTP/x.y nnn}. */
  static boolean isStatusLine(byte[] line, int at, int length) {
    int end = at + length;
    if (length < 12 || !isHttp(line, at)) {
      return false;
    }
    int space = at + 5;
    while (space < end && space < at + 13 && line[space] != ' ') {
      space++;
    }
    int digits = space;
    while (digits < end && line[digits] == ' ') {
      digits++;
    }
    return space > at + 5
        && digits > space
        && digits + 3 <= end
        && isDigit(line[digits])
        && isDigit(line[digits + 1])
        && isDigit(line[digits + 2])
        && (digits + 3 == end || line[digits + 3] == ' ');
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isToken(byte c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || isDigit(c)
        || c == '-'
        || c == '_'
        || c == '.'
        || c == '!'
        || c == '*'
        || c == '+'
        || c == '~'
        || c == '$'
        || c == '%'
        || c == '#';
  }
}
