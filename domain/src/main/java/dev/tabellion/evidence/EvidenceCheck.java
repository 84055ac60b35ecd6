package dev.tabellion.evidence;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.Notes;
import dev.tabellion.inspection.Spot;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.TreeSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks a file of evidence with nothing but the log's keys: that each member is what the manifest
 * says, each entry in the log, each document what an entry names, and all there that the report
 * names. Never whether the report is right: that is for people to judge by what is there.
 */
public final class EvidenceCheck {
    private static final MemberName[] NEEDED = {
        MemberName.README, MemberName.REPORT, MemberName.SHEET, MemberName.CHECKPOINT
    };

    private final Notes notes;
    private final Consumer<Finding> findings;

    /**
     * @param notes by which keys checkpoints are judged
     */
    public EvidenceCheck(Notes notes, Consumer<Finding> findings) {
        this.notes = notes;
        this.findings = findings;
    }

    /**
     * What was checked.
     *
     * @param absent what the report names and its server does not keep
     */
    public record Extent(
            Matter matter,
            TreeSize size,
            long entries,
            long documents,
            JournalExtent journal,
            long absent) {}

    /** Null if the file is none of evidence, which is told as well. */
    public @Nullable Extent run(Slices file) {
        try {
            Container members = Container.of(file);
            Manifest manifest = manifest(members);
            return run(members, manifest, compared(members, manifest));
        } catch (MalformedEvidence e) {
            tell(Fault.EVIDENCE_MALFORMED, e.member(), null, e.getMessage());
            return null;
        }
    }

    private Extent run(
            Container members, Manifest manifest, SequencedMap<MemberName, Sha256> digests)
            throws MalformedEvidence {
        if (!manifest.log().equals(notes.log())) {
            tell(
                    Fault.CHECKPOINT_OF_ANOTHER_LOG,
                    MemberName.MANIFEST.text(),
                    notes.log().text(),
                    manifest.log().text());
        }
        Bytes checkpoint = checkpoint(members, manifest);
        var proven = new ProvenEntries(members, notes.log(), checkpoint, findings);
        long documents = 0;
        List<Long> journal = new ArrayList<>();
        for (MemberName name : digests.keySet()) {
            switch (name.part()) {
                case ENTRY, PAYLOAD, PROOF -> proven.add(name.number());
                case OLD_CHECKPOINT -> judge(name, members.need(name), new TreeSize(name.number()));
                case JOURNAL -> journal.add(name.number());
                case DOCUMENT -> documents++;
                case README, REPORT, SHEET, CHECKPOINT, MANIFEST -> {}
            }
        }
        proven.check(digests);
        Bytes report = members.need(MemberName.REPORT);
        var named = new ReportCheck(manifest, digests.keySet(), findings).check(report);
        var journalled = new JournalMembers(members, named, proven.signatures(), findings);
        return new Extent(
                manifest.matter(),
                manifest.size(),
                proven.count(),
                documents,
                journalled.check(journal),
                manifest.absent().size());
    }

    private static Manifest manifest(Container members) throws MalformedEvidence {
        try {
            return Manifest.read(members.need(MemberName.MANIFEST));
        } catch (IllegalStateException e) {
            throw new MalformedEvidence(MemberName.MANIFEST.text(), "no manifest: " + words(e));
        }
    }

    /** The digests of all members but the manifest, which tells of them. */
    private SequencedMap<MemberName, Sha256> compared(Container members, Manifest manifest)
            throws MalformedEvidence {
        Map<String, Manifest.Member> told = new LinkedHashMap<>();
        manifest.members().forEach(each -> told.put(each.name(), each));
        SequencedMap<MemberName, Sha256> digests = new LinkedHashMap<>();
        members.lengths()
                .forEach(
                        (name, length) -> {
                            if (name.part() != Part.MANIFEST) {
                                Sha256 digest = members.digest(name);
                                digests.put(name, digest);
                                compare(name, length, digest, told.remove(name.text()));
                            }
                        });
        told.keySet().forEach(name -> tell(Fault.MEMBER_MISSING, name, null, null));
        for (MemberName name : NEEDED) {
            members.need(name);
        }
        return digests;
    }

    private void compare(
            MemberName name, int length, Sha256 digest, Manifest.@Nullable Member told) {
        if (told == null || told.length() != length || !told.sha256().equals(digest)) {
            tell(
                    Fault.MEMBER_DIFFERS,
                    name.text(),
                    told == null
                            ? "nothing by the manifest"
                            : told.sha256() + " of " + told.length() + " bytes",
                    digest + " of " + length + " bytes");
        }
    }

    private Bytes checkpoint(Container members, Manifest manifest) throws MalformedEvidence {
        Bytes note = members.need(MemberName.CHECKPOINT);
        SignedCheckpoint checkpoint = judge(MemberName.CHECKPOINT, note, manifest.size());
        if (checkpoint != null && !notes.isWitnessed(checkpoint)) {
            tell(Fault.QUORUM_MISSING, MemberName.CHECKPOINT.text(), null, null);
        }
        if (checkpoint != null
                && !Readme.of(manifest.matter(), checkpoint)
                        .equals(members.need(MemberName.README))) {
            tell(Fault.MEMBER_DIFFERS, MemberName.README.text(), "the one text there is", null);
        }
        return note;
    }

    private @Nullable SignedCheckpoint judge(MemberName name, Bytes note, TreeSize size) {
        return notes.judge(
                note,
                size,
                found ->
                        findings.accept(
                                new Finding(
                                        found.fault(),
                                        found.spot().with("member", name.text()),
                                        found.expected(),
                                        found.actual())));
    }

    private void tell(
            Fault fault, String member, @Nullable String expected, @Nullable String actual) {
        findings.accept(new Finding(fault, Spot.member(member), expected, actual));
    }

    static String words(RuntimeException e) {
        Throwable cause = e.getCause();
        return e.getMessage() + (cause == null ? "" : " (" + cause.getMessage() + ")");
    }
}
