package se.sluss.receipts.webhook.address;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * A range of IP addresses, such as {@code 10.0.0.0/8} or {@code fc00::/7}. An IPv4 address written
 * as IPv6 ({@code ::ffff:0:0/96}) is taken for the IPv4 address that it is.
 */
public record Cidr(boolean v6, long high, long low, int bits) {
  private static final int V4_BITS = 32;
  private static final int V6_BITS = 128;
  private static final long V4_MAPPED = 0xffffL;

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when it is no address, slash and count of bits
   */
  public static Cidr of(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("No range of addresses: " + text);
    }
    Value value = Value.of(InetAddress.ofLiteral(text.substring(0, slash).strip()));
    int bits = Integer.parseInt(text.substring(slash + 1).strip());
    if (bits < 0 || bits > (value.v6() ? V6_BITS : V4_BITS)) {
      throw new IllegalArgumentException("Too many bits in the range " + text);
    }
    return new Cidr(value.v6(), value.high(), value.low(), bits);
  }

  /** Whether the address lies in the range. */
  public boolean contains(InetAddress address) {
    Value value = Value.of(address);
    if (value.v6() != v6) {
      return false;
    }
    if (!v6) {
      return same(value.low(), low, bits + V4_BITS);
    }
    return bits <= Long.SIZE
        ? same(value.high(), high, bits)
        : value.high() == high && same(value.low(), low, bits - Long.SIZE);
  }

  private static boolean same(long one, long other, int leadingBits) {
    return leadingBits == 0 || (one ^ other) >>> (Long.SIZE - leadingBits) == 0;
  }

  private record Value(boolean v6, long high, long low) {
    static Value of(InetAddress address) {
      ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
      if (bytes.remaining() == Integer.BYTES) {
        return new Value(false, 0, Integer.toUnsignedLong(bytes.getInt()));
      }
      long high = bytes.getLong();
      long low = bytes.getLong();
      return high == 0 && low >>> V4_BITS == V4_MAPPED
          ? new Value(false, 0, low & 0xffff_ffffL)
          : new Value(true, high, low);
    }
  }
}
