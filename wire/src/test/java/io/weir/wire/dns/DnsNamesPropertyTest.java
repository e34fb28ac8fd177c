// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.wire.ByteText;
import java.io.ByteArrayOutputStream;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class DnsNamesPropertyTest {
  @Property(tries = 500)
  void escapedNamesReadBackAsTheirBytes(
      @ForAll @Size(max = 8) List<@Size(min = 1, max = 30) byte[]> labels) {
    DnsBytes bytes = DnsBytes.header(1, 0, 1, 0, 0, 0);
    labels.forEach(bytes::label);
    byte[] wire = bytes.u8(0).u16(1).u16(1).toBytes();
    DnsMessage message = new DnsMessage();
    assertThat(message.decode(wire, 0, wire.length)).isTrue();
    ByteText text = new ByteText();
    message.writeQuestionName(0, NameCase.AS_WRITTEN, text);
    byte[] name = java.util.Arrays.copyOfRange(wire, 12, wire.length - 4);
    assertThat(toWire(text.toString())).isEqualTo(name);
  }

  /** Reads a name in presentation form, by RFC 1035 §5.1. */
  private static byte[] toWire(String text) {
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    ByteArrayOutputStream label = new ByteArrayOutputStream();
    for (int i = 0; i < text.length() && !text.equals("."); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        name.write(label.size());
        name.writeBytes(label.toByteArray());
        label.reset();
      } else if (c != '\\') {
        label.write(c);
      } else if (Character.isDigit(text.charAt(i + 1))) {
        label.write(Integer.parseInt(text.substring(i + 1, i + 4)));
        i += 3;
      } else {
        label.write(text.charAt(++i));
      }
    }
    if (label.size() > 0) {
      name.write(label.size());
      name.writeBytes(label.toByteArray());
    }
    name.write(0);
    return name.toByteArray();
  }
}
