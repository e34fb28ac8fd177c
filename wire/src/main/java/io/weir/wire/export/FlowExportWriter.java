// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes flows as datagrams of NetFlow v9 (RFC 3954). Flows with the same fields share a template,
 * so that a field that is absent stays absent; times keep their microseconds (elements 154 and
 * 155). Templates go out before their first flow and again every {@link #TEMPLATES_EVERY}
 * datagrams. Not thread-safe.
 */
public final class FlowExportWriter {
  /** After so many datagrams all templates are sent again. */
  public static final int TEMPLATES_EVERY = 64;

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int HEADER = 20;
  private static final int FIRST_TEMPLATE = 256;
  private static final int MOST_LAYOUTS = 256;
  private static final int LEAST_DATAGRAM = 512;
  private static final int UPTIME_MILLIS = 1_000_000;

  /** Takes a datagram; the bytes are valid during the call. */
  @FunctionalInterface
  public interface DatagramSink {
    /**
     * A datagram {@code bytes[0 .. length)}.
     *
     * @param flows in it
     */
    void datagram(byte[] bytes, int length, int flows);
  }

  private final long domain;
  private final DatagramSink out;
  private final byte[] bytes;
  private final Map<Long, ExportLayout> layouts = new HashMap<>();
  private final List<ExportLayout> announced = new ArrayList<>();
  private int length = HEADER;
  private int records;
  private int flows;
  private int setStart;
  private @Nullable ExportLayout setLayout;
  private long sequence;
  private long latestMicros;
  private int sinceTemplates;

  /**
   * Makes a writer.
   *
   * @param domain source id, 32 bits
   * @param mostBytes of a datagram, at least 512
   */
  public FlowExportWriter(long domain, int mostBytes, DatagramSink out) {
    if (mostBytes < LEAST_DATAGRAM || mostBytes > 65_507) {
      throw new IllegalArgumentException("A datagram cannot have " + mostBytes + " bytes.");
    }
    this.domain = domain;
    this.out = out;
    this.bytes = new byte[mostBytes];
  }

  /** Writes a flow; hands over a datagram when it is full. */
  public void add(FlowRecord flow) {
    ExportLayout layout = layout(flow);
    if (layout != setLayout) {
      closeSet();
      if (room() < layout.templateLength() + 4 + 4 + layout.recordLength() + 4) {
        send();
      }
      if (!announced.contains(layout)) {
        template(layout);
      }
      openSet(layout);
    } else if (room() < layout.recordLength() + 4) {
      send();
      openSet(layout);
    }
    layout.write(flow, bytes, length);
    length += layout.recordLength();
    records++;
    flows++;
    if (flow.has(FlowRecord.END_MICROS)) {
      latestMicros = Math.max(latestMicros, flow.value(FlowRecord.END_MICROS));
    }
  }

  private ExportLayout layout(FlowRecord flow) {
    long key = ExportLayout.key(flow);
    ExportLayout known = layouts.get(key);
    if (known == null) {
      if (layouts.size() == MOST_LAYOUTS) {
        // Their numbers are given away again; templates that change are allowed.
        flush();
        layouts.clear();
        announced.clear();
      }
      known = new ExportLayout(FIRST_TEMPLATE + layouts.size(), flow);
      layouts.put(key, known);
    }
    return known;
  }

  private int room() {
    return bytes.length - length;
  }

  private void template(ExportLayout layout) {
    SHORT.set(bytes, length, (short) 0);
    SHORT.set(bytes, length + 2, (short) layout.templateLength());
    layout.writeTemplate(bytes, length + 4);
    length += layout.templateLength();
    records++;
    announced.add(layout);
  }

  private void openSet(ExportLayout layout) {
    setStart = length;
    setLayout = layout;
    SHORT.set(bytes, length, (short) layout.id());
    length += 4;
  }

  private void closeSet() {
    if (setLayout == null) {
      return;
    }
    setLayout = null;
    while (length % 4 != 0) {
      bytes[length++] = 0;
    }
    SHORT.set(bytes, setStart + 2, (short) (length - setStart));
  }

  /** Hands over what was written; a writer that has nothing does nothing. */
  public void flush() {
    closeSet();
    if (length > HEADER) {
      send();
    }
  }

  private void send() {
    closeSet();
    if (length > HEADER) {
      SHORT.set(bytes, 0, (short) 9);
      SHORT.set(bytes, 2, (short) records);
      INT.set(bytes, 4, UPTIME_MILLIS);
      INT.set(bytes, 8, (int) Math.floorDiv(latestMicros, 1_000_000L));
      INT.set(bytes, 12, (int) sequence++);
      INT.set(bytes, 16, (int) domain);
      out.datagram(bytes, length, flows);
    }
    length = HEADER;
    records = 0;
    flows = 0;
    sinceTemplates++;
    if (sinceTemplates >= TEMPLATES_EVERY) {
      sinceTemplates = 0;
      announced.clear();
      repeatTemplates();
    }
  }

  /** Announces again, as many as fit before the flows; the others when they are used. */
  private void repeatTemplates() {
    for (ExportLayout layout : layouts.values()) {
      if (room() - layout.templateLength() > bytes.length / 2) {
        template(layout);
      }
    }
  }

  static void putShort(byte[] out, int at, int value) {
    SHORT.set(out, at, (short) value);
  }

  static void putInt(byte[] out, int at, long value) {
    INT.set(out, at, (int) value);
  }

  static void putLong(byte[] out, int at, long value) {
    LONG.set(out, at, value);
  }
}
