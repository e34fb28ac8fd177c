// SPDX-License-Identifier: Apache-2.0
package io.weir.collector;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weir.model.WeirException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Shows the counts at {@code /metrics}, for Prometheus. Thread-safe. */
public final class MetricsServer implements AutoCloseable {
  private final HttpServer server;

  private MetricsServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts.
   *
   * @param report asked at each request
   */
  public static MetricsServer start(InetSocketAddress address, Supplier<CollectorReport> report) {
    try {
      HttpServer server = HttpServer.create(address, 0);
      server.createContext("/metrics", exchange -> answer(exchange, report.get().metrics()));
      server.start();
      return new MetricsServer(server);
    } catch (IOException e) {
      throw WeirException.failed(
          "Cannot show metrics at %s:%d: %s. Name another address or port with --metrics.",
          address.getHostString(), address.getPort(), String.valueOf(e.getMessage()));
    }
  }

  private static void answer(HttpExchange exchange, String page) throws IOException {
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    exchange.sendResponseHeaders(200, bytes.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
