// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.weir.model.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class LookupFilesFuzzTest {
  private static final IpAddress ADDRESS = CidrTest.address("192.0.2.1");

  @FuzzTest
  void fuzz(FuzzedDataProvider data) throws IOException {
    boolean names = data.consumeBoolean();
    Path file = Files.createTempFile("lookup", ".dat");
    try {
      Files.write(file, data.consumeRemainingAsBytes());
      LookupFile source = new LookupFile("ASN file", "asn-db", file.toString());
      if (names) {
        AsNames.read(source).name(64496);
      } else {
        AsnDatabase.read(source).asn(ADDRESS);
      }
    } catch (WeirException e) {
      // What a file that is none must get.
      if (!e.getMessage().startsWith("Cannot read the ASN file: ")) {
        throw e;
      }
    } finally {
      Files.delete(file);
    }
  }
}
