package dev.tabellion.server.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.Mark;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.json.PlainJsonReader;
import dev.tabellion.server.command.BrittleDataSource.Cut;
import dev.tabellion.signer.book.Birth;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.book.Discrepancy;
import dev.tabellion.signer.book.Entry;
import dev.tabellion.signer.book.JournalEntry;
import dev.tabellion.signer.book.JournalHeldElsewhere;
import dev.tabellion.signer.book.Verification;
import dev.tabellion.signer.policy.Position;
import dev.tabellion.signer.policy.SigningFact;
import dev.tabellion.signer.policy.Standing;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** The signer's book on a real database: what a crash leaves, and what a restored one cannot do. */
class BookIT {
    private static final Gun GUN = new Gun("example.com/a");

    @TempDir private Path place;
    private BookRoom room;

    @BeforeEach
    void prepare() {
        room = new BookRoom(place);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void a_stranger_can_verify_the_chain() {
        for (int version = 1; version <= 3; version++) {
            room.sign(GUN, version);
        }
        String before = "0".repeat(64);
        long seq = 0;
        for (JournalEntry entry : room.book.after(0, 100)) {
            PlainJsonReader json = PlainJsonReader.of(entry.json());
            assertThat(json.number("seq")).isEqualTo(++seq).isEqualTo(entry.seq());
            assertThat(json.text("previous")).isEqualTo(before);
            assertThat(entry.json().sha256()).isEqualTo(entry.hash());
            before = entry.hash().hex();
        }
        assertThat(seq).isEqualTo(3);
        assertIntact(3);
    }

    @Test
    void a_page_of_the_journal_begins_after_a_position() {
        for (int version = 1; version <= 5; version++) {
            room.sign(GUN, version);
        }
        assertThat(room.book.after(2, 2)).extracting(JournalEntry::seq).containsExactly(3L, 4L);
        assertThat(room.book.after(5, 2)).isEmpty();
    }

    @Test
    void where_a_life_stood_at_a_timestamp_is_known_from_whichever_entry_told_it() {
        room.sign(GUN, 1);
        room.sign(GUN, 2);
        Position first = Objects.requireNonNull(room.book.position(GUN, 1, new Version(1)));
        assertThat(first.root()).isEqualTo(Fabricated.ROOT);
        assertThat(first.timestamp().digest()).isEqualTo(Fabricated.fileOf(GUN, 1));
        assertThat(room.book.position(GUN, 1, new Version(3))).isNull();
        assertThat(room.book.position(GUN, 2, new Version(1))).isNull();

        Mark elsewhere = new Mark(new Version(57), Fabricated.fileOf(GUN, 57));
        Position imported = new Position(first.root(), first.snapshot(), elsewhere);
        Entry.OfFact entry =
                new Entry.Imported(
                        new SigningFact.Imported(GUN, 2, imported, room.clock.instant()));
        room.inTurn(GUN, page -> page.write("a test", entry));
        assertThat(room.book.position(GUN, 2, new Version(57))).isEqualTo(imported);
    }

    @Test
    void that_a_key_is_missing_changes_nothing_that_is_remembered() {
        room.sign(GUN, 1);
        Standing before = room.standing(GUN);
        KeyId key = new KeyId("missed");
        var missing =
                new Entry.KeyMissing(
                        new KeyPlace(GUN, 1, RoleName.TIMESTAMP),
                        key,
                        Entry.KeyMissing.From.VAULT,
                        room.clock.instant());
        assertThat(room.book.tell("a test", missing)).isEqualTo(2);

        room.reopen();
        assertThat(room.standing(GUN)).isEqualTo(before);
        assertThat(room.book.toldMissing()).containsExactly(key);
        room.book.tell("a test", new Entry.KeyFound(missing.place(), key, room.clock.instant()));
        assertThat(room.book.toldMissing()).isEmpty();
        List<Birth> births = new ArrayList<>();
        room.book.births(10, births::addAll);
        assertThat(births).isEmpty();
        assertIntact(3);
    }

    @Test
    void keys_are_shown_page_by_page_and_what_was_edited_is_passed_over() {
        List<KeyId> born = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            KeyId id = new KeyId("key-" + i);
            born.add(id);
            var key = new ManagedKey(id, new PublicKey("ecdsa", Bytes.utf8("half " + i)));
            var entry =
                    new Entry.KeyBorn(
                            new KeyPlace(GUN, 1, RoleName.TIMESTAMP),
                            key,
                            false,
                            room.clock.instant());
            room.inTurn(GUN, page -> page.write(BookRoom.PEER, entry));
        }
        assertThat(shown(2)).containsExactlyElementsOf(born);
        room.tamper("update signer.journal set keys = '{x}' where seq in (3, 4)");
        assertThat(shown(2)).containsExactly(born.get(0), born.get(1), born.get(4));
        assertThat(shown(5)).containsExactly(born.get(0), born.get(1), born.get(4));
    }

