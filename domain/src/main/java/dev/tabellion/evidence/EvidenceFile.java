package dev.tabellion.evidence;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.tlog.LoggedProof;
import dev.tabellion.tlog.SignedCheckpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Evidence about to be written: all of it is known but the bytes of documents, whose digests are.
 * The same evidence is the same file, to the last byte. Made by one thread, and then never changed.
 */
public final class EvidenceFile {
    /** How many entries there is room for. */
    public static final int MOST_ENTRIES = 8_000;

    private final Matter matter;
    private final SignedCheckpoint checkpoint;
    private final Map<MemberName, Content> contents = new TreeMap<>();
    private final List<Exhibit> absent = new ArrayList<>();

    /**
     * What a member will be.
     *
     * @param bytes null for a document, read in its turn
     */
    private record Content(long length, Sha256 sha256, @Nullable Bytes bytes) {}

    /**
     * @param checkpoint to which all proofs lead
     */
    public EvidenceFile(Matter matter, SignedCheckpoint checkpoint) {
        this.matter = matter;
        this.checkpoint = checkpoint;
        put(MemberName.CHECKPOINT, checkpoint.bytes());
    }

    /** For programs, and for people. */
    public EvidenceFile report(Bytes json, Bytes markdown) {
        put(MemberName.REPORT, json);
        put(MemberName.SHEET, markdown);
        return this;
    }

    public EvidenceFile entry(LoggedProof proof, Bytes leaf, Bytes payload) {
        put(MemberName.entry(proof.index()), leaf);
        put(MemberName.payload(proof.index()), payload);
        put(MemberName.proof(proof.index()), proof.bytes());
        return this;
    }

    /** An entry of the signer's journal, byte for byte. */
    public EvidenceFile journal(long entry, Bytes bytes) {
        put(MemberName.journal(entry), bytes);
        return this;
    }

    public EvidenceFile document(Sha256 digest, long length) {
        contents.put(MemberName.document(digest), new Content(length, digest, null));
        return this;
    }

    /** One that a report names. */
    public EvidenceFile oldCheckpoint(SignedCheckpoint old) {
        put(MemberName.oldCheckpoint(old.head().size()), old.bytes());
        return this;
    }

    /** What the report names and nobody kept. */
    public EvidenceFile absent(Exhibit exhibit) {
        absent.add(exhibit);
        return this;
    }

    /** Whether somebody could read it: there are bounds to what a reader takes. */
    public boolean isWithinBounds() {
        return contents.size() + 2 <= Container.MOST_MEMBERS
                && length() <= Container.LONGEST
                && contents.entrySet().stream()
                        .allMatch(e -> e.getValue().length() <= e.getKey().part().longest())
                && manifest().length() <= Part.MANIFEST.longest();
    }

    /** In bytes. */
    public long length() {
        long length = Container.END + TarHeader.room(manifest().length());
        for (Content content : whole().values()) {
            length += TarHeader.room(content.length());
        }
        return length;
    }

    /**
     * @param documents null for one that is gone meanwhile
     * @throws IOException if {@code out} does, or a document is not what it was
     */
    public void writeTo(OutputStream out, Function<Sha256, @Nullable Bytes> documents)
            throws IOException {
        for (Map.Entry<MemberName, Content> each : whole().entrySet()) {
            Content content = each.getValue();
            Bytes bytes =
                    content.bytes() == null ? documents.apply(content.sha256()) : content.bytes();
            if (bytes == null || !bytes.sha256().equals(content.sha256())) {
                throw new IOException(each.getKey() + " is not what it was");
            }
            write(each.getKey(), bytes, out);
        }
        write(MemberName.MANIFEST, manifest(), out);
        out.write(new byte[Container.END]);
    }

    private static void write(MemberName name, Bytes bytes, OutputStream out) throws IOException {
        out.write(new TarHeader(name.text(), bytes.length()).bytes().toArray());
        out.write(bytes.toArray());
        out.write(new byte[(int) (TarHeader.padded(bytes.length()) - bytes.length())]);
    }

    private Map<MemberName, Content> whole() {
        Map<MemberName, Content> whole = new TreeMap<>(contents);
        Bytes readme = Readme.of(matter, checkpoint);
        whole.put(MemberName.README, new Content(readme.length(), readme.sha256(), readme));
        return whole;
    }

    private Bytes manifest() {
        List<Manifest.Member> members = new ArrayList<>();
        whole().forEach(
                        (name, content) ->
                                members.add(
                                        new Manifest.Member(
                                                name.text(), content.length(), content.sha256())));
        return new Manifest(
                        matter,
                        checkpoint.checkpoint().origin(),
                        checkpoint.head().size(),
                        absent,
                        members)
                .bytes();
    }

    private void put(MemberName name, Bytes bytes) {
        contents.put(name, new Content(bytes.length(), bytes.sha256(), bytes));
    }
}
