// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.tls;

import java.util.ArrayList;
import java.util.List;

/** The extension that negotiates the application protocol (RFC 7301). */
final class Alpn {
  private static final int MAX_NAMES = 64;

  private Alpn() {}

  static List<String> names(Fields extension) {
    Fields list = extension.list(extension.u16());
    List<String> names = new ArrayList<>();
    while (list.left() >= 2 && names.size() < MAX_NAMES) {
      int length = list.u8();
      boolean grease = length == 2 && list.left() >= 2 && isGrease(list.peekU16());
      String name = list.text(length);
      if (!name.isEmpty() && !grease) {
        names.add(name);
      }
    }
    return names;
  }

  /** Values reserved so that nobody relies on knowing all values (RFC 8701). */
  static boolean isGrease(int value) {
    return (value & 0x0f0f) == 0x0a0a && value >> 8 == (value & 0xff);
  }
}
