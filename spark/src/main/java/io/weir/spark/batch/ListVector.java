// SPDX-License-Identifier: Apache-2.0
package io.weir.spark.batch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.model.ColumnType;
import io.weir.model.ListText;
import java.util.Arrays;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;

/** Lists: the elements of all cells one after the other in a vector of their own. */
final class ListVector extends CellVector {
  private final CellVector elements;
  private int[] starts;
  private int[] lengths;
  private int used;

  ListVector(DataType type, ColumnType element, int capacity) {
    super(type, capacity);
    elements = CellVector.of(element, capacity);
    starts = new int[capacity];
    lengths = new int[capacity];
  }

  /** Sets a list written as {@link ListText}; an element that is not of the type is NULL. */
  void set(int row, byte[] source, int offset, int length) {
    int end = offset + length;
    int first = used;
    int from = offset;
    while (from < end) {
      int start = from + 1;
      int stop = start;
      while (stop < end && source[stop] != ListText.SEPARATOR) {
        stop++;
      }
      elements.reserve(used);
      if (stop != start + 1 || source[start] != ListText.NULL_ELEMENT) {
        setElement(used, source, start, stop - start);
      }
      used++;
      from = stop;
    }
    starts[row] = first;
    lengths[row] = used - first;
    absent[row] = false;
  }

  private void setElement(int index, byte[] source, int start, int length) {
    if (elements instanceof BytesVector texts) {
      texts.set(index, source, start, length);
      return;
    }
    String text = new String(source, start, length, ISO_8859_1);
    try {
      if (elements instanceof LongVector numbers) {
        numbers.set(index, Long.parseLong(text));
      } else if (elements instanceof DoubleVector numbers) {
        numbers.set(index, Double.parseDouble(text));
      } else if (elements instanceof BooleanVector booleans) {
        booleans.set(index, Boolean.parseBoolean(text));
      }
    } catch (NumberFormatException notANumber) {
      // The element stays NULL, as a cell that a reader cannot read does.
      return;
    }
  }

  @Override
  void resize(int capacity) {
    starts = Arrays.copyOf(starts, capacity);
    lengths = Arrays.copyOf(lengths, capacity);
  }

  @Override
  void truncate(int row) {
    super.truncate(row);
    if (row == 0) {
      used = 0;
      elements.truncate(0);
    }
  }

  @Override
  public ColumnarArray getArray(int row) {
    return new ColumnarArray(elements, starts[row], lengths[row]);
  }

  @Override
  public ColumnVector getChild(int ordinal) {
    return elements;
  }
}
