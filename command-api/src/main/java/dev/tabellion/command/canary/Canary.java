package dev.tabellion.command.canary;

import dev.tabellion.background.Background;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.EventStream;
import dev.tabellion.collection.LedgerEvent;
import dev.tabellion.collection.LedgerEvent.CanarySung;
import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.Publisher;
import dev.tabellion.command.Randomness;
import dev.tabellion.command.aggregate.LedgerEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keeps true that there is one song in each turn, whichever node sings it. A turn that nobody lived
 * through stays silent: that is what the canary is for.
 */
public final class Canary implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Canary.class);
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int REQUEST_ID_BYTES = 8;

    private final LedgerEvents ledger;
    private final JdbcTemplate database;
    private final InstantSource clock;
    private final Randomness randomness;
    private final Duration period;
    private final Background background;

    /**
     * @param period of a turn; turns are counted from 1970 on, so all nodes agree on them
     */
    public Canary(
            LedgerEvents ledger,
            DataSource dataSource,
            InstantSource clock,
            Randomness randomness,
            Duration period) {
        if (!period.equals(Duration.ofSeconds(Math.max(1, period.toSeconds())))) {
            throw new IllegalArgumentException(
                    "a canary sings every so many whole seconds, not every " + period);
        }
        this.ledger = ledger;
        this.database = new JdbcTemplate(dataSource);
        this.clock = clock;
        this.randomness = randomness;
        this.period = period;
        this.background = new Background("canary", this::work);
    }

    public void start() {
        background.start();
    }

    /** Sings, unless somebody did in this turn. */
    public void sing() {
        Instant due = turn(clock.instant());
        ledger.append(
                new Provenance(
                        Publisher.TABELLION,
                        "canary-" + randomness.bytes(REQUEST_ID_BYTES).hex(),
                        null),
                () -> song(due));
    }

    @Override
    public void close() {
        background.close();
    }

    private List<LedgerEvent> song(Instant due) {
        CanarySung last = last();
        return last != null && !last.due().isBefore(due)
                ? List.of()
                : List.of(new CanarySung(due, period));
    }

    private @Nullable CanarySung last() {
        return database
                .query(
                        """
                        select name, revision, payload from tabellion.event
                        where collection = ? and name = 'canary-sung'
                        order by sequence desc limit 1
                        """,
                        (row, _) ->
                                (CanarySung)
                                        EventJson.read(
                                                row.getString("name"),
                                                row.getString("revision"),
                                                Bytes.of(row.getBytes("payload"))),
                        EventStream.LEDGER.id())
                .stream()
                .findFirst()
                .orElse(null);
    }

    private Instant turn(Instant now) {
        return Instant.ofEpochSecond(
                Math.floorDiv(now.getEpochSecond(), period.toSeconds()) * period.toSeconds());
    }

    private void work() {
        Duration pause;
        do {
            pause = attempt() ? untilNextTurn() : RETRY;
        } while (!background.stoppedWithin(pause));
    }

    private boolean attempt() {
        try {
            sing();
            return true;
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("canary-not-sung");
            return false;
        }
    }

    /** Looks now and then anyway, for the clock may have been set. */
    private Duration untilNextTurn() {
        Instant now = clock.instant();
        Duration left = Duration.between(now, turn(now).plus(period));
        return left.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : left.plusMillis(1);
    }
}
