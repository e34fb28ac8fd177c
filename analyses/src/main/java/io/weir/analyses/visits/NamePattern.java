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

  private NamePattern() {}

  /** The pattern of a name in lower case. */
  static String of(String name) {
    if (name.endsWith(".cloudfront.net")) {
      return CLOUDFRONT.matcher(name).replaceFirst("X.cloudfront.net");
    }
    if (name.endsWith(".com") && name.contains("---sn-")) {
      return CACHE.matcher(name).replaceFirst("sn-X.$1");
    }
    return plain(name);
  }

  private static String plain(String name) {
    StringBuilder pattern = new StringBuilder(name.length());
    boolean isBegun = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= '0' && c <= '9') {
        if (pattern.length() == 0 || pattern.charAt(pattern.length() - 1) != 'D') {
          pattern.append('D');
        }
        isBegun = true;
        continue;
      }
      boolean isAlone = isBegun && isLetter(c) && (i + 1 == name.length() || isEdge(name, i + 1));
      pattern.append(isAlone ? 'C' : c);
      isBegun = isSeparator(c);
    }
    return pattern.toString();
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isSeparator(char c) {
    return c == '.' || c == '-' || c == '_';
  }

  /** Whether a separator or digit is there. */
  private static boolean isEdge(String name, int at) {
    char c = name.charAt(at);
    return isSeparator(c) || (c >= '0' && c <= '9');
  }
}
