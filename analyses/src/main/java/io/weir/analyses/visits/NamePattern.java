// SPDX-License-Identifier: Apache-2.0
package io.weir.analyses.visits;

import java.util.regex.Pattern;

/**
 * Names of servers without what numbers and hosts them: names of one pattern serve the same. Of
 * NetLytics, whose models have such names.
 *
 * <p>Distributions of CloudFront are {@code X.cloudfront.net}, YouTube's caches {@code
 * sn-X.googlevideo.com}; digits are {@code D}, a letter alone between separators is {@code C}.
 */
final class NamePattern {
  private static final Pattern CLOUDFRONT =
      Pattern.compile("^[a-z0-9]+\\.(?:profile\\..*\\.)?cloudfront\\.net$");
  private static final Pattern CACHE =
      Pattern.compile("^.*---sn-[^.]*\\.(googlevideo\\.com|c\\.pack\\.google\\.com)$");

  /** Names whose pattern was made lately; a power of two. */
  private static final Known[] LATELY = new Known[1 << 18];

  /** A name and its pattern: whole for any thread that sees it. */
  private record Known(String name, String pattern) {}

  private NamePattern() {}

  /**
   * The pattern of a name in lower case. That of a name that was asked for lately is remembered;
   * threads may overwrite what others remember, which costs no more than work.
   */
  static String of(String name) {
    int hash = name.hashCode();
    int place = (hash ^ (hash >>> 16)) & (LATELY.length - 1);
    Known known = LATELY[place];
    if (known == null || !known.name().equals(name)) {
      known = new Known(name, made(name));
      LATELY[place] = known;
    }
    return known.pattern();
  }

  private static String made(String name) {
    if (name.endsWith(".cloudfront.net")) {
      return CLOUDFRONT.matcher(name).replaceFirst("X.cloudfront.net");
    }
    if (name.endsWith(".com") && name.contains("---sn-")) {
      return CACHE.matcher(name).replaceFirst("sn-X.$1");
    }
    return plain(name);
  }

  private static String plain(String name) {
    char[] letters = name.toCharArray();
    int length = 0;
    boolean isBegun = true;
    for (int i = 0; i < letters.length; i++) {
      char c = letters[i];
      if (c >= '0' && c <= '9') {
        if (length == 0 || letters[length - 1] != 'D') {
          letters[length++] = 'D';
        }
        isBegun = true;
        continue;
      }
      boolean isAlone =
          isBegun && isLetter(c) && (i + 1 == letters.length || isEdge(letters[i + 1]));
      letters[length++] = isAlone ? 'C' : c;
      isBegun = isSeparator(c);
    }
    return new String(letters, 0, length);
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isSeparator(char c) {
    return c == '.' || c == '-' || c == '_';
  }

  /** Whether a character is a separator or a digit. */
  private static boolean isEdge(char c) {
    return isSeparator(c) || (c >= '0' && c <= '9');
  }
}
