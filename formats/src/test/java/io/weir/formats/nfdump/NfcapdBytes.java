// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.nfdump;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Builds nfcapd files of both layouts in either byte order. */
final class NfcapdBytes {
  static final long FIRST = 1_700_000_000_250L;
  static final int SECONDS = 1_700_000_000;

  private final ByteOrder order;
  private final ByteArrayOutputStream blocks = new ByteArrayOutputStream();
  private int count;

  NfcapdBytes(ByteOrder order) {
    this.order = order;
  }

  ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(order);
  }

  /** Adds a block of records. */
  NfcapdBytes block(int type, byte[]... records) {
    byte[] all = join(records);
    return stored(records.length, type, all.length, all);
  }

  /** Adds a block as it is stored. */
  NfcapdBytes stored(int records, int type, int size, byte[] bytes) {
    ByteBuffer head = buffer(12).putInt(records).putInt(size);
    blocks.writeBytes(bytes(head.putShort((short) type).putShort((short) 0)));
    blocks.writeBytes(bytes);
    count++;
    return this;
  }

  /** The file in layout 2, without a name. */
  byte[] layout2(int compression) {
    return layout2(compression, "none");
  }

  /** The file in layout 2, with a name at its end. */
  byte[] layout2(int compression, String name) {
    byte[] ident = record(0x8001, Arrays.copyOf(name.getBytes(StandardCharsets.UTF_8), 8));
    ByteBuffer head = buffer(40).putShort((short) 0xa50c).putShort((short) 2).putInt(0x01070101);
    head.putLong(SECONDS).put((byte) compression).put((byte) 0).putShort((short) 1).putInt(1);
    head.putLong(40 + blocks.size()).putInt(0).putInt(count);
    ByteBuffer appendix = buffer(12).putInt(1).putInt(ident.length).putShort((short) 3);
    return join(bytes(head), blocks.toByteArray(), bytes(appendix), ident);
  }

  /** The file in layout 1, with a name in its header. */
  byte[] layout1(int flags) {
    ByteBuffer head = buffer(276).putShort((short) 0xa50c).putShort((short) 1).putInt(flags);
    head.putInt(count).put("edge-1".getBytes(StandardCharsets.UTF_8));
    return join(bytes(head), blocks.toByteArray());
  }

  /** A record of layout 2 from NetFlow v9, of exporter 1. */
  byte[] flow(byte[]... elements) {
    byte[] body = join(elements);
    ByteBuffer record = buffer(12 + body.length).putShort((short) 11);
    record.putShort((short) record.capacity()).putShort((short) elements.length);
    record.put((byte) 0).put((byte) 0).putShort((short) 1).put((byte) 0).put((byte) 9);
    return bytes(record.put(body));
  }

  byte[] element(int type, byte[] content) {
    return record(type, content);
  }

  /** Type and length, then the content. */
  byte[] record(int type, byte[] content) {
    ByteBuffer record = buffer(4 + content.length).putShort((short) type);
    return bytes(record.putShort((short) record.capacity()).put(content));
  }

  /** Times, counters, ports: 2.5 seconds, 7 packets, so many bytes. */
  byte[] generic(int protocol, int source, int destination, long bytes) {
    ByteBuffer generic = buffer(48).putLong(FIRST).putLong(FIRST + 2500).putLong(FIRST + 9000);
    generic.putLong(7).putLong(bytes).putShort((short) source).putShort((short) destination);
    generic.put((byte) protocol).put((byte) 0x1b).put((byte) 64).put((byte) 8);
    return element(1, bytes(generic));
  }

  byte[] ipv4(int source, int destination) {
    return element(2, bytes(buffer(8).putInt(source).putInt(destination)));
  }

  byte[] numbers(int type, int... numbers) {
    ByteBuffer all = buffer(4 * numbers.length);
    Arrays.stream(numbers).forEach(all::putInt);
    return element(type, bytes(all));
  }

  byte[] longs(int type, long... numbers) {
    ByteBuffer all = buffer(8 * numbers.length);
    Arrays.stream(numbers).forEach(all::putLong);
    return element(type, bytes(all));
  }

  /** Interfaces 3 and 4, masks, a direction. */
  byte[] misc(int direction) {
    ByteBuffer misc = buffer(16).putInt(3).putInt(4).put((byte) 24).put((byte) 16);
    return element(4, bytes(misc.put((byte) direction).put((byte) 0).putInt(0)));
  }

  /** Tells the address of an exporter as nfdump up to 1.7 does. */
  byte[] exporter(int number, int address) {
    ByteBuffer info = buffer(28).putInt(9).putLong(0).putLong(address & 0xffff_ffffL);
    return record(7, bytes(info.putShort((short) 2).putShort((short) number).putInt(0)));
  }

  /** Tells how an exporter samples: of {@code packets + space} it looks at {@code packets}. */
  byte[] sampler(int exporter, int packets, int space) {
    ByteBuffer sampler = buffer(20).putShort((short) exporter).putShort((short) 1);
    return record(15, bytes(sampler.putLong(-1).putInt(packets).putInt(space)));
  }

  /** A map of extensions of layout 1. */
  byte[] map(int number, int... extensions) {
    ByteBuffer map = buffer(8 + 2 * extensions.length).putShort((short) number).putShort((short) 0);
    Arrays.stream(extensions).forEach(each -> map.putShort((short) each));
    return record(2, bytes(map));
  }

  /** A record of layout 1 over IPv4 with 32-bit counters. */
  byte[] oldFlow(int map, int protocol, int source, int destination, byte[]... extensions) {
    byte[] body = join(extensions);
    ByteBuffer record = buffer(28 + 16 + body.length).putShort((short) 0).putShort((short) map);
    record.putShort((short) 250).putShort((short) 750).putInt(SECONDS).putInt(SECONDS + 2);
    record.put((byte) 0).put((byte) 0x12).put((byte) protocol).put((byte) 4);
    record.putShort((short) source).putShort((short) destination);
    record.putShort((short) 1).putShort((short) 0);
    record.putInt(0x0a000001).putInt(0x0a000002).putInt(9).putInt(1234);
    return record(10, bytes(record.put(body)));
  }

  /** What a buffer holds. */
  static byte[] bytes(ByteBuffer buffer) {
    byte[] all = new byte[buffer.capacity()];
    buffer.rewind().get(all);
    return all;
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    List.of(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }
}
