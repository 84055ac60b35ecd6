package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * The entries of a bundle: 1 to 256, each with its length in two bytes before it (C2SP tlog-tiles,
 * "Log entries"). Never looks into an entry.
 */
public record BundleContent(List<Bytes> entries) {
    public static final int LONGEST_ENTRY = 0xffff;

    private static final int PREFIX = 2;
    private static final int BYTE = 8;

    public BundleContent {
        entries = List.copyOf(entries);
        if (entries.isEmpty() || entries.size() > LogResource.FULL) {
            throw new IllegalArgumentException("no bundle has " + entries.size() + " entries");
        }
        for (Bytes entry : entries) {
            if (entry.length() > LONGEST_ENTRY) {
                throw new IllegalArgumentException(
                        "an entry of " + entry.length() + " bytes fits no bundle");
            }
        }
    }

    /**
     * @throws MalformedLogData unless {@code bytes} are entries from beginning to end
     */
    public static BundleContent parse(Bytes bytes) throws MalformedLogData {
        List<Bytes> entries = new ArrayList<>();
        int at = 0;
        while (at < bytes.length()) {
            int entry = at + PREFIX;
            int end = entry + lengthAt(bytes, at);
            if (end > bytes.length() || entries.size() == LogResource.FULL) {
                throw new MalformedLogData(
                        "entry " + entries.size() + " is cut off or beyond a bundle's last");
            }
            entries.add(bytes.view(entry, end));
            at = end;
        }
        if (entries.isEmpty()) {
            throw new MalformedLogData("a bundle without entries");
        }
        return new BundleContent(entries);
    }

    public Bytes bytes() {
        var content = new BytesBuilder();
        for (Bytes entry : entries) {
            content.append(entry.length() >>> BYTE).append(entry.length()).append(entry);
        }
        return content.build();
    }

    public int width() {
        return entries.size();
    }

    /** The bundle as it was when it had only {@code width} entries. */
    public BundleContent first(int width) {
        return new BundleContent(entries.subList(0, width));
    }

    /** What the tile of level 0 with the same index holds. */
    public TileContent tile() {
        var hasher = new Hasher();
        var hashes = new BytesBuilder();
        entries.forEach(entry -> hashes.append(hasher.leaf(entry).bytes()));
        return new TileContent(hashes.build());
    }

    /** Beyond the end if there is not even a length. */
    private static int lengthAt(Bytes bytes, int at) {
        return at + PREFIX > bytes.length()
                ? 0
                : (Byte.toUnsignedInt(bytes.at(at)) << BYTE) | Byte.toUnsignedInt(bytes.at(at + 1));
    }
}
