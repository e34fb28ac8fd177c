// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.privacy.budget.Cost;
import java.util.List;

/**
 * A private answer: nothing in it is about any one unit, but for what its cost tells.
 *
 * @param rows the numbers, each with noise
 * @param cost to each unit, once
 * @param isStored whether it was paid for before, and is shown again for nothing
 * @param notes what the numbers mean and what they rest on, a sentence each
 */
public record Answer(List<AnswerRow> rows, Cost cost, boolean isStored, List<String> notes) {
  public Answer {
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }
}
