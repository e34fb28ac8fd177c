// SPDX-License-Identifier: Apache-2.0
package io.weir.formats.export;

import io.weir.formats.pcap.UdpPayloads;
import io.weir.model.InputFile;
import io.weir.model.Rejects;
import java.io.IOException;

/** The payloads of a capture's UDP datagrams. */
final class CapturedDatagrams implements ExportDatagrams {
  private final UdpPayloads payloads;

  CapturedDatagrams(InputFile capture, Rejects rejects) throws IOException {
    payloads = UdpPayloads.open(capture, rejects);
  }

  @Override
  public boolean next() throws IOException {
    return payloads.next();
  }

  @Override
  public byte[] bytes() {
    return payloads.bytes();
  }

  @Override
  public int from() {
    return payloads.from();
  }

  @Override
  public int length() {
    return payloads.length();
  }

  @Override
  public String sender() {
    return payloads.sender();
  }

  @Override
  public long micros() {
    return payloads.nanos() / 1000;
  }

  @Override
  public long offset() {
    return payloads.offset();
  }

  @Override
  public long packets() {
    return payloads.packets();
  }

  @Override
  public long bytesRead() {
    return payloads.bytesRead();
  }

  @Override
  public void close() throws IOException {
    payloads.close();
  }
}
