// SPDX-License-Identifier: Apache-2.0
package io.weir.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka broker (KRaft: its own controller), on the loopback interface only. Topics are made
 * when first written to. Stopped and started again in the same directory at the same port, it has
 * the topics it had. Thread-safe.
 */
public final class Broker implements AutoCloseable {
  private static final int NODE = 1;
  private static final String CONTROLLER = "CONTROLLER";

  private final KafkaRaftServer server;
  private final int port;

  private Broker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /** Starts a broker at any free port, with its files in a directory. */
  public static Broker start(Path directory) throws IOException {
    return start(directory, freePort(), Map.of());
  }

  /**
   * Starts a broker.
   *
   * @param directory where it keeps its files; made if it is not there
   * @param port of the loopback interface
   * @param settings of Kafka, beyond and instead of those needed for a broker alone
   */
  public static Broker start(Path directory, int port, Map<String, String> settings)
      throws IOException {
    Files.createDirectories(directory);
    Properties properties = new Properties();
    properties.putAll(settings(directory, port));
    properties.putAll(settings);
    try {
      format(directory);
      KafkaRaftServer server =
          new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
      server.startup();
      return new Broker(server, port);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("The broker did not start: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> settings(Path directory, int port) throws IOException {
    int controllerPort = freePort();
    Map<String, String> all = new HashMap<>();
    all.put("process.roles", "broker,controller");
    all.put("node.id", Integer.toString(NODE));
    all.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
    all.put("controller.listener.names", CONTROLLER);
    all.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
    all.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    all.put("log.dirs", directory.toString());
    all.put("offsets.topic.replication.factor", "1");
    all.put("offsets.topic.num.partitions", "1");
    all.put("transaction.state.log.replication.factor", "1");
    all.put("transaction.state.log.min.isr", "1");
    all.put("transaction.state.log.num.partitions", "1");
    all.put("group.initial.rebalance.delay.ms", "0");
    all.put("num.partitions", "2");
    all.put("message.max.bytes", Integer.toString(8 << 20));
    // A process that ends should not wait for a broker that is going to end with it.
    all.put("controlled.shutdown.enable", "false");
    all.put("log.flush.interval.messages", Long.toString(Long.MAX_VALUE));
    return all;
  }

  private static void format(Path directory) throws Exception {
    new Formatter()
        .setNodeId(NODE)
        .setClusterId(clusterId(directory))
        .addDirectory(directory.toString())
        .setControllerListenerName(CONTROLLER)
        .setMetadataLogDirectory(directory.toString())
        .setIgnoreFormatted(true)
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .run();
  }

  /** The same for the same directory, so that a broker starts again with its files. */
  private static String clusterId(Path directory) {
    byte[] id = new byte[16];
    byte[] path = directory.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < path.length; i++) {
      id[i % 16] = (byte) (31 * id[i % 16] + path[i]);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  /** A port of the loopback interface that nobody listens at now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Host and port, as clients want them. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /** Stops; the files stay. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
