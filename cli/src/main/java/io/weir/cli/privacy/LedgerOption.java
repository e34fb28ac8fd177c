// SPDX-License-Identifier: Apache-2.0
package io.weir.cli.privacy;

import io.weir.cli.Declaration;
import io.weir.cli.Given;
import io.weir.model.WeirException;

/** Which ledger is meant; there is no default, for two would be two budgets. */
public final class LedgerOption {
  private LedgerOption() {}

  public static void declare(Declaration declaration) {
    declaration
        .section("Ledger")
        .option(
            "--ledger",
            "FILE|URL",
            "The ledger: a file, or jdbc:postgresql://HOST:PORT/DATABASE?user=…. Usually set once,"
                + " in WEIR_LEDGER.");
  }

  /** Its address. */
  public static String address(Given given) {
    return given
        .text("--ledger")
        .orElseThrow(
            () ->
                WeirException.usage(
                    "Cannot do without a ledger: none is named. Name it with --ledger FILE, or in"
                        + " WEIR_LEDGER."));
  }
}
