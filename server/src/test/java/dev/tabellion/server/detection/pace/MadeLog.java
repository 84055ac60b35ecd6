package dev.tabellion.server.detection.pace;

import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.Story;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.follow.Leaves;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Honest publications, taking turns, written as the store has them: publishing them takes hours.
 */
final class MadeLog {
    private final JdbcTemplate sql;
    private final Leaves leaves;
    private final List<Story> stories = new ArrayList<>();
    private final List<PocketPublisher> publishers = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();

    MadeLog(DatabaseOwner owner) {
        sql =
                new JdbcTemplate(
                        new DriverManagerDataSource(owner.url(), owner.user(), owner.password()));
        leaves = new Leaves(owner);
    }

    void make(int collections, int publications) {
        for (int i = 0; i < collections; i++) {
            Story story = new Story("example.com/app-" + i);
            stories.add(story);
            publishers.add(story.publisher());
            lengths.add(0);
            publishers.get(i).addTarget("v0");
            story.accepted(publishers.get(i).firstPublication());
            keep(i, story.history());
        }
        for (int time = 1; time < publications; time++) {
            for (int i = 0; i < collections; i++) {
                PocketPublisher publisher = publishers.get(i).addTarget("v" + time);
                keep(i, stories.get(i).accepted(publisher.publication()));
            }
            leaves.take();
        }
        leaves.take();
    }

    private void keep(int number, List<CollectionEvent> happened) {
        Story story = stories.get(number);
        List<Object[]> documents = new ArrayList<>();
        List<Object[]> events = new ArrayList<>();
        int sequence = lengths.get(number);
        for (CollectionEvent event : happened) {
            if (event instanceof MetadataPublished published) {
                documents.add(
                        new Object[] {
                            published.digest().bytes().toArray(),
                            story.stored(published.digest()).toArray()
                        });
            }
            events.add(row(story, sequence, event));
            sequence++;
        }
        lengths.set(number, sequence);
        sql.batchUpdate(
                "insert into tabellion.document values (?, ?) on conflict do nothing", documents);
        sql.batchUpdate(
                """
                insert into tabellion.event (event_id, collection, sequence, kind, occurred_at,
                    name, revision, payload, metadata, leaf)
                values (?, ?, ?, 'collection', ?, ?, ?, ?, convert_to('{}', 'UTF8'), ?)
                """,
                events);
    }

    private static Object[] row(Story story, int sequence, CollectionEvent event) {
        return new Object[] {
            UUID.randomUUID(),
            story.gun.value(),
            sequence,
            story.now().atOffset(ZoneOffset.UTC),
            EventJson.nameOf(event),
            EventJson.revisionOf(event),
            EventJson.write(event).toArray(),
            new byte[] {1, 2}
        };
    }
}
