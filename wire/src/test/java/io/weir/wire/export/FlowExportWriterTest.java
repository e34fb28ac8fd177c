// SPDX-License-Identifier: Apache-2.0
package io.weir.wire.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FlowExportWriterTest {
  private static final int[] NARROW = {
    FlowRecord.SRC_PORT,
    FlowRecord.DST_PORT,
    FlowRecord.TCP_FLAGS,
    FlowRecord.VLAN,
    FlowRecord.ICMP,
    FlowRecord.NAT_SRC_PORT
  };
  private static final int[] WIDE = {
    FlowRecord.BYTES, FlowRecord.PACKETS, FlowRecord.REVERSE_BYTES, FlowRecord.REVERSE_PACKETS
  };

  @Property(tries = 200)
  void decoderReadsWhatWasWritten(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 400) int count,
      @ForAll @IntRange(min = 1, max = 300) int shapes) {
    Random random = new Random(seed);
    List<Long> masks = random.longs(shapes).boxed().toList();
    List<String> written = new ArrayList<>();
    List<String> read = new ArrayList<>();
    FlowReader reader = new FlowReader();
    FlowExportWriter writer =
        new FlowExportWriter(
            7,
            512 + random.nextInt(2000),
            (bytes, length, flows) -> {
              int before = read.size();
              ExportOutcome outcome =
                  reader.read(
                      Arrays.copyOf(bytes, length),
                      0,
                      length,
                      (flow, header) -> read.add(text(flow) + " domain " + header.domain()));
              assertThat(outcome).isEqualTo(new ExportOutcome.Decoded(flows));
              assertThat(read).hasSize(before + flows);
            });
    for (int i = 0; i < count; i++) {
      FlowRecord flow = flow(random, masks.get(random.nextInt(shapes)));
      written.add(text(flow) + " domain 7");
      writer.add(flow);
    }
    writer.flush();
    assertThat(read).isEqualTo(written);
    assertThat(reader.lost()).isZero();
    assertThat(reader.restarts()).isZero();
  }

  private static FlowRecord flow(Random random, long mask) {
    FlowRecord flow = new FlowRecord();
    // Times of any second from 1970 to 2038, to the microsecond.
    long start = random.nextInt(Integer.MAX_VALUE) * 1_000_000L + random.nextInt(1_000_000);
    flow.set(FlowRecord.START_MICROS, start);
    flow.set(FlowRecord.END_MICROS, start + random.nextInt(60_000_000));
    for (int field : NARROW) {
      if ((mask >>> field & 1) != 0) {
        flow.set(field, random.nextInt(65_536));
      }
    }
    for (int field : WIDE) {
      if ((mask >>> field & 1) != 0) {
        flow.set(field, random.nextLong() & Long.MAX_VALUE);
      }
    }
    boolean isIpv6 = (mask & 1) != 0;
    for (int field : new int[] {FlowRecord.SRC_ADDRESS, FlowRecord.DST_ADDRESS}) {
      if (isIpv6) {
        flow.setAddress(field, random.nextLong() | 1, random.nextLong());
      } else {
        flow.setAddress(field, 0, random.nextInt() & 0xffff_ffffL);
      }
    }
    flow.set(FlowRecord.IP_VERSION, isIpv6 ? 6 : 4);
    if ((mask & 2) != 0) {
      flow.setAddress(FlowRecord.NEXT_HOP, 0, 1 + random.nextInt(1000));
      flow.set(FlowRecord.NEXT_HOP_VERSION, 4);
    }
    return flow;
  }

  private static String text(FlowRecord flow) {
    StringBuilder text = new StringBuilder();
    for (int field = 0; field <= FlowRecord.SAMPLING; field++) {
      if (flow.has(field)) {
        text.append(' ').append(field).append('=').append(flow.value(field));
      }
    }
    return text.append(' ').append(flow.high(FlowRecord.SRC_ADDRESS)).toString();
  }

  @Test
  void templatesAreSentAgain() {
    List<Integer> templates = new ArrayList<>();
    List<Integer> datagrams = new ArrayList<>();
    FlowExportWriter writer =
        new FlowExportWriter(
            1,
            512,
            (bytes, length, flows) -> {
              datagrams.add(flows);
              if (bytes[20] == 0 && bytes[21] == 0) {
                templates.add(datagrams.size());
              }
            });
    FlowRecord flow = flow(new Random(1), 0);
    for (int i = 0; i < 3000; i++) {
      writer.add(flow);
    }
    writer.flush();
    assertThat(templates).startsWith(1, 65, 129);
    assertThat(datagrams.stream().mapToInt(Integer::intValue).sum()).isEqualTo(3000);
  }

  @Test
  void anEmptyWriterSendsNothing() {
    FlowExportWriter writer =
        new FlowExportWriter(1, 1400, (bytes, length, flows) -> assertThat(length).isZero());
    writer.flush();
  }
}
