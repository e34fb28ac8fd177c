// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.weir.console.RefusalTrail.Refused;
import io.weir.privacy.ledger.RefusalReason;
import io.weir.privacy.ledger.RefusedRequest;
import io.weir.privacy.ledger.SqlLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RefusalTrailTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final SqlLedger ledger;
  private final List<String> log = new ArrayList<>();

  RefusalTrailTest(@TempDir Path directory) {
    ledger = SqlLedger.make(directory.resolve("ledger.db").toString());
  }

  private static Refused wrongToken(String from) {
    return new Refused(RefusalReason.TOKEN, "", from, "", "");
  }

  private RefusalTrail trail(Duration every) {
    return new RefusalTrail(ledger, every, log::add);
  }

  @Test
  void whatIsAlikeInAMinuteIsOneRowHoweverOftenItIsWritten() {
    try (RefusalTrail trail = trail(Duration.ofHours(1))) {
      trail.add(wrongToken("192.0.2.1"), NOON);
      trail.add(wrongToken("192.0.2.1"), NOON.plusSeconds(1));
      trail.write();
      trail.add(wrongToken("192.0.2.1"), NOON.plusSeconds(59));
      trail.add(wrongToken("192.0.2.2"), NOON.plusSeconds(59));
      trail.write();
      trail.add(wrongToken("192.0.2.1"), NOON.plusSeconds(60));
    }
    assertThat(ledger.refusals(0))
        .extracting(RefusedRequest::at, RefusedRequest::from, RefusedRequest::times)
        .containsExactly(
            tuple(NOON, "192.0.2.1", 3L),
            tuple(NOON.plusSeconds(59), "192.0.2.2", 1L),
            tuple(NOON.plusSeconds(60), "192.0.2.1", 1L));
    assertThat(log).isEmpty();
  }

  @Test
  void manyStrangersShareARow() {
    try (RefusalTrail trail = trail(Duration.ofHours(1))) {
      for (int i = 0; i < 200; i++) {
        trail.add(wrongToken("192.0.2." + i), NOON.plusSeconds(i / 10));
        if (i % 50 == 0) {
          trail.write();
        }
      }
    }
    List<RefusedRequest> rows = ledger.refusals(0);
    assertThat(rows).hasSize(65);
    assertThat(rows.get(64).from()).isEqualTo("elsewhere");
    assertThat(rows.stream().mapToLong(RefusedRequest::times).sum()).isEqualTo(200);
  }

  @Test
  void whatIsRefusedIsSoonInTheLedgerThoughTheServiceGoesOn() throws InterruptedException {
    try (RefusalTrail trail = trail(Duration.ofMillis(10))) {
      trail.add(wrongToken("192.0.2.1"));
      while (ledger.refusals(0).isEmpty()) {
        Thread.sleep(5);
      }
      assertThat(ledger.refusals(0)).hasSize(1);
    }
  }
}
