// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.source;

import io.weir.model.Split;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/** The splits that one task reads, one after the other. */
record WeirPartition(List<Split> splits) implements InputPartition {
  WeirPartition {
    splits = List.copyOf(splits);
  }
}
