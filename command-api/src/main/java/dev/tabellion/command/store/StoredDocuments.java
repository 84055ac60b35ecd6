package dev.tabellion.command.store;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Document;
import dev.tabellion.collection.Documents;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The table of documents, the lately used ones parsed and in memory. A digest's bytes never change,
 * so nothing here is ever stale.
 */
public final class StoredDocuments implements Documents {
    private static final Dialect DIALECT = Dialect.NOTARY_V1;

    /** A parsed file takes a few times its bytes. */
    private static final int PARSED_FACTOR = 4;

    private final JdbcTemplate database;
    private final LoadingCache<Sha256, Bytes> files;
    private final LoadingCache<Name, Signed<?>> parsed;

    /**
     * @param cacheBytes about how much memory the documents kept may take
     */
    public StoredDocuments(DataSource dataSource, long cacheBytes) {
        this.database = new JdbcTemplate(dataSource);
        this.files =
                Caffeine.newBuilder()
                        .maximumWeight(cacheBytes / 2)
                        .weigher((Sha256 _, Bytes file) -> file.length() + 1)
                        .build(this::load);
        this.parsed =
                Caffeine.newBuilder()
                        .maximumWeight(cacheBytes / 2)
                        .weigher(
                                (Name _, Signed<?> file) ->
                                        PARSED_FACTOR * Math.min(file.raw().length(), 1 << 28))
                        .build(name -> parse(name.role, name.digest, files.get(name.digest)));
    }

    @Override
    public Signed<?> read(RoleName role, Sha256 digest) {
        return parsed.get(new Name(role, digest));
    }

    /**
     * The same for what strangers ask about: what they name takes no place from what the next
     * publication needs.
     */
    public Signed<?> readAside(RoleName role, Sha256 digest) {
        Signed<?> atHand = parsed.policy().getIfPresentQuietly(new Name(role, digest));
        Bytes file = atHand == null ? files.policy().getIfPresentQuietly(digest) : atHand.raw();
        return atHand == null ? parse(role, digest, file == null ? load(digest) : file) : atHand;
    }

    /**
     * Joins the transaction of its caller. Sorted, so that two transactions with the same documents
     * wait for each other in one order.
     */
    public void write(List<Document> documents) {
        List<Object[]> rows =
                documents.stream()
                        .sorted(Comparator.comparing(Document::digest))
                        .map(d -> new Object[] {d.digest().bytes().toArray(), d.file().toArray()})
                        .toList();
        if (!rows.isEmpty()) {
            database.batchUpdate(
                    "insert into tabellion.document (sha256, bytes) values (?, ?)"
                            + " on conflict do nothing",
                    rows);
        }
    }

    /** Keeps committed documents at hand: the next publication of the collection reads them. */
    public void keep(List<Document> committed) {
        committed.forEach(d -> files.put(d.digest(), d.file()));
    }

    private static Signed<?> parse(RoleName role, Sha256 digest, Bytes file) {
        try {
            return DIALECT.read(role, file);
        } catch (MalformedMetadata e) {
            throw new IllegalStateException(
                    "the stored document " + digest + " does not read as " + role, e);
        }
    }

    private Bytes load(Sha256 digest) {
        Bytes file =
                database
                        .query(
                                "select bytes from tabellion.document where sha256 = ?",
                                (row, _) -> Bytes.of(row.getBytes(1)),
                                (Object) digest.bytes().toArray())
                        .stream()
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "an event names the document "
                                                        + digest
                                                        + ", which is not stored"));
        if (!file.sha256().equals(digest)) {
            throw new IllegalStateException("the stored document " + digest + " was changed");
        }
        return file;
    }

    private record Name(RoleName role, Sha256 digest) {}
}
