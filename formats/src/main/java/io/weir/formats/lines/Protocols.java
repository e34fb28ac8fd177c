// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.wire.packet.IpProtocols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads IP protocols that are written as numbers or names. A name that is no protocol of IP, such
 * as arp, stays as it is. Not thread-safe: what was read is remembered.
 */
public final class Protocols {
  /** The number of what is no protocol of IP. */
  public static final int UNKNOWN = -1;

  /** So many texts are remembered; a column has few. */
  private static final int MOST = 256;

  private static final Map<String, Integer> NUMBERS = numbers();

  /**
   * A protocol.
   *
   * @param written as in the file
   * @param number of IP; {@link #UNKNOWN} when the name is none
   * @param name as the column proto has it
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Protocol(byte[] written, int number, byte[] name) {}

  private final Map<String, Integer> others;
  private final List<Protocol> known = new ArrayList<>();
  private Protocol last;

  /** Knows IANA's names, and those that flow tools write for them. */
  public Protocols() {
    this(Map.of());
  }

  /**
   * Knows other names too.
   *
   * @param others the numbers of names in lower case, which count before those that all know
   */
  public Protocols(Map<String, Integer> others) {
    this.others = Map.copyOf(others);
    last = read(new byte[0], this.others);
  }

  private static Map<String, Integer> numbers() {
    Map<String, Integer> numbers = new HashMap<>();
    for (String line : Resources.text(Protocols.class, "protocols.txt").split("\n", -1)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] words = line.strip().split(" +", -1);
        for (int i = 1; i < words.length; i++) {
          numbers.put(words[i], Integer.parseInt(words[0]));
        }
      }
    }
    return numbers;
  }

  /** The protocol that is written in a range. */
  public Protocol of(byte[] bytes, int from, int end) {
    if (Bytes.equal(bytes, from, end, last.written())) {
      return last;
    }
    for (Protocol protocol : known) {
      if (Bytes.equal(bytes, from, end, protocol.written())) {
        last = protocol;
        return protocol;
      }
    }
    byte[] written = Arrays.copyOfRange(bytes, from, end);
    last = read(written, others);
    if (known.size() < MOST) {
      known.add(last);
    }
    return last;
  }

  private static Protocol read(byte[] written, Map<String, Integer> others) {
    String text = new String(written, ISO_8859_1).toLowerCase(Locale.ROOT);
    // Reading eight bytes at once needs room behind the word.
    byte[] padded = Arrays.copyOf(written, written.length + 8);
    long number = Decimals.whole(padded, 0, written.length);
    if (number == Decimals.BAD) {
      Integer other = others.get(text);
      number = other == null ? NUMBERS.getOrDefault(text, UNKNOWN) : other;
    }
    if (number < 0 || number > 255) {
      return new Protocol(written, UNKNOWN, text.getBytes(ISO_8859_1));
    }
    byte[] name = IpProtocols.text((int) number);
    boolean hasName = name.length > 0 && name[0] > '9';
    boolean isName = !text.isEmpty() && text.charAt(0) > '9';
    return new Protocol(
        written, (int) number, hasName || !isName ? name : text.getBytes(ISO_8859_1));
  }
}
