// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import static io.weir.enrich.CidrTest.prefix;
import static io.weir.enrich.LookupFilesTest.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real files of pyasn and MaxMind's test databases, every entry. */
class LookupCorporaTest {
  @Test
  void findsEveryPrefixOfPyasnsFile() throws IOException {
    Path file = SharedFiles.data("asn-geo/pyasn/ipasn_20140513.dat.gz");
    Map<Cidr, Long> entries = pyasn(file);
    assertThat(entries).hasSize(512_621);
    LookupFiles files = files("asn-db", file);
    entries.forEach(
        (prefix, asn) -> {
          // The first address may be in a longer prefix that begins there too.
          Long expected = asn;
          for (int bits = prefix.bits() + 1; bits <= 32; bits++) {
            expected = entries.getOrDefault(new Cidr(prefix.network(), bits), expected);
          }
          Long found = files.asn(prefix.network());
          if (!expected.equals(found)) {
            throw new AssertionError(prefix + ": " + found + " is not " + expected);
          }
        });
  }

  @Test
  void findsTheLongestOfPyasnsPrefixes() throws IOException {
    LookupFiles files =
        files(
            "asn-db", SharedFiles.data("asn-geo/pyasn/ipasn_20140513.dat.gz"),
            "as-names", SharedFiles.data("asn-geo/pyasn/asnames.json.gz"));
    assertThat(asn(files, "8.8.8.8")).isEqualTo(15169);
    assertThat(asn(files, "::ffff:8.8.8.8")).isEqualTo(15169);
    assertThat(asn(files, "193.0.6.139")).isEqualTo(3333);
    assertThat(asn(files, "10.0.0.1")).isNull();
    assertThat(files.asName(CidrTest.address("8.8.8.8"))).startsWith("GOOGLE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GeoIP2-City-Test",
        "GeoIP2-Country-Test",
        "GeoLite2-City-Test",
        "GeoLite2-Country-Test"
      })
  void findsTheCountryOfEveryEntryOfMaxMind(String name) throws IOException {
    LookupFiles files =
        files("country-db", SharedFiles.data("asn-geo/maxmind/test-data/" + name + ".mmdb"));
    int entries = 0;
    for (Map.Entry<?, ?> entry : expected(name)) {
      IpAddress address = prefix(entry.getKey().toString()).network();
      Object country = member(entry.getValue(), "country");
      assertThat(files.country(address))
          .as("%s", address)
          .isEqualTo(country == null ? null : member(country, "iso_code"));
      entries++;
    }
    assertThat(entries).isGreaterThan(200);
  }

  @Test
  void findsNumberAndNameOfEveryEntryOfMaxMind() throws IOException {
    LookupFiles files =
        files("asn-db", SharedFiles.data("asn-geo/maxmind/test-data/GeoLite2-ASN-Test.mmdb"));
    int entries = 0;
    for (Map.Entry<?, ?> entry : expected("GeoLite2-ASN-Test")) {
      IpAddress address = prefix(entry.getKey().toString()).network();
      Object number = member(entry.getValue(), "autonomous_system_number");
      assertThat(files.asn(address))
          .as("%s", address)
          .isEqualTo(number == null ? null : ((Double) number).longValue());
      assertThat(files.asName(address))
          .as("%s", address)
          .isEqualTo(member(entry.getValue(), "autonomous_system_organization"));
      entries++;
    }
    assertThat(entries).isGreaterThan(200);
  }

  @Test
  void refusesADatabaseOfAnotherType() {
    Path asns = SharedFiles.data("asn-geo/maxmind/test-data/GeoLite2-ASN-Test.mmdb");
    assertThatThrownBy(() -> files("country-db", asns).country(CidrTest.address("1.0.0.1")))
        .hasMessage(
            "Cannot read the country file: its type is another (%s: GeoLite2-ASN).".formatted(asns)
                + " Give another file to --country-db.");
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 9_000, 21_000})
  void tellsOfADamagedDatabase(int at) throws IOException {
    Path whole = SharedFiles.data("asn-geo/maxmind/test-data/GeoLite2-City-Test.mmdb");
    byte[] bytes = Files.readAllBytes(whole);
    for (int i = at; i < at + 60; i++) {
      bytes[i] = (byte) 0xff;
    }
    Path damaged = Files.createTempFile("damaged", ".mmdb");
    try {
      Files.write(damaged, bytes);
      LookupFiles files = files("country-db", damaged);
      for (Map.Entry<?, ?> entry : expected("GeoLite2-City-Test")) {
        try {
          files.country(prefix(entry.getKey().toString()).network());
        } catch (io.weir.model.WeirException e) {
          assertThat(e).hasMessageContaining("it is damaged");
        }
      }
    } finally {
      Files.delete(damaged);
    }
  }

  private static @Nullable Long asn(LookupFiles files, String address) {
    return files.asn(CidrTest.address(address));
  }

  private static Map<Cidr, Long> pyasn(Path file) throws IOException {
    Map<Cidr, Long> entries = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith(";")) {
          String[] cells = line.split("\t", 2);
          entries.put(prefix(cells[0]), Long.valueOf(cells[1]));
        }
      }
    }
    return entries;
  }

  /** The entries of a source file of MaxMind's: a list of objects of one or more prefixes. */
  private static List<Map.Entry<?, ?>> expected(String name) throws IOException {
    Path file = SharedFiles.data("asn-geo/maxmind/source-data/" + name + ".json");
    List<?> objects = (List<?>) Objects.requireNonNull(Json.parse(Files.readString(file)));
    return objects.stream()
        .<Map.Entry<?, ?>>flatMap(object -> ((Map<?, ?>) object).entrySet().stream())
        .toList();
  }

  private static @Nullable Object member(@Nullable Object object, String name) {
    return ((Map<?, ?>) Objects.requireNonNull(object)).get(name);
  }
}
