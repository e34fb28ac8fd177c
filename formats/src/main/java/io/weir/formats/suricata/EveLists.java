// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weir.formats.zeek.JsonString;
import io.weir.formats.zeek.JsonText;
import io.weir.model.ListText;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes lists of arrays and of DNS records in them. Not thread-safe. */
final class EveLists {
  private static final byte[] NAME = "rrname".getBytes(US_ASCII);
  private static final byte[] TYPE = "rrtype".getBytes(US_ASCII);
  private static final byte[] LIFE = "ttl".getBytes(US_ASCII);
  private static final byte[] DATA = "rdata".getBytes(US_ASCII);

  /** A text that grows. */
  static final class Text {
    private byte[] bytes = new byte[256];
    private int length;

    byte[] bytes() {
      return bytes;
    }

    int length() {
      return length;
    }

    private void room(int more) {
      if (length + more > bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * (length + more));
      }
    }

    private void add(byte b) {
      room(1);
      bytes[length++] = b;
    }

    /** Adds a scalar, a string without its quotes; false when it has a wrong escape. */
    private boolean value(byte[] source, int from, int end) {
      room(end - from);
      int begin = length;
      if (source[from] == '"') {
        int stop = JsonString.decode(source, from + 1, end - 1, bytes, length);
        if (stop == JsonString.BAD) {
          return false;
        }
        length = stop;
      } else {
        System.arraycopy(source, from, bytes, length, end - from);
        length += end - from;
      }
      for (int i = begin; i < length; i++) {
        if (bytes[i] == ListText.SEPARATOR) {
          bytes[i] = ' ';
        }
      }
      return true;
    }
  }

  private final JsonText text = new JsonText();
  private final Text data = new Text();
  private final Text types = new Text();
  private final Text lives = new Text();
  private final Text names = new Text();
  private int count;

  Text data() {
    return data;
  }

  Text types() {
    return types;
  }

  Text lives() {
    return lives;
  }

  Text names() {
    return names;
  }

  /** Reads what a list is made of, which {@code bytes[from .. end)} is; false when it is none. */
  boolean read(byte[] bytes, int from, int end) {
    clear();
    return switch (bytes[from]) {
      case '[' -> array(bytes, from, end, -1, -1);
      case '{' -> grouped(bytes, from, end);
      default -> one(bytes, from, end);
    };
  }

  private void clear() {
    data.length = 0;
    types.length = 0;
    lives.length = 0;
    names.length = 0;
    count = 0;
  }

  /** The first element alone; of records its type and name. */
  boolean readFirst(byte[] bytes, int from, int end) {
    clear();
    if (bytes[from] != '[') {
      return false;
    }
    int i = JsonText.skipBlanks(bytes, from + 1, end);
    return i >= end || bytes[i] != '{' || record(bytes, i, text.valueEnd(bytes, i, end));
  }

  private boolean one(byte[] bytes, int from, int end) {
    data.add(ListText.SEPARATOR);
    return data.value(bytes, from, end);
  }

  /** The elements of an array; those of groups have a type, which is at a place. */
  private boolean array(byte[] bytes, int from, int end, int typeFrom, int typeEnd) {
    int i = JsonText.skipBlanks(bytes, from + 1, end);
    if (i < end && bytes[i] == ']') {
      return true;
    }
    while (i < end) {
      int stop = text.valueEnd(bytes, i, end);
      if (stop == JsonText.BAD) {
        return false;
      }
      boolean isRecord = bytes[i] == '{' && typeFrom < 0;
      boolean isGood =
          isRecord ? record(bytes, i, stop) : element(bytes, i, stop, typeFrom, typeEnd);
      i = JsonText.skipBlanks(bytes, stop, end);
      if (!isGood || i >= end || (bytes[i] != ',' && bytes[i] != ']')) {
        return false;
      }
      if (bytes[i] == ']') {
        return true;
      }
      i = JsonText.skipBlanks(bytes, i + 1, end);
    }
    return false;
  }

  private boolean element(byte[] bytes, int from, int end, int typeFrom, int typeEnd) {
    data.add(ListText.SEPARATOR);
    if (typeFrom >= 0) {
      types.add(ListText.SEPARATOR);
      if (!types.value(bytes, typeFrom, typeEnd)) {
        return false;
      }
    }
    if (isNull(bytes, from, end)) {
      data.add(ListText.NULL_ELEMENT);
      return true;
    }
    return bytes[from] == '{' ? parts(bytes, from, end, false) : data.value(bytes, from, end);
  }

  private static boolean isNull(byte[] bytes, int from, int end) {
    return end - from == 4 && bytes[from] == 'n';
  }

  /** An answer: its data, type and time to live. */
  private boolean record(byte[] bytes, int from, int end) {
    if (end == JsonText.BAD) {
      return false;
    }
    int dataFrom = data.length;
    int typesFrom = types.length;
    int livesFrom = lives.length;
    boolean isGood = parts(bytes, from, end, true);
    absent(data, dataFrom);
    absent(types, typesFrom);
    absent(lives, livesFrom);
    count++;
    return isGood;
  }

  private static void absent(Text list, int from) {
    if (list.length == from) {
      list.add(ListText.SEPARATOR);
      list.add(ListText.NULL_ELEMENT);
    }
  }

  /** The members of an answer, or of data that has several parts, which blanks divide. */
  private boolean parts(byte[] bytes, int start, int end, boolean isRecord) {
    int i = JsonText.skipBlanks(bytes, start + 1, end);
    boolean isFirst = true;
    while (i < end && bytes[i] == '"') {
      int keyFrom = i + 1;
      int quote = text.stringEnd(bytes, keyFrom, end);
      if (quote == JsonText.BAD) {
        return false;
      }
      i = JsonText.skipBlanks(bytes, quote + 1, end);
      if (i >= end || bytes[i] != ':') {
        return false;
      }
      i = JsonText.skipBlanks(bytes, i + 1, end);
      int stop = text.valueEnd(bytes, i, end);
      if (stop == JsonText.BAD) {
        return false;
      }
      boolean isGood = true;
      if (isRecord) {
        isGood = member(bytes, keyFrom, quote, i, stop);
      } else if (bytes[i] != '{' && bytes[i] != '[') {
        if (!isFirst) {
          data.add((byte) ' ');
        }
        isGood = data.value(bytes, i, stop);
        isFirst = false;
      }
      i = JsonText.skipBlanks(bytes, stop, end);
      if (!isGood || i >= end || (bytes[i] != ',' && bytes[i] != '}')) {
        return false;
      }
      if (bytes[i] == '}') {
        return true;
      }
      i = JsonText.skipBlanks(bytes, i + 1, end);
    }
    return i < end && bytes[i] == '}';
  }

  private boolean member(byte[] bytes, int keyFrom, int keyTo, int from, int end) {
    if (isNull(bytes, from, end)) {
      return true;
    }
    if (bytes[from] == '{') {
      // The data of SOA, SRV and others, told by their parts.
      data.add(ListText.SEPARATOR);
      return parts(bytes, from, end, false);
    }
    Text list = list(bytes, keyFrom, keyTo);
    if (list == null) {
      return true;
    }
    if (list == names) {
      return count > 0 || names.value(bytes, from, end);
    }
    list.add(ListText.SEPARATOR);
    return list.value(bytes, from, end);
  }

  /** What a member of a record is added to; null when it is passed over. */
  private @Nullable Text list(byte[] bytes, int from, int end) {
    if (is(bytes, from, end, DATA)) {
      return data;
    }
    if (is(bytes, from, end, TYPE)) {
      return types;
    }
    if (is(bytes, from, end, LIFE)) {
      return lives;
    }
    return is(bytes, from, end, NAME) ? names : null;
  }

  private static boolean is(byte[] bytes, int from, int end, byte[] name) {
    return Arrays.equals(bytes, from, end, name, 0, name.length);
  }

  /** Answers grouped by their types: {@code {"A": ["…", "…"], "CNAME": ["…"]}}. */
  private boolean grouped(byte[] bytes, int start, int end) {
    int i = JsonText.skipBlanks(bytes, start + 1, end);
    while (i < end && bytes[i] == '"') {
      int quote = text.stringEnd(bytes, i + 1, end);
      if (quote == JsonText.BAD) {
        return false;
      }
      int keyFrom = i;
      i = JsonText.skipBlanks(bytes, quote + 1, end);
      if (i >= end || bytes[i] != ':') {
        return false;
      }
      i = JsonText.skipBlanks(bytes, i + 1, end);
      int stop = text.valueEnd(bytes, i, end);
      if (stop == JsonText.BAD || bytes[i] != '[' || !array(bytes, i, stop, keyFrom, quote + 1)) {
        return false;
      }
      i = JsonText.skipBlanks(bytes, stop, end);
      if (i < end && bytes[i] == ',') {
        i = JsonText.skipBlanks(bytes, i + 1, end);
      }
    }
    return i < end && bytes[i] == '}';
  }
}
