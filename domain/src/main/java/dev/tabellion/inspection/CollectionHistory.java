package dev.tabellion.inspection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.CollectionEvent.ChangeImported;
import dev.tabellion.collection.CollectionEvent.CollectionDeleted;
import dev.tabellion.collection.CollectionEvent.CollectionImported;
import dev.tabellion.collection.CollectionEvent.CollectionOpened;
import dev.tabellion.collection.CollectionEvent.Fate;
import dev.tabellion.collection.CollectionEvent.ManagedKeyCreated;
import dev.tabellion.collection.CollectionEvent.ManagedKeyImported;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRetired;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRotationStaged;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.PublicationRejected;
import dev.tabellion.collection.CollectionEvent.RoleKeysChanged;
import dev.tabellion.collection.CollectionEvent.SignatureProduced;
import dev.tabellion.collection.CollectionEvent.SigningRefused;
import dev.tabellion.collection.CollectionEvent.SigningRequested;
import dev.tabellion.collection.LeafOutline;
import dev.tabellion.tuf.Version;
import dev.tabellion.verify.SignatureCheck;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of one stream come to, one after the other: gapless, versions only upwards, keys
 * used within their lives. Remembers marks and keys, never the entries; not for several threads.
 */
final class CollectionHistory {
    private final Consumer<Finding> findings;
    private final Marks marks;
    private final Signatures signatures;

    /** Null where nothing is to be held against it. */
    private final @Nullable Showing showing;

    /** Whether it was seen from its first event on; else what came before is not known. */
    private final boolean whole;

    private long next;
    private int life = 1;
    private boolean open;

    CollectionHistory(long first, Beside beside, SignatureCheck check, Consumer<Finding> findings) {
        this.whole = first == 0;
        this.next = first;
        this.findings = findings;
        this.marks = new Marks(findings, whole);
        this.signatures = new Signatures(check, findings, whole);
        this.showing = beside == Beside.SERVED ? new Showing(whole, first) : null;
    }

    void append(ExaminedEntry entry, long sequence) {
        if (sequence != next) {
            report(entry, Fault.SEQUENCE_BROKEN, Long.toString(next), Long.toString(sequence));
        }
        next = sequence + 1;
        LeafOutline leaf = entry.leaf();
        if (leaf != null && entry.event() instanceof CollectionEvent event) {
            if (showing != null) {
                showing.follow(sequence, leaf.at(), event);
            }
            follow(entry, event);
        } else if (showing != null) {
            showing.pass(sequence);
        }
    }

    @Nullable Showing showing() {
        return showing;
    }

    private void follow(ExaminedEntry entry, CollectionEvent event) {
        switch (event) {
            case CollectionOpened e -> begin(entry, e.life());
            case CollectionDeleted e -> end(entry, e.life());
            case CollectionImported e -> takeOver(entry, e);
            case ManagedKeyCreated e -> signatures.born(entry, e.role(), life(e.life()), e.key());
            case ManagedKeyImported e -> signatures.born(entry, e.role(), life(e.life()), e.key());
            case ManagedKeyRotationStaged e ->
                    signatures.born(entry, e.role(), life(e.life()), e.key());
            case ManagedKeyRetired e -> signatures.retired(entry, e);
            case SignatureProduced e -> produced(entry, e);
            case MetadataPublished e -> published(entry, e);
            case MetadataImported e -> marks.imported(entry, e);
            case ChangeImported _,
                    PublicationRejected _,
                    RoleKeysChanged _,
                    SigningRefused _,
                    SigningRequested _ -> {}
        }
    }

    /** A history that was joined late learns its life from the first event that tells of one. */
    private int life(int told) {
        if (!whole && told > life) {
            life = told;
        }
        return told;
    }

    private void begin(ExaminedEntry entry, int begun) {
        judgeLife(entry, begun, !open);
        open = true;
        marks.forget();
    }

    private void end(ExaminedEntry entry, int ended) {
        judgeLife(entry, ended, open);
        over(ended);
    }

    private void takeOver(ExaminedEntry entry, CollectionImported event) {
        judgeLife(entry, event.life(), !open);
        if (event.fate() == Fate.LIVE) {
            open = true;
            marks.forget();
        } else {
            over(event.life());
        }
    }

    private void over(int ended) {
        life = ended + 1;
        open = false;
        marks.forget();
        signatures.forgetProduced();
    }

    private void judgeLife(ExaminedEntry entry, int told, boolean fits) {
        if (whole && (told != life || !fits)) {
            report(
                    entry,
                    Fault.LIFE_BROKEN,
                    "life " + life + (open ? ", open" : ", not open"),
                    "life " + told);
        }
        life = told;
    }

    private void produced(ExaminedEntry entry, SignatureProduced event) {
        Version mark = marks.version(event.role());
        boolean canStillBePublished = mark == null || event.version().compareTo(mark) > 0;
        signatures.produced(entry, event, life, canStillBePublished);
    }

    private void published(ExaminedEntry entry, MetadataPublished event) {
        if (whole && !open) {
            report(entry, Fault.LIFE_BROKEN, "an open life", "life " + life + ", not open");
        }
        Sha256 previous = event.previous();
        marks.published(entry, event, previous);
        signatures.published(entry, event);
    }

    private void report(
            ExaminedEntry entry, Fault fault, @Nullable String expected, @Nullable String actual) {
        findings.accept(new Finding(fault, entry.spot(), expected, actual));
    }
}
