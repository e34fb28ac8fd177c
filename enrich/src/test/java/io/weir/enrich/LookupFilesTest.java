// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import static io.weir.enrich.CidrTest.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.model.Options;
import io.weir.model.WeirException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookupFilesTest {
  private static final IpAddress ADDRESS = address("192.0.2.1");

  private final Path folder;

  LookupFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void findsNumberAndNameInFilesOfPyasn() throws IOException {
    Path asns =
        write(
            "asns.dat",
            "; comment\n\n192.0.2.0/24\t64496\r\n192.0.2.128/25\t64497\n2001:db8::/32\t4200000000");
    Path names = write("names.json", "{\"64496\": \"EXAMPLE-AS, ZZ\"}");
    LookupFiles files = files("asn-db", asns, "as-names", names);
    assertThat(files.asn(ADDRESS)).isEqualTo(64496);
    assertThat(files.asn(address("192.0.2.200"))).isEqualTo(64497);
    assertThat(files.asn(address("2001:db8::1"))).isEqualTo(4200000000L);
    assertThat(files.asn(address("198.51.100.1"))).isNull();
    assertThat(files.asName(ADDRESS)).isEqualTo("EXAMPLE-AS, ZZ");
    assertThat(files.asName(address("192.0.2.200"))).isNull();
    assertThat(files.asName(address("198.51.100.1"))).isNull();
  }

  @Test
  void readsGzipByItsContent() throws IOException {
    Path file = folder.resolve("asns");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("192.0.2.0/24\t64496\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
    assertThat(files("asn-db", file).asn(ADDRESS)).isEqualTo(64496);
  }

  @Test
  void namesTheOptionWhereNoFileIsGiven() throws IOException {
    LookupFiles none = LookupFiles.of(Options.NONE);
    assertUsage(
        () -> none.asn(ADDRESS), "Cannot look up asn: no ASN file is given. Use --asn-db FILE.");
    assertUsage(
        () -> none.asName(ADDRESS),
        "Cannot look up as_name: no ASN file is given. Use --asn-db FILE.");
    assertUsage(
        () -> none.country(ADDRESS),
        "Cannot look up country: no country file is given. Use --country-db FILE.");
    LookupFiles numbers = files("asn-db", write("a", "192.0.2.0/24\t64496\n"));
    assertUsage(
        () -> numbers.asName(ADDRESS),
        "Cannot look up as_name: no file with AS names is given. Use --as-names FILE.");
  }

  @Test
  void tellsWhichFileIsMissingOrWrong() throws IOException {
    Path missing = folder.resolve("missing");
    assertUsage(
        () -> files("asn-db", missing).asn(ADDRESS),
        "Cannot read the ASN file: there is no such file ("
            + missing
            + "). Give another file to --asn-db.");
    Path text = write("text", "192.0.2.0/24\t64496\nhello\n");
    assertUsage(
        () -> files("asn-db", text).asn(ADDRESS),
        "Cannot read the ASN file: line 2 is not PREFIX<TAB>NUMBER ("
            + text
            + ": hello)."
            + " Give another file to --asn-db.");
    assertUsage(
        () -> files("country-db", text).country(ADDRESS),
        "Cannot read the country file: it is no MaxMind database ("
            + text
            + ")."
            + " Give another file to --country-db.");
    Path numbers = write("numbers", "192.0.2.0/24\t64496\n");
    assertUsage(
        () -> files("asn-db", numbers, "as-names", numbers).asName(ADDRESS),
        "Cannot read the file with AS names: it is not JSON ("
            + numbers
            + ": not JSON at character 10). Give another file to --as-names.");
  }

  @Test
  void refusesPrefixesAndNumbersThatAreNone() throws IOException {
    for (String line :
        new String[] {
          "192.0.2.0/33\t1", "192.0.2.0/24\t", "192.0.2.0/24\t4294967296", "192.0.2.0/24\tAS1"
        }) {
      Path file = write("file", line);
      assertThatThrownBy(() -> files("asn-db", file).asn(ADDRESS))
          .hasMessageContaining("line 1 is not PREFIX<TAB>NUMBER");
    }
  }

  @Test
  void tellsOfADamagedFile() throws IOException {
    Path gzip = folder.resolve("half.gz");
    Files.write(gzip, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
    assertThatThrownBy(() -> files("asn-db", gzip).asn(ADDRESS))
        .isInstanceOfSatisfying(
            WeirException.class, e -> assertThat(e.kind()).isEqualTo(WeirException.Kind.FAILED))
        .hasMessageStartingWith("Cannot read the ASN file: ");
  }

  @Test
  void isOneObjectForTheSameOptionsAfterATrip() throws IOException, ClassNotFoundException {
    LookupFiles files = files("asn-db", write("a", "192.0.2.0/24\t64496\n"));
    assertThat(files.asn(ADDRESS)).isEqualTo(64496);
    LookupFiles there = copy(files);
    assertThat(there).isNotSameAs(files).isSameAs(copy(files));
    assertThat(there.asn(ADDRESS)).isEqualTo(64496);
  }

  private static LookupFiles copy(LookupFiles files) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(files);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (LookupFiles) in.readObject();
    }
  }

  private static void assertUsage(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            WeirException.class, e -> assertThat(e.kind()).isEqualTo(WeirException.Kind.USAGE))
        .hasMessage(message);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  static LookupFiles files(Object... optionsAndFiles) {
    Options options = Options.NONE;
    for (int i = 0; i < optionsAndFiles.length; i += 2) {
      options = options.with(optionsAndFiles[i].toString(), optionsAndFiles[i + 1].toString());
    }
    return LookupFiles.of(options);
  }
}
