package dev.tabellion.evidence;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.SignatureProduced;
import dev.tabellion.inspection.Entry;
import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.ShownEntry;
import dev.tabellion.inspection.Spot;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.LeafIndex;
import dev.tabellion.tlog.LoggedProof;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a file, each held against its payload, its document and its proof, and the
 * documents against the entries. Not for several threads.
 */
final class ProvenEntries {
    private final Container members;
    private final Origin log;
    private final Bytes checkpoint;
    private final Consumer<Finding> findings;
    private final Set<Long> indexes = new TreeSet<>();
    private final Set<Sha256> named = new HashSet<>();
    private final List<JournalMembers.Logged> signatures = new ArrayList<>();

    /**
     * @param checkpoint to which each proof must lead
     */
    ProvenEntries(Container members, Origin log, Bytes checkpoint, Consumer<Finding> findings) {
        this.members = members;
        this.log = log;
        this.checkpoint = checkpoint;
        this.findings = findings;
    }

    /** An entry of which something is there. */
    void add(long index) {
        indexes.add(index);
    }

    long count() {
        return indexes.size();
    }

    /** What they tell of signatures, once they were checked. */
    List<JournalMembers.Logged> signatures() {
        return List.copyOf(signatures);
    }

    /**
     * @param digests of all members
     */
    void check(Map<MemberName, Sha256> digests) {
        indexes.forEach(index -> check(new LeafIndex(index)));
        digests.forEach(
                (name, digest) -> {
                    if (name.part() == Part.DOCUMENT) {
                        checkDocument(name, digest);
                    }
                });
    }

    private void checkDocument(MemberName name, Sha256 digest) {
        if (!name.digest().equals(digest)) {
            tell(Fault.DOCUMENT_DIFFERS, name, name.digest().hex(), digest.hex());
        }
        if (!named.contains(name.digest())) {
            tell(Fault.MEMBER_UNNAMED, name, null, null);
        }
    }

    /**
     * Whoever made the file chose what is in it: nothing is read at length before the log says that
     * it has the entry.
     */
    private void check(LeafIndex index) {
        Bytes leaf = members.read(MemberName.entry(index));
        String problem = leaf == null ? "missing" : problemOfProof(index, Hash.ofLeaf(leaf));
        if (leaf == null || problem != null) {
            tell(Fault.ENTRY_UNPROVEN, MemberName.proof(index), null, problem);
            return;
        }
        Entry entry = new Entry(index, leaf, members.read(MemberName.payload(index)), null);
        ShownEntry shown =
                ShownEntry.of(entry, log, digest -> members.read(MemberName.document(digest)));
        if (shown.document() != null) {
            named.add(shown.document());
        }
        if (shown.leaf() != null && shown.event() instanceof SignatureProduced event) {
            signatures.add(new JournalMembers.Logged(shown.leaf().id(), event));
        }
        for (Finding found : shown.findings()) {
            findings.accept(
                    new Finding(
                            found.fault(),
                            found.spot().with("member", memberOf(found, shown, index).text()),
                            found.expected(),
                            found.actual()));
        }
    }

    private static MemberName memberOf(Finding found, ShownEntry shown, LeafIndex index) {
        return switch (found.fault()) {
            case PAYLOAD_MISSING, PAYLOAD_DIFFERS, PAYLOAD_UNREADABLE -> MemberName.payload(index);
            case DOCUMENT_MISSING,
                    DOCUMENT_DIFFERS,
                    DOCUMENT_UNREADABLE,
                    DOCUMENT_CONTRADICTS_EVENT ->
                    shown.document() == null
                            ? MemberName.entry(index)
                            : MemberName.document(shown.document());
            default -> MemberName.entry(index);
        };
    }

    private @Nullable String problemOfProof(LeafIndex index, Hash leaf) {
        Bytes file = members.read(MemberName.proof(index));
        if (file == null) {
            return "missing";
        }
        LoggedProof proof;
        try {
            proof = LoggedProof.parse(file);
        } catch (MalformedLogData e) {
            return "no proof: " + e.problem();
        }
        if (proof.extra() != null || !proof.index().equals(index) || !proof.bytes().equals(file)) {
            return "not the proof of entry " + index + " in its one spelling";
        }
        if (!proof.checkpoint().bytes().equals(checkpoint)) {
            return "leads to another checkpoint";
        }
        return proof.places(leaf) ? null : "does not lead from the entry to the checkpoint's root";
    }

    private void tell(
            Fault fault, MemberName member, @Nullable String expected, @Nullable String actual) {
        findings.accept(new Finding(fault, Spot.member(member.text()), expected, actual));
    }
}
