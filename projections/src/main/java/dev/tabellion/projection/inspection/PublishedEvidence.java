package dev.tabellion.projection.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.inspection.PayloadBundle;
import dev.tabellion.projection.document.DocumentTable;
import dev.tabellion.tlog.Bundle;
import java.util.List;
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

    public @Nullable Bytes document(Sha256 digest) {
        return new DocumentTable(sql).find(digest);
    }
}
