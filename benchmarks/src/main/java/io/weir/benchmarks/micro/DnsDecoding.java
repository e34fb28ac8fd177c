// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.micro;

import io.weir.wire.ByteText;
import io.weir.wire.dns.DnsMessage;
import io.weir.wire.dns.NameCase;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds for a DNS response of one question and four records: all found, the question's name
 * written.
 *
 * <pre>java -cp 'benchmarks/target/lib/*:benchmarks/target/*' org.openjdk.jmh.Main DnsDecoding
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class DnsDecoding {
  private static final int ANSWERS = 4;

  private final byte[] response = response();
  private final DnsMessage message = new DnsMessage();
  private final ByteText name = new ByteText();

  private static byte[] response() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0x12, 0x34, (byte) 0x81, (byte) 0x80, 0, 1, 0, ANSWERS, 0, 0, 0, 0});
    for (String label : List.of("static", "content", "example", "com")) {
      out.write(label.length());
      out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
    }
    out.writeBytes(new byte[] {0, 0, 1, 0, 1});
    for (int i = 0; i < ANSWERS; i++) {
      out.writeBytes(
          new byte[] {(byte) 0xc0, 12, 0, 1, 0, 1, 0, 0, 1, 44, 0, 4, 10, 0, 0, (byte) i});
    }
    return out.toByteArray();
  }

  /** Decodes the response. */
  @Benchmark
  public long decode() {
    if (!message.decode(response, 0, response.length)) {
      throw new IllegalStateException(message.malformed());
    }
    name.clear();
    message.writeQuestionName(0, NameCase.LOWER, name);
    return name.length() + message.ttl(message.recordCount() - 1);
  }
}
