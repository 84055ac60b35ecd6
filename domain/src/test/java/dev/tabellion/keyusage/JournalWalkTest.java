package dev.tabellion.keyusage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.detection.Quiet;
import dev.tabellion.json.PlainJson;
import dev.tabellion.signing.JournalLine;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalWalkTest {
    private static final String GUN = "example.com/walked";

    private final PocketJournal journal =
            new PocketJournal()
                    .keyBorn(GUN, "timestamp", "key-of-timestamp")
                    .signed(GUN, "timestamp", 1, "")
                    .refused(GUN, "timestamp", "version-skipped")
                    .add("published/1", new PlainJson().text("gun", GUN))
                    .signed(GUN, "timestamp", 2, "one");

    @Test
    void a_key_that_was_missed_is_read() {
        var told =
                new PlainJson()
                        .text("gun", "example.com/app")
                        .number("life", 1)
                        .text("role", "timestamp")
                        .text("key", "lost")
                        .text("from", "vault");
        var missed = new PocketJournal().add("key-missing/1", told);
        JournalWalk walk = JournalWalk.from(JournalHead.BEGINNING, missed.lines());
        assertThat(walk.entries().getFirst().fact())
                .isEqualTo(
                        new JournalFact.KeyMissing(
                                new KeyPlace(new Gun("example.com/app"), 1, RoleName.TIMESTAMP),
                                new KeyId("lost"),
                                "vault"));
    }

    @Test
    @Quiet({"EVENT_GAP", "KEY_DELETED"})
    void an_honest_journal_is_read_to_its_end_without_a_break() {
        JournalWalk walk = JournalWalk.from(JournalHead.BEGINNING, journal.lines());
        assertThat(walk.breaks()).isEmpty();
        assertThat(walk.head().seq()).isEqualTo(5);
        assertThat(walk.head().hash()).isEqualTo(journal.lines().getLast().hash());
        assertThat(walk.entries())
                .extracting(entry -> (Object) entry.fact().getClass())
                .containsExactly(
                        JournalFact.KeyBorn.class,
                        JournalFact.Signed.class,
                        JournalFact.Refused.class,
                        JournalFact.Other.class,
                        JournalFact.Signed.class);
    }

    @Test
    void in_pieces_it_reads_the_same() {
        JournalWalk first = JournalWalk.from(JournalHead.BEGINNING, journal.lines().subList(0, 2));
        JournalWalk second = JournalWalk.from(first.head(), journal.lines().subList(2, 5));
        assertThat(second.breaks()).isEmpty();
        assertThat(second.head())
                .isEqualTo(JournalWalk.from(JournalHead.BEGINNING, journal.lines()).head());
    }

    @Test
    void what_was_signed_is_told_with_all_that_it_is_matched_by() {
        var signed =
                (JournalFact.Signed)
                        JournalWalk.from(JournalHead.BEGINNING, journal.lines())
                                .entries()
                                .getLast()
                                .fact();
        assertThat(signed.place().gun()).hasToString(GUN);
        assertThat(signed.version().number()).isEqualTo(2);
        assertThat(signed.base()).hasToString(PocketJournal.digest("one"));
        assertThat(signed.file())
                .hasToString(PocketJournal.digest("file " + GUN + "timestamp2one"));
        assertThat(signed.renewed()).isFalse();
    }

    @Test
    void a_missing_entry_is_a_break_and_what_follows_is_read() {
        List<JournalLine> holed = new ArrayList<>(journal.lines());
        holed.remove(2);
        JournalWalk walk = JournalWalk.from(JournalHead.BEGINNING, holed);
        assertThat(walk.breaks())
                .singleElement()
                .satisfies(found -> assertThat(found.problem()).contains("3 is missing"))
                .satisfies(found -> assertThat(found.found()).isEqualTo(4));
        assertThat(walk.entries()).hasSize(4);
    }

    @Test
    void an_edited_entry_is_a_break_at_the_one_after_it() {
        List<JournalLine> edited = new ArrayList<>(journal.lines());
        String text = edited.get(1).entry().utf8().replace("published", "renewed");
        edited.set(1, new JournalLine(Bytes.utf8(text)));
        assertThat(JournalWalk.from(JournalHead.BEGINNING, edited).breaks())
                .singleElement()
                .satisfies(found -> assertThat(found.before().seq()).isEqualTo(2))
                .satisfies(found -> assertThat(found.problem()).contains("before it"));
    }

    @Test
    void bytes_that_are_no_entry_are_a_break_and_end_nothing() {
        for (String nonsense :
                List.of(
                        "{}",
                        "{\"seq\":\"3\"}",
                        "{\"seq\":3,\"previous\":\"x\"}",
                        journal.lines().get(2).entry().utf8().replace("2030", "+99999999"))) {
            List<JournalLine> broken = new ArrayList<>(journal.lines());
            broken.set(2, new JournalLine(Bytes.utf8(nonsense)));
            JournalWalk walk = JournalWalk.from(JournalHead.BEGINNING, broken);
            assertThat(walk.breaks()).isNotEmpty();
            assertThat(walk.entries()).hasSize(4);
            assertThat(walk.head().seq()).isEqualTo(5);
        }
    }

    @Test
    void a_remembered_entry_that_is_still_there_is_no_break() {
        JournalHead head = JournalWalk.from(JournalHead.BEGINNING, journal.lines()).head();
        assertThat(JournalWalk.ofMemory(head, journal.lines().getLast())).isNull();
    }

    @Test
    void a_shortened_journal_and_one_written_anew_are_found_out() {
        JournalHead head = JournalWalk.from(JournalHead.BEGINNING, journal.lines()).head();
        assertThat(JournalWalk.ofMemory(head, null)).isNotNull();
        JournalLine other =
                new PocketJournal()
                        .keyBorn(GUN, "timestamp", "another")
                        .signed(GUN, "timestamp", 1, "")
                        .lines()
                        .getLast();
        assertThat(JournalWalk.ofMemory(head, other))
                .isNotNull()
                .satisfies(found -> assertThat(found.before()).isEqualTo(head));
    }
}
