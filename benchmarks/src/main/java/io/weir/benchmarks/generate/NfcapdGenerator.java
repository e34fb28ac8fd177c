// SPDX-License-Identifier: Apache-2.0
package io.weir.benchmarks.generate;

import io.weir.benchmarks.Words;
import io.weir.wire.export.FlowRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes an nfcapd file of layout 2, as nfdump 1.7's collector stores flows of NetFlow v9: the
 * flows of {@link FlowPool}, not compressed ({@code nfdump -J} does that). The same at every run.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*:benchmarks/target/*' io.weir.benchmarks.generate.NfcapdGenerator
 *   [to=FILE] [flows=5_000_000]</pre>
 */
public final class NfcapdGenerator {
  private static final int HEADER = 40;
  private static final int BLOCK_HEADER = 12;
  private static final int BLOCK = 1 << 20;
  private static final int LONGEST_RECORD = 256;
  private static final long FIRST_MICROS = 1_770_000_000_000_000L;
  private static final int ROUTER = 0xc0000201;

  private final ByteBuffer block =
      ByteBuffer.allocate(BLOCK + BLOCK_HEADER).order(ByteOrder.LITTLE_ENDIAN);
  private int records;
  private int blocks;
  private long written = HEADER;

  private NfcapdGenerator() {}

  /** See the class. */
  public static void main(String[] arguments) throws IOException {
    Words words = Words.of(arguments, "to", "flows");
    Path file = words.path("to", "nfcapd.big");
    Files.createDirectories(file.toAbsolutePath().getParent());
    new NfcapdGenerator().write(file, words.number("flows", 5_000_000));
    System.out.println(file + " " + Files.size(file));
  }

  private void write(Path file, long flows) throws IOException {
    FlowPool pool = FlowPool.of(1);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BLOCK)) {
      out.write(new byte[HEADER]);
      block.position(BLOCK_HEADER);
      for (long i = 0; i < flows; i++) {
        if (block.remaining() < LONGEST_RECORD) {
          flush(out);
        }
        record(pool.flow(i, FIRST_MICROS + i * 100));
      }
      flush(out);
      out.write(appendix(flows));
    }
    try (RandomAccessFile head = new RandomAccessFile(file.toFile(), "rw")) {
      head.write(header());
    }
  }

  /** The file's header: magic, layout, nfdump's version, time, compression, what is at the end. */
  private byte[] header() {
    ByteBuffer head = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    head.putShort((short) 0xa50c).putShort((short) 2).putInt(0x01070101);
    head.putLong(FIRST_MICROS / 1_000_000).putShort((short) 0).putShort((short) 1).putInt(1);
    return head.putLong(written).putInt(BLOCK).putInt(blocks).array();
  }

  /** The name of the source and statistics, which nfdump wants; it counts anew what it prints. */
  private static byte[] appendix(long flows) {
    int statistics = 4 + 18 * 8;
    ByteBuffer all =
        ByteBuffer.allocate(BLOCK_HEADER + 12 + statistics).order(ByteOrder.LITTLE_ENDIAN);
    all.putInt(2).putInt(12 + statistics).putShort((short) 3).putShort((short) 0);
    all.putShort((short) 0x8001)
        .putShort((short) 12)
        .put(new byte[] {'b', 'i', 'g', 0, 0, 0, 0, 0});
    all.putShort((short) 0x8002).putShort((short) statistics).putLong(flows);
    return all.array();
  }

  private void flush(OutputStream out) throws IOException {
    int size = block.position() - BLOCK_HEADER;
    block.putInt(0, records).putInt(4, size).putShort(8, (short) 3).putShort(10, (short) 0);
    out.write(block.array(), 0, block.position());
    written += block.position();
    blocks++;
    records = 0;
    block.position(BLOCK_HEADER);
  }

  private void record(FlowRecord flow) {
    int start = block.position();
    boolean isIpv6 = flow.value(FlowRecord.IP_VERSION) == 6;
    block.putShort((short) 11).putShort((short) 0).putShort((short) 5).putShort((short) 0);
    block.putShort((short) 1).put((byte) 0).put((byte) 9);
    long end = flow.value(FlowRecord.END_MICROS) / 1000;
    element(1, 48).putLong(flow.value(FlowRecord.START_MICROS) / 1000).putLong(end).putLong(end);
    block.putLong(flow.value(FlowRecord.PACKETS)).putLong(flow.value(FlowRecord.BYTES));
    block.putShort((short) flow.value(FlowRecord.SRC_PORT));
    block.putShort((short) flow.value(FlowRecord.DST_PORT));
    block.put((byte) flow.value(FlowRecord.PROTOCOL)).put((byte) flow.value(FlowRecord.TCP_FLAGS));
    block.putShort((short) 0);
    if (isIpv6) {
      element(3, 32).putLong(flow.high(FlowRecord.SRC_ADDRESS));
      block.putLong(flow.value(FlowRecord.SRC_ADDRESS)).putLong(flow.high(FlowRecord.DST_ADDRESS));
      block.putLong(flow.value(FlowRecord.DST_ADDRESS));
    } else {
      element(2, 8).putInt((int) flow.value(FlowRecord.SRC_ADDRESS));
      block.putInt((int) flow.value(FlowRecord.DST_ADDRESS));
    }
    element(4, 16).putInt(1).putInt(2).putLong(0);
    element(7, 8).putInt(65_001).putInt(65_002);
    element(12, 4).putInt(ROUTER);
    block.putShort(start + 2, (short) (block.position() - start));
    records++;
  }

  private ByteBuffer element(int type, int length) {
    return block.putShort((short) type).putShort((short) (length + 4));
  }
}
