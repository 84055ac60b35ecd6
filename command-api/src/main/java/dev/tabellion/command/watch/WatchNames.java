package dev.tabellion.command.watch;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Publisher;
import dev.tabellion.collection.WatchName;
import dev.tabellion.json.PlainJson;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Under whose names eyes tell: a name belongs to whoever told under it first, so that no eye puts
 * off that another one's silence is noticed. Gives no name back by itself: its eye may be away.
 */
public final class WatchNames {
    private static final int MOST_OF_ONE = 1_000;

    /** Who asks for no names tells nobody apart by them. */
    private static final String NOT_ASKED = "none";

    private final JdbcTemplate database;

    public WatchNames(DataSource dataSource) {
        this.database = new JdbcTemplate(dataSource);
    }

    boolean mayTell(WatchName watch, Publisher eye) {
        if (watch.isReserved()) {
            return false;
        }
        if (eye.method().equals(NOT_ASKED)) {
            return true;
        }
        // however it proves who it is: that changes, and it stays the same eye
        Sha256 teller = new PlainJson().text("subject", eye.subject()).bytes().sha256();
        Sha256 known = tellerOf(watch);
        if (known == null) {
            take(watch, teller);
            known = tellerOf(watch);
        }
        return teller.equals(known);
    }

    /** False if it was nobody's. */
    public boolean free(WatchName watch) {
        return database.update("delete from tabellion.watch_teller where watch = ?", watch.value())
                == 1;
    }

    /** Does nothing where this one has enough of them, or another one was faster. */
    private void take(WatchName watch, Sha256 asking) {
        byte[] digest = asking.bytes().toArray();
        database.update(
                """
                insert into tabellion.watch_teller (watch, teller)
                select ?, ? where
                    (select count(*) from tabellion.watch_teller where teller = ?) < ?
                on conflict do nothing
                """,
                watch.value(),
                digest,
                digest,
                MOST_OF_ONE);
    }

    /** Null for a name that is free. */
    private @Nullable Sha256 tellerOf(WatchName watch) {
        return database
                .query(
                        "select teller from tabellion.watch_teller where watch = ?",
                        (row, _) -> Sha256.raw(Bytes.of(row.getBytes(1))),
                        watch.value())
                .stream()
                .findFirst()
                .orElse(null);
    }
}
