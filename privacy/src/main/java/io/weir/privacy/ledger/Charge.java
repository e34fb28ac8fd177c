// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import java.time.Instant;

/**
 * A cost that is in the ledger for good; its answer may now be made and released.
 *
 * @param id counts up in the ledger
 */
public record Charge(long id, Instant at, ChargeRequest request) implements Entry {}
