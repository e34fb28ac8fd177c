// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import io.weir.privacy.ledger.Analyst;
import io.weir.privacy.ledger.Ledger;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who has a token that the ledger knows, and not too often. Who guesses tokens is slowed
 * down by address before the ledger is asked; nobody guesses 256 bits, but the ledger has other
 * things to do.
 */
final class Gate {
  private static final Pattern BEARER =
      Pattern.compile("bearer +([A-Za-z0-9._~+/=-]{1,200})", Pattern.CASE_INSENSITIVE);

  private final Ledger ledger;
  private final Allowance requests;
  private final Allowance failures;

  /**
   * A gate.
   *
   * @param requests of each analyst
   * @param failures of each address
   */
  Gate(Ledger ledger, Allowance requests, Allowance failures) {
    this.ledger = ledger;
    this.requests = requests;
    this.failures = failures;
  }

  /**
   * Who it is.
   *
   * @param authorization the header of that name
   * @param address where the request comes from
   * @throws Refusal when it is nobody
   */
  Analyst known(@Nullable String authorization, String address) {
    Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization.strip());
    if (authorization == null || !bearer.matches()) {
      throw Refusal.of(
          Refusal.NOBODY, "Cannot ask: there is no token. Send it as Authorization: Bearer TOKEN.");
    }
    return ledger.analystOf(bearer.group(1)).orElseThrow(() -> nobody(network(address)));
  }

  /**
   * Counts a request.
   *
   * @throws Refusal when there were too many
   */
  void admit(Analyst analyst) {
    Duration wait = requests.take(analyst.name());
    if (!wait.isZero()) {
      throw Refusal.until(
          Refusal.TOO_MANY,
          wait,
          "Cannot ask: that was too often. Wait a little, or ask in batches.");
    }
  }

  /** What a wrong token gets; a right one from the same address is not hindered by it. */
  private Refusal nobody(String network) {
    Duration failed = failures.wait(network);
    if (!failed.isZero()) {
      return Refusal.until(
          Refusal.TOO_MANY,
          failed,
          "Cannot sign in: too many tokens from there were nobody's. Wait a little.");
    }
    failures.take(network);
    return Refusal.of(
        Refusal.NOBODY,
        "Cannot ask: the token is nobody's, or has expired. Send that which weir private analyst"
            + " add told.");
  }

  /** Who has an IPv6 address has its /64. */
  static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    String[] groups = address.split(":", -1);
    StringBuilder network = new StringBuilder();
    for (int i = 0; i < 4 && i < groups.length && !(i > 0 && groups[i].isEmpty()); i++) {
      network.append(groups[i]).append(':');
    }
    return network.toString();
  }
}
