// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.generate;

import io.weir.benchmarks.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Writes one big capture from many small ones: they are played again and again, some dozens at a
 * time, each time with other addresses.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*:benchmarks/target/*' io.weir.benchmarks.generate.CaptureGenerator
 *   from=DIRECTORY [to=FILE] [bytes=1_000_000_000] [seed=42]</pre>
 *
 * <p>Of the directory's files those are taken that are pcap files of Ethernet frames. Packets of a
 * capture keep their distance in time, up to five seconds.
 */
public final class CaptureGenerator {
  private static final int AT_ONCE = 64;
  private static final long LONGEST_PAUSE = 5_000_000;
  private static final long START = 1_772_323_200_000_000L;

  private final List<Capture> captures;
  private final SplittableRandom random;
  private final PriorityQueue<Player> players =
      new PriorityQueue<>(Comparator.comparingLong((Player p) -> p.time).thenComparing(p -> p.id));
  private final List<Capture> deck = new ArrayList<>();
  private int played;

  private CaptureGenerator(List<Capture> captures, long seed) {
    this.captures = captures;
    this.random = new SplittableRandom(seed);
  }

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    Words words = Words.of(arguments, "from", "to", "bytes", "seed");
    List<Capture> captures = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of(words.text("from", ".")))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        Capture capture = Capture.read(file);
        if (!capture.packets().isEmpty()) {
          captures.add(capture);
        }
      }
    }
    if (captures.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot play captures: there is none. Give from=DIRECTORY.");
    }
    Path to = words.path("to", "big.pcap");
    Files.createDirectories(to.toAbsolutePath().getParent());
    new CaptureGenerator(captures, words.number("seed", 42))
        .write(to, words.number("bytes", 1_000_000_000));
  }

  private void write(Path to, long bytes) throws IOException {
    try (CaptureWriter out = new CaptureWriter(to)) {
      for (int i = 0; i < AT_ONCE; i++) {
        players.add(next(START + i * 10_000L));
      }
      long packets = 0;
      while (out.written() < bytes) {
        Player player = players.remove();
        player.write(out);
        packets++;
        players.add(player.isDone() ? next(player.time + 1) : player);
      }
      System.out.printf("%,d packets of %,d captures, %,d bytes%n", packets, played, out.written());
    }
  }

  /** The captures are dealt like cards: all of them, in some order, before any comes again. */
  private Player next(long time) {
    if (deck.isEmpty()) {
      deck.addAll(captures);
      for (int i = deck.size() - 1; i > 0; i--) {
        int other = random.nextInt(i + 1);
        deck.set(i, deck.set(other, deck.get(i)));
      }
    }
    return new Player(deck.remove(deck.size() - 1), ++played, random.nextInt(1 << 24), time);
  }

  /** One capture being played. */
  private static final class Player {
    private final Capture capture;
    private final int id;
    private final int addresses;
    private long time;
    private int at;

    Player(Capture capture, int id, int addresses, long time) {
      this.capture = capture;
      this.id = id;
      this.addresses = addresses;
      this.time = time;
    }

    void write(CaptureWriter out) throws IOException {
      Capture.Packet packet = capture.packets().get(at);
      byte[] bytes = packet.bytes().clone();
      Addresses.rewrite(bytes, addresses);
      out.packet(time, bytes, packet.length());
      at++;
      if (!isDone()) {
        long pause = capture.packets().get(at).time() - packet.time();
        time += Math.max(0, Math.min(LONGEST_PAUSE, pause));
      }
    }

    boolean isDone() {
      return at == capture.packets().size();
    }
  }
}
