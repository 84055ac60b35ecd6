package dev.tabellion.server.keyusage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.CaseEvent.ChangeAnnounced;
import dev.tabellion.collection.CaseId;
import dev.tabellion.collection.ChangeScope;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
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
        assertThat(room.book.after(0, 100)).noneMatch(each -> each.json().utf8().contains("gone"));
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
        take("timestamp");
        look(2);
        assertThat(room.judged()).containsExactly("KEY_DELETED", "KEY_DELETED");
    }

    @Test
    void so_is_one_that_the_register_does_not_know_any_more() throws SQLException {
        signers("alter table signer.managed_key disable trigger user");
        signers("delete from signer.managed_key where role = 'timestamp'");
        look(2);
        assertThat(room.judged()).containsExactly("KEY_DELETED");
        assertThat(found()).extractingByKey("facts").asString().contains("\"from\": \"register\"");
    }

    @Test
    void a_row_that_somebody_edited_hides_no_other_key() throws SQLException {
        signers("alter table signer.managed_key disable trigger user");
        signers("update signer.managed_key set role = '' where role = 'snapshot'");
        take("timestamp");
        look(2);
        assertThat(room.judged()).containsExactly("KEY_DELETED", "KEY_DELETED");
        assertThat(found()).extractingByKey("facts").asString().contains("register");
    }

    @Test
    void one_that_no_root_names_is_no_alarm_in_the_night() throws SQLException {
        Gun unused = new Gun("example.com/unused");
        room.key(unused, RoleName.TIMESTAMP);
        signers(
                "delete from signer.sealed_key where material in (select material from"
                        + " signer.managed_key where gun = '%s')".formatted(unused));
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
