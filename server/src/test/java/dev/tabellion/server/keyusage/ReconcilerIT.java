package dev.tabellion.server.keyusage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CaseEvent.KeyDeclaredCompromised;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.collection.Upload;
import dev.tabellion.collection.Words;
import dev.tabellion.command.Outcome;
import dev.tabellion.command.StoreUnavailable;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.server.command.BrittleDataSource.Cut;
import dev.tabellion.server.command.WriteNode;
import dev.tabellion.server.follow.SaidOfCases;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real books that agree, and the ways in which they can be made not to. */
class ReconcilerIT {
    private static final Gun GUN = new Gun("example.com/reconciled");

    @TempDir private Path place;
    private KeyUsageRoom room;
    private PocketPublisher publisher;

    @BeforeEach
    void publish() {
        room = new KeyUsageRoom(place);
        publisher = room.publisher(GUN);
        publish(publisher.firstPublication());
        publish(publisher.addTarget("v2").publication());
    }

    @AfterEach
    void close() {
        room.close();
    }

    private void publish(List<Upload> uploads) {
        assertThat(room.node.publish(GUN, uploads)).isInstanceOf(Outcome.Done.class);
    }

    /** Signed, and the commit is cut off. */
    private void lose(List<Upload> uploads) {
        room.node.database.cutNext(Cut.BEFORE_COMMIT);
        try {
            room.node.publish(GUN, uploads);
        } catch (StoreUnavailable _) {
            return;
        }
        throw new AssertionError("the commit was not cut off");
    }

    @Test
    void two_honest_books_agree() {
        room.clock.pass(Duration.ofDays(8));
        room.node.execute(new TrustCommand.RenewServerRoles(GUN), WriteNode.ALICE);
        room.key(GUN, RoleName.TIMESTAMP);
        room.node.execute(new TrustCommand.DeleteCollection(GUN), WriteNode.ALICE);
        publisher = room.publisher(GUN);
        publish(publisher.firstPublication());
        assertThat(room.judged()).isEmpty();
        room.clock.pass(Duration.ofDays(4));
        assertThat(room.judged()).isEmpty();
    }

    @Test
    void what_a_crash_lost_and_was_sent_again_is_nothing() {
        lose(publisher.addTarget("lost").publication());
        publish(publisher.addTarget("other").publication());
        assertThat(room.judged()).isEmpty();
        assertThat(room.sql.queryForList("select explanation from orphan_explained", String.class))
                .containsOnly("RACED");
    }

    @Test
    void what_was_lost_while_the_record_was_away_is_nothing() {
        lose(publisher.addTarget("lost").publication());
        room.sql.update(
                "insert into interruption (from_at, until_at) values (?, ?)",
                room.clock.instant().minusSeconds(3).atOffset(java.time.ZoneOffset.UTC),
                room.clock.instant().plusSeconds(3).atOffset(java.time.ZoneOffset.UTC));
        assertThat(room.judged()).isEmpty();
    }

    @Test
    void more_lost_than_crashes_lose_is_a_hoard() {
        Instant now = room.clock.instant();
        Instant hour = now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
        room.clock.pass(Duration.between(now, hour)); // all within one hour of the clock
        SigningRequest first = freshTimestamp();
        for (int i = 0; i < 10; i++) {
            int version = first.version().number() + i;
            assertThat(room.signer.sign(atVersion(first, version)))
                    .isInstanceOf(SigningAnswer.Produced.class);
            room.clock.pass(Duration.ofSeconds(20));
        }
        publish(publisher.addTarget("kept").publication());
        List<String> found = room.judged();
        assertThat(found)
                .as("%s", room.sql.queryForList("select * from orphan_explained"))
                .containsExactly("UNPUBLISHED_SIGNATURE");
    }

    /** What the hostile server keeps for a freeze. */
    @Test
    void a_timestamp_that_nobody_asked_for_is_found_once() {
        SigningAnswer answer = room.signer.sign(freshTimestamp());
        assertThat(answer).isInstanceOf(SigningAnswer.Produced.class);
        assertThat(room.judged()).containsExactly("UNREQUESTED_SIGNATURE");
        assertThat(room.judged()).hasSize(1);
        String facts = room.sql.queryForObject("select facts::text from finding", String.class);
        assertThat(facts).contains("usableUntil", "soughtUntil", "in-process");
        assertThat(room.sql.queryForObject("select subject from finding", String.class))
                .isEqualTo(GUN.value());
    }

