// SPDX-License-Identifier: Apache-2.0
package io.weir.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a reader hands a list over in one cell, since not every engine's table functions can emit
 * lists: each element is preceded by {@link #SEPARATOR}; an element that is NULL is the single byte
 * {@link #NULL_ELEMENT}. So the empty list is the empty text, and a list of one empty text is one
 * separator. Elements are written as text: integers and doubles in decimal, booleans as {@code
 * true} and {@code false}, timestamps as microseconds since 1970 UTC. A separator inside an element
 * is written as a blank.
 */
public final class ListText {
  /** Precedes every element (ASCII unit separator). */
  public static final byte SEPARATOR = 0x1f;

  /** Stands alone for an element that is NULL (ASCII record separator). */
  public static final byte NULL_ELEMENT = 0x1e;

  private ListText() {}

  /** The elements of a list cell as text. */
  public static List<@Nullable String> decode(byte[] source, int offset, int length) {
    List<@Nullable String> elements = new ArrayList<>();
    int end = offset + length;
    int from = offset;
    while (from < end) {
      int start = from + 1;
      int stop = start;
      while (stop < end && source[stop] != SEPARATOR) {
        stop++;
      }
      boolean isNull = stop == start + 1 && source[start] == NULL_ELEMENT;
      elements.add(isNull ? null : new String(source, start, stop - start, StandardCharsets.UTF_8));
      from = stop;
    }
    return elements;
  }

  /** A list cell holding these elements. */
  public static byte[] encode(List<? extends @Nullable String> elements) {
    StringBuilder text = new StringBuilder();
    for (String element : elements) {
      text.append((char) SEPARATOR);
      if (element == null) {
        text.append((char) NULL_ELEMENT);
      } else {
        text.append(element.replace((char) SEPARATOR, ' '));
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
