// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

/** What a ledger has of a question: the answer that was paid for, or the charge for a new one. */
public sealed interface Entry permits StoredAnswer, Charge {}
