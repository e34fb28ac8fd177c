// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.export;

import io.weir.wire.export.FlowRecord;

/** The values of a {@link FlowRecord}. */
public record RecordValues(FlowRecord flow) implements FlowValues {
  @Override
  public boolean has(int field) {
    return flow.has(field);
  }

  @Override
  public long number(int field) {
    return flow.value(field);
  }

  @Override
  public boolean isIpv4(int field) {
    int version =
        field == FlowRecord.NEXT_HOP ? FlowRecord.NEXT_HOP_VERSION : FlowRecord.IP_VERSION;
    return flow.value(version) != 6;
  }

  @Override
  public long high(int field) {
    return flow.high(field);
  }

  @Override
  public long low(int field) {
    return flow.value(field);
  }
}
