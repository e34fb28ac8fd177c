// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.squid;

import io.weir.formats.lines.Bytes;
import io.weir.formats.lines.Decimals;

/** Finds the parts of a URL, or of what CONNECT asks for. Not thread-safe. */
final class UrlParts {
  private static final boolean[] IN_NAME = new boolean[256];

  static {
    for (int c = 0; c < IN_NAME.length; c++) {
      boolean isLetter = ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
      IN_NAME[c] = isLetter || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    }
  }

  private final boolean wantsPort;
  private byte[] scratch = new byte[64];
  private int schemeEnd;
  private int hostFrom;
  private int hostEnd;
  private int pathFrom;
  private long port;

  /** With the port, or without. */
  UrlParts(boolean wantsPort) {
    this.wantsPort = wantsPort;
  }

  /** Divides a URL; offsets stay valid while its bytes do. */
  void divide(byte[] bytes, int from, int end) {
    schemeEnd = from;
    hostFrom = from;
    hostEnd = from;
    pathFrom = end;
    port = -1;
    if (from < end && bytes[from] == '/') {
      pathFrom = from;
      return;
    }
    int colon = Bytes.indexOf(bytes, from, end, (byte) ':');
    boolean hasScheme = colon + 2 < end && bytes[colon + 1] == '/' && bytes[colon + 2] == '/';
    if (hasScheme) {
      schemeEnd = colon;
      authority(bytes, colon + 3, end);
      if (wantsPort && port < 0) {
        port = usualPort(bytes, from);
      }
    } else if (isAuthority(bytes, from, end)) {
      authority(bytes, from, end);
    }
  }

  /** {@code host:port}, as CONNECT has it; not {@code error:invalid-request}. */
  private static boolean isAuthority(byte[] bytes, int from, int end) {
    int digits = end;
    while (digits > from && bytes[digits - 1] >= '0' && bytes[digits - 1] <= '9') {
      digits--;
    }
    return digits < end && digits > from + 1 && bytes[digits - 1] == ':';
  }

  private void authority(byte[] bytes, int from, int end) {
    int stop = behindName(bytes, from, end);
    if (stop < end && bytes[stop] == ':') {
      int behind = Bytes.behindDigits(bytes, stop + 1, end);
      if (behind == end || isPathStart(bytes[behind])) {
        name(bytes, from, stop, behind);
        port(bytes, stop + 1, behind);
        return;
      }
    } else if (stop == end || isPathStart(bytes[stop])) {
      name(bytes, from, stop, stop);
      return;
    }
    anyAuthority(bytes, from, end);
  }

  private static boolean isPathStart(byte c) {
    return c == '/' || c == '?' || c == '#';
  }

  /** Where the first byte that is may not be in a name stands. */
  private static int behindName(byte[] bytes, int from, int end) {
    int i = from;
    while (i < end && IN_NAME[bytes[i] & 0xff]) {
      i++;
    }
    return i;
  }

  private void name(byte[] bytes, int from, int end, int path) {
    pathFrom = path;
    hostFrom = from;
    hostEnd = end > from && bytes[end - 1] == '.' ? end - 1 : end;
  }

  private void port(byte[] bytes, int from, int end) {
    if (wantsPort) {
      long number = Decimals.unsigned(bytes, from, end);
      port = number >= 0 && number <= 65_535 ? number : -1;
    }
  }

  /** The same with whatever an authority may have. */
  private void anyAuthority(byte[] bytes, int from, int end) {
    int stop = Bytes.indexOf(bytes, from, end, (byte) '/');
    stop = Bytes.indexOf(bytes, from, stop, (byte) '?');
    stop = Bytes.indexOf(bytes, from, stop, (byte) '#');
    int at = from;
    int sign = Bytes.indexOf(bytes, from, stop, (byte) '@');
    while (sign < stop) {
      at = sign + 1;
      sign = Bytes.indexOf(bytes, at, stop, (byte) '@');
    }
    pathFrom = stop;
    hostFrom = at;
    hostEnd = stop;
    if (at < stop && bytes[at] == '[') {
      int close = Bytes.indexOf(bytes, at, stop, (byte) ']');
      hostFrom = at + 1;
      hostEnd = close;
      at = close;
    }
    int colon = Bytes.indexOf(bytes, at, stop, (byte) ':');
    if (colon < stop) {
      hostEnd = Math.min(hostEnd, colon);
      port(bytes, colon + 1, stop);
    }
    if (hostEnd > hostFrom && bytes[hostEnd - 1] == '.') {
      hostEnd--;
    }
  }

  private long usualPort(byte[] bytes, int from) {
    return switch (schemeEnd - from) {
      case 4 -> (bytes[from] | 0x20) == 'h' ? 80 : -1;
      case 5 -> (bytes[from] | 0x20) == 'h' ? 443 : -1;
      case 3 -> (bytes[from] | 0x20) == 'f' ? 21 : -1;
      default -> -1;
    };
  }

  /** Behind the scheme; where the URL begins when it has none. */
  int schemeEnd() {
    return schemeEnd;
  }

  int hostFrom() {
    return hostFrom;
  }

  int hostEnd() {
    return hostEnd;
  }

  /** Where path and query begin; the URL's end when it has none. */
  int pathFrom() {
    return pathFrom;
  }

  /** The port that is written, else the scheme's usual one; negative when not known or wanted. */
  long port() {
    return port;
  }

  /** A range in lower case, in {@link #scratch}. */
  byte[] lower(byte[] bytes, int from, int end) {
    if (scratch.length < end - from + 8) {
      scratch = new byte[2 * (end - from) + 8];
    }
    Bytes.lower(bytes, from, end, scratch);
    return scratch;
  }
}
