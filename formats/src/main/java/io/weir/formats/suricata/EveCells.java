// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.suricata;

import io.weir.formats.lines.Decimals;
import io.weir.formats.suricata.EveKeys.Target;
import io.weir.formats.zeek.JsonString;
import io.weir.formats.zeek.JsonText;
import io.weir.formats.zeek.Times;
import io.weir.model.CellWriter;
import io.weir.model.ListText;
import io.weir.wire.packet.IpProtocols;
import io.weir.wire.packet.IpText;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Turns values into cells. Not thread-safe. */
final class EveCells {
  static final long NO_TIME = Long.MIN_VALUE;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final EveLists lists = new EveLists();
  private final JsonText text = new JsonText();
  private final byte[] address = new byte[16];
  private byte[] scratch = new byte[256];
  private long started = NO_TIME;
  private long logged = NO_TIME;
  private int listFrom = -1;

  /** Begins a record. */
  void begin() {
    started = NO_TIME;
    logged = NO_TIME;
    listFrom = -1;
  }

  /** When the record begins; {@link #NO_TIME} when it does not tell. */
  long start() {
    return started != NO_TIME ? started : logged;
  }

  /** Sets a cell to the value at a place; null, or what is wrong. */
  @Nullable String set(Target target, byte[] bytes, int from, int end, CellWriter rows) {
    int column = target.column();
    boolean isString = bytes[from] == '"';
    int first = isString ? from + 1 : from;
    int stop = isString ? end - 1 : end;
    switch (target.source().kind()) {
      case TEXT -> {
        return text(column, bytes, first, stop, isString, rows);
      }
      case NUMBER -> {
        return number(column, Decimals.integer(bytes, first, stop), rows);
      }
      case HEX -> {
        return number(column, hex(bytes, first, stop), rows);
      }
      case FLAG -> {
        long flags = hex(bytes, first, stop);
        if (flags == Decimals.BAD) {
          return "bad integer";
        }
        rows.setBoolean(column, (flags & target.source().bit()) != 0);
      }
      case BOOL -> {
        return bool(column, bytes, first, stop, rows);
      }
      case TIME, START, LOGGED -> {
        return time(target, Times.iso(bytes, first, stop), rows);
      }
      case ADDRESS -> address(column, bytes, first, stop, rows);
      case PROTOCOL -> {
        int protocol = IpProtocols.number(bytes, first, stop - first, 4);
        if (protocol >= 0) {
          rows.setLong(column, protocol);
        }
      }
      case OUTER, INNER -> {
        return vlan(target, bytes, from, end, rows);
      }
      default -> {
        return list(target, bytes, from, end, rows);
      }
    }
    return null;
  }

  private @Nullable String text(
      int column, byte[] bytes, int from, int end, boolean isString, CellWriter rows) {
    boolean hasEscape = false;
    if (isString) {
      text.stringEnd(bytes, from, end + 1);
      hasEscape = text.hasEscape();
    }
    if (!hasEscape) {
      rows.setBytes(column, bytes, from, end - from);
      return null;
    }
    if (scratch.length < end - from) {
      scratch = new byte[2 * (end - from)];
    }
    int length = JsonString.decode(bytes, from, end, scratch, 0);
    if (length == JsonString.BAD) {
      return "bad escape";
    }
    rows.setBytes(column, scratch, 0, length);
    return null;
  }

  private static @Nullable String number(int column, long value, CellWriter rows) {
    if (value == Decimals.BAD) {
      return "bad integer";
    }
    rows.setLong(column, value);
    return null;
  }

