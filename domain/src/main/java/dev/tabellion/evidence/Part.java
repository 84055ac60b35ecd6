package dev.tabellion.evidence;

import dev.tabellion.tlog.Note;
import java.util.regex.Pattern;

/**
 * What a member of the file is, in the order in which members stand. A pattern has one group at
 * most: a number or a digest.
 *
 * @see MemberName
 */
enum Part {
    README("README\\.txt", 1 << 16),
    REPORT("report\\.json", 32 << 20),
    SHEET("report\\.md", 32 << 20),
    CHECKPOINT("checkpoint", Note.LONGEST),
    OLD_CHECKPOINT("checkpoints/(0|[1-9][0-9]{0,17})", Note.LONGEST),
    ENTRY("entries/(0|[1-9][0-9]{0,17})\\.entry", 65_535),
    PAYLOAD("entries/(0|[1-9][0-9]{0,17})\\.payload", 16 << 20),
    PROOF("entries/(0|[1-9][0-9]{0,17})\\.tlog-proof", 2 * Note.LONGEST),
    JOURNAL("journal/(0|[1-9][0-9]{0,17})\\.entry", 1 << 20),
    DOCUMENT("documents/([0-9a-f]{64})", 64 << 20),
    MANIFEST("manifest\\.json", 16 << 20);

    private final Pattern form;
    private final int longest;

    Part(String form, int longest) {
        this.form = Pattern.compile(form);
        this.longest = longest;
    }

    Pattern form() {
        return form;
    }

    /** In bytes. */
    int longest() {
        return longest;
    }

    /** Whose place it stands in: the parts of one entry stand together. */
    Part place() {
        return this == PAYLOAD || this == PROOF ? ENTRY : this;
    }
}
