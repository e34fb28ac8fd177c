// SPDX-License-Identifier: Apache-2.0
package io.weir.privacy.question;

import io.weir.privacy.ledger.Dataset;
import java.util.List;

/**
 * One statement that computes the bounded sums of all questions of a batch. Its columns: {@code
 * question}, {@code group_key}, {@code group_time}, {@code bin} and the sums {@code a}, {@code b},
 * {@code c}.
 *
 * @param sql in the subset that both engines read
 * @param parameters values for its {@code ?}, in order
 */
public record BoundedStatement(String sql, List<Object> parameters) {
  public BoundedStatement {
    parameters = List.copyOf(parameters);
  }

  /**
   * The statement for questions about one table and the same days.
   *
   * @param secret random text, fresh for each run: it chooses the groups in which a unit counts
   *     that has more than may count
   */
  public static BoundedStatement of(Dataset dataset, List<Asked> questions, String secret) {
    Frame frame = questions.get(0).question().frame();
    List<Tally> tallies = questions.stream().map(asked -> asked.release(dataset).tally()).toList();
    return BoundedSql.of(dataset, frame.table(), frame.days(), tallies, secret);
  }
}
