// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.wire.ByteText;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpTextTest {
  private final ByteText out = new ByteText();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({
    "WWW.Example.com, www.example.com",
    "example.com:8080, example.com",
    "example.com.:80, example.com",
    "[2001:DB8::1]:443, 2001:db8::1",
    "2001:db8::1, 2001:db8::1",
    "user:pass@Host:1, host",
    "'', ''",
    ":80, ''"
  })
  void findsTheHost(String authority, String host) {
    HttpText.writeHost(bytes(authority), 0, authority.length(), out);
    assertThat(out).hasToString(host);
  }

  @Test
  void findsTheAuthorityOfAnAbsoluteTarget() {
    byte[] target = bytes("http://a.example/b");
    assertThat(HttpText.authorityAt(target, 0, target.length)).isEqualTo(7);
    assertThat(HttpText.pathAt(target, 7, target.length)).isEqualTo(16);
    assertThat(HttpText.authorityAt(bytes("/http://x/"), 0, 10)).isEqualTo(-1);
  }

  @Test
  void findsTheUserOfBasicCredentials() {
    byte[] value = bytes("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    assertThat(HttpText.writeBasicUser(value, 0, value.length, out)).isTrue();
    assertThat(out).hasToString("Aladdin");
    byte[] bearer = bytes("Bearer QWxh");
    assertThat(HttpText.writeBasicUser(bearer, 0, bearer.length, out)).isFalse();
    byte[] broken = bytes("Basic ???");
    assertThat(HttpText.writeBasicUser(broken, 0, broken.length, out)).isFalse();
  }
}
