// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.http;

import io.weir.wire.ByteText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header fields that are kept; all others are skipped. */
public enum HttpField {
  HOST("host"),
  REFERER("referer"),
  USER_AGENT("user-agent"),
  COOKIE("cookie"),
  ORIGIN("origin"),
  AUTHORIZATION("authorization"),
  PROXY_AUTHORIZATION("proxy-authorization"),
  CONTENT_LENGTH("content-length"),
  CONTENT_TYPE("content-type"),
  CONTENT_RANGE("content-range"),
  CONTENT_ENCODING("content-encoding"),
  TRANSFER_ENCODING("transfer-encoding"),
  UPGRADE("upgrade"),
  SERVER("server"),
  SET_COOKIE("set-cookie"),
  LOCATION("location"),
  FORWARDED("forwarded", Sender.PROXY),
  X_FORWARDED_FOR("x-forwarded-for", Sender.PROXY),
  X_FORWARDED_FROM("x-forwarded-from", Sender.PROXY),
  CLIENT_IP("client-ip", Sender.PROXY),
  VIA("via", Sender.PROXY),
  XROXY_CONNECTION("xroxy-connection", Sender.PROXY),
  PROXY_CONNECTION("proxy-connection", Sender.PROXY);

  private enum Sender {
    ANYONE,
    PROXY
  }

  private static final List<List<HttpField>> BY_LENGTH = byLength();

  private final String lowerName;
  private final Sender sender;

  HttpField(String lowerName) {
    this(lowerName, Sender.ANYONE);
  }

  HttpField(String lowerName, Sender sender) {
    this.lowerName = lowerName;
    this.sender = sender;
  }

  /** True if the field tells that a proxy passed the request on. */
  public boolean tellsOfProxies() {
    return sender == Sender.PROXY;
  }

  /** The name in lower case. */
  public String lowerName() {
    return lowerName;
  }

  /** The field of a name in any case; null for one that is not kept. */
  static @Nullable HttpField find(byte[] data, int at, int length) {
    if (length >= BY_LENGTH.size()) {
      return null;
    }
    List<HttpField> candidates = BY_LENGTH.get(length);
    for (int i = 0; i < candidates.size(); i++) {
      if (equalsIgnoringCase(data, at, candidates.get(i).lowerName)) {
        return candidates.get(i);
      }
    }
    return null;
  }

  static boolean equalsIgnoringCase(byte[] data, int at, String lower) {
    for (int i = 0; i < lower.length(); i++) {
      if (ByteText.lower(data[at + i]) != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static List<List<HttpField>> byLength() {
    List<List<HttpField>> all = new ArrayList<>();
    for (HttpField field : values()) {
      while (all.size() <= field.lowerName.length()) {
        all.add(new ArrayList<>());
      }
      all.get(field.lowerName.length()).add(field);
    }
    return all;
  }
}
