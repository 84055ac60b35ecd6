package dev.tabellion.projection.log;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CaseEvent;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.LeafOutline;
import dev.tabellion.collection.LoggedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads events in the order of their leaves. Never skips one that is gone or does not read, nor
 * takes what somebody says of cases for said where the leaf says otherwise: that explains findings
 * away.
 */
final class LeafReader {
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final String AFTER =
            """
            select l.leaf_index, e.event_id, e.collection, e.sequence, e.kind, e.occurred_at,
                e.name, e.revision, e.payload, e.metadata,
                case when e.kind = 'case' then e.leaf end
            from tabellion.log_leaf l join tabellion.event e using (global_index)
            where l.leaf_index > ? order by l.leaf_index limit ?
            """;

    /** Followers that keep up ask for the same: it is read once, and held while they do. */
    private static final int BATCHES = 4;

    private static final Duration HELD = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final LogNews news;
    private final JsonMapper json = JsonMapper.shared();
    private final Cache<Place, List<TrackedEventMessage<?>>> batches =
            Caffeine.newBuilder().maximumSize(BATCHES).expireAfterWrite(HELD).build();

    private volatile @Nullable Nothing nothing;
    private volatile @Nullable Long unread;

    private record Place(long index, int atMost) {}

    /** That there was nothing after an index, by what had been told when it was looked for. */
    private record Nothing(long after, long told, long lookedAt) {}

    LeafReader(DataSource dataSource, LogNews news) {
        this.dataSource = dataSource;
        this.news = news;
    }

    /**
     * What was read of the log stays true. That there was nothing more holds until there may be,
     * and never for long: all followers that keep up ask, each several times a batch.
     */
    @SuppressWarnings("NullAway") // null is not kept: the cache's contract, though not annotated
    List<TrackedEventMessage<?>> after(long index, int atMost) {
        if (news.endsWith(index)) {
            return List.of();
        }
        long told = news.told();
        long now = System.nanoTime();
        Nothing known = nothing;
        if (known != null
                && known.after() == index
                && known.told() == told
                && now - known.lookedAt() < LogNews.BELIEVED.toNanos()) {
            return List.of();
        }
        List<TrackedEventMessage<?>> batch = batches.get(new Place(index, atMost), this::read);
        if (batch == null) {
            nothing = new Nothing(index, told, now);
            return List.of();
        }
        return batch;
    }

    private @Nullable List<TrackedEventMessage<?>> read(Place place) {
        try {
            List<TrackedEventMessage<?>> batch = readAfter(place.index(), place.atMost());
            Long before = unread;
            if (before != null
                    && place.index() < before
                    && before <= place.index() + batch.size()) {
                unread = null;
            }
            return batch.isEmpty() ? null : List.copyOf(batch);
        } catch (UnreadLeaf e) {
            unread = e.leaf();
            throw e;
        } catch (SQLException e) {
            throw new IllegalStateException("reading leaves after " + place.index(), e);
        }
    }

    /** Where somebody stood last and nobody has come past since; null if there is no such leaf. */
    @Nullable Long unread() {
        return unread;
    }

    private List<TrackedEventMessage<?>> readAfter(long index, int atMost) throws SQLException {
        try (Connection session = dataSource.getConnection();
                PreparedStatement select = session.prepareStatement(AFTER)) {
            select.setLong(1, index);
            select.setInt(2, atMost);
            try (ResultSet rows = select.executeQuery()) {
                return messages(index, rows);
            }
        }
    }

    /** The index of the last leaf, -1 if there is none. */
    long last() throws SQLException {
        try (Connection session = dataSource.getConnection();
                PreparedStatement select =
                        session.prepareStatement(
                                "select coalesce(max(leaf_index), -1) from tabellion.log_leaf");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** What comes before one that does not read is told all the same. */
    private List<TrackedEventMessage<?>> messages(long index, ResultSet rows) throws SQLException {
        List<TrackedEventMessage<?>> messages = new ArrayList<>();
        try {
            for (long expected = index + 1; rows.next(); expected++) {
                if (rows.getLong(1) != expected) {
                    throw new UnreadLeaf(expected, null);
                }
                messages.add(readable(expected, rows));
            }
        } catch (UnreadLeaf e) {
            if (messages.isEmpty()) {
                throw e;
            }
        }
        return messages;
    }

    private TrackedEventMessage<?> readable(long index, ResultSet row) throws SQLException {
        try {
            return message(index, row);
        } catch (RuntimeException e) { // whatever an edited one can make the reader say
            throw new UnreadLeaf(index, e);
        }
    }

    private TrackedEventMessage<?> message(long index, ResultSet row) throws SQLException {
        LoggedEvent event = event(row);
        Instant at = row.getObject(6, OffsetDateTime.class).toInstant();
        return new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(index),
                row.getString(5),
                row.getString(3),
                row.getLong(4),
                new GenericMessage<>(
                        row.getString(2),
                        event,
                        MetaData.from(json.readValue(row.getBytes(10), TEXTS))),
                () -> at);
    }

    /** All others are held against their leaves by the log's inspection, a while later. */
    private static LoggedEvent event(ResultSet row) throws SQLException {
        String name = row.getString(7);
        Bytes payload = Bytes.of(row.getBytes(9));
        byte[] leaf = row.getBytes(11);
        if (leaf != null) {
            return LeafOutline.read(Bytes.of(leaf)).logged(payload);
        }
        LoggedEvent event = EventJson.read(name, row.getString(8), payload);
        if (event instanceof CaseEvent) {
            throw new IllegalStateException("a " + name + " outside of the stream of cases");
        }
        return event;
    }
}
