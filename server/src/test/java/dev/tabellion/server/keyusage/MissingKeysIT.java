package dev.tabellion.server.keyusage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.CaseEvent.ChangeAnnounced;
import dev.tabellion.collection.CaseId;
import dev.tabellion.collection.ChangeScope;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.collection.Words;
import dev.tabellion.command.Outcome;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.projection.forensics.KeyReport;
import dev.tabellion.projection.forensics.KeyReports;
import dev.tabellion.server.command.WriteNode;
import dev.tabellion.server.follow.SaidOfCases;
import dev.tabellion.signer.KeyInspection;
import dev.tabellion.signer.book.Entry;
import dev.tabellion.signer.book.Verification;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that somebody takes out of a signer's database, and what two books then tell. */
class MissingKeysIT {
    private static final Gun GUN = new Gun("example.com/missing");
    private static final String KEEP = "create table signer.kept as table signer.sealed_key";
    private static final String BRING_BACK =
            "insert into signer.sealed_key select * from signer.kept on conflict do nothing";

    @TempDir private Path place;
    private KeyUsageRoom room;
    private PocketPublisher publisher;
    private KeyInspection inspection;
    private int announced;

    @BeforeEach
    void publish() {
        room = new KeyUsageRoom(place);
        publisher = room.publisher(GUN);
        assertThat(room.node.publish(GUN, publisher.firstPublication()))
                .isInstanceOf(Outcome.Done.class);
        room.clock.pass(Duration.ofMinutes(2)); // events bear the machine's time
        inspection = inspection();
    }

    @AfterEach
    void close() {
        room.close();
    }

