// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.ledger;

import io.weir.privacy.budget.Cost;

/**
 * What an answer is about to cost.
 *
 * @param analyst who asks
 * @param dataset what is asked about
 * @param version of the dataset's files
 * @param kind of question, such as {@code volume}
 * @param question in a normal form with all that shapes the answer, epsilon and bounds among it:
 *     equal texts have equal answers
 * @param days whose units it touches
 * @param cost for each unit it touches
 */
public record ChargeRequest(
    String analyst,
    String dataset,
    int version,
    String kind,
    String question,
    Days days,
    Cost cost) {}
