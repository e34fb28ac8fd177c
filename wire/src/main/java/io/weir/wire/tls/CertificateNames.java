// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.tls;

import io.weir.wire.BigEndian;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names in an X.509 certificate (RFC 5280), found without checking anything else of it.
 *
 * @param commonName the subject's last CN; null when it has none
 * @param dnsNames the DNS names of the subject alternative name, in order
 */
public record CertificateNames(@Nullable String commonName, List<String> dnsNames) {
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int OID = 0x06;
  private static final int OCTETS = 0x04;
  private static final int VERSION = 0xa0;
  private static final int EXTENSIONS = 0xa3;
  private static final int DNS_NAME = 0x82;
  private static final int BMP_STRING = 0x1e;

  private static final int COMMON_NAME = 0x550403;
  private static final int SUBJECT_ALT_NAME = 0x551d11;

  private static final int MAX_NAMES = 1000;

  public CertificateNames {
    dnsNames = List.copyOf(dnsNames);
  }

  /** Reads a certificate in DER; what can't be read has no names. */
  public static CertificateNames parse(byte[] data, int offset, int length) {
    Der certificate = new Der(data, offset, offset + length).enter(SEQUENCE);
    Der body = certificate.enter(SEQUENCE);
    if (body.tag() == VERSION) {
      body.skip();
    }
    body.skip();
    body.skip();
    body.skip();
    body.skip();
    String commonName = commonName(body.enter(SEQUENCE));
    while (body.more() && body.tag() != EXTENSIONS) {
      body.skip();
    }
    return new CertificateNames(commonName, dnsNames(body.enter(EXTENSIONS).enter(SEQUENCE)));
  }

  private static @Nullable String commonName(Der subject) {
    String found = null;
    while (subject.more()) {
      Der attribute = subject.enter(SET).enter(SEQUENCE);
      if (attribute.shortOid() == COMMON_NAME && attribute.more()) {
        found = attribute.text();
      }
    }
    return found;
  }

  private static List<String> dnsNames(Der extensions) {
    List<String> names = new ArrayList<>();
    while (extensions.more()) {
      Der extension = extensions.enter(SEQUENCE);
      if (extension.shortOid() != SUBJECT_ALT_NAME) {
        continue;
      }
      if (extension.tag() != OCTETS) {
        extension.skip();
      }
      Der general = extension.enter(OCTETS).enter(SEQUENCE);
      while (general.more() && names.size() < MAX_NAMES) {
        if (general.tag() == DNS_NAME) {
          names.add(general.text());
        } else {
          general.skip();
        }
      }
    }
    return names;
  }

  /** A cursor over DER values; past the end, or at a wrong tag, there is nothing. */
  private static final class Der {
    private final byte[] data;
    private int at;
    private int end;

    Der(byte[] data, int at, int end) {
      this.data = data;
      this.at = at;
      this.end = end;
    }

    boolean more() {
      return at + 2 <= end;
    }

    int tag() {
      return more() ? BigEndian.u8(data, at) : -1;
    }

    /** The content of the next value if it has this tag; moves behind the value in any case. */
    Der enter(int tag) {
      boolean right = tag() == tag;
      int from = skip();
      return new Der(data, right ? from : 0, right ? at : 0);
    }

    /** Moves behind the next value; returns where its content begins. */
    int skip() {
      if (!more()) {
        at = end;
        return end;
      }
      int length = BigEndian.u8(data, at + 1);
      int from = at + 2;
      if (length >= 0x80) {
        int width = length & 0x7f;
        if (width == 0 || width > 3 || from + width > end) {
          at = end;
          return end;
        }
        length = 0;
        for (int i = 0; i < width; i++) {
          length = length << 8 | BigEndian.u8(data, from + i);
        }
        from += width;
      }
      at = Math.min(end, from + length);
      return from;
    }

    /** The bytes of the next value as a number, if it is an OID of three bytes; else -1. */
    int shortOid() {
      boolean oid = tag() == OID;
      int from = skip();
      return oid && at - from == 3 ? BigEndian.u24(data, from) : -1;
    }

    String text() {
      boolean wide = tag() == BMP_STRING;
      int from = skip();
      if (!wide) {
        return PlainText.of(data, from, at - from);
      }
      return new String(data, from, at - from, java.nio.charset.StandardCharsets.UTF_16BE);
    }
  }
}
