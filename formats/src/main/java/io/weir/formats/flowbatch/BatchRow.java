// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.flowbatch;

import io.weir.formats.export.FlowValues;
import io.weir.wire.batch.FlowBatchReader;

/** One row of a batch, moved from row to row. */
final class BatchRow implements FlowValues {
  private final FlowBatchReader batch;
  private int row;

  BatchRow(FlowBatchReader batch) {
    this.batch = batch;
  }

  void moveTo(int newRow) {
    row = newRow;
  }

  @Override
  public boolean has(int field) {
    return batch.has(field, row);
  }

  @Override
  public long number(int field) {
    return batch.has(field) ? batch.number(field, row) : 0;
  }

  @Override
  public boolean isIpv4(int field) {
    return batch.isIpv4(field, row);
  }

  @Override
  public long high(int field) {
    return batch.high(field, row);
  }

  @Override
  public long low(int field) {
    return batch.low(field, row);
  }
}
