// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Hosts as the tables have them. */
public final class HostText {
  private HostText() {}

  /**
   * A Host header in lower case without port, brackets and trailing dot; null when nothing is left.
   */
  public static @Nullable String host(@Nullable String written) {
    if (written == null) {
      return null;
    }
    String host = written.toLowerCase(Locale.ROOT);
    int colon = host.lastIndexOf(':');
    boolean isSix = host.indexOf(':') != colon && !host.startsWith("[");
    if (colon >= 0 && !isSix && isPort(host, colon + 1)) {
      host = host.substring(0, colon);
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return host.isEmpty() ? null : host;
  }

  private static boolean isPort(String host, int from) {
    return host.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
  }
}
