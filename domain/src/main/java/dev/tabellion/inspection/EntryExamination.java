package dev.tabellion.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.LeafOutline;
import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.Hasher;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.Signed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry held against its payload, its row, its document and its actor. Knows no other entry;
 * not for several threads.
 */
final class EntryExamination {
    private final Entry entry;
    private final List<Finding> findings = new ArrayList<>();
    private final @Nullable Hash hash;
    private final @Nullable LeafOutline leaf;
    private final @Nullable LoggedEvent event;
    private final @Nullable NamedDocument named;

    /** With the origin that each leaf must name. */
    EntryExamination(Entry entry, String log, Hasher hasher) {
        this.entry = entry;
        Bytes bytes = entry.leaf();
        this.hash = bytes == null ? null : hasher.leaf(bytes);
        this.leaf = bytes == null ? missing() : outline(bytes);
        this.event = leaf == null ? null : event(leaf, entry.payload());
        this.named = NamedDocument.of(event);
        if (leaf != null) {
            judgeLeaf(leaf, log);
        }
    }

    @Nullable Sha256 document() {
        return named == null ? null : named.digest();
    }

    /** As its event tells; 0 if it names none. */
    long documentLength() {
        return named == null ? 0 : named.length();
    }

    /** Whether its document stands with those of its neighbours. */
    boolean namesAShortOne() {
        return named != null && DocumentBundle.isFor(named);
    }

    @Nullable Sha256 actor() {
        return leaf == null ? null : leaf.actor();
    }

    /**
     * @param commitments null where the source tells of nobody
     */
    ExaminedEntry result(Map<Sha256, Bytes> documents, @Nullable Map<Sha256, Sha256> commitments) {
        Signed<?> file = named == null ? null : file(named, documents.get(named.digest()));
        boolean gone = commitments != null && leaf != null && isGone(leaf, commitments);
        return new ExaminedEntry(entry.index(), hash, leaf, event, file, gone, findings);
    }

    private @Nullable LeafOutline missing() {
        add(Fault.ENTRY_MISSING, spot(null), null, null);
        return null;
    }

    private @Nullable LeafOutline outline(Bytes bytes) {
        try {
            return LeafOutline.read(bytes);
        } catch (IllegalStateException e) {
            add(Fault.LEAF_UNREADABLE, spot(null), null, problem(e));
            return null;
        }
    }

    private @Nullable LoggedEvent event(LeafOutline outline, @Nullable Bytes payload) {
        if (payload == null) {
            add(Fault.PAYLOAD_MISSING, spot(outline), outline.payload().hex(), null);
            return null;
        }
        Sha256 digest = payload.sha256();
        if (!digest.equals(outline.payload()) || payload.length() != outline.payloadLength()) {
            add(
                    Fault.PAYLOAD_DIFFERS,
                    spot(outline),
                    outline.payload() + " of " + outline.payloadLength() + " bytes",
                    digest + " of " + payload.length() + " bytes");
            return null;
        }
        try {
            return outline.event(payload);
        } catch (IllegalStateException e) {
            add(Fault.PAYLOAD_UNREADABLE, spot(outline), null, problem(e));
            return null;
        }
    }

    private void judgeLeaf(LeafOutline outline, String log) {
        if (!outline.log().equals(log)) {
            add(Fault.LEAF_OF_ANOTHER_LOG, spot(outline), log, outline.log());
        }
        if (event != null) {
            judgeFacts(outline, event);
        }
        if (entry.row() != null) {
            entry.row()
                    .contradictions(outline)
                    .forEach(
                            (column, found) ->
                                    add(
                                            Fault.ROW_DIFFERS,
                                            spot(outline).with("column", column),
                                            found.expected(),
                                            found.actual()));
        }
    }

    private void judgeFacts(LeafOutline outline, LoggedEvent told) {
        Bytes payload = entry.payload();
        Bytes bytes = entry.leaf();
        if (payload == null || bytes == null) {
            return;
        }
        try {
            if (!outline.isOf(bytes, told, payload)) {
                String whole = outline.whole(told, payload).utf8();
                add(Fault.LEAF_CONTRADICTS_PAYLOAD, spot(outline), whole, bytes.utf8());
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            add(Fault.LEAF_UNREADABLE, spot(outline), null, problem(e));
        }
    }

    private @Nullable Signed<?> file(NamedDocument document, @Nullable Bytes bytes) {
        if (bytes == null) {
            add(Fault.DOCUMENT_MISSING, spotOf(document), null, null);
            return null;
        }
        Sha256 digest = bytes.sha256();
        if (!digest.equals(document.digest()) || bytes.length() != document.length()) {
            add(
                    Fault.DOCUMENT_DIFFERS,
                    spotOf(document),
                    document.digest() + " of " + document.length() + " bytes",
                    digest + " of " + bytes.length() + " bytes");
            return null;
        }
        return parsed(document, bytes);
    }

    private @Nullable Signed<?> parsed(NamedDocument document, Bytes bytes) {
        try {
            Signed<?> file = Dialect.NOTARY_V1.read(document.role(), bytes);
            digest(file);
            Metadata says = file.metadata();
            if (!document.version().equals(says.version())
                    || !document.expires().equals(says.expires())) {
                add(
                        Fault.DOCUMENT_CONTRADICTS_EVENT,
                        spotOf(document),
                        "version " + document.version() + " until " + document.expires(),
                        "version " + says.version() + " until " + says.expires());
            }
            return file;
        } catch (MalformedMetadata e) {
            add(Fault.DOCUMENT_UNREADABLE, spotOf(document), null, e.problem());
            return null;
        }
    }

    /** Streams ask for these, one thread for all; digests are made once, and here are many. */
    private static void digest(Signed<?> file) {
        file.payload().sha256();
        file.signatures().forEach(each -> each.value().sha256());
    }

    private boolean isGone(LeafOutline outline, Map<Sha256, Sha256> commitments) {
        Sha256 found = commitments.get(outline.actor());
        if (found != null && !found.equals(outline.actor())) {
            add(
                    Fault.ACTOR_DIFFERS,
                    spot(outline).with("actor", outline.actor().hex()),
                    outline.actor().hex(),
                    found.hex());
        }
        return found == null;
    }

    private Spot spotOf(NamedDocument document) {
        return spot(leaf)
                .with("document", document.digest().hex())
                .with("role", document.role().value());
    }

    private Spot spot(@Nullable LeafOutline outline) {
        Spot spot = Spot.leaf(entry.index());
        EventRow row = entry.row();
        if (outline != null) {
            return spot.with("event", outline.eventId()).with("collection", outline.id());
        }
        return row == null ? spot : spot.with("event", row.eventId());
    }

    private void add(Fault fault, Spot spot, @Nullable String expected, @Nullable String actual) {
        findings.add(new Finding(fault, spot, expected, actual));
    }

    private static String problem(RuntimeException e) {
        Throwable cause = e.getCause();
        return e.getMessage() + (cause == null ? "" : " (" + cause.getMessage() + ")");
    }
}
