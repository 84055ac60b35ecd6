package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * What a log states of itself: who it is, how large, with which root (C2SP tlog-checkpoint).
 * Unsigned.
 *
 * @param extensions further lines, which no monitor can audit: ours has none
 */
public record Checkpoint(Origin origin, TreeHead head, List<String> extensions) {
    private static final int MOST_EXTENSIONS = 64;

    public Checkpoint {
        extensions = List.copyOf(extensions);
        if (!extensions.stream().allMatch(Origin::isLine)) {
            throw new IllegalArgumentException("an extension is one line, and not empty");
        }
    }

    public Checkpoint(Origin origin, TreeHead head) {
        this(origin, head, List.of());
    }

    /**
     * @param text a note's text: three lines or more
     */
    public static Checkpoint parse(Bytes text) throws MalformedLogData {
        var lines = new TextLines(StrictText.utf8(text, Note.LONGEST, "\n"));
        String origin = line(lines, "the origin");
        long size = StrictText.number(lines.next("the size"), "the size");
        Hash root = StrictText.hash(lines.next("the root"), "the root");
        List<String> extensions = new ArrayList<>();
        while (!lines.isAtEnd()) {
            extensions.add(line(lines, "an extension"));
            if (extensions.size() > MOST_EXTENSIONS) {
                throw new MalformedLogData("more than " + MOST_EXTENSIONS + " extensions");
            }
        }
        return new Checkpoint(
                new Origin(origin), new TreeHead(new TreeSize(size), root), extensions);
    }

    private static String line(TextLines lines, String what) throws MalformedLogData {
        String line = lines.next(what);
        if (line.isEmpty()) {
            throw new MalformedLogData(what + " is empty");
        }
        return line;
    }

    /** The bytes that a log signs. */
    public Bytes text() {
        var text =
                new BytesBuilder()
                        .append(origin + "\n" + head.size() + "\n" + head.root().base64() + "\n");
        extensions.forEach(line -> text.append(line + "\n"));
        return text.build();
    }
}