  /** A number in up to seven hexadecimal digits. */
  private static long hex(byte[] bytes, int from, int end) {
    if (from >= end || end - from > 7) {
      return Decimals.BAD;
    }
    long value = 0;
    for (int i = from; i < end; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        return Decimals.BAD;
      }
      value = value * 16 + digit;
    }
    return value;
  }

  private static @Nullable String bool(
      int column, byte[] bytes, int from, int end, CellWriter rows) {
    boolean isTrue = end - from == 4 && bytes[from] == 't' && bytes[end - 1] == 'e';
    boolean isFalse = end - from == 5 && bytes[from] == 'f' && bytes[end - 1] == 'e';
    if (!isTrue && !isFalse) {
      return "bad bool";
    }
    rows.setBoolean(column, isTrue);
    return null;
  }

  private @Nullable String time(Target target, long micros, CellWriter rows) {
    if (micros == NO_TIME) {
      return "bad time";
    }
    switch (target.source().kind()) {
      case START -> started = micros;
      case LOGGED -> logged = micros;
      default -> rows.setLong(target.column(), micros);
    }
    return null;
  }

  /** IPv6 is written out in full by Suricata; what is no address stays as it is. */
  private void address(int column, byte[] bytes, int from, int end, CellWriter rows) {
    boolean isSix = false;
    for (int i = from; i < end && !isSix; i++) {
      isSix = bytes[i] == ':';
    }
    if (isSix && IpText.parse(bytes, from, end - from, address) == 16) {
      int length =
          IpText.write6((long) LONG.get(address, 0), (long) LONG.get(address, 8), scratch, 0);
      rows.setBytes(column, scratch, 0, length);
    } else if (from < end) {
      rows.setBytes(column, bytes, from, end - from);
    }
  }

  /** A number, or an array of them, the outer first. */
  private static @Nullable String vlan(
      Target target, byte[] bytes, int from, int end, CellWriter rows) {
    boolean isInner = target.source().kind() == Source.Kind.INNER;
    if (bytes[from] != '[') {
      return isInner ? null : tag(target, bytes, from, end, rows);
    }
    int i = JsonText.skipBlanks(bytes, from + 1, end);
    for (int index = 0; i < end && bytes[i] != ']'; index++) {
      int stop = i;
      while (stop < end && bytes[stop] != ',' && bytes[stop] != ']' && bytes[stop] > ' ') {
        stop++;
      }
      if (index == (isInner ? 1 : 0)) {
        return tag(target, bytes, i, stop, rows);
      }
      i = JsonText.skipBlanks(bytes, stop, end);
      i = i < end && bytes[i] == ',' ? JsonText.skipBlanks(bytes, i + 1, end) : end;
    }
    return null;
  }

  private static @Nullable String tag(
      Target target, byte[] bytes, int from, int end, CellWriter rows) {
    long value = Decimals.integer(bytes, from, end);
    boolean isTag = value >= 0 && value <= 0xffff;
    return number(target.column(), isTag ? value : Decimals.BAD, rows);
  }

  private @Nullable String list(Target target, byte[] bytes, int from, int end, CellWriter rows) {
    Source.Kind kind = target.source().kind();
    boolean isFirst = kind == Source.Kind.ASKED_NAME || kind == Source.Kind.ASKED_TYPE;
    if (from != listFrom) {
      boolean isGood = isFirst ? lists.readFirst(bytes, from, end) : lists.read(bytes, from, end);
      if (!isGood) {
        listFrom = -1;
        return "bad list";
      }
      listFrom = from;
    }
    EveLists.Text made =
        switch (kind) {
          case TYPES, ASKED_TYPE -> lists.types();
          case LIVES -> lists.lives();
          case ASKED_NAME -> lists.names();
          default -> lists.data();
        };
    if (!isFirst) {
      return elements(target, made, rows);
    }
    // Of a list of one element, the element; nothing stands before a name.
    int skip = kind == Source.Kind.ASKED_TYPE ? 1 : 0;
    if (made.length() > skip && made.bytes()[skip] != ListText.NULL_ELEMENT) {
      rows.setBytes(target.column(), made.bytes(), skip, made.length() - skip);
    }
    return null;
  }

  private static @Nullable String elements(Target target, EveLists.Text made, CellWriter rows) {
    if (target.isOfNumbers() && !areNumbers(made)) {
      return "bad integer";
    }
    rows.setBytes(target.column(), made.bytes(), 0, made.length());
    return null;
  }

  /** Whether all elements of a list are numbers of up to 18 digits, or NULL. */
  private static boolean areNumbers(EveLists.Text list) {
    byte[] bytes = list.bytes();
    int i = 0;
    while (i < list.length()) {
      int from = ++i; // Behind the separator.
      while (i < list.length() && bytes[i] != ListText.SEPARATOR) {
        i++;
      }
      boolean isNull = i - from == 1 && bytes[from] == ListText.NULL_ELEMENT;
      if (!isNull && Decimals.unsigned(bytes, from, i) == Decimals.BAD) {
        return false;
      }
    }
    return true;
  }
}
