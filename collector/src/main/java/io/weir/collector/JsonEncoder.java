// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import io.weir.wire.export.ExportHeader;
import io.weir.wire.export.FlowRecord;
import java.util.Arrays;

/** Makes a message of JSON for each flow. */
final class JsonEncoder implements FlowEncoder {
  /** Messages that are handed on together. */
  private static final int MOST_FLOWS = 512;

  /** Writes the members of a record. */
  interface Style {
    void write(
        JsonText json, FlowRecord flow, ExportHeader header, byte[] exporter, long receivedMicros);
  }

  private final Style style;
  private final JsonText json = new JsonText();
  private final int[] ends = new int[MOST_FLOWS];
  private int flows;
  private byte[] key = new byte[0];
  private long firstReceived;

  JsonEncoder(Style style) {
    this.style = style;
  }

  @Override
  public void begin(byte[] address, byte[] newKey, long domain) {
    key = newKey;
    flows = 0;
    json.clear();
  }

  @Override
  public void add(FlowRecord flow, ExportHeader header, long receivedMicros) {
    if (flows == 0) {
      firstReceived = receivedMicros;
    }
    json.beginObject();
    style.write(json, flow, header, key, receivedMicros);
    json.endObject();
    ends[flows++] = json.length();
  }

  @Override
  public int flows() {
    return flows;
  }

  @Override
  public boolean isFull() {
    return flows == MOST_FLOWS;
  }

  @Override
  public long firstReceivedMicros() {
    return firstReceived;
  }

  @Override
  public Message finish() {
    Message message =
        new Message(key, json.toBytes(), Arrays.copyOf(ends, flows), flows, firstReceived / 1000);
    flows = 0;
    json.clear();
    return message;
  }
}
