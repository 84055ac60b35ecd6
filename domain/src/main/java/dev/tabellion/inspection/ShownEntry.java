package dev.tabellion.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.LeafOutline;
import dev.tabellion.collection.LoggedEvent;
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
 * @param leaf null if there is none that reads
 * @param event null if its payload is not there, or does not read
 */
public record ShownEntry(
        @Nullable LeafOutline leaf, @Nullable LoggedEvent event, List<Finding> findings) {
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
        return new ShownEntry(examined.leaf(), examined.event(), examined.findings());
    }

    /** That it says is kept, or that it says was seen; null if it names none. */
    public @Nullable Sha256 document() {
        return NamedDocument.digestIn(event);
    }
}
