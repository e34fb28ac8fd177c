// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.tls;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Builds DER values. */
final class DerBytes {
  private DerBytes() {}

  static byte[] value(int tag, byte[]... contents) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    Arrays.stream(contents).forEach(content::writeBytes);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.size() >= 128) {
      out.write(0x82);
      out.write(content.size() >> 8);
    }
    out.write(content.size());
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  static byte[] sequence(byte[]... contents) {
    return value(0x30, contents);
  }

  static byte[] text(int tag, String text) {
    return value(tag, text.getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] oid(String hex) {
    return value(6, HexFormat.of().parseHex(hex));
  }

  /** A certificate's shape: enough for finding names. */
  static byte[] certificate(String commonName, String... dnsNames) {
    byte[][] general = Arrays.stream(dnsNames).map(name -> text(0x82, name)).toArray(byte[][]::new);
    byte[] subject =
        sequence(
            value(0x31, sequence(oid("550406"), text(0x13, "IT"))),
            value(0x31, sequence(oid("550403"), text(0x0c, commonName))));
    byte[] extensions =
        value(
            0xa3,
            sequence(
                sequence(oid("551d0f"), value(1, new byte[] {-1}), value(4, new byte[2])),
                sequence(oid("551d11"), value(4, sequence(general)))));
    byte[] body =
        sequence(
            value(0xa0, value(2, new byte[] {2})),
            value(2, new byte[] {1}),
            sequence(oid("2a864886f70d01010b")),
            sequence(value(0x31, sequence(oid("550403"), text(0x0c, "issuer")))),
            sequence(text(0x17, "200101000000Z"), text(0x17, "300101000000Z")),
            subject,
            sequence(value(3, new byte[200])),
            extensions);
    return sequence(body, sequence(oid("2a864886f70d01010b")), value(3, new byte[64]));
  }
}
