package dev.tabellion.server.signer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signer.book.Discrepancy;
import dev.tabellion.signer.book.JournalEntry;
import dev.tabellion.signer.book.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the owner of the signer's database, who has none of its files, can have it believe. */
class SealedJournalIT {
    private static final Gun GUN = new Gun("example.com/a");

    @TempDir private Path place;
    private BookRoom room;

    @BeforeEach
    void prepare() {
        room = new BookRoom(place);
        room.sign(GUN, 1);
        room.sign(GUN, 2);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void an_entry_that_somebody_else_appended_closes_the_journal() {
        room.book.close();
        append(forged(), "null");
        room.book = room.open();

        assertThat(room.book.discrepancy()).isEqualTo(new Discrepancy.NotSealed(3));
        assertThat(room.book.complaint()).contains("entry 3").contains("somebody else wrote it");
        assertThatThrownBy(() -> room.sign(GUN, 3)).isInstanceOf(SignerUnavailable.class);
        assertThat(room.book.verify())
                .isEqualTo(
                        new Verification.Wrong(
                                3, "it does not bear this signer's seal: somebody else wrote it"));
    }

    @Test
    void the_seal_of_another_entry_is_none_for_this_one() {
        room.book.close();
        append(forged(), "(select seal from signer.journal where seq = 2)");
        room.book = room.open();

        assertThat(room.book.discrepancy()).isEqualTo(new Discrepancy.NotSealed(3));
    }

    @Test
    void taken_out_again_it_leaves_nothing_behind() {
        room.book.close();
        append(forged(), "null");
        room.book = room.open();
        room.book.close();
        room.tamper("delete from signer.journal where seq = 3");
        room.book = room.open();

        assertThat(room.book.complaint()).isNull();
        assertThat(room.sign(GUN, 3)).isEqualTo(3);
    }

    @Test
    void a_person_may_go_on_with_it_and_the_journal_says_so() {
        room.book.close();
        append(forged(), "null");
        room.book = room.open();
        room.book.resume("Ada Lovelace");
        room.reopen();

        assertThat(room.book.complaint()).isNull();
        assertThat(room.book.after(3, 1).getFirst().json().utf8())
                .contains("not-sealed")
                .contains("Ada Lovelace");
        assertThat(room.standing(GUN).skipping()).isNotEmpty();
    }

    @Test
    void nothing_follows_from_an_entry_that_was_written_anew() {
        room.tamper(
                "update signer.journal set (entry, hash, seal) = (select x, sha256(x), null::bytea from"
                        + " (select convert_to(replace(convert_from(entry, 'UTF8'),"
                        + " 'in-process', 'somebody'), 'UTF8') x) y) where seq = 1");
        room.book.close();
        room.book = room.open();

        assertThat(room.book.discrepancy()).isInstanceOf(Discrepancy.ChainBroken.class);
    }

    @Test
    void nothing_follows_from_an_entry_with_a_seal_that_somebody_made_up() {
        room.tamper("update signer.journal set seal = sha256(seal) where seq = 1");
        room.reopen();

        assertThat(room.book.complaint()).isNull(); // nobody has asked for it yet
        assertThatThrownBy(() -> room.standing(GUN))
                .isInstanceOf(SignerUnavailable.class)
                .hasMessageContaining("entry 1");
    }

    @Test
    void nothing_follows_from_an_entry_that_was_moved() {
        room.tamper(
                "update signer.journal set (hash, entry, seal) ="
                        + " (select hash, entry, seal from signer.journal where seq = 2)"
                        + " where seq = 1");
        room.reopen();

        assertThatThrownBy(() -> room.standing(GUN))
                .isInstanceOf(SignerUnavailable.class)
                .hasMessageContaining("entry 1")
                .hasMessageContaining("another number");
        assertThat(room.book.complaint()).contains("entry 1");
    }

    @Test
    void nothing_follows_from_an_entry_that_is_found_under_another_name() {
        Gun other = new Gun("example.com/b");
        room.tamper("update signer.journal set gun = 'example.com/b' where seq = 2");
        room.reopen();

        assertThatThrownBy(() -> room.standing(other))
                .isInstanceOf(SignerUnavailable.class)
                .hasMessageContaining("entry 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keys = '{}'",
                "keys = array['somebody else']",
                "keys = array[keys]",
                "timestamp_sha256 = null",
                "timestamp_sha256 = sha256('other')",
                "settles_sha256 = sha256('other')",
                "version = 3"
            })
    void a_column_that_says_what_the_entry_does_not_is_noticed(String column) {
        room.tamper("update signer.journal set " + column + " where seq = 2");
        assertThat(room.book.verify())
                .isEqualTo(new Verification.Wrong(2, "a column beside it says something else"));
    }

    @Test
    void nothing_follows_from_a_payload_that_was_put_beside_an_entry() {
        room.tamper("update signer.journal set payload = 'something else' where seq = 1");
        isNotBelieved("entry 1");
    }

    @Test
    void nor_from_a_standing_that_was_put_beside_one() {
        signUntilAStandingIsKept();
        room.tamper("update signer.journal set standing = '{}' where standing is not null");
        isNotBelieved("the standing beside it is not the one that was kept");
    }

    @Test
    void nor_from_a_standing_that_tells_of_an_entry_that_is_gone() {
        long kept = signUntilAStandingIsKept();
        room.tamper("delete from signer.journal where seq = " + (kept - 1));
        isNotBelieved("entry " + (kept - 1) + " is gone");
    }

    /** The first entry with one beside it. */
    private long signUntilAStandingIsKept() {
        for (int version = 3; version <= 20; version++) {
            room.sign(GUN, version);
        }
        Long kept =
                new JdbcTemplate(room.pool)
                        .queryForObject(
                                "select max(seq) from signer.journal where standing is not null",
                                Long.class);
        return requireNonNull(kept);
    }

    /** The signer fails closed, and its health says which entry it is. */
    private void isNotBelieved(String what) {
        room.reopen();
        assertThatThrownBy(() -> room.standing(GUN))
                .isInstanceOf(SignerUnavailable.class)
                .hasMessageContaining(what);
        assertThatThrownBy(() -> room.sign(GUN, 21)).isInstanceOf(SignerUnavailable.class);
        assertThat(room.book.complaint()).contains(what);
        assertThat(room.lastEntry().json().utf8()).doesNotContain("\"version\":21");
    }

    @Test
    void an_entry_that_was_taken_away_closes_the_book_until_a_person_goes_on_over_it() {
        room.sign(GUN, 3);
        room.tamper("delete from signer.journal where seq = 2");

        assertThat(room.book.inspect()).isInstanceOf(Verification.Wrong.class);
        assertThat(room.book.discrepancy())
                .isEqualTo(new Discrepancy.EntryChanged(2, "the entry 2 is missing"));
        assertThatThrownBy(() -> room.sign(GUN, 4)).isInstanceOf(SignerUnavailable.class);

        room.book.resume("Ada Lovelace");
        room.reopen();
        assertThat(room.book.complaint()).isNull();
        assertThat(room.book.inspect()).isInstanceOf(Verification.Intact.class);
        assertThat(room.book.verify()).isInstanceOf(Verification.Wrong.class);

        room.tamper("delete from signer.journal where seq = 1");
        assertThat(room.book.inspect()).isInstanceOf(Verification.Wrong.class);
    }

    @Test
    void without_its_key_the_journal_is_closed_until_somebody_resumes_it() throws Exception {
        room.book.close();
        Files.delete(key());
        room.book = room.open();

        assertThat(room.book.discrepancy()).isInstanceOf(Discrepancy.SealUnusable.class);
        assertThat(room.book.complaint()).contains("signer-head.key").contains("is gone");
        room.book.resume("Ada Lovelace");
        room.reopen();
        assertThat(room.book.complaint()).isNull();
        assertThat(room.standing(GUN).tip().settled()).isNotNull();
        assertThat(room.book.verify()).isInstanceOf(Verification.Intact.class);
    }

    @Test
    void the_key_of_another_signer_closes_it() throws Exception {
        room.book.close();
        Files.writeString(key(), "2a".repeat(32) + "\n");
        room.book = room.open();
        assertThat(room.book.discrepancy()).isInstanceOf(Discrepancy.SealUnusable.class);

        room.book.close();
        Files.writeString(key(), "not a key");
        room.book = room.open();
        assertThat(room.book.complaint()).contains("does not read as the key");
    }

    @Test
    void a_journal_from_before_there_were_seals_is_sealed_at_the_next_start() throws Exception {
        room.book.close();
        room.tamper("update signer.journal set seal = null");
        Files.delete(key());
        room.book = room.open();

        assertThat(room.book.complaint()).isNull();
        assertThat(room.standing(GUN).tip().settled()).isNotNull();
        assertThat(room.book.verify()).isInstanceOf(Verification.Intact.class);
        assertThat(Files.getPosixFilePermissions(key())).hasSize(2);
    }

    @Test
    void nothing_is_sealed_later_that_the_head_does_not_vouch_for() throws Exception {
        room.book.close();
        room.tamper("update signer.journal set seal = null");
        Files.delete(key());
        append(forged(), "null");
        room.book = room.open();

        assertThat(room.book.discrepancy()).isEqualTo(new Discrepancy.NotSealed(3));
    }

    private Path key() {
        return place.resolve("signer-head.key");
    }

    /** In its place of the chain, and like one that the signer would have written. */
    private JournalEntry forged() {
        JournalEntry last = room.lastEntry();
        String json =
                last.json()
                        .utf8()
                        .replace("\"seq\":2", "\"seq\":3")
                        .replaceFirst(
                                "\"previous\":\"[0-9a-f]{64}\"",
                                "\"previous\":\"" + last.hash().hex() + "\"");
        Bytes bytes = Bytes.utf8(json);
        return new JournalEntry(3, bytes.sha256(), bytes);
    }

    private void append(JournalEntry entry, String seal) {
        room.tamper(
                ("insert into signer.journal (seq, entry, hash, kind, recorded_at, keys, seal)"
                                + " values (%d, '\\x%s', '\\x%s', 'signed/1', now(), '{}', %s)")
                        .formatted(entry.seq(), entry.json().hex(), entry.hash().hex(), seal));
    }
}
