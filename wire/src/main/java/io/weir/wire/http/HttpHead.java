// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.http;

import io.weir.wire.ByteText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request or a response: the start line and the fields of {@link HttpField}. Parts
 * are ranges of {@link #data}. Valid while the listener is called, then used again for the next
 * message. Bounded: what does not fit is left out and {@link #isCut} tells.
 */
public final class HttpHead {
  /** Bytes of start line and kept values together. */
  static final int MAX_BYTES = 1 << 16;

  private static final int MAX_FIELDS = 256;
  private static final int NO_STATUS = -1;

  private final ByteText text = new ByteText(0);
  private HttpField[] fields = new HttpField[8];
  private int[] valueAt = new int[fields.length + 1];
  private int fieldCount;
  private boolean lastKept;
  private boolean cut;
  private int methodLength;
  private int targetAt;
  private int targetLength;
  private int versionAt;
  private int versionLength;
  private int status = NO_STATUS;
  private int reasonAt;

  HttpHead() {}

  private void clear() {
    text.clear();
    fieldCount = 0;
    lastKept = false;
    cut = false;
    status = NO_STATUS;
  }

  /** Keeps a request line whose parts were found: method, target, version (RFC 9112 §3). */
  void setRequestLine(byte[] line, RequestLine parts) {
    clear();
    methodLength = parts.methodLength;
    text.append(line, parts.methodAt, methodLength);
    targetAt = text.length();
    targetLength = Math.min(parts.targetLength, MAX_BYTES / 2);
    cut = targetLength < parts.targetLength;
    text.append(line, parts.targetAt, targetLength);
    versionAt = text.length();
    versionLength = parts.versionLength;
    text.append(line, parts.versionAt, versionLength);
    valueAt[0] = text.length();
  }

  /** Keeps a status line (RFC 9112 §4) that begins {@code HTTP/x.y nnn}. */
  void setStatusLine(byte[] line, int at, int length) {
    clear();
    int end = at + length;
    int space = at;
    while (line[space] != ' ') {
      space++;
    }
    versionAt = 0;
    versionLength = space - at - 5;
    text.append(line, at + 5, versionLength);
    while (line[space] == ' ') {
      space++;
    }
    status = 0;
    for (int i = space; i < space + 3; i++) {
      status = status * 10 + line[i] - '0';
    }
    int from = space + 3;
    while (from < end && line[from] == ' ') {
      from++;
    }
    reasonAt = text.length();
    text.append(line, from, Math.min(end - from, MAX_BYTES / 2));
    valueAt[0] = text.length();
  }

  /** The head of a response that has none. */
  void setBare() {
    clear();
    status = 0;
    versionAt = 0;
    versionLength = 0;
    reasonAt = 0;
    valueAt[0] = 0;
  }

  /** Takes a line of the header: a field, or the continuation of one (RFC 9112 §5). */
  void addLine(byte[] line, int at, int length) {
    int end = at + length;
    if (line[at] == ' ' || line[at] == '\t') {
      if (lastKept) {
        text.append(' ');
        keep(line, at, end);
      }
      return;
    }
    lastKept = false;
    int colon = at;
    while (colon < end && line[colon] != ':') {
      colon++;
    }
    int nameEnd = colon;
    while (nameEnd > at && isBlank(line[nameEnd - 1])) {
      nameEnd--;
    }
    HttpField field = colon == end ? null : HttpField.find(line, at, nameEnd - at);
    if (field == null) {
      return;
    }
    if (fieldCount == MAX_FIELDS) {
      cut = true;
      return;
    }
    if (fieldCount == fields.length) {
      fields = Arrays.copyOf(fields, 2 * fieldCount);
      valueAt = Arrays.copyOf(valueAt, 2 * fieldCount + 1);
    }
    fields[fieldCount++] = field;
    valueAt[fieldCount] = text.length();
    lastKept = true;
    keep(line, colon + 1, end);
  }

  private void keep(byte[] line, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isBlank(line[start])) {
      start++;
    }
    while (end > start && isBlank(line[end - 1])) {
      end--;
    }
    int room = MAX_BYTES - text.length();
    if (end - start > room) {
      cut = true;
      end = start + Math.max(0, room);
    }
    text.append(line, start, end - start);
    valueAt[fieldCount] = text.length();
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t';
  }

  /** The bytes that all parts are ranges of. */
  public byte[] data() {
    return text.bytes();
  }

  public boolean isRequest() {
    return status == NO_STATUS;
  }

  /** True if something was too long and is not kept whole. */
  public boolean isCut() {
    return cut;
  }

  /** Length of a request's method, which begins at 0. */
  public int methodLength() {
    return methodLength;
  }

  /** True if a request's method is this one; methods have case. */
  public boolean isMethod(String method) {
    if (!isRequest() || method.length() != methodLength) {
      return false;
    }
    for (int i = 0; i < methodLength; i++) {
      if (data()[i] != method.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  public int targetAt() {
    return targetAt;
  }

  public int targetLength() {
    return targetLength;
  }

  /** Where the version's digits begin, such as {@code 1.1}. */
  public int versionAt() {
    return versionAt;
  }

  public int versionLength() {
    return versionLength;
  }

  /** A response's status; 0 before HTTP/1.0, which had none. */
  public int status() {
    return status;
  }

  public int reasonAt() {
    return reasonAt;
  }

  public int reasonLength() {
    return valueAt[0] - reasonAt;
  }

  /** Fields kept, in the order of the message; a field may be there more than once. */
  public int fieldCount() {
    return fieldCount;
  }

  public HttpField field(int index) {
    return fields[index];
  }

  public int valueAt(int index) {
    return valueAt[index];
  }

  public int valueLength(int index) {
    return valueAt[index + 1] - valueAt[index];
  }

  /** The index of the first field of this name, or -1. */
  public int find(HttpField field) {
    for (int i = 0; i < fieldCount; i++) {
      if (fields[i] == field) {
        return i;
      }
    }
    return -1;
  }

  /** The first value of a field as text; null when there is none. */
  public @Nullable String value(HttpField field) {
    int index = find(field);
    return index < 0
        ? null
        : new String(data(), valueAt(index), valueLength(index), StandardCharsets.ISO_8859_1);
  }

  boolean lastValueEndsWith(HttpField field, String lower) {
    for (int i = fieldCount - 1; i >= 0; i--) {
      if (fields[i] == field) {
        int end = valueAt(i) + valueLength(i);
        return valueLength(i) >= lower.length()
            && HttpField.equalsIgnoringCase(data(), end - lower.length(), lower);
      }
    }
    return false;
  }
}
