// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import io.weir.model.WeirException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads addresses of UDP sockets. */
public final class UdpAddress {
  private static final Pattern FORM =
      Pattern.compile("udp://([^/:\\s]+|\\[[0-9a-fA-F:.%]+\\]|\\*?):(\\d{1,5})/?");

  private UdpAddress() {}

  /**
   * Reads {@code udp://HOST:PORT}; {@code *} for all addresses of this machine.
   *
   * @throws WeirException when it is none, or the host has no address
   */
  public static InetSocketAddress parse(String text) {
    Matcher matcher = FORM.matcher(text);
    int port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : -1;
    if (port < 0 || port > 65_535) {
      throw WeirException.usage(
          "Cannot use the address %s: it must be udp://HOST:PORT, as udp://0.0.0.0:2055.", text);
    }
    String host = matcher.group(1).replaceAll("[\\[\\]]", "");
    if (host.isEmpty() || host.equals("*")) {
      return new InetSocketAddress(port);
    }
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) {
      throw WeirException.usage(
          "Cannot use the address %s: the host is not known (%s). Give its address.", text, host);
    }
  }
}
