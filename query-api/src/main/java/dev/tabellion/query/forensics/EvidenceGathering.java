package dev.tabellion.query.forensics;

import dev.tabellion.api.Problem;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.LeafOutline;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.evidence.EvidenceFile;
import dev.tabellion.evidence.Matter;
import dev.tabellion.evidence.Report;
import dev.tabellion.inspection.NamedDocument;
import dev.tabellion.projection.audit.AuditFilter;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.Direction;
import dev.tabellion.projection.audit.TermKind;
import dev.tabellion.projection.forensics.ExhibitReader;
import dev.tabellion.projection.forensics.ExhibitReader.LoggedEntry;
import dev.tabellion.projection.keyusage.JournalEntries;
import dev.tabellion.projection.log.PublishedCheckpoints;
import dev.tabellion.projection.log.PublishedLog;
import dev.tabellion.query.audit.Proofs;
import dev.tabellion.query.http.Refused;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.LoggedProof;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.TreeSize;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what a report stands on, and the proofs of it. Gives out nothing that the log does not
 * bear out, nor half of what there is.
 */
final class EvidenceGathering {
    private static final long LAST_LEAF = 1L << 53;
    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_SEARCHES = 1_000;
    private static final int NAMINGS = 4;
    private static final List<String> NAMING =
            List.of(
                    "metadata-published",
                    "metadata-imported",
                    "sighting-recorded",
                    "client-report-received");

    private final ExhibitReader reader;
    private final JournalEntries journal;
    private final AuditIndex index;
    private final PublishedLog log;
    private final PublishedCheckpoints checkpoints;

    EvidenceGathering(
            ExhibitReader reader,
            JournalEntries journal,
            AuditIndex index,
            PublishedLog log,
            PublishedCheckpoints checkpoints) {
        this.reader = reader;
        this.journal = journal;
        this.index = index;
        this.log = log;
        this.checkpoints = checkpoints;
    }

    /**
     * @param json the report for programs
     * @throws Refused if there is too much for one file, or not all of it is provable
     */
    EvidenceFile gather(Matter matter, Bytes json, Bytes markdown) {
        Proofs proofs = new Proofs(log);
        SignedCheckpoint checkpoint = proofs.checkpoint();
        if (checkpoint == null) {
            throw unprovable("there is no public checkpoint");
        }
        EvidenceFile file = new EvidenceFile(matter, checkpoint).report(json, markdown);
        Set<Long> leaves = new TreeSet<>();
        Set<Sha256> files = new TreeSet<>();
        Set<Long> journalled = new TreeSet<>();
        for (Exhibit exhibit : Report.read(matter.kind(), json).exhibits()) {
            switch (exhibit) {
                case Exhibit.Leaf(long leaf) -> leaves.add(leaf);
                case Exhibit.File(Sha256 digest) -> files.add(digest);
                case Exhibit.Checkpoint(long size) ->
                        addCheckpoint(size, checkpoint.head().size(), file);
                case Exhibit.JournalEntry(long entry) -> journalled.add(entry);
                case Exhibit.Key _, Exhibit.Payload _ -> {}
            }
        }
        Map<Long, Bytes> told = journal.of(journalled);
        if (leaves.size() + told.size() <= EvidenceFile.MOST_ENTRIES) {
            leaves.addAll(reader.leavesOf(told.keySet())); // by which they can be judged
        }
        addDocuments(leaves, files, proofs, file);
        told.forEach(file::journal);
        journalled.stream()
                .filter(entry -> !told.containsKey(entry))
                .forEach(entry -> file.absent(new Exhibit.JournalEntry(entry)));
        if (!file.isWithinBounds()) {
            throw tooMuch();
        }
        return file;
    }

    private void addCheckpoint(long size, TreeSize newest, EvidenceFile file) {
        if (size == newest.leaves()) {
            return;
        }
        SignedCheckpoint old = size < 0 ? null : checkpoints.of(new TreeSize(size));
        if (old == null) {
            file.absent(new Exhibit.Checkpoint(size));
        } else {
            file.oldCheckpoint(old);
        }
    }

    private void addDocuments(
            Set<Long> leaves, Set<Sha256> files, Proofs proofs, EvidenceFile file) {
        Set<Sha256> named = new HashSet<>();
        addEntries(leaves, named, proofs, file);
        Map<Sha256, Long> kept = reader.lengths(files);
        Set<Long> namings = new TreeSet<>();
        int searches = 0;
        for (Sha256 digest : files) {
            if (!kept.containsKey(digest)) {
                file.absent(new Exhibit.File(digest));
            } else if (!named.contains(digest)) {
                if (++searches > MOST_SEARCHES) {
                    throw tooMuch();
                }
                namings.addAll(naming(digest));
            }
        }
        namings.removeAll(leaves);
        addEntries(namings, named, proofs, file);
        if (!named.containsAll(kept.keySet())) {
            throw unprovable("the index of the record is behind");
        }
        reader.lengths(named).forEach(file::document);
    }

    /** Entries that tell where a document came from. */
    private Collection<Long> naming(Sha256 digest) {
        var filter =
                new AuditFilter(
                        Map.of(TermKind.DIGEST, List.of(digest.hex()), TermKind.KIND, NAMING),
                        null,
                        null,
                        0,
                        LAST_LEAF);
        return index.find(filter, Direction.OLDEST_FIRST, null, NAMINGS).leaves();
    }

    private void addEntries(Set<Long> leaves, Set<Sha256> named, Proofs proofs, EvidenceFile file) {
        if (leaves.size() > EvidenceFile.MOST_ENTRIES || reader.bytes(leaves) > MOST_BYTES) {
            throw tooMuch();
        }
        List<LoggedEntry> entries = reader.entries(leaves);
        if (entries.size() != leaves.size()) {
            throw unprovable("not all entries are in the log yet");
        }
        for (LoggedEntry entry : entries) {
            file.entry(proof(entry, proofs), entry.leaf(), entry.payload());
            Sha256 document = documentOf(entry);
            if (document != null) {
                named.add(document);
            }
        }
    }

    private static @Nullable Sha256 documentOf(LoggedEntry entry) {
        return NamedDocument.digestIn(LeafOutline.read(entry.leaf()).event(entry.payload()));
    }

    private static LoggedProof proof(LoggedEntry entry, Proofs proofs) {
        LoggedProof proof = proofs.of(entry.index());
        if (proof == null) {
            throw unprovable("no public checkpoint has entry " + entry.index());
        }
        if (!proof.places(Hash.ofLeaf(entry.leaf())) || !isPayloadOf(entry)) {
            throw new Refused(
                    Problem.conflict(
                            "entry "
                                    + entry.index()
                                    + " is not what the log holds: run 'tabellion log verify'"));
        }
        return proof;
    }

    /** The proof is of the leaf; the leaf has the payload's digest. */
    private static boolean isPayloadOf(LoggedEntry entry) {
        return LeafOutline.read(entry.leaf()).payload().equals(entry.payload().sha256());
    }

    private static Refused unprovable(String why) {
        return new Refused(Problem.unavailable(why + ": ask again in a moment"));
    }

    private static Refused tooMuch() {
        return Refused.badRequest("there is more than one file holds: ask for a shorter time");
    }
}
