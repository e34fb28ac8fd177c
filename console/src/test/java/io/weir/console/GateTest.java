// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.console.Served.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
  private final Path directory;

  GateTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void whoAsksTooOftenWaits() throws Exception {
    try (Served served = new Served(directory, Served.settings(3, 100, false))) {
      for (int i = 0; i < 3; i++) {
        assertThat(served.get("ada", "/api/me").status()).isEqualTo(200);
      }
      Reply refused = served.get("ada", "/api/me");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.detail())
          .isEqualTo("Cannot ask: that was too often. Wait a little, or ask in batches.");
      assertThat(Integer.parseInt(refused.header("retry-after").orElseThrow())).isBetween(1, 20);
      assertThat(served.get("bob", "/api/me").status()).isEqualTo(200);
    }
  }

  @Test
  void whoGuessesTokensWaits() throws Exception {
    try (Served served = new Served(directory, Served.settings(100, 2, true))) {
      assertThat(guess(served, "192.0.2.1").status()).isEqualTo(401);
      assertThat(guess(served, "198.51.100.7, 192.0.2.1").status()).isEqualTo(401);
      assertThat(guess(served, "192.0.2.1").status()).isEqualTo(429);
      assertThat(guess(served, "192.0.2.2").status()).isEqualTo(401);
      assertThat(guess(served, "2001:db8:0:1::1").status()).isEqualTo(401);
      assertThat(guess(served, "2001:db8:0:1::2").status()).isEqualTo(401);
      assertThat(guess(served, "2001:db8:0:1:ffff::").status()).isEqualTo(429);
      assertThat(guess(served, "2001:db8:0:2::1").status()).isEqualTo(401);
    }
  }

  @Test
  void withoutAProxyNobodySaysWhereTheyAre() throws Exception {
    try (Served served = new Served(directory, Served.settings(100, 1, false))) {
      assertThat(guess(served, "192.0.2.1").status()).isEqualTo(401);
      assertThat(guess(served, "192.0.2.2").status()).isEqualTo(429);
    }
  }

  @Test
  void whoHasATokenIsNotHinderedByWhoGuesses() throws Exception {
    try (Served served = new Served(directory, Served.settings(100, 1, false))) {
      assertThat(guess(served, "").status()).isEqualTo(401);
      assertThat(guess(served, "").status()).isEqualTo(429);
      assertThat(served.get("ada", "/api/me").status()).isEqualTo(200);
    }
  }

  private static Reply guess(Served served, String from) throws Exception {
    return Served.send(served.request("guessed", "/api/me").header("X-Forwarded-For", from));
  }
}
