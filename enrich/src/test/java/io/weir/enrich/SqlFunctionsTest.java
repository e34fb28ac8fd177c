// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import static io.weir.enrich.LookupFilesTest.files;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.enrich.SqlFunction.Arguments;
import io.weir.model.ColumnType;
import io.weir.model.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SqlFunctionsTest {
  private static final List<SqlFunction> ALL = SqlFunctions.all(LookupFiles.of(Options.NONE));

  static Stream<SqlFunction> functions() {
    return ALL.stream();
  }

  @Test
  void haveTheNamesThatAnalysesUse() {
    assertThat(ALL)
        .extracting(SqlFunction::signature)
        .containsExactly(
            "cidr_match(ip, cidr)",
            "ip_prefix(ip, bits)",
            "ip_prefix(ip, bits4, bits6)",
            "is_private(ip)",
            "reverse_ptr(ip)",
            "sld(name)",
            "tld(name)",
            "entropy(text)",
            "port_name(port, proto)",
            "community_id(proto, c_ip, s_ip, c_port, s_port)",
            "asn(ip)",
            "as_name(ip)",
            "ip_network(ip)",
            "country(ip)");
    Set<String> shapes = new HashSet<>();
    for (SqlFunction function : ALL) {
      assertThat(shapes.add(function.name() + function.parameters().size())).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void giveNullForEachNullArgument(SqlFunction function) {
    for (int i = 0; i < function.parameters().size(); i++) {
      @Nullable Object[] arguments = function.example().arguments().toArray();
      arguments[i] = null;
      assertThat(function.call(Arguments.of(arguments))).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void giveNullForTextThatIsNoneOfTheirs(SqlFunction function) {
    if (function.name().equals("entropy")) {
      return;
    }
    for (String text : new String[] {"", "-", "[", "1.2.3.4.5:6", "\ud800", "\u0000"}) {
      Object[] arguments =
          function.parameters().stream()
              .<Object>map(p -> p.type() == ColumnType.STRING ? text : Long.valueOf(-1))
              .toArray();
      assertThat(function.call(Arguments.of(arguments))).as(text).isNull();
    }
  }

  @Test
  void giveTheAnswersOfTheirExamples(@TempDir Path folder) throws IOException {
    Path asns = Files.writeString(folder.resolve("asns"), "192.0.2.0/24\t64496\n");
    Path names = Files.writeString(folder.resolve("names"), "{\"64496\": \"EXAMPLE-AS, ZZ\"}");
    LookupFiles files = files("asn-db", asns, "as-names", names);
    for (SqlFunction function : SqlFunctions.all(files)) {
      if (!function.name().equals("country")) {
        assertAnswersItsExample(function);
      }
    }
  }

  @Test
  void giveTheCountryOfTheExample() {
    LookupFiles files =
        files(
            "country-db", SharedFiles.data("asn-geo/maxmind/test-data/GeoLite2-Country-Test.mmdb"));
    SqlFunctions.all(files).stream()
        .filter(function -> function.name().equals("country"))
        .forEach(SqlFunctionsTest::assertAnswersItsExample);
  }

  private static void assertAnswersItsExample(SqlFunction function) {
    Arguments arguments = Arguments.of(function.example().arguments().toArray());
    assertThat(function.call(arguments))
        .as(function.signature())
        .isEqualTo(function.example().result());
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 16, 10.1.0.0/16",
    "10.1.2.3, 0, 0.0.0.0/0",
    "10.1.2.3, 32, 10.1.2.3/32",
    "10.1.2.3, 33, ",
    "10.1.2.3, 4294967296, ",
    "10.1.2.3, -1, ",
    "::ffff:10.1.2.3, 16, 10.1.0.0/16",
    "2001:db8::1, 64, 2001:db8::/64",
    "2001:db8::1, 129, ",
    "-, 8, ",
  })
  void cutAddressesToPrefixes(String address, long bits, String prefix) {
    assertThat(call("ip_prefix", address, bits)).isEqualTo(prefix);
    assertThat(call("ip_prefix", address, bits, bits)).isEqualTo(prefix);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, AS64496",
    "198.51.100.7, 198.51.0.0/16",
    "::ffff:198.51.100.7, 198.51.0.0/16",
    "2001:db8:1::2, 2001:db8::/32",
    "127.0.0.53, 127.0.0.53",
    "0.0.0.0, 0.0.0.0",
    "::, ::",
    "::1, ::1",
    "::2, ::/32",
    "www.example.org, ",
  })
  void nameTheNetworkOfAnAddress(String address, String network, @TempDir Path folder)
      throws IOException {
    Path asns = Files.writeString(folder.resolve("asns"), "192.0.2.0/24\t64496\n");
    for (SqlFunction function : SqlFunctions.all(files("asn-db", asns))) {
      if (function.name().equals("ip_network")) {
        assertThat(function.call(Arguments.of(address))).isEqualTo(network);
      }
    }
  }

  @Test
  void networksNeedNoFile() {
    assertThat(call("ip_network", "192.0.2.1")).isEqualTo("192.0.0.0/16");
  }

  @ParameterizedTest
  @CsvSource({
    // baseline of the specification's own test data
    "tcp, 128.232.110.120, 66.35.250.204, 34855, 80, 1:LQU9qZlK+B5F3KDmev6m5PMibrg=",
    "tcp, 66.35.250.204, 128.232.110.120, 80, 34855, 1:LQU9qZlK+B5F3KDmev6m5PMibrg=",
    "6, 66.35.250.204, 128.232.110.120, 80, 34855, 1:LQU9qZlK+B5F3KDmev6m5PMibrg=",
    "udp, 192.168.1.52, 8.8.8.8, 54585, 53, 1:d/FP5EW3wiY1vCndhwleRRKHowQ=",
    "icmp, 192.168.0.89, 192.168.0.1, 8, 0, 1:X0snYXpgwiv9TZtqg64sgzUn6Dk=",
    "icmp, 192.168.0.1, 192.168.0.89, 0, 8, 1:X0snYXpgwiv9TZtqg64sgzUn6Dk=",
    "bogus, 192.168.0.1, 192.168.0.89, 0, 8, ",
    "tcp, 192.168.0.1, 2001:db8::1, 0, 8, ",
    "tcp, 192.168.0.1, 192.168.0.2, 65536, 8, ",
    "tcp, 192.168.0.1, 192.168.0.2, 1, -8, ",
  })
  void identifyFlows(String proto, String from, String to, long c, long s, String id) {
    assertThat(call("community_id", proto, from, to, c, s)).isEqualTo(id);
  }

  @Test
  void areDescribedOnTheCommittedPage() throws IOException {
    Path page = SharedFiles.repository().resolve("docs/functions.md");
    String text = FunctionsPage.render(ALL, LookupFiles.OPTIONS);
    if (Boolean.getBoolean("weir.write-docs")) {
      Files.createDirectories(page.resolveSibling("."));
      Files.writeString(page, text);
    }
    assertThat(Files.readString(page))
        .as("docs/functions.md; write it with -Dweir.write-docs=true")
        .isEqualTo(text);
  }

  private static @Nullable Object call(String name, Object... arguments) {
    return ALL.stream()
        .filter(f -> f.name().equals(name) && f.parameters().size() == arguments.length)
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + Arrays.toString(arguments)))
        .call(Arguments.of(arguments));
  }
}
