// SPDX-License-Identifier: Apache-2.0
package io.weir.console;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.weir.model.WeirException;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** The socket: its address, TLS, and how much of it strangers may use. */
final class Listener {
  private static final int THREADS = 32;
  private static final int CONNECTIONS = 256;
  private static final long IDLE_MILLIS = 30_000;

  private final ServiceSettings settings;
  private @Nullable ServerConnector connector;

  Listener(ServiceSettings settings) {
    this.settings = settings;
  }

  void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = settings.largest() + 1L;
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
    threads.setName("weir-console");
    config.jetty.threadPool = threads;
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setIdleTimeout(-1);
        });
    config.jetty.modifyServer(
        server -> {
          ErrorHandler errors = new ErrorHandler();
          errors.setShowStacks(false);
          errors.setShowCauses(false);
          errors.setShowMessageInTitle(false);
          server.setErrorHandler(errors);
          server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
        });
    config.jetty.addConnector(this::connector);
  }

  private Connector connector(Server server, HttpConfiguration http) {
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    ServerConnector made;
    if (settings.keys().isPresent()) {
      TlsKeys keys = settings.keys().get();
      SslContextFactory.Server tls = new SslContextFactory.Server();
      tls.setKeyStore(keys.store());
      tls.setKeyStorePassword(keys.password());
      tls.setIncludeProtocols("TLSv1.2", "TLSv1.3");
      // People call a service by names that its certificate may not have.
      http.addCustomizer(new SecureRequestCustomizer(false));
      made = new ServerConnector(server, new SslConnectionFactory(tls, "http/1.1"), plain);
    } else {
      made = new ServerConnector(server, plain);
    }
    InetSocketAddress address = settings.address();
    made.setHost(address.getAddress().getHostAddress());
    made.setPort(address.getPort());
    made.setIdleTimeout(IDLE_MILLIS);
    connector = made;
    return made;
  }

  /**
   * Starts listening.
   *
   * @throws WeirException of kind FAILED when that is not possible
   */
  void start(Javalin server) {
    try {
      server.start();
    } catch (JavalinBindException e) {
      throw cannot("the address is in use, or not to be had");
    } catch (RuntimeException e) {
      throw cannot(WeirException.reason(e));
    }
  }

  private WeirException cannot(String reason) {
    InetSocketAddress address = settings.address();
    return WeirException.failed(
        "Cannot listen at %s:%d: %s. Name another address or port with --listen.",
        address.getHostString(), address.getPort(), reason.replaceAll("[.\\s]+$", ""));
  }

  int port() {
    return connector == null ? -1 : connector.getLocalPort();
  }
}
