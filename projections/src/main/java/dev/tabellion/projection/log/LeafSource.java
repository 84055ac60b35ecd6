package dev.tabellion.projection.log;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The leaves of the log, for Axon's processors: gap-free, in one order for everybody, from any
 * position again. The token is the index of the last leaf seen. Tells nothing that is not
 * sequenced: that comes within a second of its commit.
 */
public final class LeafSource implements StreamableMessageSource<TrackedEventMessage<?>> {
    private final LeafReader reader;
    private final LogNews news;
    private final Turns turns = new Turns();

    /**
     * @param dataSource sessions that may read; one is taken for each batch
     */
    public LeafSource(DataSource dataSource, LogNews news) {
        this.reader = new LeafReader(dataSource, news);
        this.news = news;
    }

    @Override
    public LeafStream openStream(@Nullable TrackingToken after) {
        return new LeafStream(reader, news, position(after));
    }

    /** Of all who follow from here. */
    public Turns turns() {
        return turns;
    }

    /** Before the first leaf, which Axon says with null. */
    @Override
    @SuppressWarnings("NullAway") // Axon's contract, though not annotated
    public TrackingToken createTailToken() {
        return null;
    }

    @Override
    @SuppressWarnings("NullAway") // null for an empty log, as Axon says it
    public TrackingToken createHeadToken() {
        try {
            long last = reader.last();
            return last < 0 ? null : new GlobalSequenceTrackingToken(last);
        } catch (SQLException e) {
            throw new IllegalStateException("looking for the log's last leaf", e);
        }
    }

    /**
     * Before which leaf a follower stands, since its event is gone or does not read; null if none
     * does.
     */
    public @Nullable Long unread() {
        return reader.unread();
    }

    private static long position(@Nullable TrackingToken after) {
        return switch (after) {
            case null -> -1;
            case GlobalSequenceTrackingToken token -> token.getGlobalIndex();
            default -> throw new IllegalArgumentException("a leaf's index is wanted, not " + after);
        };
    }
}
