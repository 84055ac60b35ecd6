package dev.tabellion.evidence;

import static java.util.Objects.requireNonNull;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.SignatureProduced;
import dev.tabellion.collection.Gun;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.Subject;
import dev.tabellion.detection.rule.Rules;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.inspection.Entry;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.Notes;
import dev.tabellion.inspection.ShelvedRecord;
import dev.tabellion.json.PlainJson;
import dev.tabellion.pocket.PocketServer;
import dev.tabellion.pocket.PocketSigner;
import dev.tabellion.tlog.Checkpoint;
import dev.tabellion.tlog.KeyName;
import dev.tabellion.tlog.LoggedProof;
import dev.tabellion.tlog.MerkleTree;
import dev.tabellion.tlog.SignatureType;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.TestKey;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.TreeSize;
import dev.tabellion.tlog.VerifierKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A small record, a finding about its last targets, and the evidence of it. */
final class PocketEvidence {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T08:30:00Z"), ZoneOffset.UTC);
    static final TestKey LOG =
            new TestKey(
                    new VerifierKey(
                            new KeyName(ShelvedRecord.ORIGIN.text()),
                            SignatureType.ED25519,
                            TestKey.LOG.key().key()),
                    TestKey.LOG.seed());

    final ShelvedRecord record = new ShelvedRecord();
    final MetadataPublished targets;
    final long leaf;
    private final SignedCheckpoint checkpoint;
    private final List<CollectionEvent> history;

    PocketEvidence() {
        var server = new PocketServer(new Gun("example.com/app"), new PocketSigner(), CLOCK);
        var publisher = server.publisherWithoutSnapshots();
        server.accepts(publisher.addTarget("v1").firstPublication());
        server.accepts(publisher.addTarget("v2").publication());
        record.tells(server.gun(), server.history()).publish();
        record.documents.putAll(server.store());
        int last = -1;
        for (int at = 0; at < server.history().size(); at++) {
            if (server.history().get(at) instanceof MetadataPublished published
                    && published.role().equals(RoleName.TARGETS)) {
                last = at;
            }
        }
        this.leaf = last;
        this.history = List.copyOf(server.history());
        this.targets = (MetadataPublished) server.history().get(last);
        this.checkpoint = checkpoint();
    }

    private SignedCheckpoint checkpoint() {
        TreeSize size = new TreeSize(record.entries.size());
        var head = new TreeHead(size, new MerkleTree(record.tiles(), size).root());
        var unsigned = new Checkpoint(ShelvedRecord.ORIGIN, head);
        return SignedCheckpoint.of(unsigned, LOG.sign(unsigned.text()));
    }

    /** The finding as it is told. */
    Bytes report() {
        return told(finding(List.of(new Exhibit.JournalEntry(7))));
    }

    private dev.tabellion.detection.Finding finding(List<Exhibit> more) {
        Clue clue =
                Clue.from(
                        new Exhibit.Leaf(leaf),
                        new Exhibit.File(targets.digest()),
                        new Exhibit.File(Sha256.of(Bytes.utf8("never kept"))));
        for (Exhibit exhibit : more) {
            clue = clue.exhibit(exhibit);
        }
        RuleCard card =
                Rules.ALL.stream()
                        .map(DetectionRule::card)
                        .filter(each -> each.name().text().equals("TARGET_CHANGED"))
                        .findFirst()
                        .orElseThrow();
        Subject subject = new Subject(Subject.Kind.COLLECTION, "example.com/app");
        return dev.tabellion.detection.Finding.of(card, subject, leaf, CLOCK.instant(), clue);
    }

    private static Bytes told(dev.tabellion.detection.Finding finding) {
        return new PlainJson()
                .text("id", finding.id().hex())
                .text("rule", finding.rule().text())
                .object(
                        "subject",
                        new PlainJson()
                                .text("kind", "collection")
                                .text("name", finding.subject().name()))
                .number("leaf", finding.leaf())
                .texts("evidence", finding.exhibits().stream().map(Exhibit::text).toList())
                .bytes();
    }

    /** The last signature that the log tells of. */
    SignatureProduced signature() {
        return (SignatureProduced) history.get((int) signatureLeaf());
    }

    private long signatureLeaf() {
        return IntStream.range(0, history.size())
                .filter(at -> history.get(at) instanceof SignatureProduced)
                .max()
                .orElseThrow();
    }

    /** As the signer writes down that signature. */
    Bytes journalEntry() {
        SignatureProduced event = signature();
        return new PlainJson()
                .number("seq", event.journalEntry())
                .text("previous", "0".repeat(64))
                .text("kind", "signed/1")
                .text("time", "2026-11-22T08:30:00Z")
                .object(
                        "told",
                        new PlainJson()
                                .text("gun", "example.com/app")
                                .number("life", 1)
                                .text("role", event.role().value())
                                .number("version", event.version().number())
                                .text("payload", event.payload().hex())
                                .objects(
                                        "signatures",
                                        List.of(
                                                new PlainJson()
                                                        .text("key", event.key().value())
                                                        .text("value", bytesOf(event)))))
                .bytes();
    }

    /** The signature itself stands in the document. */
    private String bytesOf(SignatureProduced event) {
        return history.stream()
                .filter(MetadataPublished.class::isInstance)
                .map(MetadataPublished.class::cast)
                .filter(each -> each.role().equals(event.role()))
                .filter(each -> each.version().equals(event.version()))
                .flatMap(each -> signaturesOf(each).stream())
                .map(Signature::value)
                .filter(value -> value.sha256().equals(event.signature()))
                .map(value -> Base64.getEncoder().encodeToString(value.toArray()))
                .findFirst()
                .orElseThrow();
    }

