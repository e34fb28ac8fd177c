// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import io.weir.model.WeirException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * A file with data for look-ups, and the errors about it.
 *
 * @param what what is in it, such as {@code ASN file}
 * @param option the option that names it
 * @param name as the person gave it
 */
record LookupFile(String what, String option, String name) {

  /**
   * The whole content, unpacked; gzip is recognised by its content.
   *
   * @throws WeirException if the file can't be read
   */
  byte[] content() {
    try (InputStream in = Files.newInputStream(Path.of(name))) {
      byte[] content = in.readAllBytes();
      boolean gzip = content.length > 1 && content[0] == 0x1f && content[1] == (byte) 0x8b;
      return gzip ? unpacked(content) : content;
    } catch (IOException | InvalidPathException e) {
      boolean exists = e instanceof IOException && Files.exists(Path.of(name));
      WeirException.Kind kind = exists ? WeirException.Kind.FAILED : WeirException.Kind.USAGE;
      String reason = exists ? String.valueOf(e.getMessage()) : "there is no such file";
      throw WeirException.of(kind, message(reason, name), e);
    }
  }

  private static byte[] unpacked(byte[] gzip) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip), 1 << 16)) {
      return in.readAllBytes();
    }
  }

  /** The error for content that is not what the option asks for. */
  WeirException wrong(String reason, String value) {
    return WeirException.of(
        WeirException.Kind.USAGE,
        message(reason, name + (value.isEmpty() ? "" : ": " + value)),
        null);
  }

  /** The error for content that can't be read on. */
  WeirException damaged(Exception cause) {
    return WeirException.of(
        WeirException.Kind.FAILED,
        message("it is damaged", name + ": " + cause.getMessage()),
        cause);
  }

  private String message(String reason, String value) {
    return String.format(
        Locale.ROOT,
        "Cannot read the %s: %s (%s). Give another file to --%s.",
        what,
        reason,
        value,
        option);
  }
}
