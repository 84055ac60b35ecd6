package dev.tabellion.server.keyusage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.command.Outcome;
import dev.tabellion.command.StoreUnavailable;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.server.command.BrittleDataSource.Cut;
import dev.tabellion.server.command.WriteNode;
import dev.tabellion.signing.JournalLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the two books tell of the use of keys, on real databases. */
class KeyUsageIT {
    private static final Gun GUN = new Gun("example.com/used");
    private static final String WHOLE =
            """
            signature_journalled j join signature_logged l using (key, version, payload, gun, role)
            join signature_published p using (gun, role, version, payload, file)
            where l.entry = j.entry and l.requested_leaf < l.leaf_index
                and p.leaf_index > l.leaf_index
            """;

    @TempDir private Path place;
    private KeyUsageRoom room;
    private PocketPublisher publisher;

    @BeforeEach
    void publish() {
        room = new KeyUsageRoom(place);
        publisher = room.publisher(GUN);
        assertThat(room.node.publish(GUN, publisher.firstPublication()))
                .isInstanceOf(Outcome.Done.class);
        assertThat(room.node.publish(GUN, publisher.addTarget("v2").publication()))
                .isInstanceOf(Outcome.Done.class);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void every_use_is_known_in_all_its_halves() {
        room.clock.pass(Duration.ofDays(8));
        room.node.execute(new TrustCommand.RenewServerRoles(GUN), WriteNode.ALICE);
        room.catchUp();
        assertThat(room.count("signature_journalled")).isEqualTo(5);
        assertThat(room.count("signature_logged")).isEqualTo(5);
        assertThat(room.count(WHOLE)).isEqualTo(5);
        assertThat(room.count("signature_journalled where renewed")).isEqualTo(1);
        assertThat(room.count("key_journalled j join key_logged using (key, gun, life, role)"))
                .isEqualTo(2);
        assertThat(room.count("key_trusted where until_leaf is null")).isEqualTo(4);
        assertThat(room.count("journal_break")).isZero();
    }

    @Test
    void a_leaf_that_begins_a_batch_finds_what_came_before_it() {
        room.catchUp();
        // each event by itself, as if every one of them had begun a batch
        room.node.publish(GUN, publisher.addTarget("v3").publication());
        while (room.count("log_outbox") > 0) {
            room.leaves.takeOne();
            room.catchUpLog();
        }
        room.catchUp();
        assertThat(room.count(WHOLE)).isEqualTo(6);
    }

    @Test
    void what_was_signed_and_not_committed_is_known_by_the_journal_alone() {
        room.node.database.cutNext(Cut.BEFORE_COMMIT);
        var lost = publisher.addTarget("lost").publication();
        try {
            room.node.publish(GUN, lost);
        } catch (StoreUnavailable _) {
            // as intended
        }
        room.catchUp();
        assertThat(room.count("signature_journalled")).isEqualTo(6);
        assertThat(room.count("signature_logged")).isEqualTo(4);
        assertThat(room.node.publish(GUN, lost)).isInstanceOf(Outcome.Done.class);
        room.catchUp();
        assertThat(room.count("signature_journalled")).isEqualTo(6);
        assertThat(room.count(WHOLE)).isEqualTo(6);
    }

    @Test
    void a_deleted_collection_trusts_nobody_any_more() {
        room.node.execute(new TrustCommand.DeleteCollection(GUN), WriteNode.ALICE);
        room.catchUp();
        assertThat(room.count("key_trusted where until_leaf is null")).isZero();
        assertThat(room.count("key_logged where what = 'retired'")).isEqualTo(2);
    }

    @Test
    void a_shortened_journal_is_found_out_and_read_anew() {
        room.catchUp();
        long whole = room.count("signature_journalled");
        room.show(lines -> lines.subList(0, lines.size() - 2));
        room.reader.readToEnd();
        room.reader.readToEnd();
        assertThat(room.sql.queryForList("select problem from journal_break", String.class))
                .singleElement()
                .asString()
                .contains("ends before");
        assertThat(room.sql.queryForObject("select edition from journal_position", Integer.class))
                .isEqualTo(2);
        assertThat(room.count("signature_journalled")).isEqualTo(whole);
    }

    @Test
    void an_entry_edited_later_is_found_where_it_is_the_last_that_was_read() {
        room.catchUp();
        room.show(
                lines -> {
                    List<JournalLine> edited = new ArrayList<>(lines);
                    String last = edited.removeLast().entry().utf8();
                    edited.add(new JournalLine(Bytes.utf8(last.replace("published", "renewed"))));
                    return edited;
                });
        room.reader.readToEnd();
        assertThat(room.sql.queryForList("select problem from journal_break", String.class))
                .singleElement()
                .asString()
                .contains("another entry");
    }

    @Test
    void the_application_may_not_change_what_was_taken_up() {
        for (String table : List.of("signature_journalled", "signature_logged", "journal_break")) {
            assertThatThrownBy(() -> room.sql.update("delete from " + table))
                    .hasMessageContaining("delete");
        }
    }
}