    private List<KeyId> shown(int atOnce) {
        List<KeyId> shown = new ArrayList<>();
        room.book.births(
                atOnce,
                births -> {
                    births.forEach(each -> shown.add(each.key().id()));
                    return true;
                });
        return shown;
    }

    @Test
    void what_was_lost_before_the_commit_never_happened() {
        room.sign(GUN, 1);
        room.sessions.cutNext(Cut.BEFORE_COMMIT);
        assertUnavailable(2);
        assertThat(room.entries()).isEqualTo(1);
        assertLastSigned(1);
        assertThat(room.sign(GUN, 2)).isEqualTo(2);
        assertIntact(2);
    }

    @Test
    void what_was_kept_though_it_looked_lost_is_remembered() {
        room.sign(GUN, 1);
        room.sessions.cutNext(Cut.AFTER_COMMIT);
        assertUnavailable(2);
        assertLastSigned(2);
        assertThat(room.sign(GUN, 3)).isEqualTo(3);
        assertIntact(3);
    }

    @Test
    void after_a_failure_it_is_well_again_before_somebody_asks() {
        room.sessions.cutNext(Cut.BEFORE_COMMIT);
        assertUnavailable(1);
        Deadline.await(
                Duration.ofSeconds(10),
                () -> room.book.complaint() == null,
                () -> "still " + room.book.complaint());
        assertThat(room.sign(GUN, 1)).isEqualTo(1);
    }

    @Test
    void without_its_head_no_entry_is_answered_and_none_is_forgotten() throws Exception {
        room.sign(GUN, 1);
        Files.delete(room.head().path());
        Path inTheWay = Files.createDirectory(room.head().path());
        assertUnavailable(2);
        assertUnavailable(3);
        assertThat(room.book.complaint()).isNotNull();
        Files.delete(inTheWay);
        assertLastSigned(2);
        assertThat(room.book.complaint()).isNull();
        assertThat(room.sign(GUN, 3)).isEqualTo(3);
        assertIntact(3);
    }

    @Test
    void a_crash_between_commit_and_head_leaves_entries_that_the_next_start_takes_over() {
        room.sign(GUN, 1);
        byte[] head = room.headNow();
        room.sign(GUN, 2);
        room.sign(GUN, 3);
        room.book.close();
        room.putHead(head);
        room.book = room.open();
        assertThat(room.book.discrepancy()).isNull();
        assertThat(room.sign(GUN, 4)).isEqualTo(4);
        assertIntact(4);
    }

    @Test
    void a_crash_after_the_very_first_commit_closes_nothing() {
        room.book.close();
        byte[] head = room.headNow();
        room.book = room.open();
        room.sign(GUN, 1);
        room.book.close();
        room.putHead(head);
        room.book = room.open();
        assertThat(room.sign(GUN, 2)).isEqualTo(2);
    }

    @Test
    void a_restored_journal_is_closed_until_somebody_resumes_it() {
        for (int version = 1; version <= 5; version++) {
            room.sign(GUN, version);
        }
        room.book.close();
        room.tamper("delete from signer.journal where seq > 3");
        room.book = room.open();

        assertThat(room.book.discrepancy()).isEqualTo(new Discrepancy.JournalBehindHead(5, 3));
        assertThat(room.book.complaint()).contains("entry 3").contains("went to 5");
        assertUnavailable(4);
        assertThat(room.book.after(0, 10)).hasSize(3);
        room.reopen();
        assertUnavailable(4);

        assertThat(room.book.resume("operator").seq()).isEqualTo(4);
        assertThat(room.book.complaint()).isNull();
        assertThat(room.standing(GUN).skipping()).contains(RoleName.SNAPSHOT, RoleName.TIMESTAMP);
        assertThat(room.sign(GUN, 104, Fabricated.fileOf(GUN, 3))).isEqualTo(5);
        room.reopen();
        assertThat(room.book.complaint()).isNull();
        assertThat(room.standing(GUN).skipping()).containsExactly(RoleName.SNAPSHOT);
        assertIntact(5);
    }

    @Test
    void a_database_put_back_while_the_signer_runs_closes_it_too() {
        for (int version = 1; version <= 5; version++) {
            room.sign(GUN, version);
        }
        room.tamper("delete from signer.journal where seq > 3");
        room.endWritersSession();
        assertUnavailable(6);
        assertUnavailable(6);
        assertThat(room.book.discrepancy()).isEqualTo(new Discrepancy.JournalBehindHead(5, 3));
    }

