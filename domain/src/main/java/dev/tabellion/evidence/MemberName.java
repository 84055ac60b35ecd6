package dev.tabellion.evidence;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tlog.LeafIndex;
import dev.tabellion.tlog.TreeSize;
import java.util.Comparator;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * The name of a member: one of few forms, so that none leads out of the folder it is unpacked into.
 * Ordered as members stand in the file.
 *
 * @param number of an entry or an older checkpoint; 0 of all others
 */
record MemberName(Part part, long number, String text) implements Comparable<MemberName> {
    static final MemberName README = fixed("README.txt");
    static final MemberName REPORT = fixed("report.json");
    static final MemberName SHEET = fixed("report.md");
    static final MemberName CHECKPOINT = fixed("checkpoint");
    static final MemberName MANIFEST = fixed("manifest.json");

    private static final Comparator<MemberName> ORDER =
            Comparator.<MemberName, Part>comparing(each -> each.part().place())
                    .thenComparingLong(MemberName::number)
                    .thenComparing(MemberName::text);

    /** Null if no member has such a name. */
    static @Nullable MemberName of(String text) {
        for (Part part : Part.values()) {
            Matcher form = part.form().matcher(text);
            if (form.matches()) {
                boolean isNumbered = form.groupCount() > 0 && part != Part.DOCUMENT;
                return new MemberName(part, isNumbered ? Long.parseLong(form.group(1)) : 0, text);
            }
        }
        return null;
    }

    static MemberName entry(LeafIndex index) {
        return fixed("entries/" + index + ".entry");
    }

    static MemberName payload(LeafIndex index) {
        return fixed("entries/" + index + ".payload");
    }

    static MemberName proof(LeafIndex index) {
        return fixed("entries/" + index + ".tlog-proof");
    }

    /** An entry of the signer's journal. */
    static MemberName journal(long entry) {
        return fixed("journal/" + entry + ".entry");
    }

    static MemberName document(Sha256 digest) {
        return fixed("documents/" + digest);
    }

    static MemberName oldCheckpoint(TreeSize size) {
        return fixed("checkpoints/" + size);
    }

    private static MemberName fixed(String text) {
        MemberName name = of(text);
        if (name == null) {
            throw new IllegalArgumentException("no member is called " + text);
        }
        return name;
    }

    /** Of a document. */
    Sha256 digest() {
        return new Sha256(text.substring(text.indexOf('/') + 1));
    }

    @Override
    public int compareTo(MemberName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return text;
    }
}
