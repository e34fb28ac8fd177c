// SPDX-License-Identifier: Apache-2.0
package io.weir.enrich;

import static io.weir.enrich.CidrTest.address;
import static io.weir.enrich.CidrTest.prefix;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrefixTableTest {
  private static final long NONE = PrefixTable.NONE;

  @Test
  void findsTheLongestPrefix() {
    PrefixTable table =
        new PrefixTable.Builder()
            .add(prefix("10.1.0.0/16"), 16)
            .add(prefix("10.0.0.0/8"), 8)
            .add(prefix("10.1.255.255/32"), 32)
            .add(prefix("255.0.0.0/8"), 255)
            .build();
    assertThat(table.find(address("9.255.255.255"))).isEqualTo(NONE);
    assertThat(table.find(address("10.0.255.255"))).isEqualTo(8);
    assertThat(table.find(address("10.1.0.0"))).isEqualTo(16);
    assertThat(table.find(address("10.1.255.255"))).isEqualTo(32);
    assertThat(table.find(address("10.2.0.0"))).isEqualTo(8);
    assertThat(table.find(address("11.0.0.0"))).isEqualTo(NONE);
    assertThat(table.find(address("255.255.255.255"))).isEqualTo(255);
    assertThat(table.find(address("::"))).isEqualTo(NONE);
  }

  @Test
  void keepsTheFamiliesApart() {
    PrefixTable table =
        new PrefixTable.Builder().add(prefix("::/0"), 6).add(prefix("0.0.0.0/1"), 4).build();
    assertThat(table.find(address("1.1.1.1"))).isEqualTo(4);
    assertThat(table.find(address("::ffff:1.1.1.1"))).isEqualTo(4);
    assertThat(table.find(address("128.0.0.0"))).isEqualTo(NONE);
    assertThat(table.find(address("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"))).isEqualTo(6);
  }

  @Test
  void takesTheLaterOfTwoNumbers() {
    PrefixTable table =
        new PrefixTable.Builder()
            .add(prefix("2001:db8::/32"), 1)
            .add(prefix("2001:db8::/32"), 2)
            .build();
    assertThat(table.find(address("2001:db8::1"))).isEqualTo(2);
  }

  @Test
  void findsNothingWhenEmpty() {
    assertThat(new PrefixTable.Builder().build().find(address("::1"))).isEqualTo(NONE);
  }

  @Property(tries = 200)
  void agreesWithAScanOfAllPrefixes(@ForAll long seed) {
    Random random = new Random(seed);
    List<Cidr> prefixes = new ArrayList<>();
    PrefixTable.Builder builder = new PrefixTable.Builder();
    for (int i = 0; i < 40; i++) {
      Cidr prefix = prefixAround(randomAddress(random), random);
      builder.add(prefix, prefixes.size());
      prefixes.add(prefix);
    }
    PrefixTable table = builder.build();
    for (int i = 0; i < 200; i++) {
      IpAddress address = randomAddress(random);
      assertThat(table.find(address))
          .as("%s in %s", address, prefixes)
          .isEqualTo(scan(prefixes, address));
    }
  }

  /** Addresses with few different bits, at all places, so that prefixes nest and touch. */
  private static IpAddress randomAddress(Random random) {
    int bits = random.nextInt() & 0xe000_0007;
    return random.nextBoolean()
        ? IpAddress.ofV4(bits)
        : new IpAddress(
            (long) bits << 32 | random.nextInt(2), (long) bits << 32 | random.nextInt(3));
  }

  private static Cidr prefixAround(IpAddress address, Random random) {
    return Objects.requireNonNull(Cidr.of(address, random.nextInt(address.bits() + 1)));
  }

  private static long scan(List<Cidr> prefixes, IpAddress address) {
    long best = NONE;
    int bits = -1;
    for (int i = 0; i < prefixes.size(); i++) {
      if (prefixes.get(i).contains(address) && prefixes.get(i).bits() >= bits) {
        best = i;
        bits = prefixes.get(i).bits();
      }
    }
    return best;
  }

  @Test
  void linesAreReadAsPrefixesAre() {
    PrefixTable.Builder lines = new PrefixTable.Builder();
    for (String line :
        List.of(
            "10.1.2.3/8\t1",
            "0.0.0.0/0\t0",
            "::ffff:192.0.2.0/120\t2",
            "2001:db8::/32\t4294967295")) {
      assertThat(add(lines, line)).as(line).isTrue();
    }
    PrefixTable table = lines.build();
    assertThat(table.find(address("10.255.0.1"))).isEqualTo(1);
    assertThat(table.find(address("11.0.0.1"))).isZero();
    assertThat(table.find(address("192.0.2.255"))).isEqualTo(2);
    assertThat(table.find(address("2001:db8::1"))).isEqualTo(4294967295L);
    for (String wrong :
        List.of(
            "10.0.0.0/8",
            "10.0.0.0/33\t1",
            "10.0.0.0/\t1",
            "10.0.0.0/8\t",
            "10.0.0.0/8\t4294967296",
            "10.0.0.0/8\t-1",
            "10.0.0/8\t1",
            "\t1",
            "10.0.0.0/8\t1 ",
            "10.0.0.0/8 \t1",
            "/8\t1")) {
      assertThat(add(new PrefixTable.Builder(), wrong)).as(wrong).isFalse();
    }
  }

  private static boolean add(PrefixTable.Builder builder, String line) {
    byte[] bytes = ("x" + line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return builder.add(bytes, 1, bytes.length - 1);
  }
}
