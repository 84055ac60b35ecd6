package dev.tabellion.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.Hasher;
import dev.tabellion.tlog.Origin;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An entry that is shown without those before it, held against its payload and its document. Says
 * nothing of its place in its stream.
 *
 * @param hash null if there is no entry
 * @param document that it says is kept, or that it says was seen; null if it names none
 * @param isKept whether the document must be there
 */
public record ShownEntry(
        @Nullable Hash hash, @Nullable Sha256 document, boolean isKept, List<Finding> findings) {
    public ShownEntry {
        findings = List.copyOf(findings);
    }

    /**
     * @param documents null for what is not there
     */
    public static ShownEntry of(
            Entry entry, Origin log, Function<Sha256, @Nullable Bytes> documents) {
        var examination = new EntryExamination(entry, log.text(), new Hasher());
        Sha256 kept = examination.document();
        Bytes bytes = kept == null ? null : documents.apply(kept);
        ExaminedEntry examined =
                examination.result(
                        kept == null || bytes == null ? Map.of() : Map.of(kept, bytes), null);
        return new ShownEntry(
                examined.hash(),
                NamedDocument.digestIn(examined.event()),
                kept != null,
                examined.findings());
    }
}