    @Test
    void a_head_that_is_gone_closes_a_journal_that_is_not_empty() throws Exception {
        room.sign(GUN, 1);
        room.book.close();
        Files.delete(room.head().path());
        room.book = room.open();
        assertThat(room.book.discrepancy()).isEqualTo(new Discrepancy.HeadMissing(1));
        assertUnavailable(2);
        room.book.resume("operator");
        assertThat(room.sign(GUN, 2)).isEqualTo(3);
        assertIntact(3);
    }

    @Test
    void a_head_of_another_installation_closes_it(@TempDir Path elsewhere) {
        room.sign(GUN, 1);
        room.sign(GUN, 2);
        room.book.close();
        try (BookRoom other = new BookRoom(elsewhere)) {
            other.sign(new Gun("example.com/other"), 1);
            room.putHead(other.headNow());
        }
        room.book = room.open();
        assertThat(room.book.discrepancy()).isInstanceOf(Discrepancy.OtherJournal.class);
        assertUnavailable(3);
    }

    @Test
    void a_head_that_cannot_be_read_closes_it() {
        room.sign(GUN, 1);
        byte[] head = room.headNow();
        byte[] bothTorn = head.clone();
        bothTorn[20] ^= 1;
        bothTorn[head.length / 2 + 20] ^= 1;
        long entry = 1;
        for (byte[] content :
                List.of(
                        bothTorn,
                        Arrays.copyOf(head, head.length / 2),
                        new byte[0],
                        "{\"seq\":1}".getBytes(StandardCharsets.US_ASCII))) {
            room.book.close();
            room.putHead(content);
            room.book = room.open();
            assertThat(room.book.discrepancy()).isInstanceOf(Discrepancy.HeadUnreadable.class);
            assertUnavailable(2);
            assertThat(room.book.resume("operator").seq()).isEqualTo(++entry);
            room.reopen();
            assertThat(room.book.complaint()).isNull();
        }
        assertIntact(entry);
    }

    @Test
    void a_crash_while_the_head_is_written_closes_nothing() {
        room.sign(GUN, 1);
        byte[] before = room.headNow();
        room.sign(GUN, 2);
        byte[] torn = room.headNow();
        room.book.close();
        torn[Arrays.mismatch(before, torn) + 1] ^= 1;
        room.putHead(torn);
        room.book = room.open();
        assertThat(room.book.discrepancy()).isNull();
        assertThat(room.sign(GUN, 3)).isEqualTo(3);
        assertIntact(3);
    }