    /** Two nodes read the journal in turn, and one's clock is ahead. */
    @Test
    void what_a_fast_clock_read_is_not_passed_over() throws SQLException {
        room.signer.sign(freshTimestamp());
        room.catchUp();
        room.execute(
                "update tabellion.signature_journalled set read_at = read_at + interval '2 s'"
                        + " where number = (select max(number)"
                        + " from tabellion.signature_journalled)");
        Gun other = new Gun("example.com/read-later");
        assertThat(room.node.publish(other, room.publisher(other).firstPublication()))
                .isInstanceOf(Outcome.Done.class);
        room.catchUp();
        room.clock.pass(KeyUsageRoom.GRACE.plusSeconds(1)); // the later one has had its time
        room.reconciler.look();
        assertThat(room.judged()).containsExactly("UNREQUESTED_SIGNATURE");
    }

    @Test
    void judging_it_all_again_finds_the_same_by_the_same_names() throws SQLException {
        room.signer.sign(freshTimestamp());
        room.judged();
        var before = room.sql.queryForList("select id from finding", String.class);
        room.execute(
                "update tabellion.reconciliation set signatures = 0, refusals = 0, keys = 0,"
                        + " old_keys = 0, breaks = 0, leaves = 0, staged = 0");
        room.judged();
        assertThat(room.sql.queryForList("select id from finding", String.class)).isEqualTo(before);
    }

    @Test
    void what_older_rules_passed_over_is_judged_anew() throws SQLException {
        assertThat(room.judged()).isEmpty();
        room.signer.sign(freshTimestamp());
        room.execute("update tabellion.reconciliation set signatures = 10000");
        assertThat(room.judged()).isEmpty();
        room.execute("update tabellion.reconciliation set edition = 0");
        assertThat(room.judged()).containsExactly("UNREQUESTED_SIGNATURE");
    }

    @Test
    void nothing_is_judged_while_the_log_stands_still() {
        room.signer.sign(freshTimestamp());
        publish(publisher.addTarget("v3").publication()); // waits to become leaves
        room.clock.pass(Duration.ofMinutes(5));
        room.reconciler.look();
        room.clock.pass(Duration.ofMinutes(5));
        room.reconciler.look();
        assertThat(room.count("finding")).isZero();
    }

    /** An edited store: a signature that the signer never made. */
    @Test
    void a_signature_written_into_the_record_is_found() throws SQLException {
        room.catchUp();
        room.execute(
                """
                insert into tabellion.event (event_id, collection, sequence, kind, occurred_at,
                    name, revision, payload, metadata, leaf)
                select gen_random_uuid(), collection, sequence + 100, kind, occurred_at, name,
                    revision,
                    convert_to(regexp_replace(convert_from(payload, 'UTF8'),
                        '"payload":"[0-9a-f]{64}"', '"payload":"%s"'), 'UTF8'),
                    metadata, leaf
                from tabellion.event where name = 'signature-produced'
                order by global_index desc limit 1
                """
                        .formatted("ab".repeat(32)));
        assertThat(room.judged()).containsExactly("UNLEDGERED_SIGNATURE");
    }

    @Test
    void what_the_signer_refused_is_found_once_an_hour() {
        SigningRequest next = freshTimestamp();
        for (int i = 0; i < 3; i++) {
            assertThat(room.signer.sign(atVersion(next, 40 + i)))
                    .isInstanceOf(SigningAnswer.Refused.class);
        }
        assertThat(room.judged()).containsExactly("SIGN_POLICY_REFUSED");
    }

    @Test
    void what_is_found_of_the_place_of_a_declared_key_is_graver() {
        SigningRequest next = freshTimestamp();
        room.catchUp();
        declare(next.keys().getFirst());
        assertThat(room.signer.sign(atVersion(next, 40))).isInstanceOf(SigningAnswer.Refused.class);
        assertThat(room.judged()).containsExactly("SIGN_POLICY_REFUSED");
        assertThat(room.sql.queryForList("select severity from finding", String.class))
                .containsExactly("crit");
    }

    @Test
    void what_is_found_there_once_the_key_is_gone_is_as_grave_as_ever() {
        SigningRequest next = atVersion(freshTimestamp(), 40);
        room.catchUp();
        declare(next.keys().getFirst());
        room.clock.pass(Duration.ofMinutes(1));
        room.node.execute(new TrustCommand.DeleteCollection(GUN), WriteNode.ALICE);
        room.clock.pass(Duration.ofMinutes(1));
        assertThat(room.signer.sign(next)).isInstanceOf(SigningAnswer.Refused.class);
        assertThat(room.judged()).containsExactly("SIGN_POLICY_REFUSED");
        assertThat(room.sql.queryForList("select severity from finding", String.class))
                .doesNotContain("crit");
    }

