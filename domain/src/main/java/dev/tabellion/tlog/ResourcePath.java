package dev.tabellion.tlog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The paths of tiles and bundles (C2SP tlog-tiles, "Merkle Tree"). Never reads a spelling that it
 * would not write.
 */
final class ResourcePath {
    /** At most six groups of digits: no tree below 2^63 leaves has a larger index. */
    private static final Pattern FORM =
            Pattern.compile(
                    "tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([0-9]{1,3}))?");

    private static final int GROUP = 1000;

    private ResourcePath() {}

    static String of(String row, LogResource resource) {
        String whole = "tile/" + row + "/" + groups(resource.index());
        return resource.isFull() ? whole : whole + ".p/" + resource.width();
    }

    static @Nullable LogResource parse(String path) {
        Matcher form = FORM.matcher(path);
        if (!form.matches()) {
            return null;
        }
        String row = form.group(1);
        long index = Long.parseLong(form.group(2).replace("/", "").replace("x", ""));
        int width = form.group(3) == null ? LogResource.FULL : Integer.parseInt(form.group(3));
        LogResource resource =
                row.equals("entries")
                        ? bundle(index, width)
                        : tile(Integer.parseInt(row), index, width);
        return resource != null && resource.path().equals(path) ? resource : null;
    }

    private static @Nullable LogResource bundle(long index, int width) {
        return Bundle.isPossible(index, width) ? new Bundle(index, width) : null;
    }

    private static @Nullable LogResource tile(int level, long index, int width) {
        return Tile.isPossible(level, index, width) ? new Tile(level, index, width) : null;
    }

    /** Three digits a group, all but the last after an {@code x}: 1234067 is x001/x234/067. */
    private static String groups(long index) {
        String last = "%03d".formatted(index % GROUP);
        return index < GROUP ? last : marked(index / GROUP) + last;
    }

    private static String marked(long index) {
        String last = "x%03d/".formatted(index % GROUP);
        return index < GROUP ? last : marked(index / GROUP) + last;
    }
}