    private KeyInspection inspection() {
        return new KeyInspection(room.keyring, room.book, room.clock, Duration.ofMinutes(1));
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            inspection.look();
        }
    }

    @Test
    void keys_that_are_where_they_were_put_are_no_news() {
        look(3);
        assertThat(room.judged()).isEmpty();
        assertThat(room.book.after(0, 100))
                .noneMatch(each -> each.json().utf8().contains("key-missing"));
    }

    @Test
    void a_key_whose_sealing_is_gone_is_told_once_however_often_it_is_missed() throws SQLException {
        KeyId key = Dialect.NOTARY_V1.keyIdOf(room.key(GUN, RoleName.TIMESTAMP));
        take("timestamp");
        look(1);
        assertThat(room.judged()).as("it may be a moment's").isEmpty();
        look(3);
        inspection = inspection(); // the signer is started anew
        look(3);
        assertThat(room.judged()).containsExactly("KEY_DELETED");
        KeyReport report =
                Objects.requireNonNull(new KeyReports(room.pool, room.clock).report(key));
        assertThat(report.losses())
                .singleElement()
                .satisfies(loss -> assertThat(loss.from()).isEqualTo("vault"));
        assertThat(found())
                .containsEntry("severity", "crit")
                .containsEntry("subject", GUN.value())
                .extractingByKey("facts")
                .asString()
                .contains("\"from\": \"vault\"", "\"role\": \"timestamp\"");
    }

    @Test
    void the_journal_stays_whole_and_what_it_remembers_as_it_was() throws SQLException {
        take("snapshot");
        look(2);
        assertThat(room.book.verify()).isInstanceOf(Verification.Intact.class);
        assertThat(room.node.publish(GUN, publisher.addTarget("v2").publication()))
                .as("the key is still open in this process")
                .isInstanceOf(Outcome.Done.class);
        assertThat(room.judged()).containsExactly("KEY_DELETED");
    }

    @Test
    void one_that_came_back_is_missed_anew() throws SQLException {
        signers(KEEP);
        take("timestamp");
        look(2);
        signers(BRING_BACK);
        look(1);
        inspection = inspection(); // the signer is started anew
        take("timestamp");
        look(2);
        assertThat(room.judged()).containsExactly("KEY_DELETED", "KEY_DELETED");
    }

    @Test
    void so_is_one_that_the_register_does_not_know_any_more() throws SQLException {
        edit("delete from signer.managed_key where role = 'timestamp'");
        look(2);
        assertThat(room.judged()).containsExactly("KEY_DELETED");
        assertThat(found()).extractingByKey("facts").asString().contains("\"from\": \"register\"");
    }

    @Test
    void a_row_that_somebody_edited_hides_no_other_key() throws SQLException {
        edit("update signer.managed_key set role = '' where role = 'snapshot'");
        edit("update signer.journal set keys = '{another}' where seq = 1");
        room.key(new Gun("example.com/later"), RoleName.TIMESTAMP);
        signers("delete from signer.sealed_key");
        look(2);
        assertThat(room.judged()).containsExactly("KEY_DELETED", "KEY_DELETED");
        assertThat(room.sql.queryForList("select subject from finding", String.class))
                .containsExactly(GUN.value(), "example.com/later");
    }

    @Test
    void a_row_of_another_keys_is_not_taken_for_the_keys_own() throws SQLException {
        edit(
                "update signer.managed_key k set public_key = (select public_key from"
                        + " signer.managed_key where role = 'snapshot') where role = 'timestamp'");
        look(2);
        assertThat(room.judged()).containsExactly("KEY_DELETED");
    }

    @Test
    void where_a_key_is_said_to_be_in_no_vault_of_ours_health_says_so() throws SQLException {
        edit("update signer.managed_key set vault = 'token' where role = 'timestamp'");
        look(2);
        assertThat(room.judged()).isEmpty();
        assertThat(inspection.complaint()).contains("1 keys could not be looked for");
    }

    @Test
    void in_a_vault_that_no_signer_has_it_is_gone() throws SQLException {
        edit("update signer.managed_key set vault = 'elsewhere' where role = 'timestamp'");
        look(2);
        assertThat(room.judged()).containsExactly("KEY_DELETED");
    }

    @Test
    void while_the_journal_is_closed_health_tells_what_it_cannot() throws SQLException {
        edit("update signer.journal set role = 'other' where seq = 1");
        room.book.inspect();
        take("snapshot");
        look(2);
        assertThat(inspection.complaint())
                .contains("1 keys are missing, and the journal is closed");
    }

    @Test
    void a_key_that_is_told_to_be_back_by_an_edited_entry_is_told_to_be_gone_again()
            throws SQLException {
        signers(KEEP);
        take("timestamp");
        look(2);
        signers(BRING_BACK);
        look(1);
        edit("update signer.journal set keys = '{x}' where kind = 'key-found/1'");
        inspection = inspection();
        take("timestamp");
        look(2);
        assertThat(room.judged()).containsExactly("KEY_DELETED", "KEY_DELETED");
    }

    @Test
    void a_key_that_an_import_was_about_to_bring_is_awaited() {
        var key = new ManagedKey(new KeyId("ab".repeat(32)), room.key(GUN, RoleName.TIMESTAMP));
        room.book.turn(
                GUN,
                page ->
                        page.write(
                                "an import",
                                new Entry.KeyBorn(
                                        new KeyPlace(GUN, 1, RoleName.SNAPSHOT),
                                        key,
                                        true,
                                        room.clock.instant())));
        look(3);
        assertThat(room.judged()).isEmpty();
        assertThat(inspection.complaint()).contains("1 keys of an import are not here");
    }

    @Test
    void keys_of_others_hide_no_ones_own() throws SQLException {
        for (int i = 0; i < 6; i++) {
            room.clock.pass(Duration.ofHours(1)); // nobody gets more keys at once
            Gun other = new Gun("example.com/other-" + i);
            PocketPublisher owner = room.publisher(other);
            assertThat(room.node.publish(other, owner.firstPublication()))
                    .isInstanceOf(Outcome.Done.class);
            takeAll(other);
        }
        look(2);
        take("timestamp");
        look(2);
        assertThat(room.judged()).hasSize(13);
        assertThat(found()).containsEntry("severity", "crit").containsEntry("subject", GUN.value());
    }

    @Test
    void while_the_log_stands_still_a_key_counts_as_trusted_after_a_minute() throws SQLException {
        room.catchUp();
        room.execute("update tabellion.keyusage_head set leaves = 1"); // as if it had told nothing
        room.execute("delete from tabellion.key_trusted");
        take("timestamp");
        look(2);
        room.reconciler.look();
        assertThat(room.count("finding")).isZero();
        room.clock.pass(Duration.ofSeconds(61));
        room.reconciler.look();
        assertThat(found()).containsEntry("severity", "crit");
    }

    @Test
    void one_that_no_root_names_is_no_alarm_in_the_night() throws SQLException {
        Gun unused = new Gun("example.com/unused");
        room.key(unused, RoleName.TIMESTAMP);
        takeAll(unused);
        look(2);
        assertThat(room.judged()).containsExactly("KEY_DELETED");
        assertThat(found()).containsEntry("severity", "high");
    }

    @Test
    void who_clears_a_token_announces_it_by_the_rules_name() throws SQLException {
        announce(List.of());
        take("timestamp");
        look(2);
        room.judged();
        assertThat(found()).containsEntry("severity", "crit").containsEntry("expected_by", null);
        announce(List.of("KEY_DELETED"));
        take("snapshot");
        look(2);
        assertThat(room.judged()).hasSize(2);
        assertThat(found()).containsEntry("severity", "info");
        assertThat(found().get("expected_by")).isNotNull();
    }

    @Test
    void what_was_announced_once_it_had_happened_explains_nothing() throws SQLException {
        take("timestamp");
        look(2);
        room.clock.pass(Duration.ofSeconds(1));
        announce(List.of("KEY_DELETED"));
        room.execute("alter table tabellion.event disable trigger user");
        room.execute("update tabellion.event set occurred_at = occurred_at - interval '1 hour'");
        room.judged();
        assertThat(found()).containsEntry("severity", "crit").containsEntry("expected_by", null);
    }

    /** Made from the two books like the others: announcements hold for them all. */
    @Test
    void a_successor_that_waits_for_an_announced_ceremony_wakes_nobody() {
        room.clock.pass(Duration.ofHours(1));
        announce(List.of());
        room.node.execute(
                new TrustCommand.RotateManagedKey(GUN, RoleName.TIMESTAMP, KeyAlgorithm.ECDSA),
                WriteNode.ALICE);
        room.judged();
        room.clock.pass(Duration.ofDays(3));
        assertThat(room.judged()).contains("KEY_ROTATED_UNPUBLISHED");
        assertThat(
                        room.sql.queryForList(
                                "select expected_by is not null from finding"
                                        + " where rule = 'KEY_ROTATED_UNPUBLISHED'",
                                Boolean.class))
                .containsExactly(true);
    }

    private void announce(List<String> rules) {
        room.catchUp();
        new SaidOfCases(room.sql)
                .append(
                        new ChangeAnnounced(
                                new CaseId("%032x".formatted(announced++)),
                                new ChangeScope.OneCollection(GUN),
                                rules,
                                room.clock.instant().minusSeconds(3_600),
                                room.clock.instant().plus(Duration.ofDays(20)),
                                new Words("new keys")),
                        room.clock.instant());
        room.catchUp();
    }

    private void take(String role) throws SQLException {
        signers(
                "delete from signer.sealed_key where material in (select material from"
                        + " signer.managed_key where gun = '%s' and role = '%s')"
                                .formatted(GUN, role));
    }

    private void takeAll(Gun gun) throws SQLException {
        signers(
                "delete from signer.sealed_key where material in (select material from"
                        + " signer.managed_key where gun = '%s')".formatted(gun));
    }

    /** Past what would refuse it. */
    private void edit(String statement) throws SQLException {
        for (String table : List.of("managed_key", "journal")) {
            signers("alter table signer." + table + " disable trigger user");
        }
        signers(statement);
    }

    /** By the hand of the signer's database's owner. */
    private void signers(String statement) throws SQLException {
        try (var connection = room.signersOwner.connect();
                var step = connection.createStatement()) {
            step.execute(statement);
        }
    }

    private Map<String, @Nullable Object> found() {
        return room.sql
                .queryForList(
                        "select severity, subject, facts::text as facts, expected_by from finding"
                                + " where rule = 'KEY_DELETED' order by number desc limit 1")
                .getFirst();
    }
}