    @Test
    void an_open_journal_cannot_be_resumed() {
        assertThatThrownBy(() -> room.book.resume("operator"))
                .isInstanceOf(SignerUnavailable.class)
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    /** Found by killing real processes: their clocks tell nanoseconds, the database does not. */
    @Test
    void a_clock_finer_than_the_databases_is_no_edit() {
        room.clock.pass(Duration.ofNanos(123_456_789));
        room.sign(GUN, 1);
        assertIntact(1);
    }

    @Test
    void verification_names_the_row_that_was_edited() {
        for (int version = 1; version <= 6; version++) {
            room.sign(GUN, version);
        }
        room.tamper(
                "update signer.journal set (entry, hash) = (select x, sha256(x) from"
                        + " (select convert_to(replace(convert_from(entry, 'UTF8'), 'in-process',"
                        + " 'somebody'), 'UTF8') x) y) where seq = 3");
        assertWrong(3); // consistent by itself, but without the seal
        room.tamper("update signer.journal set payload = 'other' where seq = 2");
        assertWrong(2);
        room.tamper("update signer.journal set gun = 'example.com/b' where seq = 1");
        assertWrong(1);
    }

    @Test
    void verification_names_the_row_that_is_gone() {
        for (int version = 1; version <= 6; version++) {
            room.sign(GUN, version);
        }
        room.tamper("delete from signer.journal where seq = 6");
        assertWrong(6);
        room.tamper("delete from signer.journal where seq = 2");
        assertWrong(2);
    }

    @Test
    void the_signers_own_role_can_change_nothing() {
        room.sign(GUN, 1);
        JdbcTemplate signer = new JdbcTemplate(room.pool);
        for (String sql :
                new String[] {
                    "update signer.journal set kind = 'x'",
                    "delete from signer.journal",
                    "truncate signer.journal"
                }) {
            assertThatThrownBy(() -> signer.execute(sql))
                    .hasRootCauseMessage("ERROR: permission denied for table journal");
        }
    }

    @Test
    void a_second_signer_on_one_journal_does_not_start() {
        room.sign(GUN, 1);
        assertThatThrownBy(room::open)
                .isInstanceOf(JournalHeldElsewhere.class)
                .hasMessageContaining("Another signer writes the journal");
        room.sign(GUN, 2);
        assertIntact(2);
    }

    @Test
    void who_lost_the_journal_to_another_signer_writes_nothing_more() {
        room.sign(GUN, 1);
        room.endWritersSession();
        try (Book other = room.open()) {
            assertUnavailable(2);
            assertUnavailable(2);
            assertThat(other.complaint()).isNull();
        }
        assertThat(room.sign(GUN, 2)).isEqualTo(2);
        assertIntact(2);
    }

    @Test
    void a_standing_read_anew_is_the_one_that_was_evolved() {
        for (int version = 1; version <= 100; version++) {
            room.sign(GUN, version);
            if (version % 7 == 0) {
                publish(version);
            }
            if (version % 11 == 0) {
                var evolved = room.standing(GUN);
                room.reopen();
                assertThat(room.standing(GUN)).isEqualTo(evolved);
            }
        }
        assertIntact(114);
    }

    @Test
    void an_unknown_life_is_unheard_of_and_a_later_one_is_told_to_earlier_ones() {
        room.sign(GUN, 1);
        assertThat(room.standing(GUN).highestLife()).isEqualTo(1);
        assertThat(room.<Integer>inTurn(GUN, page -> page.standing(2).highestLife())).isEqualTo(1);
        room.reopen();
        assertThat(room.<Integer>inTurn(GUN, page -> page.standing(0).highestLife())).isEqualTo(1);
    }

    @Test
    void what_is_signed_and_not_known_to_be_published_is_told() {
        Gun other = new Gun("example.com/b");
        room.sign(GUN, 1);
        room.sign(other, 1);
        room.sign(other, 2);
        assertThat(room.book.unsettled(0, 10))
                .containsExactly(
                        new PublishedTimestamp(GUN, 1, Fabricated.fileOf(GUN, 1)),
                        new PublishedTimestamp(other, 1, Fabricated.fileOf(other, 2)));
        publish(1);
        assertThat(room.book.unsettled(0, 10)).hasSize(1);
        room.clock.pass(Duration.ofHours(25));
        assertThat(room.book.unsettled(0, 10)).isEmpty();
    }

    @Test
    void a_flood_of_refusals_is_counted_and_the_count_is_told() {
        long last = 0;
        for (int i = 0; i < 1_100; i++) {
            last = room.book.note("prankster", refusal());
        }
        assertThat(room.entries()).isEqualTo(1_000);
        assertThat(last).isEqualTo(1_000);
        assertThat(room.book.note("honest", refusal())).isEqualTo(1_001);
        room.clock.pass(Duration.ofSeconds(1));
        long next = room.book.note("prankster", refusal());
        assertThat(next).isEqualTo(1_002);
        JournalEntry entry = room.book.after(next - 1, 1).getFirst();
        assertThat(PlainJsonReader.of(entry.json()).number("suppressed")).isEqualTo(100);
        assertIntact(1_002);
    }

    private Entry.TurnedAway refusal() {
        return new Entry.TurnedAway(
                null, "malformed-request", new TreeMap<>(), room.clock.instant());
    }

    private void publish(int version) {
        room.inTurn(
                GUN,
                page ->
                        page.write(
                                BookRoom.PEER,
                                new Entry.Published(
                                        new SigningFact.Published(
                                                new PublishedTimestamp(
                                                        GUN, 1, Fabricated.fileOf(GUN, version)),
                                                room.clock.instant()))));
    }

    private void assertLastSigned(int version) {
        assertThat(room.standing(GUN).lastSigned().get(RoleName.TIMESTAMP))
                .extracting(last -> last == null ? 0 : last.version().number())
                .isEqualTo(version);
    }

    private void assertUnavailable(int version) {
        assertThatThrownBy(() -> room.sign(GUN, version)).isInstanceOf(SignerUnavailable.class);
    }

    private void assertIntact(long entries) {
        assertThat(room.book.verify())
                .isInstanceOfSatisfying(
                        Verification.Intact.class,
                        intact -> assertThat(intact.entries()).isEqualTo(entries));
    }

    private void assertWrong(long seq) {
        assertThat(room.book.verify())
                .isInstanceOfSatisfying(
                        Verification.Wrong.class,
                        wrong -> assertThat(wrong.seq()).as(wrong.problem()).isEqualTo(seq));
    }
}
