// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicSuffixesTest {
  private static final PublicSuffixes LIST = PublicSuffixes.list();

  @ParameterizedTest
  @CsvSource({
    // name, public suffix, registered domain
    "example.com, com, example.com",
    "a.b.example.com, com, example.com",
    "WWW.Example.COM, com, example.com",
    "www.example.com., com, example.com",
    "com, com, ",
    "www.bbc.co.uk, co.uk, bbc.co.uk",
    "co.uk, co.uk, ",
    "uk, uk, ",
    "parliament.uk, uk, parliament.uk",
    // a wildcard and its exception
    "a.b.c.ck, c.ck, b.c.ck",
    "c.ck, c.ck, ",
    "ck, ck, ",
    "www.ck, ck, www.ck",
    "a.www.ck, ck, www.ck",
    "b.c.kobe.jp, c.kobe.jp, b.c.kobe.jp",
    "a.city.kobe.jp, kobe.jp, city.kobe.jp",
    "kobe.jp, jp, kobe.jp",
    // no rule: the last label
    "localhost, localhost, ",
    "printer.local, local, printer.local",
    "b.example.example, example, example.example",
    // the private section: hosters' suffixes
    "www.user.github.io, github.io, user.github.io",
    "github.io, github.io, ",
    "a.example.uk.com, uk.com, example.uk.com",
    // Unicode and punycode; the first label of the first name is mapped to nothing
    "\u00ad.b.co.uk, co.uk, b.co.uk",
    "www.食狮.公司.cn, 公司.cn, 食狮.公司.cn",
    "www.xn--85x722f.xn--55qx5d.cn, xn--55qx5d.cn, xn--85x722f.xn--55qx5d.cn",
    "食狮.xn--55qx5d.cn, xn--55qx5d.cn, 食狮.xn--55qx5d.cn",
    "BÜCHER.example.de, de, example.de",
    "www.BÜCHER.de., de, bücher.de",
    // what logs also hold
    "_ldap._tcp.example.org, org, example.org",
    "my_host.example.org, org, example.org",
    "*.example.org, org, example.org",
    "4.3.2.1.in-addr.arpa, in-addr.arpa, 1.in-addr.arpa",
    "Bob's iPhone@fe80::1._apple-mobdev2._tcp.local, local, _tcp.local",
  })
  void findsSuffixAndRegisteredDomain(String name, String suffix, String domain) {
    assertThat(LIST.suffix(name)).isEqualTo(suffix);
    assertThat(LIST.registeredDomain(name)).isEqualTo(domain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        ".com",
        ".example.com",
        "example.com..",
        "10.1.2.3",
        "127.0.0.1.",
        "::1",
        "2001:db8::1",
        "example.com:443",
        "http://example.com/x",
        "a b",
        "-",
        "example.-",
        "example.1-2",
        "-\u0000",
        "www.example.c om"
      })
  void findsNoName(String text) {
    assertThat(LIST.suffix(text)).isNull();
    assertThat(LIST.registeredDomain(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a..com", "user@example.com", "[example].com"})
  void findsNoRegisteredDomainWhereItsLabelIsNone(String text) {
    assertThat(LIST.suffix(text)).isEqualTo("com");
    assertThat(LIST.registeredDomain(text)).isNull();
  }

  @Test
  void readsEveryKindOfRule() throws IOException {
    PublicSuffixes list =
        PublicSuffixes.read(
            new BufferedReader(
                new StringReader(
                    """
                    // comment

                    com
                     *.wild\s
                    !not.wild
                    公司.cn
                    """)));
    assertThat(list.suffix("a.com")).isEqualTo("com");
    assertThat(list.suffix("a.b.wild")).isEqualTo("b.wild");
    assertThat(list.suffix("a.not.wild")).isEqualTo("wild");
    assertThat(list.suffix("a.xn--55qx5d.cn")).isEqualTo("xn--55qx5d.cn");
    assertThat(list.suffix("a.cn")).isEqualTo("cn");
  }

  @Test
  void takesTimeThatGrowsWithTheNameAlone() {
    String labels = "ü.".repeat(100_000);
    assertThat(LIST.registeredDomain(labels + "co.uk")).isEqualTo("ü.co.uk");
    StringBuilder label = new StringBuilder();
    for (int i = 0; i < 400_000; i++) {
      label.append((char) (0x4e00 + i % 20_000));
    }
    assertThat(LIST.registeredDomain(label + ".uk")).isNull();
    assertThat(LIST.registeredDomain("a.".repeat(500_000) + "co.uk")).isEqualTo("a.co.uk");
  }
}
