// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
  @ParameterizedTest
  @CsvSource({
    "www.example.org, www.example.org",
    "cdn12.example.org, cdnD.example.org",
    "a.b-cc.example.org, C.C-cc.example.org",
    "a1b2.example.org, CDCD.example.org",
    "d111abcdef8.cloudfront.net, X.cloudfront.net",
    "x1.profile.fra50.cloudfront.net, X.cloudfront.net",
    "www.d1.cloudfront.net, www.d1.cloudfront.net",
    "r3---sn-hpa7kn7s.googlevideo.com, sn-X.googlevideo.com",
    "r1---sn-ab.c.pack.google.com, sn-X.c.pack.google.com",
    "'', ''",
    "7, D",
    "x, C",
  })
  void namesOfOnePatternServeTheSame(String name, String pattern) {
    assertThat(NamePattern.of(name)).isEqualTo(pattern);
  }

  @Test
  void coresAreWholeNamesInLowerCase() {
    assertThat(Core.names(List.of(" WWW.Example.org. ", "", "www.example.org", "b.example")))
        .containsExactly("www.example.org", "b.example");
  }
}
