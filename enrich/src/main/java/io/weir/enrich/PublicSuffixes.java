// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import io.weir.model.WeirException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Public suffixes and registered domains by the Public Suffix List (publicsuffix.org/list), both
 * its sections: what registries register and what hosters hand out. The list comes with the library
 * crawler-commons and is read at the first use. Thread-safe.
 *
 * <p>Names are taken in any case, as Unicode or punycode, with or without the last dot. Answers are
 * lower case, in the form (Unicode or punycode) that the name has, without a last dot.
 */
final class PublicSuffixes {
  private static final String RESOURCE = "effective_tld_names.dat";

  /** In no rule of the list. */
  private static final String NO_LABEL = "?";

  private static final int RULE = 1;
  private static final int WILDCARD = 2;
  private static final int EXCEPTION = 4;

  /** Open addressing; the capacity is about three times the number of rules, a power of two. */
  private final @Nullable String[] suffixes = new String[1 << 15];

  private final byte[] kinds = new byte[suffixes.length];

  private PublicSuffixes() {}

  private static final class Loaded {
    static final PublicSuffixes LIST = load();
  }

  static PublicSuffixes list() {
    return Loaded.LIST;
  }

  private static PublicSuffixes load() {
    try (InputStream in = PublicSuffixes.class.getResourceAsStream("/" + RESOURCE)) {
      if (in == null) {
        throw WeirException.failed(
            "Cannot look up a public suffix: the list is not on the class path (%s). "
                + "Add crawler-commons to it.",
            RESOURCE);
      }
      return read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw WeirException.of(
          WeirException.Kind.FAILED,
          "Cannot look up a public suffix: the list can't be read (" + RESOURCE + ").",
          e);
    }
  }

  /** Reads a list: a rule a line, comments and empty lines between them. */
  static PublicSuffixes read(BufferedReader lines) throws IOException {
    PublicSuffixes list = new PublicSuffixes();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String rule = line.strip();
      if (!rule.isEmpty() && !rule.startsWith("//")) {
        list.add(ascii(rule));
      }
    }
    return list;
  }

  private void add(String rule) {
    if (rule.startsWith("!")) {
      put(rule.substring(1), EXCEPTION);
    } else if (rule.startsWith("*.")) {
      put(rule.substring(2), WILDCARD);
    } else {
      put(rule, RULE);
    }
  }

  /** The public suffix of a name; null if the text is no name. */
  @Nullable String suffix(String name) {
    int end = end(name);
    return end == 0 ? null : result(name, suffixStart(name, end), end);
  }

  /** The public suffix and the label before it; null if there is none, or the text is no name. */
  @Nullable String registeredDomain(String name) {
    int end = end(name);
    if (end == 0) {
      return null;
    }
    int suffix = suffixStart(name, end);
    return suffix <= 1 ? null : result(name, labelStart(name, suffix - 1), end);
  }

  /** Where the last label ends, without a last dot; 0 if there is none or the first is empty. */
  private static int end(String name) {
    int length = name.startsWith(".") ? 0 : name.length();
    return length > 0 && name.charAt(length - 1) == '.' ? length - 1 : length;
  }

  private static int labelStart(String name, int end) {
    return name.lastIndexOf('.', end - 1) + 1;
  }

  /** The labels in lower case; null if they can't be in a name or the last has no letter. */
  private static @Nullable String result(String name, int start, int end) {
    String labels = name.substring(start, end).toLowerCase(Locale.ROOT);
    boolean letter = false;
    int length = 0;
    for (int i = 0; i < labels.length(); i++) {
      char c = labels.charAt(i);
      if (c == '.') {
        if (length == 0) {
          return null;
        }
        letter = false;
        length = 0;
      } else if (!isNameCharacter(c) || ++length > 63) {
        return null;
      } else {
        letter |= Character.isLetter(c);
      }
    }
    return letter ? labels : null;
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c > 127;
  }

  /** Where the public suffix of {@code name[0, end)} begins, by the rule with the most labels. */
  private int suffixStart(String name, int end) {
    if (!isAscii(name)) {
      return unicodeSuffixStart(name, end);
    }
    int start = labelStart(name, end);
    int best = start;
    int parent = start;
    boolean wildcard = false;
    int hash = 0;
    int hashed = end;
    while (true) {
      hash = hash(name, start, hashed, hash);
      hashed = start;
      int kind = kinds[slot(name, start, end, hash)];
      if ((kind & EXCEPTION) != 0) {
        return parent;
      }
      if (wildcard || (kind & RULE) != 0) {
        best = start;
      }
      wildcard = (kind & WILDCARD) != 0;
      if (start == 0) {
        return best;
      }
      parent = start;
      start = labelStart(name, start - 1);
    }
  }

  /** Matches the punycode form and takes as many labels of the name as it has in the suffix. */
  private int unicodeSuffixStart(String name, int end) {
    String ascii = ascii(name.substring(0, end));
    int start = end + 1;
    for (int i = ascii.length(), stop = suffixStart(ascii, ascii.length()); i > stop; ) {
      i = labelStart(ascii, i) - 1;
      start = labelStart(name, start - 1);
    }
    return start;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }

  /** Each label in punycode; one that has no such form becomes one that is in no rule. */
  private static String ascii(String name) {
    if (isAscii(name)) {
      return name;
    }
    return Arrays.stream(name.split("\\.", -1))
        .map(PublicSuffixes::asciiLabel)
        .collect(Collectors.joining("."));
  }

  private static String asciiLabel(String label) {
    if (isAscii(label)) {
      return label;
    }
    if (label.length() > 63) {
      return NO_LABEL; // encoding it would take quadratic time
    }
    try {
      String ascii = IDN.toASCII(label, IDN.ALLOW_UNASSIGNED);
      return ascii.indexOf('.') < 0 ? ascii : NO_LABEL;
    } catch (IllegalArgumentException e) {
      return NO_LABEL;
    }
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }

  /** Goes on from the hash of what follows {@code to}, backwards down to {@code from}. */
  private static int hash(String name, int from, int to, int hash) {
    int next = hash;
    for (int i = to - 1; i >= from; i--) {
      next = 31 * next + lower(name.charAt(i));
    }
    return next;
  }

  /** The slot of a suffix, or the free one where it would be. */
  private int slot(String name, int start, int end, int hash) {
    int mask = suffixes.length - 1;
    int slot = (hash ^ (hash >>> 15)) & mask;
    while (true) {
      String suffix = suffixes[slot];
      if (suffix == null
          || (suffix.length() == end - start
              && name.regionMatches(true, start, suffix, 0, suffix.length()))) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  private void put(String suffix, int kind) {
    int slot = slot(suffix, 0, suffix.length(), hash(suffix, 0, suffix.length(), 0));
    suffixes[slot] = suffix;
    kinds[slot] |= (byte) kind;
  }
}
