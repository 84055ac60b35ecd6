package dev.tabellion.projection.keyusage;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.WatchEvent.ClientReportReceived;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.projection.document.DocumentTable;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What was seen outside of signatures that verify, on documents that the record does not tell of:
 * those that it tells of are judged by what it tells. What they cover is read from the bytes: a
 * file may be spelled anew around the same signature.
 */
record SightedSignatures(JdbcTemplate jdbc) {
    private static final Logger LOG = LoggerFactory.getLogger(SightedSignatures.class);

    void add(List<UsedLeaf> leaves) {
        for (UsedLeaf leaf : leaves) {
            switch (leaf.event()) {
                case SightingRecorded e when !e.log().isThere() ->
                        add(leaf, e.collection(), e.seen(), e.watched().dialect());
                case ClientReportReceived e when !e.log().isThere() ->
                        add(leaf, e.collection(), e.seen(), Dialect.NOTARY_V1);
                default -> {} // nothing was seen
            }
        }
    }

    private void add(UsedLeaf leaf, @Nullable Gun gun, Seen seen, Dialect dialect) {
        Sha256 digest = seen.digest();
        if (gun == null || digest == null || seen.signedBy().isEmpty()) {
            return;
        }
        Signed<?> document = read(seen.role(), digest, dialect);
        if (document == null) {
            return;
        }
        for (KeyId key : seen.signedBy()) {
            jdbc.update(
                    """
                    insert into tabellion.signature_sighted
                        (leaf_index, key, at, seen_at, gun, role, version, file, payload, expires)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                    """,
                    leaf.index(),
                    key.value(),
                    StoredTime.stored(leaf.at()),
                    StoredTime.stored(seen.at()),
                    gun.value(),
                    seen.role().value(),
                    document.metadata().version().number(),
                    digest.bytes().toArray(),
                    document.payload().sha256().bytes().toArray(),
                    StoredTime.stored(document.metadata().expires()));
        }
    }

    private @Nullable Signed<?> read(RoleName role, Sha256 digest, Dialect dialect) {
        Bytes file = new DocumentTable(jdbc).find(digest);
        try {
            return file == null ? null : dialect.read(role, file);
        } catch (MalformedMetadata e) {
            LOG.atDebug().addKeyValue("digest", digest).setCause(e).log("sighting-not-read");
            return null;
        }
    }
}
