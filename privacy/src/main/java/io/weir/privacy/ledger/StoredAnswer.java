// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import java.time.Instant;

/**
 * An answer that was paid for, to be shown again for nothing.
 *
 * @param text as the questions' side wrote it
 */
public record StoredAnswer(long charge, Instant at, String text) implements Entry {}
