package dev.tabellion.projection.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.LeafOutline;
import dev.tabellion.inspection.DocumentBundle;
import dev.tabellion.inspection.NamedDocument;
import dev.tabellion.inspection.PayloadBundle;
import dev.tabellion.projection.document.DocumentTable;
import dev.tabellion.tlog.Bundle;
import dev.tabellion.tlog.LeafIndex;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What entries name and do not hold, for auditors. Whether a bundle is published, the caller asks;
 * a document is there for who knows its digest, from the moment at which it is recorded.
 */
public final class PublishedEvidence {
    private final JdbcTemplate sql;

    public PublishedEvidence(DataSource reads) {
        this.sql = new JdbcTemplate(reads);
    }

    /** Null if not all of them are there. */
    public @Nullable PayloadBundle payloads(Bundle bundle) {
        long first = bundle.first().position();
        List<Bytes> payloads =
                sql.query(
                        """
                        select event.payload
                        from tabellion.log_leaf join tabellion.event using (global_index)
                        where leaf_index >= ? and leaf_index < ? order by leaf_index
                        """,
                        (row, _) -> Bytes.of(row.getBytes(1)),
                        first,
                        first + bundle.width());
        return payloads.size() == bundle.width() ? new PayloadBundle(payloads) : null;
    }

    /** Null if not all of them are there, or not all entries that could name one. */
    public @Nullable DocumentBundle documents(Bundle bundle) {
        SequencedSet<Sha256> named;
        try {
            named = named(bundle);
        } catch (IllegalStateException _) {
            return null; // what edited rows name is nothing to be kept for ever
        }
        return named == null || !areShort(named)
                ? null
                : DocumentBundle.of(named, new DocumentTable(sql).all(named));
    }

    /** Asked before they are read: rows that somebody edited may be as long as memory. */
    private boolean areShort(SequencedSet<Sha256> digests) {
        Map<Sha256, Long> lengths = new DocumentTable(sql).lengths(digests);
        return lengths.size() == digests.size()
                && lengths.values().stream().allMatch(each -> each <= DocumentBundle.LONGEST);
    }

    private @Nullable SequencedSet<Sha256> named(Bundle bundle) {
        long first = bundle.first().position();
        SequencedSet<Sha256> named = new LinkedHashSet<>();
        List<LeafIndex> seen =
                sql.query(
                        """
                        select leaf_index, event.leaf, event.payload
                        from tabellion.log_leaf join tabellion.event using (global_index)
                        where leaf_index >= ? and leaf_index < ? order by leaf_index
                        """,
                        (row, _) -> {
                            add(named, Bytes.of(row.getBytes(2)), Bytes.of(row.getBytes(3)));
                            return new LeafIndex(row.getLong(1));
                        },
                        first,
                        first + bundle.width());
        return seen.size() == bundle.width() ? named : null;
    }

    /**
     * @throws IllegalStateException if the payload is not the one that was logged
     */
    private static void add(SequencedSet<Sha256> named, Bytes leaf, Bytes payload) {
        NamedDocument document = NamedDocument.of(LeafOutline.read(leaf).logged(payload));
        if (document != null && DocumentBundle.isFor(document)) {
            named.add(document.digest());
        }
    }

    public @Nullable Bytes document(Sha256 digest) {
        return new DocumentTable(sql).find(digest);
    }
}
