package dev.tabellion.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tlog.Bundle;
import dev.tabellion.tlog.LogResource;
import dev.tabellion.tlog.MalformedLogData;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * The documents that a bundle's entries name, each once, in the order in which they first do:
 * before each its SHA-256 in 32 bytes and its length in four. Those that their events tell to be
 * longer than {@link #LONGEST} are not in it, so that it has less than 17 MB. Stands at the
 * bundle's path below {@code documents/}. Never asks whether a document has the digest under which
 * it is found.
 *
 * @param documents none to 256 of them
 */
public record DocumentBundle(SequencedMap<Sha256, Bytes> documents) {
    public static final String PREFIX = "documents/";

    /** Bytes of a document. */
    public static final int LONGEST = 1 << 16;

    private static final int DIGEST = 32;
    private static final int HEAD = DIGEST + Integer.BYTES;
    private static final int BYTE = 8;

    public DocumentBundle {
        documents = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(documents));
        if (documents.size() > LogResource.FULL) {
            throw new IllegalArgumentException("no bundle has " + documents.size() + " documents");
        }
        if (documents.values().stream().anyMatch(each -> each.length() > LONGEST)) {
            throw new IllegalArgumentException("a document that is too long for a bundle");
        }
    }

    /** Whether it stands in bundles, by the word of its event. */
    public static boolean isFor(NamedDocument document) {
        return document.length() <= LONGEST;
    }

    /**
     * @param files where to take them from, others perhaps among them
     * @return null if one of them is not there, or too long
     */
    public static @Nullable DocumentBundle of(
            SequencedSet<Sha256> digests, Map<Sha256, Bytes> files) {
        SequencedMap<Sha256, Bytes> documents = new LinkedHashMap<>();
        for (Sha256 digest : digests) {
            Bytes file = files.get(digest);
            if (file == null || file.length() > LONGEST) {
                return null;
            }
            documents.put(digest, file);
        }
        return new DocumentBundle(documents);
    }

    public static String pathOf(Bundle bundle) {
        return BesideEntries.pathOf(PREFIX, bundle);
    }

    /**
     * @param path below the log's prefix
     * @return null for any but the one spelling of a place that a log can have
     */
    public static @Nullable Bundle placeOf(String path) {
        return BesideEntries.placeOf(PREFIX, path);
    }

    /**
     * @throws MalformedLogData unless the bytes are documents from beginning to end, none too long,
     *     no two of one digest, and no more than a bundle's entries can name
     */
    public static DocumentBundle parse(Bytes bytes) throws MalformedLogData {
        SequencedMap<Sha256, Bytes> documents = new LinkedHashMap<>();
        int at = 0;
        while (at < bytes.length()) {
            if (bytes.length() - at < HEAD || documents.size() == LogResource.FULL) {
                throw new MalformedLogData("document " + documents.size() + " is cut off");
            }
            int from = at + HEAD;
            int length = bytes.buffer().getInt(at + DIGEST);
            if (length < 0 || length > LONGEST || length > bytes.length() - from) {
                throw new MalformedLogData("document " + documents.size() + " is cut off");
            }
            Sha256 digest = Sha256.raw(bytes.view(at, at + DIGEST));
            at = from + length;
            if (documents.put(digest, bytes.view(from, at)) != null) {
                throw new MalformedLogData("document " + digest + " is there twice");
            }
        }
        return new DocumentBundle(documents);
    }

    public Bytes bytes() {
        var bundle = new BytesBuilder(length());
        for (Map.Entry<Sha256, Bytes> each : documents.entrySet()) {
            Bytes document = each.getValue();
            bundle.append(each.getKey().bytes());
            for (int shift = 3 * BYTE; shift >= 0; shift -= BYTE) {
                bundle.append(document.length() >>> shift);
            }
            bundle.append(document);
        }
        return bundle.build();
    }

    private int length() {
        return documents.values().stream().mapToInt(each -> HEAD + each.length()).sum();
    }
}
