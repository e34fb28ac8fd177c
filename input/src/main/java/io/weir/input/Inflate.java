// SPDX-License-Identifier: Apache-2.0
package io.weir.input;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * Decompresses DEFLATE (RFC 1951) at about twice the speed of {@link java.util.zip.Inflater}: input
 * is taken eight bytes at a time, codes are looked up in tables of 11 bits, and matches are copied
 * by words. It also reads the bytes around what is compressed. Not thread-safe.
 */
final class Inflate {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int WINDOW = 1 << 15;
  private static final int LENGTH_INDEX = (1 << 11) - 1;
  private static final int DISTANCE_INDEX = (1 << 8) - 1;

  /** More than the head of a block or the longest step takes. */
  private static final int HEAD = 1 << 10;

  /** Room for input and output: for most files, and what is enough for many small ones. */
  private static final int INPUT = 1 << 16;

  private static final int LEAST_INPUT = 1 << 12;
  private static final int OUTPUT = WINDOW + (1 << 18);
  private static final int LEAST_OUTPUT = 1 << 14;

  /** A step of six literals and a match, and the word that is copied last. */
  private static final int STEP = 6 + 258 + 16;

  /** Bytes of input that a step may look at. */
  private static final int LOOK = 16;

  private static final byte[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private enum State {
    HEAD,
    STORED,
    CODES,
    BROKEN,
    DONE
  }

  private final InputStream stored;

  /** Behind the last byte of the input there are zeros. */
  private byte[] input = new byte[LEAST_INPUT + 2 * HEAD];

  private int next;
  private int limit;
  private boolean isEnded;

  /** Bits of the input that were taken but not used; above the {@code have} lowest they repeat. */
  private long bits;

  private int have;

  private byte[] output = new byte[LEAST_OUTPUT + STEP];
  private int room = LEAST_OUTPUT;
  private int begin;
  private int delivered;
  private int produced;

  private final HuffmanTable codeLengths = HuffmanTable.ofCodeLengths();
  private final HuffmanTable lengths = HuffmanTable.ofLengths();
  private final HuffmanTable distances = HuffmanTable.ofDistances();
  private final byte[] codes = new byte[288 + 32];
  private State state = State.DONE;
  private boolean isLast;
  private int storedLeft;
  private String defect = "";

  Inflate(InputStream stored) {
    this.stored = stored;
  }

  /** The next byte of the input, which is not compressed; -1 at the end. */
  int readByte() throws IOException {
    int value = peek();
    next = value < 0 ? next : next + 1;
    return value;
  }

  /** The next byte, left where it is; -1 at the end. */
  int peek() throws IOException {
    align();
    return next < limit || refill() ? input[next] & 0xff : -1;
  }

  /** Begins with compressed data at the next byte. */
  void begin() {
    state = State.HEAD;
    bits = 0;
    have = 0;
    isLast = false;
    begin = produced;
    delivered = produced;
  }

  /**
   * Reads what was compressed. What comes before damage is read first.
   *
   * @return bytes read; 0 at the end of what is compressed, the next byte being the one behind it
   * @throws DataFormatException when the input is no DEFLATE
   * @throws EOFException when it ends too early
   */
  int read(byte[] target, int offset, int length) throws IOException, DataFormatException {
    while (delivered == produced) {
      if (state == State.DONE) {
        return 0;
      }
      if (produced >= room) {
        makeRoom();
      }
      step();
    }
    int count = Math.min(length, produced - delivered);
    System.arraycopy(output, delivered, target, offset, count);
    delivered += count;
    return count;
  }

  private void makeRoom() {
    if (room < OUTPUT) {
      room = OUTPUT;
      output = Arrays.copyOf(output, OUTPUT + STEP);
      return;
    }
    int shift = produced - WINDOW;
    System.arraycopy(output, shift, output, 0, WINDOW);
    begin = Math.max(0, begin - shift);
    produced = WINDOW;
    delivered = WINDOW;
  }

  private void step() throws IOException, DataFormatException {
    switch (state) {
      case HEAD -> head();
      case STORED -> copyStored();
      case CODES -> {
        if (next <= limit - LOOK) {
          decode(limit - LOOK, room - 1);
        } else if (!isEnded) {
          refill();
        } else {
          decodeLast();
        }
      }
      case BROKEN -> throw new DataFormatException(defect);
      case DONE -> {}
    }
  }

  /** A single code near the end of the input, which must not need what is behind it. */
  private void decodeLast() throws EOFException {
    int before = produced;
    State was = state;
    fill();
    int entry = lengths.entries[(int) bits & LENGTH_INDEX];
    if ((entry & HuffmanTable.LITERAL) != 0) {
      take(entry >>> 8 & 15);
      output[produced++] = (byte) (entry >>> 16);
    } else {
      decode(-1, -1);
    }
    if (isBeyondEnd()) {
      produced = before;
      state = was;
      throw new EOFException();
    }
  }

  private boolean isBeyondEnd() {
    return next - (have >>> 3) > limit;
  }

  /** Moves what is left to the front and reads more; false when there is no more. */
  private boolean refill() throws IOException {
    if (isEnded) {
      return false;
    }
    next -= have >>> 3;
    have &= 7;
    bits &= (1 << have) - 1;
    boolean wasFull = limit + 2 * HEAD == input.length;
    byte[] target = wasFull && limit < INPUT ? new byte[INPUT + 2 * HEAD] : input;
    System.arraycopy(input, next, target, 0, limit - next);
    input = target;
    limit -= next;
    next = 0;
    while (limit < HEAD && !isEnded) {
      int count = stored.read(input, limit, input.length - 2 * HEAD - limit);
      if (count < 0) {
        isEnded = true;
        Arrays.fill(input, limit, limit + 2 * HEAD, (byte) 0);
      } else {
        limit += count;
      }
    }
    return limit > 0;
  }

  /** Makes sure that the head of a block can be read without looking for the end of the input. */
  private void head() throws IOException, DataFormatException {
    if (isLast) {
      align();
      state = State.DONE;
      return;
    }
    if (limit - next < HEAD) {
      refill();
    }
    isLast = take(1) == 1;
    switch (take(2)) {
      case 0 -> {
        align();
        storedLeft = take(16);
        if (storedLeft != (~take(16) & 0xffff)) {
          throw damage("length of a stored block");
        }
        align();
        state = State.STORED;
      }
      case 1 -> {
        fixedCodes();
        state = State.CODES;
      }
      case 2 -> {
        dynamicCodes();
        state = State.CODES;
      }
      default -> throw damage("kind of block");
    }
    if (isBeyondEnd()) {
      throw new EOFException();
    }
  }

  /** What is wrong with the input, which may be that it has ended. */
  private DataFormatException damage(String what) throws EOFException {
    if (isBeyondEnd()) {
      throw new EOFException();
    }
    return new DataFormatException(what);
  }

  private int take(int count) {
    if (have < count) {
      fill();
    }
    int value = (int) bits & ((1 << count) - 1);
    bits >>>= count;
    have -= count;
    return value;
  }

  private void fill() {
    bits |= (long) LONG.get(input, next) << have;
    next += (63 - have) >> 3;
    have |= 56;
  }

  /** Goes on with the next whole byte. */
  private void align() {
    next -= have >>> 3;
    bits = 0;
    have = 0;
  }

  private void copyStored() throws IOException {
    if (storedLeft == 0) {
      state = State.HEAD;
      return;
    }
    if (next >= limit && !refill()) {
      throw new EOFException();
    }
    int count = Math.min(Math.min(storedLeft, limit - next), room - produced);
    System.arraycopy(input, next, output, produced, count);
    next += count;
    produced += count;
    storedLeft -= count;
  }

  private void fixedCodes() throws DataFormatException {
    Arrays.fill(codes, 0, 144, (byte) 8);
    Arrays.fill(codes, 144, 256, (byte) 9);
    Arrays.fill(codes, 256, 280, (byte) 7);
    Arrays.fill(codes, 280, 288, (byte) 8);
    Arrays.fill(codes, 288, 320, (byte) 5);
    lengths.build(codes, 0, 288);
    lengths.pairLiterals();
    distances.build(codes, 288, 32);
  }

  private void dynamicCodes() throws IOException, DataFormatException {
    int lengthCodes = take(5) + 257;
    int distanceCodes = take(5) + 1;
    int orders = take(4) + 4;
    if (lengthCodes > 286 || distanceCodes > 30) {
      throw damage("too many symbols");
    }
    Arrays.fill(codes, 0, ORDER.length, (byte) 0);
    for (int i = 0; i < orders; i++) {
      codes[ORDER[i]] = (byte) take(3);
    }
    try {
      codeLengths.build(codes, 0, ORDER.length);
      readCodeLengths(lengthCodes + distanceCodes);
      if (codes[256] == 0) {
        throw new DataFormatException("no end of block");
      }
      lengths.build(codes, 0, lengthCodes);
      lengths.pairLiterals();
      distances.build(codes, lengthCodes, distanceCodes);
    } catch (DataFormatException e) {
      if (isBeyondEnd()) {
        throw new EOFException();
      }
      throw e;
    }
  }

  private void readCodeLengths(int all) throws DataFormatException {
    int i = 0;
    while (i < all) {
      if (have < 14) {
        fill();
      }
      int entry = codeLengths.entries[(int) bits & 127];
      take(entry & 63);
      int symbol = entry >>> 16;
      if (symbol < 16) {
        codes[i++] = (byte) symbol;
        continue;
      }
      int repeats =
          switch (symbol) {
            case 16 -> 3 + take(2);
            case 17 -> 3 + take(3);
            default -> 11 + take(7);
          };
      if (i + repeats > all || (symbol == 16 && i == 0)) {
        throw new DataFormatException("repeated code length");
      }
      Arrays.fill(codes, i, i + repeats, symbol == 16 ? codes[i - 1] : 0);
      i += repeats;
    }
  }

  /**
   * Decodes at least one step, and on while input and output are not behind what is given.
   *
   * <p>A step has up to 56 bits of input: three entries of literals of up to 11 bits each, or two,
   * and, with 56 bits again, a match of up to 48. The next entry is looked up before a match is
   * copied, as both take their time. Of {@code left} only the six lowest bits count, as of the
   * entries: shifts see no others.
   */
  private void decode(int inputLast, int outputLast) {
    byte[] in = input;
    byte[] to = output;
    int[] lengthTable = lengths.entries;
    int[] distanceTable = distances.entries;
    long word = bits;
    int left = have;
    int at = next;
    int out = produced;
    String wrong = null;
    word |= (long) LONG.get(in, at) << left;
    at += (~left & 63) >>> 3;
    left |= 56;
    int entry = lengthTable[(int) word & LENGTH_INDEX];
    do {
      if ((entry & HuffmanTable.LITERAL) != 0) {
        word >>>= entry;
        left -= entry;
        SHORT.set(to, out, (short) (entry >>> 16));
        out += entry >>> 12 & 3;
        entry = lengthTable[(int) word & LENGTH_INDEX];
        if ((entry & HuffmanTable.LITERAL) != 0) {
          word >>>= entry;
          left -= entry;
          SHORT.set(to, out, (short) (entry >>> 16));
          out += entry >>> 12 & 3;
          entry = lengthTable[(int) word & LENGTH_INDEX];
          if ((entry & HuffmanTable.LITERAL) != 0) {
            word >>>= entry;
            left -= entry;
            SHORT.set(to, out, (short) (entry >>> 16));
            out += entry >>> 12 & 3;
            word |= (long) LONG.get(in, at) << left;
            at += (~left & 63) >>> 3;
            left |= 56;
            entry = lengthTable[(int) word & LENGTH_INDEX];
            continue;
          }
        }
        word |= (long) LONG.get(in, at) << left;
        at += (~left & 63) >>> 3;
        left |= 56;
      }
      if ((entry & HuffmanTable.SPECIAL) != 0) {
        if ((entry & HuffmanTable.SECOND) != 0) {
          word >>>= entry;
          left -= entry;
          entry = lengthTable[(entry >>> 16) + ((int) word & ((1 << (entry >>> 8 & 15)) - 1))];
          if ((entry & HuffmanTable.LITERAL) != 0) {
            word >>>= entry;
            left -= entry;
            to[out++] = (byte) (entry >>> 16);
            word |= (long) LONG.get(in, at) << left;
            at += (~left & 63) >>> 3;
            left |= 56;
            entry = lengthTable[(int) word & LENGTH_INDEX];
            continue;
          }
        }
        if ((entry & HuffmanTable.SPECIAL) != 0) {
          word >>>= entry;
          left -= entry;
          if ((entry & HuffmanTable.LAST) == 0) {
            wrong = "a code that means nothing";
          }
          state = State.HEAD;
          break;
        }
      }
      int end = out + (entry >>> 16) + (((int) word & ((1 << entry) - 1)) >>> (entry >>> 8));
      word >>>= entry;
      left -= entry;
      entry = distanceTable[(int) word & DISTANCE_INDEX];
      if ((entry & HuffmanTable.SECOND) != 0) {
        word >>>= entry;
        left -= entry;
        entry = distanceTable[(entry >>> 16) + ((int) word & ((1 << (entry >>> 8 & 15)) - 1))];
      }
      boolean isNothing = (entry & HuffmanTable.SPECIAL) != 0;
      int distance = (entry >>> 16) + (((int) word & ((1 << entry) - 1)) >>> (entry >>> 8));
      word >>>= entry;
      left -= entry;
      int from = out - distance;
      if (from < begin || isNothing) {
        wrong = "a distance too far back";
        break;
      }
      word |= (long) LONG.get(in, at) << left;
      at += (~left & 63) >>> 3;
      left |= 56;
      entry = lengthTable[(int) word & LENGTH_INDEX];
      if (distance >= 8) {
        LONG.set(to, out, (long) LONG.get(to, from));
        LONG.set(to, out + 8, (long) LONG.get(to, from + 8));
        for (out += 16, from += 16; out < end; out += 8, from += 8) {
          LONG.set(to, out, (long) LONG.get(to, from));
        }
      } else if (distance == 1) {
        Arrays.fill(to, out, end, to[from]);
      } else {
        do {
          to[out++] = to[from++];
        } while (out < end);
      }
      out = end;
    } while (at <= inputLast && out <= outputLast);
    bits = word;
    have = left & 63;
    next = at;
    produced = out;
    if (wrong != null) {
      // What was decoded before is still read.
      defect = wrong;
      state = State.BROKEN;
    }
  }
}
