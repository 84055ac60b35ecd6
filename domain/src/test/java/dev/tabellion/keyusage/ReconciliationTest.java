package dev.tabellion.keyusage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Finding;
import dev.tabellion.detection.Quiet;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Speaks;
import dev.tabellion.detection.Subject;
import dev.tabellion.keyusage.Explanation.Sibling;
import dev.tabellion.keyusage.UnpublishedSignature.Tally;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule is made to speak, and kept quiet beside it. */
class ReconciliationTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Gun GUN = new Gun("example.com/app");
    private static final Gun OTHER = new Gun("example.com/other");
    private static final KeyId KEY = new KeyId("key");
    private static final Version SEVEN = new Version(7);
    private static final Sha256 PAYLOAD = digest("payload");
    private static final Sha256 FILE = digest("file");
    private static final Sha256 BASE = digest("base");
    private static final KeyPlace PLACE = new KeyPlace(GUN, 1, RoleName.TIMESTAMP);
    private static final Journalled JOURNALLED = journalled(9, NOW);
    private static final Orphan ORPHAN = new Orphan(KEY, SEVEN, PAYLOAD, JOURNALLED);
    private static final ManagedSignature SIGNATURE =
            new ManagedSignature(KEY, GUN, RoleName.TIMESTAMP, SEVEN, PAYLOAD);

    private static Sha256 digest(String of) {
        return Bytes.utf8(of).sha256();
    }

    private static Journalled journalled(long entry, Instant at) {
        return new Journalled(
                entry,
                at,
                "in-process",
                PLACE,
                FILE,
                BASE,
                digest("snapshot"),
                at.plus(Duration.ofDays(14)),
                true);
    }

    @Test
    @Speaks("UNLEDGERED_SIGNATURE")
    @Quiet("UNLEDGERED_SIGNATURE")
    void a_signature_that_the_journal_does_not_tell_of_is_unledgered() {
        var met = new Met.Recorded(3, NOW, 9);
        assertThat(Reconciliation.UNLEDGERED.judge(SIGNATURE, met, null))
                .get()
                .satisfies(clue -> assertThat(clue.facts()).containsEntry("journal", "absent"));
        assertThat(Reconciliation.UNLEDGERED.judge(SIGNATURE, met, JOURNALLED)).isEmpty();
    }

    @Test
    void so_is_one_that_the_journal_tells_of_another_place() {
        var elsewhere = new ManagedSignature(KEY, OTHER, RoleName.TIMESTAMP, SEVEN, PAYLOAD);
        var met = new Met.Recorded(3, NOW, 9);
        assertThat(Reconciliation.UNLEDGERED.judge(elsewhere, met, JOURNALLED)).isPresent();
    }

    @Test
    void so_is_a_file_that_is_not_the_one_that_was_signed() {
        var another = new Met.Published(3, NOW, digest("another"));
        assertThat(Reconciliation.UNLEDGERED.judge(SIGNATURE, another, JOURNALLED)).isPresent();
        var same = new Met.Published(3, NOW, FILE);
        assertThat(Reconciliation.UNLEDGERED.judge(SIGNATURE, same, JOURNALLED)).isEmpty();
    }

    /** Bytes may be spelled anew around a signature; what it covers may not. */
    @Test
    void a_sighting_is_judged_by_what_its_signature_covers() {
        var met = new Met.Sighted(3, NOW, digest("spelled anew"), NOW);
        assertThat(Reconciliation.UNLEDGERED.judge(SIGNATURE, met, JOURNALLED)).isEmpty();
        assertThat(Reconciliation.UNLEDGERED.judge(SIGNATURE, met, null)).isPresent();
    }

    @Test
    void the_same_signature_seen_again_is_the_same_finding() {
        assertThat(sighted(3).id()).isEqualTo(sighted(4).id());
    }

    private static Finding sighted(long leaf) {
        var clue =
                Reconciliation.UNLEDGERED.judge(
                        SIGNATURE, new Met.Sighted(leaf, NOW, FILE, NOW), null);
        return Finding.of(
                Reconciliation.UNLEDGERED.card(),
                new Subject(Subject.Kind.COLLECTION, GUN.value()),
                leaf,
                NOW,
                clue.orElseThrow());
    }

    @Test
    @Quiet("UNREQUESTED_SIGNATURE")
    void an_orphan_that_was_asked_for_again_is_explained() {
        assertThat(explained(new Sibling(10, NOW.plusSeconds(300), false)))
                .isEqualTo(Explanation.ASKED_AGAIN);
    }

    @Test
    void one_that_came_second_is_explained() {
        assertThat(explained(new Sibling(8, NOW.minusSeconds(1), true)))
                .isEqualTo(Explanation.RACED);
    }

    @Test
    void an_earlier_one_that_was_not_published_either_explains_nothing() {
        assertThat(explained(new Sibling(8, NOW.minusSeconds(1), false))).isNull();
    }

    private static @Nullable Explanation explained(Sibling sibling) {
        return Explanation.of(ORPHAN, List.of(sibling), List.of(), MINUTE);
    }

    @Test
    void an_interruption_explains_what_was_signed_about_then_and_no_more() {
        assertThat(interrupted(NOW.plusSeconds(20), NOW.plusSeconds(90)))
                .isEqualTo(Explanation.INTERRUPTED);
        assertThat(interrupted(NOW.plusSeconds(61), NOW.plusSeconds(90))).isNull();
        assertThat(interrupted(NOW.minusSeconds(90), NOW.minusSeconds(61))).isNull();
    }

    private static @Nullable Explanation interrupted(Instant from, Instant until) {
        return Explanation.of(ORPHAN, List.of(), List.of(new Interruption(from, until)), MINUTE);
    }

    @Test
    @Speaks("UNREQUESTED_SIGNATURE")
    void an_unrequested_signature_is_told_with_its_bounds_in_time() {
        var clue =
                Reconciliation.UNREQUESTED.judge(
                        ORPHAN, Duration.ofSeconds(60), NOW.plusSeconds(60));
        assertThat(clue.facts())
                .containsEntry("signed", NOW.toString())
                .containsEntry("usableUntil", NOW.plus(Duration.ofDays(14)).toString())
                .containsEntry("soughtUntil", NOW.plusSeconds(60).toString())
                .containsEntry("by", "in-process");
    }

    @Test
    @Speaks("UNPUBLISHED_SIGNATURE")
    @Quiet("UNPUBLISHED_SIGNATURE")
    void a_hoard_is_found_once_when_it_is_one_too_many() {
        assertThat(IntStream.rangeClosed(1, 20).filter(n -> hoarded(Explanation.ASKED_AGAIN, n, n)))
                .containsExactly(UnpublishedSignature.MOST_AN_HOUR + 1);
        assertThat(IntStream.rangeClosed(1, 100).filter(n -> hoarded(Explanation.TOLD, 1, n)))
                .containsExactly(UnpublishedSignature.MOST_A_DAY + 1);
        assertThat(IntStream.rangeClosed(1, 100).filter(n -> hoarded(Explanation.RACED, n, n)))
                .containsExactly(UnpublishedSignature.MOST_RACED_AN_HOUR + 1);
    }

    private static boolean hoarded(Explanation explanation, int inHour, int inDay) {
        return Reconciliation.UNPUBLISHED
                .judge(ORPHAN, explanation, new Tally(inHour, inDay))
                .isPresent();
    }

    @Test
    @Speaks("SIGN_POLICY_REFUSED")
    void what_the_signer_refused_is_found() {
        var found = Reconciliation.POLICY_REFUSED.judge(refusal("version-skipped", null));
        assertThat(found)
                .get()
                .satisfies(
                        clue ->
                                assertThat(clue.facts())
                                        .containsEntry("rule", "version-skipped")
                                        .containsEntry("signer.mark", "7"));
    }

    @Test
    @Quiet("SIGN_POLICY_REFUSED")
    void a_base_that_was_current_a_moment_ago_is_a_race_and_an_older_one_is_not() {
        assertThat(
                        Reconciliation.POLICY_REFUSED.judge(
                                refusal("base-unknown", NOW.minusSeconds(2))))
                .isEmpty();
        assertThat(
                        Reconciliation.POLICY_REFUSED.judge(
                                refusal("base-unknown", NOW.minusSeconds(200))))
                .isPresent();
        assertThat(Reconciliation.POLICY_REFUSED.judge(refusal("base-unknown", null))).isPresent();
    }

    @Test
    void a_stranger_at_the_door_pages_nobody() {
        assertThat(Reconciliation.POLICY_REFUSED.judge(refusal("unknown-peer", null)))
                .get()
                .satisfies(clue -> assertThat(clue.severity()).isEqualTo(Severity.MEDIUM));
    }

    @Test
    void what_other_rules_tell_of_is_told_once() {
        for (var told :
                Map.of(
                                "rate", List.of(false, true, false),
                                "too-many-new-keys", List.of(false, false, true),
                                "too-many-unused-keys", List.of(false, false, true),
                                "key-retired", List.of(true, false, false))
                        .entrySet()) {
            Refusal refusal = refusal(told.getKey(), null);
            assertThat(
                            List.of(
                                    Reconciliation.POLICY_REFUSED.judge(refusal).isPresent(),
                                    Reconciliation.RATE_ANOMALY.judge(refusal).isPresent(),
                                    Reconciliation.ENDPOINT_ABUSE.judge(refusal).isPresent()))
                    .as(told.getKey())
                    .isEqualTo(told.getValue());
        }
    }

    private static Refusal refusal(String rule, @Nullable Instant superseded) {
        return new Refusal(
                9,
                NOW,
                "in-process",
                PLACE,
                PAYLOAD,
                rule,
                new TreeMap<>(Map.of("mark", "7")),
                0,
                superseded);
    }

    @ParameterizedTest
    @ValueSource(longs = {14 * 86_400, 3_600, 60})
    @Speaks("SIGN_RATE_ANOMALY")
    @Quiet("SIGN_RATE_ANOMALY")
    void renewals_beyond_the_calendar_are_found_once_an_hour(long seconds) {
        Journalled renewed =
                new Journalled(
                        9, NOW, null, PLACE, FILE, BASE, null, NOW.plusSeconds(seconds), true);
        long due = 7_200 / seconds;
        assertThat(
                        IntStream.rangeClosed(1, 1_000)
                                .filter(
                                        nth ->
                                                Reconciliation.RATE_ANOMALY
                                                        .judge(
                                                                new SignRateAnomaly.Renewal(
                                                                        KEY, renewed, nth))
                                                        .isPresent()))
                .containsExactly((int) Math.max(12, 4 * due) + 1);
    }

    @Test
    @Speaks("KEY_HIJACK")
    void a_timestamp_key_that_the_signer_never_made_is_a_hijack() {
        assertThat(Reconciliation.HIJACK.judge(trusted(RoleName.TIMESTAMP), null)).isPresent();
        assertThat(Reconciliation.HIJACK.judge(trusted(RoleName.TIMESTAMP), PLACE)).isEmpty();
    }

    @Test
    @Quiet("KEY_HIJACK")
    void a_snapshot_key_of_a_publisher_is_none_and_one_of_another_collection_is() {
        assertThat(Reconciliation.HIJACK.judge(trusted(RoleName.SNAPSHOT), null)).isEmpty();
        var elsewhere = new KeyPlace(OTHER, 1, RoleName.SNAPSHOT);
        assertThat(Reconciliation.HIJACK.judge(trusted(RoleName.SNAPSHOT), elsewhere)).isPresent();
        assertThat(Reconciliation.HIJACK.judge(trusted(RoleName.SNAPSHOT), PLACE)).isPresent();
    }

    private static KeyHijack.Trusted trusted(RoleName role) {
        return new KeyHijack.Trusted(GUN, role, KEY, 3, NOW);
    }

    @Test
    @Speaks("EVENT_GAP")
    void a_break_in_the_journal_is_found_with_what_was_remembered() {
        var gap = new JournalBreak(new JournalHead(9, FILE), null, "the journal ends before it");
        assertThat(Reconciliation.GAP.judge(gap, 1, NOW).facts())
                .containsEntry("lastHash", FILE.hex())
                .containsEntry("problem", "the journal ends before it");
    }

    @Test
    @Speaks("EVENT_GAP")
    void a_signature_that_the_record_has_under_another_number_is_found() {
        assertThat(Reconciliation.GAP.judge(SIGNATURE, new Met.Recorded(3, NOW, 8), JOURNALLED))
                .get()
                .satisfies(
                        clue ->
                                assertThat(clue.exhibits())
                                        .contains(
                                                new Exhibit.JournalEntry(8),
                                                new Exhibit.JournalEntry(9)));
    }

    @Test
    @Quiet("EVENT_GAP")
    void one_under_its_own_number_is_not() {
        assertThat(Reconciliation.GAP.judge(SIGNATURE, new Met.Recorded(3, NOW, 9), JOURNALLED))
                .isEmpty();
        assertThat(Reconciliation.GAP.judge(SIGNATURE, new Met.Recorded(3, NOW, 8), null))
                .isEmpty();
    }

    @Test
    @Speaks("KEY_DELETED")
    void a_key_that_is_gone_is_graver_while_a_root_names_it() {
        assertThat(Reconciliation.DELETED.card().severity()).isEqualTo(Severity.CRITICAL);
        Clue trusted = Reconciliation.DELETED.judge(missing(true), 1, false);
        assertThat(trusted.severity()).isNull();
        assertThat(trusted.exhibits()).contains(new Exhibit.Key(KEY), new Exhibit.JournalEntry(9));
        assertThat(trusted.facts()).containsEntry("from", "vault");
        assertThat(Reconciliation.DELETED.judge(missing(false), 1, false).severity())
                .isEqualTo(Severity.HIGH);
    }

    @Test
    void of_many_that_are_gone_only_those_that_no_root_names_become_notes() {
        long next = KeyDeleted.MOST + 1L;
        assertThat(Reconciliation.DELETED.judge(missing(true), next, false).severity()).isNull();
        Clue retired = Reconciliation.DELETED.judge(missing(false), next, false);
        assertThat(retired.severity()).isEqualTo(Severity.INFO);
        assertThat(retired.facts()).containsEntry("inHour", "5");
    }

    @Test
    void one_that_comes_and_goes_is_told_once_an_hour() {
        assertThat(Reconciliation.DELETED.judge(missing(true), 1, true).severity())
                .isEqualTo(Severity.INFO);
    }

    private static MissingKey missing(boolean trusted) {
        return new MissingKey(KEY, PLACE, 9, NOW, "vault", trusted);
    }

    @Test
    @Speaks("KEY_ENDPOINT_ABUSE")
    @Quiet("KEY_ENDPOINT_ABUSE")
    void too_many_keys_in_a_day_are_found_once() {
        var key = new BornKey(KEY, PLACE, 9, NOW, null);
        assertThat(
                        IntStream.rangeClosed(1, 20)
                                .filter(
                                        nth ->
                                                Reconciliation.ENDPOINT_ABUSE
                                                        .judge(key, nth)
                                                        .isPresent()))
                .containsExactly(KeyEndpointAbuse.MOST + 1);
    }

    @Test
    void every_rule_says_what_it_is() {
        assertThat(Reconciliation.ALL)
                .extracting(rule -> rule.card().name())
                .doesNotHaveDuplicates()
                .hasSize(11);
        assertThat(Reconciliation.ALL)
                .allSatisfy(
                        rule -> {
                            assertThat(rule.card().cells()).isNotEmpty();
                            assertThat(rule.card().inputs()).isNotEmpty();
                            assertThat(rule.card().sentence()).endsWith(".");
                        });
    }
}
