package dev.tabellion.server.database;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database that holds the signer's keys and journal: its role exists and its schema is of this
 * program's version. It may be the record's own, and is never needed by a server without keys.
 */
public final class SignerDatabase {

    private static final Logger log = LoggerFactory.getLogger(SignerDatabase.class);

    /** Longer than any commit takes; whoever asks the signer waits for it. */
    private static final Duration JOURNAL_ANSWER = Duration.ofSeconds(15);

    private final DatabaseOwner owner;
    private final DatabaseRole signer;
    private final DatabaseSettings settings;

    private SignerDatabase(DatabaseOwner owner, DatabaseRole signer, DatabaseSettings settings) {
        this.owner = owner;
        this.signer = signer;
        this.settings = settings;
    }

    /** Makes the role, then brings the schema up to date; both can be repeated at any time. */
    public static SignerDatabase prepare(DatabaseOwner owner, DatabaseSettings settings) {
        var signer =
                DatabaseRoles.ensure(owner, settings.signerUsername(), settings.signerPassword());
        if (signer.name().equals(owner.user()) || signer.name().equals(settings.appUsername())) {
            log.atWarn()
                    .addKeyValue("role", signer.name())
                    .log(
                            "SIGNER-NOT-SEPARATE: the signer has no database role of its own, so"
                                    + " whoever works as that role can read and change its tables");
        }
        Schema.SIGNER.migrate(owner, Map.of("signer_role", signer.name()));
        return new SignerDatabase(owner, signer, settings);
    }

    /**
     * One that a signer prepared which may be running: neither its role nor its schema is touched.
     */
    public static SignerDatabase prepared(DatabaseOwner owner, DatabaseSettings settings) {
        return new SignerDatabase(
                owner,
                DatabaseRoles.known(owner, settings.signerUsername(), settings.signerPassword()),
                settings);
    }

    /** Sessions that may use the signer's tables; the caller closes the pool. */
    public HikariDataSource signerPool() {
        return new Pools(owner, signer, Schema.SIGNER)
                .pool("signer", settings.signerPoolSize(), Pools.ANSWER);
    }

    /** Sessions of the same role outside any pool, for the one that writes the journal. */
    public DataSource signerSessions() {
        return new Pools(owner, signer, Schema.SIGNER).sessions("journal", JOURNAL_ANSWER);
    }
}
