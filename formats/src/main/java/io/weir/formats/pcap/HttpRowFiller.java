// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.pcap;

import io.weir.model.ListText;
import io.weir.wire.ByteText;
import io.weir.wire.http.HttpField;
import io.weir.wire.http.HttpHead;
import io.weir.wire.http.HttpText;
import java.util.Locale;

/** Copies what the table {@code http} needs from heads into rows; stateless. */
final class HttpRowFiller {
  private HttpRowFiller() {}

  static void request(HttpRow row, HttpHead head) {
    TextCells text = row.text;
    text.set(HttpRow.METHOD, head.data(), 0, head.methodLength());
    row.versionless = head.versionLength() == 0;
    row.text.begin(HttpRow.VERSION).append("0.9");
    row.text.end(HttpRow.VERSION);
    version(row, head);
    target(row, head);
    value(row, HttpRow.REFERRER, head, HttpField.REFERER);
    value(row, HttpRow.USER_AGENT, head, HttpField.USER_AGENT);
    value(row, HttpRow.ORIGIN, head, HttpField.ORIGIN);
    joined(row, HttpRow.REQUEST_COOKIE, head, HttpField.COOKIE, "; ");
    mediaType(row, HttpRow.REQUEST_TYPE, head);
    username(row, head);
    proxied(row, head);
  }

  static void response(HttpRow row, HttpHead head) {
    row.status = head.status();
    version(row, head);
    ByteText text = row.text.begin(HttpRow.STATUS_MESSAGE);
    text.append(head.data(), head.reasonAt(), head.reasonLength());
    row.text.endNonEmpty(HttpRow.STATUS_MESSAGE);
    mediaType(row, HttpRow.CONTENT_TYPE, head);
    value(row, HttpRow.CONTENT_RANGE, head, HttpField.CONTENT_RANGE);
    value(row, HttpRow.SERVER, head, HttpField.SERVER);
    joined(row, HttpRow.CODING, head, HttpField.CONTENT_ENCODING, ",");
    value(row, HttpRow.LOCATION, head, HttpField.LOCATION);
    joined(row, HttpRow.SET_COOKIE, head, HttpField.SET_COOKIE, ", ");
  }

  /** Messages without version are of HTTP/0.9. */
  private static void version(HttpRow row, HttpHead head) {
    if (head.versionLength() > 0) {
      row.text.set(HttpRow.VERSION, head.data(), head.versionAt(), head.versionLength());
    }
  }

  /** The forms of a request target (RFC 9112 §3.2). */
  private static void target(HttpRow row, HttpHead head) {
    byte[] data = head.data();
    int at = head.targetAt();
    int length = head.targetLength();
    int authority = HttpText.authorityAt(data, at, length);
    if (head.isMethod("CONNECT") && data[at] != '/') {
      host(row, data, at, length);
      row.text.set(HttpRow.PATH, data, at, length);
    } else if (authority >= 0) {
      int path = HttpText.pathAt(data, authority, at + length);
      host(row, data, authority, path - authority);
      row.text.begin(HttpRow.SCHEME).appendLower(data, at, authority - 3 - at);
      row.text.end(HttpRow.SCHEME);
      row.text.set(HttpRow.PATH, data, path, at + length - path);
      row.text.set(HttpRow.URL, data, at, length);
    } else {
      originForm(row, head);
    }
  }

  private static void originForm(HttpRow row, HttpHead head) {
    byte[] data = head.data();
    row.text.set(HttpRow.PATH, data, head.targetAt(), head.targetLength());
    row.text.begin(HttpRow.SCHEME).append("http");
    row.text.end(HttpRow.SCHEME);
    int index = head.find(HttpField.HOST);
    if (index >= 0 && head.valueLength(index) > 0) {
      host(row, data, head.valueAt(index), head.valueLength(index));
      ByteText url = row.text.begin(HttpRow.URL).append("http://");
      url.append(data, head.valueAt(index), head.valueLength(index));
      if (data[head.targetAt()] == '/') {
        url.append(data, head.targetAt(), head.targetLength());
      }
      row.text.end(HttpRow.URL);
    }
  }

  private static void host(HttpRow row, byte[] data, int at, int length) {
    HttpText.writeHost(data, at, length, row.text.begin(HttpRow.HOST));
    row.text.endNonEmpty(HttpRow.HOST);
    row.text.set(HttpRow.HOST_RAW, data, at, length);
  }

  private static void value(HttpRow row, int cell, HttpHead head, HttpField field) {
    int index = head.find(field);
    if (index >= 0) {
      row.text.set(cell, head.data(), head.valueAt(index), head.valueLength(index));
    }
  }

  private static void joined(
      HttpRow row, int cell, HttpHead head, HttpField field, String separator) {
    int first = head.find(field);
    if (first < 0) {
      return;
    }
    ByteText text = row.text.begin(cell);
    for (int i = first; i < head.fieldCount(); i++) {
      if (head.field(i) == field) {
        if (i > first) {
          text.append(separator);
        }
        text.append(head.data(), head.valueAt(i), head.valueLength(i));
      }
    }
    row.text.end(cell);
  }

  /** The media type without parameters, in lower case (RFC 9110 §8.3.1). */
  private static void mediaType(HttpRow row, int cell, HttpHead head) {
    int index = head.find(HttpField.CONTENT_TYPE);
    if (index < 0) {
      return;
    }
    int at = head.valueAt(index);
    int end = at;
    int stop = at + head.valueLength(index);
    while (end < stop && head.data()[end] != ';' && head.data()[end] != ',') {
      end++;
    }
    while (end > at && head.data()[end - 1] == ' ') {
      end--;
    }
    row.text.begin(cell).appendLower(head.data(), at, end - at);
    row.text.endNonEmpty(cell);
  }

  private static void username(HttpRow row, HttpHead head) {
    int index = head.find(HttpField.AUTHORIZATION);
    if (index < 0) {
      index = head.find(HttpField.PROXY_AUTHORIZATION);
    }
    if (index < 0) {
      return;
    }
    ByteText text = row.text.begin(HttpRow.USERNAME);
    int at = head.valueAt(index);
    if (HttpText.writeBasicUser(head.data(), at, head.valueLength(index), text)) {
      row.text.end(HttpRow.USERNAME);
    }
  }

  /** Headers that proxies add, written {@code VIA -> 1.1 proxy}, as Zeek does. */
  private static void proxied(HttpRow row, HttpHead head) {
    ByteText text = row.text.begin(HttpRow.PROXIED);
    for (int i = 0; i < head.fieldCount(); i++) {
      if (head.field(i).tellsOfProxies()) {
        int from = text.append(ListText.SEPARATOR).length();
        text.append(head.field(i).lowerName().toUpperCase(Locale.ROOT)).append(" -> ");
        text.append(head.data(), head.valueAt(i), head.valueLength(i));
        row.text.cleanElement(from);
      }
    }
    row.text.endNonEmpty(HttpRow.PROXIED);
  }
}
