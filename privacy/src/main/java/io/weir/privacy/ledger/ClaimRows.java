// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * The questions that are being answered, each with the charge of who answers it, in the database of
 * a ledger. A claim that is not renewed is nobody's any more: its process was killed. Then another
 * one charges the question again. Clocks that differ cost budget at worst, for each charges what it
 * releases.
 */
final class ClaimRows {
  private ClaimRows() {}

  /** Whether somebody answers a question. */
  static boolean isHeld(Connection connection, ChargeRequest request, Instant now)
      throws SQLException {
    List<Instant> claims =
        Statements.query(
            connection,
            row -> Instant.parse(row.getString(1)),
            "SELECT at FROM weir_claim WHERE question_key = ?",
            ChargeRows.key(request));
    // One from the future was written before a clock was set back; nobody should wait for that.
    return claims.stream()
        .anyMatch(at -> Duration.between(at, now).abs().compareTo(Ledger.HELD) < 0);
  }

  /** Takes a question that nobody holds. */
  static void take(Connection connection, Charge charge, Instant now) throws SQLException {
    Statements.update(
        connection,
        """
        INSERT INTO weir_claim (question_key, charge, at) VALUES (?, ?, ?)
        ON CONFLICT (question_key) DO UPDATE SET charge = excluded.charge, at = excluded.at
        """,
        ChargeRows.key(charge.request()),
        charge.id(),
        now.toString());
  }

  /** Renews claims, as far as others have not taken them. */
  static void hold(Connection connection, Collection<Charge> charges, Instant now)
      throws SQLException {
    for (Charge charge : charges) {
      Statements.update(
          connection, "UPDATE weir_claim SET at = ? WHERE charge = ?", now.toString(), charge.id());
    }
  }

  static void end(Connection connection, Collection<Charge> charges) throws SQLException {
    for (Charge charge : charges) {
      Statements.update(connection, "DELETE FROM weir_claim WHERE charge = ?", charge.id());
    }
  }
}
