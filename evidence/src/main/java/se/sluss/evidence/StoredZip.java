package se.sluss.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static se.sluss.evidence.EvidenceFormatException.unless;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A ZIP in one form only: entries sorted by name, stored as they are, the same time, no comment and
 * no extra field. So the same files are the same bytes whatever library and version wrote them, a
 * package cannot swell when it is read, and no second content can hide between two readings of it:
 * what is read is written again and compared.
 */
final class StoredZip {
  static final int MOST_BYTES = 64 << 20;
  static final int MOST_MEMBERS = 64;
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*(?:[/.][A-Za-z0-9][A-Za-z0-9-]*){0,5}");
  private static final int LONGEST_NAME = 100;

  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int LOCAL_SIZE = 30;
  private static final int CENTRAL_SIZE = 46;
  private static final int END_SIZE = 22;
  private static final short VERSION = 10;

  /** 1 January 1980, midnight: the first time that the format can tell. */
  private static final int TIME = 0x0021 << 16;

  private StoredZip() {}

  static void requireBounds(Map<String, byte[]> members) {
    unless(members.size() <= MOST_MEMBERS, "the package has too many members");
    long size = 0;
    for (Map.Entry<String, byte[]> member : members.entrySet()) {
      requireName(member.getKey());
      size += member.getValue().length;
    }
    unless(size <= MOST_BYTES, "the package is too large");
  }

  private static void requireName(String name) {
    unless(
        name.length() <= LONGEST_NAME && NAME.matcher(name).matches(),
        "a member has a name that none can have");
  }

  static byte[] write(SortedMap<String, byte[]> members) {
    requireBounds(members);
    int size = END_SIZE;
    for (Map.Entry<String, byte[]> member : members.entrySet()) {
      size += LOCAL_SIZE + CENTRAL_SIZE + 2 * member.getKey().length() + member.getValue().length;
    }
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    List<Integer> offsets = new ArrayList<>();
    members.forEach(
        (name, bytes) -> {
          offsets.add(out.position());
          out.putInt(LOCAL).putShort(VERSION);
          describe(out, name, bytes);
          out.put(name.getBytes(US_ASCII)).put(bytes);
        });
    int directory = out.position();
    Iterator<Integer> offset = offsets.iterator();
    members.forEach(
        (name, bytes) -> {
          out.putInt(CENTRAL).putShort(VERSION).putShort(VERSION);
          describe(out, name, bytes);
          // No comment, first disk, no attributes.
          out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
          out.putInt(offset.next()).put(name.getBytes(US_ASCII));
        });
    int directorySize = out.position() - directory;
    short count = (short) members.size();
    out.putInt(END).putShort((short) 0).putShort((short) 0).putShort(count).putShort(count);
    out.putInt(directorySize).putInt(directory).putShort((short) 0);
    return out.array();
  }

  /** What both headers say: no flags, stored, time, checksum, sizes, name, no extra field. */
  private static void describe(ByteBuffer out, String name, byte[] bytes) {
    out.putShort((short) 0).putShort((short) 0).putInt(TIME).putInt(checksum(bytes));
    out.putInt(bytes.length).putInt(bytes.length);
    out.putShort((short) name.length()).putShort((short) 0);
  }

  private static int checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  static SortedMap<String, byte[]> read(byte[] zip) {
    unless(zip.length <= 2 * MOST_BYTES, "the package is too large");
    SortedMap<String, byte[]> members = new TreeMap<>();
    ByteBuffer in = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    while (in.remaining() >= LOCAL_SIZE && in.getInt(in.position()) == LOCAL) {
      int at = in.position();
      unless(in.getShort(at + 8) == 0, "a member is compressed, which none of a package is");
      long size = Integer.toUnsignedLong(in.getInt(at + 22));
      int nameLength = Short.toUnsignedInt(in.getShort(at + 26));
      unless(
          nameLength <= LONGEST_NAME && nameLength + size <= in.remaining() - LOCAL_SIZE,
          "the package ends within a member");
      byte[] name = new byte[nameLength];
      byte[] bytes = new byte[(int) size];
      in.position(at + LOCAL_SIZE).get(name).get(bytes);
      String text = new String(name, US_ASCII);
      requireName(text);
      unless(checksum(bytes) == in.getInt(at + 14), text + " was changed since it was packed");
      unless(members.put(text, bytes) == null, "the package holds " + text + " twice");
      unless(members.size() <= MOST_MEMBERS, "the package has too many members");
    }
    unless(!members.isEmpty(), "not a package");
    unless(
        Arrays.equals(write(members), zip),
        "the package is not packed the way Sluss packs: it was changed, or packed again");
    return members;
  }
}
