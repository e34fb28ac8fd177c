// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Whatever an archive holds, its members are inside of it, or it is refused. */
class TarMembersFuzzTest {
  @FuzzTest
  void fuzz(FuzzedDataProvider data) throws IOException {
    byte[] archive = data.consumeRemainingAsBytes();
    try {
      for (TarMembers.Member member : TarMembers.of(new ByteArrayInputStream(archive))) {
        if (member.start() > archive.length || member.length() < 0) {
          throw new AssertionError("a member that is not there: " + member);
        }
      }
    } catch (DamagedFileException e) {
      // It is no archive.
    }
  }
}
