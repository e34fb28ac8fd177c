// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import java.time.Instant;

/**
 * What was refused, for whoever watches over a ledger. Nothing of it depends on records, and
 * nothing in it was written by who has no token.
 *
 * @param id counts up in the ledger; 0 before it is there
 * @param at when; of several, the first
 * @param analyst who asked; empty when that is not known
 * @param from the network's address; empty for a command on the machine
 * @param dataset that was asked about; empty when there is none
 * @param kind of question; empty when there is none
 * @param question as charges have it; empty when it was refused before it was looked at
 * @param times how often within a minute; of the last minute, so far
 */
public record RefusedRequest(
    long id,
    Instant at,
    RefusalReason reason,
    String analyst,
    String from,
    String dataset,
    String kind,
    String question,
    long times) {}
