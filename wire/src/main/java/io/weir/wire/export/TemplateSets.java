// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import io.weir.wire.BigEndian;

/**
 * Reads sets of templates and options templates of NetFlow v9 (RFC 3954 §5.2, §6.1) and IPFIX (RFC
 * 7011 §3.4, §8.1). Each method gives an empty text, or what is wrong. Not thread-safe.
 */
final class TemplateSets {
  static final int FIRST_DATA_SET = 256;

  private static final int IPFIX_TEMPLATES = 2;
  private static final String LOW_NUMBER = "template number below 256";
  private static final String CUT = "template cut off";

  private final TemplateCache templates;

  TemplateSets(TemplateCache templates) {
    this.templates = templates;
  }

  String v9(long domain, byte[] data, int body, int end) {
    int at = body;
    while (end - at >= 4) {
      int id = BigEndian.u16(data, at);
      int count = BigEndian.u16(data, at + 2);
      if (id == 0 && count == 0) {
        return ""; // Padding.
      }
      at += 4;
      if (id < FIRST_DATA_SET) {
        return LOW_NUMBER;
      }
      if (count * 4 > end - at) {
        return CUT;
      }
      put(domain, id, -1, data, at, count);
      at += count * 4;
    }
    return "";
  }

  String v9Options(long domain, byte[] data, int body, int end) {
    int at = body;
    while (end - at >= 6) {
      int id = BigEndian.u16(data, at);
      int scopes = BigEndian.u16(data, at + 2) / 4;
      int options = BigEndian.u16(data, at + 4) / 4;
      if (id == 0 && scopes == 0 && options == 0) {
        return ""; // Padding.
      }
      at += 6;
      if (id < FIRST_DATA_SET) {
        return LOW_NUMBER;
      }
      if ((scopes + options) * 4 > end - at) {
        return CUT;
      }
      put(domain, id, scopes, data, at, scopes + options);
      at += (scopes + options) * 4;
    }
    return "";
  }

  private void put(long domain, int id, int scopes, byte[] data, int at, int count) {
    int[] elements = new int[count];
    int[] lengths = new int[count];
    for (int i = 0; i < count; i++) {
      elements[i] = BigEndian.u16(data, at + 4 * i);
      lengths[i] = BigEndian.u16(data, at + 4 * i + 2);
    }
    templates.put(domain, new Template(id, scopes, elements, lengths));
  }

  /** IPFIX: a template without fields withdraws that template, or all (RFC 7011 §8.1). */
  String ipfix(long domain, byte[] data, int body, int end) {
    return ipfix(domain, data, body, end, false);
  }

  String ipfixOptions(long domain, byte[] data, int body, int end) {
    return ipfix(domain, data, body, end, true);
  }

  private String ipfix(long domain, byte[] data, int body, int end, boolean isOfOptions) {
    int at = body;
    while (end - at >= 4) {
      int id = BigEndian.u16(data, at);
      int count = BigEndian.u16(data, at + 2);
      at += 4;
      if (count == 0) {
        if (id == 0) {
          return ""; // Padding.
        }
        withdraw(domain, id);
        continue;
      }
      if (id < FIRST_DATA_SET) {
        return LOW_NUMBER;
      }
      int scopes = -1;
      if (isOfOptions) {
        if (end - at < 2) {
          return CUT;
        }
        scopes = Math.min(count, BigEndian.u16(data, at));
        at += 2;
      }
      at = fields(domain, id, scopes, data, at, end, count);
      if (at < 0) {
        return CUT;
      }
    }
    return "";
  }

  private void withdraw(long domain, int id) {
    if (id >= FIRST_DATA_SET) {
      templates.remove(domain, id);
    } else {
      templates.removeAll(domain, id != IPFIX_TEMPLATES);
    }
  }

  /** Reads field specifiers; where they end, or -1 when they are cut off. */
  private int fields(long domain, int id, int scopes, byte[] data, int from, int end, int count) {
    if (count > (end - from) / 4) {
      return -1;
    }
    int[] elements = new int[count];
    int[] lengths = new int[count];
    long[] enterprises = new long[count];
    int at = from;
    for (int i = 0; i < count; i++) {
      if (end - at < 4) {
        return -1;
      }
      elements[i] = BigEndian.u16(data, at);
      lengths[i] = BigEndian.u16(data, at + 2);
      at += 4;
      if ((elements[i] & 0x8000) != 0) {
        if (end - at < 4) {
          return -1;
        }
        elements[i] &= 0x7fff;
        enterprises[i] = BigEndian.u32(data, at);
        at += 4;
      }
    }
    templates.put(domain, new Template(id, scopes, elements, lengths, enterprises));
    return at;
  }
}
