// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.source;

import io.weir.model.Split;
import java.util.List;
import java.util.UUID;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * The splits that one task reads, one after the other.
 *
 * @param id its own in the process; Spark reads it again to sort, and after a failure
 */
record WeirPartition(String id, List<Split> splits) implements InputPartition {
  WeirPartition {
    splits = List.copyOf(splits);
  }

  static WeirPartition of(List<Split> splits) {
    return new WeirPartition(UUID.randomUUID().toString(), splits);
  }
}
