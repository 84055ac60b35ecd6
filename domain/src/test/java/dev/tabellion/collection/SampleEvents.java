package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CaseEvent.AnnouncementWithdrawn;
import dev.tabellion.collection.CaseEvent.ChangeAnnounced;
import dev.tabellion.collection.CaseEvent.FindingAcknowledged;
import dev.tabellion.collection.CaseEvent.IncidentAssigned;
import dev.tabellion.collection.CaseEvent.IncidentClosed;
import dev.tabellion.collection.CaseEvent.IncidentNoted;
import dev.tabellion.collection.CaseEvent.KeyDeclaredCompromised;
import dev.tabellion.collection.CaseEvent.Verdict;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.ChangeImported;
import dev.tabellion.collection.CollectionEvent.CollectionDeleted;
import dev.tabellion.collection.CollectionEvent.CollectionImported;
import dev.tabellion.collection.CollectionEvent.CollectionOpened;
import dev.tabellion.collection.CollectionEvent.Fate;
import dev.tabellion.collection.CollectionEvent.ManagedKeyCreated;
import dev.tabellion.collection.CollectionEvent.ManagedKeyImported;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRetired;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRotationStaged;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.Offered;
import dev.tabellion.collection.CollectionEvent.PublicationRejected;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.CollectionEvent.RoleKeysChanged;
import dev.tabellion.collection.CollectionEvent.SignatureProduced;
import dev.tabellion.collection.CollectionEvent.SigningRefused;
import dev.tabellion.collection.CollectionEvent.SigningRequested;
import dev.tabellion.collection.CollectionEvent.Standing;
import dev.tabellion.collection.WatchEvent.ClientReportReceived;
import dev.tabellion.collection.WatchEvent.FetchCount;
import dev.tabellion.collection.WatchEvent.FetchesCounted;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.collection.WatchEvent.Watched;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One event of every kind, as the golden files hold them. */
final class SampleEvents {
    static final RoleName RELEASES = new RoleName("targets/releases");
    static final KeyId ALICE = new KeyId("aa11");
    static final KeyId BOB = new KeyId("bb22");

    private static final Instant THEN = Instant.parse("2021-03-04T05:06:07.123456Z");
    private static final ManagedKey KEY =
            new ManagedKey(ALICE, new PublicKey("ecdsa", Bytes.hex("3059301306")));

    private SampleEvents() {}

    static List<CollectionEvent> all() {
        return List.of(
                new CollectionOpened(Dialect.NOTARY_V1, 1),
                new CollectionDeleted(3),
                published(),
                rejected(),
                new ManagedKeyCreated(RoleName.TIMESTAMP, 1, KEY),
                new ManagedKeyRotationStaged(RoleName.SNAPSHOT, 2, KEY),
                new ManagedKeyRetired(RoleName.TIMESTAMP, 1, BOB),
                new RoleKeysChanged(
                        RoleName.TARGETS, RELEASES, List.of(), 0, List.of(ALICE, BOB), 2),
                new SigningRequested(
                        RoleName.SNAPSHOT, Version.FIRST, List.of(ALICE), sha(3), Reason.RENEWED),
                new SignatureProduced(
                        RoleName.TIMESTAMP, new Version(17), ALICE, sha(3), sha(4), 4711),
                new SigningRefused(
                        RoleName.TIMESTAMP,
                        new Version(17),
                        List.of(ALICE),
                        sha(3),
                        "not-above-high-water-mark",
                        Map.of("mark", "18", "asked", "17")),
                new CollectionImported(Dialect.NOTARY_V1, 1, Fate.LIVE, sha(6)),
                imported(),
                new ChangeImported(354L, THEN, 17, sha(7)),
                new ManagedKeyImported(RoleName.SNAPSHOT, 1, KEY));
    }

    private static MetadataImported imported() {
        return new MetadataImported(
                RELEASES,
                new Version(7),
                sha(1),
                1234,
                Instant.parse("2029-11-22T08:30:00.859900703Z"),
                List.of(ALICE, BOB),
                sha(2),
                Author.PUBLISHER,
                THEN,
                Standing.CURRENT);
    }

    static MetadataPublished published() {
        return new MetadataPublished(
                RELEASES,
                new Version(7),
                sha(1),
                1234,
                Instant.parse("2029-11-22T08:30:00.859900703Z"),
                List.of(ALICE, BOB),
                sha(2),
                Author.PUBLISHER,
                Reason.PUBLISHED);
    }

    private static PublicationRejected rejected() {
        return new PublicationRejected(
                "version-rollback",
                new TreeMap<>(Map.of("current", "7", "offered", "6")),
                List.of(new Offered("targets/\u00fc\"\\\u0001\n\ud83d\ude00", sha(5), 99)),
                12);
    }

    static Sha256 sha(int n) {
        return Bytes.utf8(Integer.toString(n)).sha256();
    }

    static List<WatchEvent> watched() {
        Seen seen =
                new Seen(
                        RoleName.ROOT,
                        "7.root.json",
                        THEN,
                        new Version(7),
                        sha(1),
                        99,
                        List.of(ALICE, BOB));
        Gun gun = new Gun("registry.example.org/app");
        return List.of(
                new SightingRecorded(
                        new Watched("https://cdn.example.org/tuf", Dialect.NOTARY_V1, gun),
                        seen,
                        new Judgement(
                                "version-rollback",
                                new TreeMap<>(Map.of("current", "8", "offered", "7"))),
                        LogStanding.ABSENT),
                new ClientReportReceived(gun, true, seen, Judgement.accepted(), LogStanding.PAST),
                new FetchesCounted(
                        gun,
                        THEN,
                        THEN.plusSeconds(60),
                        List.of(
                                new FetchCount(sha(8), RoleName.ROOT, "7.root.json", sha(1), 3),
                                new FetchCount(sha(8), RoleName.ROOT, "8.root.json", null, 1)),
                        2));
    }

    static List<CaseEvent> cases() {
        CaseId incident = caseId(1);
        return List.of(
                new ChangeAnnounced(
                        caseId(2),
                        new ChangeScope.Prefix("registry.example.org/"),
                        List.of("ROOT_KEYS_CHANGED", "THRESHOLD_LOWERED"),
                        THEN,
                        THEN.plusSeconds(3_600),
                        new Words("a root ceremony this afternoon")),
                new AnnouncementWithdrawn(caseId(2), new Words("it rains")),
                new FindingAcknowledged(incident, new Words("looking")),
                new IncidentAssigned(incident, sha(3)),
                new IncidentNoted(incident, new Words("the token was sold with its box\n")),
                new IncidentClosed(incident, Verdict.FALSE_ALARM, 3, new Words("it came back")),
                new KeyDeclaredCompromised(
                        ALICE, THEN, THEN.plusSeconds(60), new Words("found in a pipeline's log")),
                new CaseEvent.NamespaceReserved(
                        "registry.example.org/", null, new Words("ours alone")),
                new CaseEvent.WatchFreed(
                        new WatchName("cdn"), new Words("the eye has another token")));
    }

    static CaseId caseId(int n) {
        return new CaseId(sha(n).hex().substring(0, 32));
    }

    static LedgerEvent canary() {
        return new LedgerEvent.CanarySung(
                Instant.parse("2026-11-22T00:00:00Z"), Duration.ofDays(1));
    }

    static LedgerEvent redacted() {
        return new LedgerEvent.ActorRedacted(List.of(sha(1), sha(2)), sha(3), "asked to");
    }
}
