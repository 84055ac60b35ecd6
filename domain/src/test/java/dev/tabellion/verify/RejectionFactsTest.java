package dev.tabellion.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** These names and facts are in logs for ever: a change here is a mistake. */
class RejectionFactsTest {
    private static final RoleName ROLE = RoleName.TARGETS;
    private static final KeyId KEY = new KeyId("k");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Sha256 A = Bytes.utf8("a").sha256();
    private static final Sha256 B = Bytes.utf8("b").sha256();

    private static final List<Rejection> ALL =
            List.of(
                    new Rejection.Unreadable(ROLE, "p"),
                    new Rejection.Malformed(ROLE, "p"),
                    new Rejection.InvalidRole("x"),
                    new Rejection.NoRoot(),
                    new Rejection.RootVersionSkipped(1, 3),
                    new Rejection.NoRootCertificate(2),
                    new Rejection.BelowThreshold(ROLE, 2, 1, List.of(KEY)),
                    new Rejection.RootChainBroken(3, 2, 1),
                    new Rejection.NotDelegated(ROLE),
                    new Rejection.Expired(ROLE, NOON),
                    new Rejection.ExpiresTooLate(ROLE, NOON, Duration.ofDays(7)),
                    new Rejection.VersionRollback(ROLE, 3, 2),
                    new Rejection.Equivocation(ROLE, 3, A, B),
                    new Rejection.AlreadyPublished(ROLE, 3),
                    new Rejection.VersionStepTooLarge(ROLE, 3, 300, 100),
                    new Rejection.VersionTooHigh(ROLE, 9, 8),
                    new Rejection.Overtaken(),
                    new Rejection.DigestMismatch(ROLE, A, B),
                    new Rejection.LengthMismatch(ROLE, 1, 2),
                    new Rejection.MissingFromSnapshot(ROLE),
                    new Rejection.UnknownToCollection(ROLE, A),
                    new Rejection.RemovedFromSnapshot(ROLE),
                    new Rejection.SnapshotMissing(List.of(KEY)),
                    new Rejection.ForeignTimestampKey(KEY),
                    new Rejection.ThresholdUnreachable(ROLE, 2, 1),
                    new Rejection.ManagedKeyMisplaced(KEY, ROLE, "g", RoleName.TIMESTAMP),
                    new Rejection.SignerRefused(ROLE, "r", null),
                    new Rejection.KeyOfEarlierLife(KEY, ROLE, 1, 2),
                    new Rejection.KeyRetired(KEY, ROLE),
                    new Rejection.Sha512Mismatch(ROLE),
                    new Rejection.CollectionExists(2),
                    new Rejection.ChangedSinceImport(A, B),
                    new Rejection.VersionMismatch(ROLE, 2, 3));

    @Test
    void every_rejection_has_its_name_and_its_facts() {
        assertThat(ALL)
                .extracting(r -> RejectionFacts.ruleOf(r) + " " + RejectionFacts.factsOf(r))
                .containsExactly(
                        "unreadable {problem=p, role=targets}",
                        "malformed {problem=p, role=targets}",
                        "invalid-role {role=x}",
                        "no-root {}",
                        "root-version-skipped {current=1, offered=3}",
                        "no-root-certificate {keys=2}",
                        "below-threshold {needed=2, offered=k, role=targets, valid=1}",
                        "root-chain-broken {needed=2, valid=1, version=3}",
                        "not-delegated {role=targets}",
                        "expired {expires=2026-11-22T12:00:00Z, role=targets}",
                        "expires-too-late {expires=2026-11-22T12:00:00Z, longest=PT168H,"
                                + " role=targets}",
                        "version-rollback {current=3, offered=2, role=targets}",
                        "equivocation {offered=%s, published=%s, role=targets, version=3}"
                                .formatted(B, A),
                        "already-published {role=targets, version=3}",
                        "version-step-too-large {current=3, largest=100, offered=300,"
                                + " role=targets}",
                        "version-too-high {highest=8, offered=9, role=targets}",
                        "overtaken {}",
                        "digest-mismatch {actual=%s, role=targets, stated=%s}".formatted(B, A),
                        "length-mismatch {actual=2, role=targets, stated=1}",
                        "missing-from-snapshot {role=targets}",
                        "unknown-to-collection {digest=%s, role=targets}".formatted(A),
                        "removed-from-snapshot {role=targets}",
                        "snapshot-missing {keys=k}",
                        "foreign-timestamp-key {key=k}",
                        "threshold-unreachable {keys=1, role=targets, threshold=2}",
                        "managed-key-misplaced {found=targets, keptForCollection=g,"
                                + " keptForRole=timestamp, key=k}",
                        "signer-refused {role=targets, rule=r}",
                        "key-of-earlier-life {current=2, key=k, life=1, role=targets}",
                        "key-retired {key=k, role=targets}",
                        "sha512-mismatch {role=targets}",
                        "collection-exists {life=2}",
                        "changed-since-import {imported=" + A + ", offered=" + B + "}",
                        "version-mismatch {actual=3, role=targets, stated=2}");
    }

    @Test
    void none_is_left_out() {
        assertThat(ALL.stream().<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrder(Rejection.class.getPermittedSubclasses());
    }

    @Test
    void facts_do_not_grow_with_what_was_offered() {
        List<KeyId> many = Collections.nCopies(1_000, KEY);

        assertThat(RejectionFacts.factsOf(new Rejection.BelowThreshold(ROLE, 1, 0, many)))
                .containsEntry("offered", "k k k k k k k k and 992 more");
    }

    @Test
    void names_are_lower_case_words() {
        assertThat(ALL).allMatch(r -> RejectionFacts.ruleOf(r).matches("[a-z0-9]+(-[a-z0-9]+)*"));
    }
}
