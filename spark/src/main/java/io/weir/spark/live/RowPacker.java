// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.live;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Packs the rows of a task by the buckets of their keys, so that Spark exchanges and sorts a few
 * blocks of bytes and not each row. A block begins with the number of its bucket.
 */
final class RowPacker implements MapPartitionsFunction<Row, byte[]> {
  private static final long serialVersionUID = 1L;

  /** Buckets of keys; checkpoints are divided by them. A power of two. */
  static final int BUCKETS = 128;

  private static final int BUCKET_BITS = Integer.numberOfTrailingZeros(BUCKETS);

  /** A block of so many bytes is passed on. */
  private static final int FULL = 1 << 20;

  private final PackedRow.Layout layout;

  RowPacker(PackedRow.Layout layout) {
    this.layout = layout;
  }

  /** The bucket of a block. */
  static int bucket(byte[] block) {
    return RowBytes.intAt(block, 0);
  }

  /** The rows of some blocks, one behind the other. */
  static byte[] rows(Iterable<byte[]> blocks) {
    int size = 0;
    for (byte[] block : blocks) {
      size = Math.addExact(size, block.length - Integer.BYTES);
    }
    byte[] rows = new byte[size];
    int to = 0;
    for (byte[] block : blocks) {
      System.arraycopy(block, Integer.BYTES, rows, to, block.length - Integer.BYTES);
      to += block.length - Integer.BYTES;
    }
    return rows;
  }

  @Override
  public Iterator<byte[]> call(Iterator<Row> rows) {
    return new Blocks(rows);
  }

  private final class Blocks implements Iterator<byte[]> {
    private final Iterator<Row> rows;
    private final @Nullable RowBytes[] open = new @Nullable RowBytes[BUCKETS];
    private final ArrayDeque<byte[]> ready = new ArrayDeque<>();
    private final RowBytes single = new RowBytes();

    Blocks(Iterator<Row> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && rows.hasNext()) {
        add(rows.next());
        if (!rows.hasNext()) {
          endAll();
        }
      }
      return !ready.isEmpty();
    }

    @Override
    public byte[] next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }

    private void add(Row row) {
      single.clear();
      layout.write(row, single);
      // The high bits: hash tables go by the low ones.
      int bucket = PackedRow.hash(single.array(), 0) >>> (Integer.SIZE - BUCKET_BITS);
      RowBytes block = open[bucket];
      if (block == null) {
        block = new RowBytes();
        block.addInt(bucket);
        open[bucket] = block;
      }
      block.add(single.array(), single.size());
      if (block.size() >= FULL) {
        end(bucket, block);
      }
    }

    private void end(int bucket, RowBytes block) {
      ready.add(block.copy());
      open[bucket] = null;
    }

    private void endAll() {
      for (int bucket = 0; bucket < BUCKETS; bucket++) {
        RowBytes block = open[bucket];
        if (block != null) {
          end(bucket, block);
        }
      }
    }
  }
}
