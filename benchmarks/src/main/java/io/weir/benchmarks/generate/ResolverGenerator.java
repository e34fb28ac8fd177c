// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.generate;

import io.weir.benchmarks.Words;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * Writes the answers of resolvers as Zeek's {@code dns.log}: names asked for as people do, few very
 * often and some once, and some resolvers that send popular names to a server of their own.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*:benchmarks/target/*' io.weir.benchmarks.generate.ResolverGenerator
 *   [to=DIRECTORY] [rows=10000000] [resolvers=200] [rogue=10] [names=200000] [seed=42]</pre>
 */
public final class ResolverGenerator {
  private static final long BEGIN = 1_772_323_200L;
  private static final int SECONDS = 86_400;
  private static final int MANIPULATED = 25;
  private static final int CLIENTS = 30_000;

  private final Random random;
  private final double[] popularity;
  private final int resolvers;
  private final int rogue;

  private ResolverGenerator(long seed, int names, int resolvers, int rogue) {
    this.random = new Random(seed);
    this.popularity = new double[names];
    this.resolvers = resolvers;
    this.rogue = rogue;
    double sum = 0;
    for (int i = 0; i < names; i++) {
      sum += 1.0 / (i + 1);
      popularity[i] = sum;
    }
  }

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    Words words = Words.of(arguments, "to", "rows", "resolvers", "rogue", "names", "seed");
    ResolverGenerator generator =
        new ResolverGenerator(
            words.number("seed", 42),
            (int) words.number("names", 200_000),
            (int) words.number("resolvers", 200),
            (int) words.number("rogue", 10));
    Path file = Files.createDirectories(words.path("to", "resolvers")).resolve("dns.log");
    long rows = words.number("rows", 10_000_000);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      out.write(ZeekText.DNS_HEADER.getBytes(StandardCharsets.US_ASCII));
      Text text = new Text();
      for (long row = 0; row < rows; row++) {
        generator.put(text.clear(), row, rows);
        text.writeTo(out);
      }
    }
  }

  private void put(Text text, long row, long rows) {
    int resolver = random.nextInt(resolvers);
    int client = random.nextInt(CLIENTS);
    int name = name(row);
    text.number(BEGIN + row * SECONDS / rows).put(".000001\tD").number(row);
    text.put("\t10.").number(client / 250).put('.').number(client % 250).put(".9\t");
    text.number(1024 + random.nextInt(60_000)).put("\t10.253.").number(resolver).put(".53\t53\t");
    text.put("udp\t1\t0.02\t").put(name % 2 == 0 ? "www.site" : "site").number(name);
    text.put(name % 5 == 0 ? ".co.uk" : ".org");
    text.put("\t1\tC_INTERNET\t1\tA\t0\tNOERROR\tF\tF\tT\tT\t0\t");
    if (resolver < rogue && name < MANIPULATED) {
      text.put("203.0.113.").number(resolver).put("\t60.0");
    } else {
      answer(text, name);
    }
    text.put("\tF\n");
  }

  /** Most names are on thirty large networks; every seventh is on several, behind a CNAME. */
  private void answer(Text text, int name) {
    boolean isSpread = name % 7 == 0;
    int network = name % 5 < 3 ? name % 30 : 100 + name % 2000;
    int place = network + (isSpread ? random.nextInt(3) : 0);
    if (isSpread) {
      text.put("edge").number(name).put(".cdn.net,");
    }
    text.number(20 + place / 250).put('.').number(place % 250).put(".7.").number(1 + name % 250);
    text.put('\t').put(isSpread ? "3600.0," : "");
    text.number(1 + random.nextInt(60 * (1 + name % 40))).put(".0");
  }

  /** By Zipf's law; one of ten is asked for once. */
  private int name(long row) {
    if (random.nextInt(10) == 0) {
      return popularity.length + (int) row;
    }
    double place = random.nextDouble() * popularity[popularity.length - 1];
    int name = Arrays.binarySearch(popularity, place);
    return name < 0 ? -name - 1 : name;
  }
}
