// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.http;

import io.weir.wire.ByteText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Parts of header values and request targets that are asked for on their own; stateless. */
public final class HttpText {
  private static final String BASIC = "basic ";

  private HttpText() {}

  /**
   * Writes the host of a Host header or an authority: user and port left out, lower case, without
   * final dot and without the brackets of an IPv6 address.
   */
  public static void writeHost(byte[] data, int at, int length, ByteText out) {
    int from = at;
    int end = at + length;
    for (int i = at; i < end; i++) {
      if (data[i] == '@') {
        from = i + 1;
      }
    }
    int stop = hostEnd(data, from, end);
    if (stop > from && data[from] == '[') {
      from++;
      stop = data[stop - 1] == ']' ? stop - 1 : stop;
    }
    while (stop > from && data[stop - 1] == '.') {
      stop--;
    }
    out.appendLower(data, from, stop - from);
  }

  private static int hostEnd(byte[] data, int from, int end) {
    int at = from;
    if (at < end && data[at] == '[') {
      while (at < end && data[at] != ']') {
        at++;
      }
      return Math.min(end, at + 1);
    }
    int colon = end;
    for (int i = from; i < end; i++) {
      if (data[i] == ':') {
        if (colon < end) {
          return end;
        }
        colon = i;
      }
    }
    return colon;
  }

  /**
   * Where the authority of a target in absolute form begins (RFC 9112 §3.2.2), or -1 for another
   * form.
   */
  public static int authorityAt(byte[] data, int at, int length) {
    int end = at + length;
    int next = at;
    while (next < end && isSchemeByte(data[next])) {
      next++;
    }
    boolean absolute =
        next > at
            && next + 3 <= end
            && data[next] == ':'
            && data[next + 1] == '/'
            && data[next + 2] == '/';
    return absolute ? next + 3 : -1;
  }

  /** Where the authority that begins at {@code authority} ends and the path may begin. */
  public static int pathAt(byte[] data, int authority, int end) {
    int next = authority;
    while (next < end && data[next] != '/' && data[next] != '?' && data[next] != '#') {
      next++;
    }
    return next;
  }

  private static boolean isSchemeByte(byte c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '-'
        || c == '.';
  }

  /**
   * Writes the user of Basic credentials (RFC 7617 §2).
   *
   * @return false, with nothing written, for other schemes and malformed credentials
   */
  public static boolean writeBasicUser(byte[] data, int at, int length, ByteText out) {
    if (length <= BASIC.length() || !HttpField.equalsIgnoringCase(data, at, BASIC)) {
      return false;
    }
    int from = at + BASIC.length();
    int end = at + length;
    while (from < end && data[from] == ' ') {
      from++;
    }
    byte[] credentials;
    try {
      String text = new String(data, from, end - from, StandardCharsets.ISO_8859_1);
      credentials = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      // Not base64: the sender's mistake, and no user can be told from it.
      return false;
    }
    int user = 0;
    while (user < credentials.length && credentials[user] != ':') {
      user++;
    }
    out.append(credentials, 0, user);
    return true;
  }
}
