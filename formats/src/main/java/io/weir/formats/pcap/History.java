// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What happened in a flow, as letters in the order of first appearance: upper case for the client,
 * lower case for the server. The letters are those of Zeek's conn.log: S SYN, H SYN with ACK, A
 * pure ACK, D data, F FIN, R RST, C bad checksum, I FIN with RST, Q several flags, T
 * retransmission, W zero window, G gap, ^ roles exchanged.
 */
final class History {
  /** Longer histories only come from hostile traffic that repeats SYN, FIN or RST. */
  private static final int MAX_LENGTH = 1024;

  private static final String ONCE = "SFRIQDA";

  private byte[] letters = new byte[8];
  private int length;
  private int seen;

  /** Adds {@code letter} if this side has none of its kind yet; true if it had. */
  boolean once(char letter, Side side) {
    char kind = letter == 'H' ? 'S' : letter; // one or the other is this side's SYN
    int bit = 1 << (ONCE.indexOf(kind) + (side == Side.SERVER ? 8 : 0));
    if ((seen & bit) != 0) {
      return true;
    }
    seen |= bit;
    add(letter, side);
    return false;
  }

  void add(char letter, Side side) {
    append(side == Side.SERVER ? Character.toLowerCase(letter) : letter);
  }

  /** The roles were exchanged. */
  void flipped() {
    append('^');
  }

  /** Begins the history anew. */
  void replace(String text) {
    length = 0;
    for (int i = 0; i < text.length(); i++) {
      append(text.charAt(i));
    }
  }

  private void append(char letter) {
    if (length < MAX_LENGTH) {
      if (length == letters.length) {
        letters = Arrays.copyOf(letters, 2 * length);
      }
      letters[length++] = (byte) letter;
    }
  }

  /** True if the only letter so far is {@code letter}. */
  boolean isOnly(char letter) {
    return length == 1 && letters[0] == letter;
  }

  /**
   * True if it begins with a client's SYN, perhaps after an exchange of roles, and no more than
   * repetitions came before the client's RST.
   */
  boolean synThenReset() {
    int at = length > 0 && letters[0] == '^' ? 1 : 0;
    if (at >= length || letters[at] != 'S') {
      return false;
    }
    for (int i = at + 1; i < length; i++) {
      if (letters[i] == 'R') {
        return true;
      }
      if ("HAFGIQ".indexOf(letters[i]) >= 0) {
        return false;
      }
    }
    return false;
  }

  byte[] letters() {
    return letters;
  }

  int length() {
    return length;
  }

  @Override
  public String toString() {
    return new String(letters, 0, length, StandardCharsets.US_ASCII);
  }
}
