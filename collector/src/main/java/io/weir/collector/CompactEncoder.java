// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import io.weir.wire.batch.FlowBatchWriter;
import io.weir.wire.export.ExportHeader;
import io.weir.wire.export.FlowRecord;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Makes Weir's compact batches. */
final class CompactEncoder implements FlowEncoder {
  private static final int MOST_FLOWS = 8192;
  private static final int FULL_BYTES = 192 << 10;

  private final FlowBatchWriter writer = new FlowBatchWriter(MOST_FLOWS);
  private byte[] key = new byte[0];
  private long high;
  private long low;
  private long domain;

  @Override
  public void begin(byte[] address, byte[] newKey, long newDomain) {
    ByteBuffer buffer = ByteBuffer.wrap(address);
    high = buffer.getLong();
    low = buffer.getLong();
    key = newKey;
    domain = newDomain;
    writer.begin(high, low, domain);
  }

  @Override
  public void add(FlowRecord flow, ExportHeader header, long receivedMicros) {
    writer.add(flow, header, receivedMicros);
  }

  @Override
  public int flows() {
    return writer.rows();
  }

  @Override
  public boolean isFull() {
    return writer.isFull() || writer.estimatedBytes() >= FULL_BYTES;
  }

  @Override
  public long firstReceivedMicros() {
    return writer.firstReceivedMicros();
  }

  @Override
  public Message finish() {
    int length = writer.finish();
    byte[] bytes = Arrays.copyOf(writer.buffer(), length);
    Message message =
        new Message(
            key, bytes, new int[] {length}, writer.rows(), writer.firstReceivedMicros() / 1000);
    writer.begin(high, low, domain);
    return message;
  }
}
