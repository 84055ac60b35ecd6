package dev.tabellion.projection.keyusage;

import dev.tabellion.keyusage.JournalBreak;
import dev.tabellion.keyusage.JournalWalk;
import dev.tabellion.projection.keyusage.JournalTables.Position;
import dev.tabellion.signing.JournalLine;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the signer's journal page by page and remembers how far, with the hash of what was read
 * last: a journal that was shortened or rewritten since is found out, and read from its beginning
 * again. Several nodes may read: what one has written the others find there.
 */
public final class JournalReader {
    private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);
    private static final int PAGE = 1_000;

    private final JournalSource journal;
    private final JournalTables tables;
    private final JournalledUse use;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    public JournalReader(
            JournalSource journal,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            InstantSource clock) {
        this.journal = journal;
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        this.tables = new JournalTables(jdbc);
        this.use = new JournalledUse(jdbc);
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Reads what is there, to its end: whatever was journalled before the call is taken up when it
     * returns, unless another node is at it.
     *
     * @return false if another node was quicker, and goes on
     * @throws dev.tabellion.collection.SignerUnavailable if the journal cannot be read
     */
    public boolean readToEnd() {
        Position position = tables.position();
        JournalBreak forgotten = forgotten(position);
        if (forgotten != null) {
            position = begunAnew(position, forgotten);
        }
        for (List<JournalLine> page = page(position); !page.isEmpty(); page = page(position)) {
            Position reached = taken(position, page);
            if (reached == null) {
                return false;
            }
            position = reached;
        }
        return true;
    }

    private List<JournalLine> page(Position position) {
        return journal.after(position.head().seq(), PAGE);
    }

    /** What is wrong with the entry that was read last; null if it is there as it was. */
    private @Nullable JournalBreak forgotten(Position position) {
        if (position.head().isBeginning()) {
            return null;
        }
        List<JournalLine> last = journal.after(position.head().seq() - 1, 1);
        return JournalWalk.ofMemory(position.head(), last.isEmpty() ? null : last.getFirst());
    }

    private Position begunAnew(Position position, JournalBreak forgotten) {
        Position anew = position.ofNextEdition();
        boolean moved =
                Boolean.TRUE.equals(
                        transaction.execute(_ -> step(position, List.of(forgotten), anew)));
        if (!moved) {
            return tables.position();
        }
        told(forgotten);
        return anew;
    }

    private @Nullable Position taken(Position position, List<JournalLine> page) {
        JournalWalk walk = JournalWalk.from(position.head(), page);
        Position reached = position.at(walk.head());
        boolean moved =
                Boolean.TRUE.equals(
                        transaction.execute(
                                _ -> {
                                    boolean ours = step(position, walk.breaks(), reached);
                                    if (ours) {
                                        use.add(walk.entries(), clock.instant());
                                    }
                                    return ours;
                                }));
        if (!moved) {
            return null;
        }
        walk.breaks().forEach(JournalReader::told);
        return reached;
    }

    /** False, and nothing is done, if another node went on from there. */
    private boolean step(Position from, List<JournalBreak> breaks, Position to) {
        if (!tables.lockedPosition().equals(from)) {
            return false;
        }
        breaks.forEach(each -> tables.add(from.edition(), each, clock.instant()));
        tables.move(to);
        return true;
    }

    private static void told(JournalBreak found) {
        LOG.atError()
                .addKeyValue("entry", found.before().seq())
                .addKeyValue("hash", found.before().hash())
                .addKeyValue("problem", found.problem())
                .log("JOURNAL-BROKEN");
    }
}