    private List<Signature> signaturesOf(MetadataPublished published) {
        try {
            Bytes file = requireNonNull(record.documents.get(published.digest()));
            return Dialect.NOTARY_V1.read(published.role(), file).signatures();
        } catch (MalformedMetadata e) {
            throw new AssertionError("a document of the server's own does not read", e);
        }
    }

    /** With what the log and the journal tell of a signature. */
    EvidenceFile withSignature(Bytes journalEntry) {
        long entry = signature().journalEntry();
        var finding = finding(List.of(new Exhibit.JournalEntry(entry)));
        EvidenceFile file =
                with(
                        of(finding)
                                .absent(new Exhibit.File(Sha256.of(Bytes.utf8("never kept"))))
                                .document(targets.digest(), targets.length()),
                        leaf);
        return with(file, signatureLeaf()).journal(entry, journalEntry);
    }

    /** All that the report names but what nobody kept. */
    EvidenceFile file() {
        EvidenceFile file =
                empty().absent(new Exhibit.File(Sha256.of(Bytes.utf8("never kept"))))
                        .absent(new Exhibit.JournalEntry(7))
                        .document(targets.digest(), targets.length());
        return with(file, leaf);
    }

    EvidenceFile empty() {
        return of(finding(List.of(new Exhibit.JournalEntry(7))));
    }

    private EvidenceFile of(dev.tabellion.detection.Finding finding) {
        var about = new TreeMap<>(Map.of("finding", finding.id().hex()));
        return new EvidenceFile(new Matter(Matter.Kind.FINDING, about), checkpoint)
                .report(told(finding), Bytes.utf8("# A finding\n"));
    }

    EvidenceFile with(EvidenceFile file, long index) {
        Entry entry = record.entries.get((int) index);
        MerkleTree tree = new MerkleTree(record.tiles(), checkpoint.head().size());
        return file.entry(
                new LoggedProof(null, entry.index(), tree.inclusionOf(entry.index()), checkpoint),
                requireNonNull(entry.leaf()),
                requireNonNull(entry.payload()));
    }

    Bytes written() {
        return written(file());
    }

    Bytes written(EvidenceFile file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            file.writeTo(out, record.documents::get);
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory", e);
        }
        return Bytes.of(out.toByteArray());
    }

    static List<Finding> check(Bytes file) {
        return check(file, LOG.key());
    }

    static List<Finding> check(Bytes file, VerifierKey key) {
        List<Finding> findings = new ArrayList<>();
        var notes = new Notes(ShelvedRecord.ORIGIN, List.of(key), null);
        new EvidenceCheck(notes, findings::add).run(inMemory(file));
        return findings;
    }

    /** What of a file was checked, whatever was found. */
    static EvidenceCheck.@Nullable Extent extent(Bytes file) {
        var notes = new Notes(ShelvedRecord.ORIGIN, List.of(LOG.key()), null);
        return new EvidenceCheck(notes, _ -> {}).run(inMemory(file));
    }

    static Slices inMemory(Bytes file) {
        return new Slices() {
            @Override
            public long length() {
                return file.length();
            }

            @Override
            public Bytes read(long from, int count) {
                return file.slice((int) from, (int) from + count);
            }
        };
    }

    /** The members of a file, in order. */
    static Map<String, Bytes> unpacked(Bytes file) {
        try {
            Container container = Container.of(inMemory(file));
            Map<String, Bytes> members = new LinkedHashMap<>();
            for (MemberName name : container.lengths().keySet()) {
                members.put(name.text(), container.need(name));
            }
            return members;
        } catch (MalformedEvidence e) {
            throw new AssertionError(e.member(), e);
        }
    }

    /** A tar of anything, in the order given. */
    static Bytes packed(Map<String, Bytes> members) {
        BytesBuilder file = new BytesBuilder();
        members.forEach((name, bytes) -> file.append(member(name, bytes)));
        return file.append(zeros(Container.END)).build();
    }

    static Bytes member(String name, Bytes bytes) {
        return new BytesBuilder()
                .append(new TarHeader(name, bytes.length()).bytes())
                .append(bytes)
                .append(zeros((int) (TarHeader.padded(bytes.length()) - bytes.length())))
                .build();
    }

    static Bytes zeros(int count) {
        return Bytes.of(new byte[count]);
    }

    /** The file with one member changed, and a manifest that does not give it away. */
    static Bytes forged(Bytes file, String member, UnaryOperator<Bytes> change) {
        Map<String, Bytes> members = unpacked(file);
        members.put(member, change.apply(requireNonNull(members.get(member))));
        Manifest honest = Manifest.read(requireNonNull(members.remove("manifest.json")));
        List<Manifest.Member> told = new ArrayList<>();
        members.forEach(
                (name, bytes) ->
                        told.add(new Manifest.Member(name, bytes.length(), bytes.sha256())));
        Manifest forged =
                new Manifest(honest.matter(), honest.log(), honest.size(), honest.absent(), told);
        members.put("manifest.json", forged.bytes());
        return packed(members);
    }

    static Bytes flipped(Bytes bytes) {
        byte[] changed = bytes.toArray();
        changed[changed.length / 2] ^= 1;
        return Bytes.of(changed);
    }
}
