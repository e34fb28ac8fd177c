// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.nfdump;

/**
 * The elements of a record of layout 2, in their order: nearly all records of a file have one of a
 * few shapes, so that a comparison tells where everything is. Immutable.
 */
final class RecordShape {
  private final HostNumbers numbers;
  private final int first;
  private final int size;
  private final int count;
  private final int[] heads;
  private final int[] places;
  private final int[] elements;

  /** The shape of a record that {@link NfcapdRecord#moveTo} has found to be good. */
  RecordShape(HostNumbers numbers, byte[] bytes, int at, int[] positions) {
    this.numbers = numbers;
    first = numbers.i32(bytes, at);
    size = numbers.u16(bytes, at + 2);
    count = numbers.u16(bytes, at + 4);
    heads = new int[count];
    places = new int[count];
    int next = NfcapdRecord.HEADER;
    for (int i = 0; i < count; i++) {
      heads[i] = numbers.i32(bytes, at + next);
      places[i] = next;
      next += numbers.u16(bytes, at + next + 2);
    }
    elements = new int[positions.length];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = positions[i] == 0 ? 0 : positions[i] - at;
    }
  }

  /** True when the record, of which the first eight bytes are there, has this shape. */
  boolean fits(byte[] bytes, int at, int end) {
    if (numbers.i32(bytes, at) != first || end - at < size || numbers.u16(bytes, at + 4) != count) {
      return false;
    }
    int different = 0;
    for (int i = 0; i < heads.length; i++) {
      different |= numbers.i32(bytes, at + places[i]) ^ heads[i];
    }
    return different == 0;
  }

  /** Bytes of a record. */
  int size() {
    return size;
  }

  /** Where an element's content is, from the record's beginning; 0 when it has none. */
  int element(int type) {
    return elements[type];
  }
}