    @Test
    void a_declaration_that_does_not_read_any_more_silences_nothing() throws SQLException {
        SigningRequest next = freshTimestamp();
        declare(next.keys().getFirst());
        room.catchUp();
        room.execute(
                """
                alter table tabellion.event disable trigger all;
                update tabellion.event set payload = '{"edited":true}'
                where name = 'key-declared-compromised';
                alter table tabellion.event enable trigger all
                """);
        assertThat(room.signer.sign(atVersion(next, 40))).isInstanceOf(SigningAnswer.Refused.class);
        assertThat(room.judged()).containsExactlyInAnyOrder("SIGN_POLICY_REFUSED", "RULE_FAILED");
        assertThat(room.sql.queryForList("select facts::text from finding", String.class))
                .anyMatch(facts -> facts.contains("reconciliation"));
    }

    @Test
    void a_declaration_that_reads_but_is_not_what_was_logged_counts_for_nothing()
            throws SQLException {
        SigningRequest next = freshTimestamp();
        declare(next.keys().getFirst());
        room.catchUp();
        room.execute(
                """
                alter table tabellion.event disable trigger all;
                update tabellion.event set payload =
                    convert_to(replace(convert_from(payload, 'UTF8'), 'stolen', 'beaten'), 'UTF8')
                where name = 'key-declared-compromised';
                alter table tabellion.event enable trigger all
                """);
        assertThat(room.signer.sign(atVersion(next, 40))).isInstanceOf(SigningAnswer.Refused.class);
        assertThat(room.judged()).containsExactlyInAnyOrder("SIGN_POLICY_REFUSED", "RULE_FAILED");
    }

    private void declare(KeyId key) {
        new SaidOfCases(room.sql)
                .append(
                        new KeyDeclaredCompromised(
                                key,
                                room.clock.instant().minusSeconds(60),
                                null,
                                new Words("a stolen laptop")));
    }

    @Test
    void a_shortened_journal_is_found() {
        room.catchUp();
        room.show(lines -> lines.subList(0, lines.size() - 1));
        assertThat(room.judged()).containsExactly("EVENT_GAP");
        assertThat(room.judged()).hasSize(1);
    }

    @Test
    void a_key_that_no_root_names_is_found_after_a_day() {
        room.signer.create(
                new KeyPlace(new Gun("example.com/squatted"), 1, RoleName.TIMESTAMP),
                KeyAlgorithm.ECDSA);
        assertThat(room.judged()).isEmpty();
        room.clock.pass(Duration.ofDays(1));
        assertThat(room.judged()).containsExactly("KEY_CREATED_WITHOUT_ROOT");
    }

    @Test
    void a_successor_that_no_root_names_is_found_after_three_days() {
        room.node.execute(
                new TrustCommand.RotateManagedKey(GUN, RoleName.TIMESTAMP, KeyAlgorithm.ECDSA),
                WriteNode.ALICE);
        assertThat(room.judged()).isEmpty();
        room.clock.pass(Duration.ofDays(3));
        assertThat(room.judged())
                .containsExactlyInAnyOrder("KEY_CREATED_WITHOUT_ROOT", "KEY_ROTATED_UNPUBLISHED");
    }

    private SigningRequest freshTimestamp() {
        Bytes root = served(RoleName.ROOT);
        Bytes snapshot = served(RoleName.SNAPSHOT);
        int version =
                room.one(
                                "select version from current_document where role = 'timestamp'",
                                Integer.class)
                        + 1;
        return request(version, root, snapshot);
    }

    private SigningRequest atVersion(SigningRequest request, int version) {
        return request(
                version, request.evidence().getFirst().file(), request.evidence().getLast().file());
    }

    private SigningRequest request(int version, Bytes root, Bytes snapshot) {
        Timestamp timestamp =
                new Timestamp(
                        new Version(version),
                        room.clock.instant().plus(Duration.ofDays(14)),
                        FileMeta.of(snapshot));
        return new SigningRequest(
                new KeyPlace(GUN, 1, RoleName.TIMESTAMP),
                new Version(version),
                List.of(
                        new KeyId(
                                room.one(
                                        "select key from key_trusted where role = 'timestamp'",
                                        String.class))),
                Dialect.NOTARY_V1.payloadOf(timestamp),
                Reason.RENEWED,
                served(RoleName.TIMESTAMP).sha256(),
                List.of(new Upload(RoleName.ROOT, root), new Upload(RoleName.SNAPSHOT, snapshot)),
                null);
    }

    private Bytes served(RoleName role) {
        room.catchUp();
        return Bytes.of(
                room.one(
                        "select bytes from document join current_document using (sha256)"
                                + " where role = ?",
                        byte[].class,
                        role.value()));
    }
}
