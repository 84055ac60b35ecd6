package dev.tabellion.signer.policy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.CurrentDocument;
import dev.tabellion.collection.Decision;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.Policy;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.collection.Surroundings;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.collection.TrustedCollection;
import dev.tabellion.collection.Upload;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.verify.JdkSignatureCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server of one collection without a database, before the real policy. What it decided may be
 * committed, or lost as by a crash or a lost race.
 */
final class PocketServer {
    final Gun gun;
    final PolicyDesk desk;
    TrustedCollection collection;
    Policy policy = Policy.NOTARY;
    boolean tells = true;
    private final Map<Sha256, Bytes> store = new HashMap<>();
    private final PocketClock clock;

    PocketServer(String gun) {
        this(gun, PolicySettings.DEFAULT);
    }

    PocketServer(String gun, PolicySettings settings) {
        this(gun, settings, PocketClock.at(Instant.parse("2026-11-22T08:30:00Z")));
    }

    private PocketServer(String gun, PolicySettings settings, PocketClock clock) {
        this(gun, clock, new PolicyDesk(clock, settings));
    }

    private PocketServer(String gun, PocketClock clock, PolicyDesk desk) {
        this.gun = new Gun(gun);
        this.clock = clock;
        this.desk = desk;
        this.collection = TrustedCollection.unborn(this.gun);
    }

    /** Another collection of the same server, with the same signer. */
    PocketServer beside(String otherGun) {
        return new PocketServer(otherGun, clock, desk);
    }

    void pass(Duration time) {
        clock.pass(time);
    }

    Instant now() {
        return clock.instant();
    }

    PocketPublisher publisher() {
        return PocketPublisher.of(gun, clock).withServerKeys(newKey(RoleName.TIMESTAMP).key());
    }

    PocketPublisher publisherWithoutSnapshots() {
        return PocketPublisher.of(gun, clock)
                .withServerKeys(newKey(RoleName.TIMESTAMP).key(), newKey(RoleName.SNAPSHOT).key());
    }

    ManagedKey newKey(RoleName role) {
        TrustCommand ask = new TrustCommand.RotateManagedKey(gun, role, KeyAlgorithm.ECDSA);
        if (decide(collection, ask) instanceof Decision.Accepted accepted
                && accepted.key() != null) {
            commit(accepted);
            return accepted.key();
        }
        throw new AssertionError("no key was made for " + role);
    }

    TrustCommand publication(List<Upload> uploads) {
        return new TrustCommand.PublishMetadata(gun, uploads);
    }

    TrustCommand renewal() {
        return new TrustCommand.RenewServerRoles(gun);
    }

    TrustCommand deletion() {
        return new TrustCommand.DeleteCollection(gun);
    }

    /** Decided, signed, committed, and told to the signer unless it tells nothing. */
    void accepts(List<Upload> uploads) {
        accepts(publication(uploads));
    }

    void accepts(TrustCommand command) {
        commit(loses(command));
    }

    /** Decided upon what is current, and signed; then the process died. */
    Decision.Accepted loses(TrustCommand command) {
        return loses(collection, command);
    }

    Decision.Accepted loses(TrustedCollection stale, TrustCommand command) {
        return switch (decide(stale, command)) {
            case Decision.Accepted accepted -> accepted;
            case Decision other ->
                    throw new AssertionError(
                            "not accepted but " + other + " upon " + desk.judgements.getLast());
        };
    }

    /** The rule by which the signer refuses. */
    String refused(TrustCommand command) {
        return refused(collection, command);
    }

    String refused(TrustedCollection stale, TrustCommand command) {
        return switch (decide(stale, command)) {
            case Decision.Refused _
                    when desk.judgements.getLast() instanceof Judgement.Refused refused ->
                    refused.rule();
            case Decision other -> throw new AssertionError("not refused but " + other);
        };
    }

    void commit(Decision.Accepted accepted) {
        accepted.documents().forEach(document -> store.put(document.digest(), document.file()));
        CurrentDocument before = collection.current(RoleName.TIMESTAMP);
        int life = collection.life();
        for (CollectionEvent event : accepted.events()) {
            collection = collection.evolve(event);
        }
        CurrentDocument after = collection.current(RoleName.TIMESTAMP);
        if (tells && after != null && !after.equals(before)) {
            desk.published(List.of(new PublishedTimestamp(gun, life, after.digest())));
        }
    }

    Bytes served(RoleName role) {
        CurrentDocument current = collection.current(role);
        if (current == null) {
            throw new AssertionError("nothing is served for " + role);
        }
        return stored(current.digest());
    }

    /** What it asks for when it renews the timestamp, which is not due. */
    SigningRequest renewalRequest() {
        Policy impatient =
                new Policy(
                        policy.longestRoot(),
                        policy.longestOther(),
                        policy.timestampValidity(),
                        policy.timestampValidity(),
                        policy.snapshotValidity(),
                        Duration.ZERO,
                        policy.largestVersionStep(),
                        policy.highestVersion());
        if (collection.decide(renewal(), surroundings(impatient))
                instanceof Decision.SignatureWanted wanted) {
            return wanted.request();
        }
        throw new AssertionError("nothing to renew");
    }

    /** The publisher reads the snapshot that we signed. */
    void syncs(PocketPublisher publisher) {
        Bytes file = served(RoleName.SNAPSHOT);
        publisher.downloads(
                RoleName.SNAPSHOT, read(RoleName.SNAPSHOT, file).metadata().version(), file);
    }

    Standing standing() {
        return desk.standing(gun, collection.life());
    }

    private Decision decide(TrustedCollection at, TrustCommand command) {
        Decision decision = at.decide(command, surroundings(policy));
        while (true) {
            switch (decision) {
                case Decision.SignatureWanted(var request, var then) -> {
                    SigningAnswer answer = desk.sign(request);
                    decision = then.apply(answer);
                }
                case Decision.KeyWanted(var place, var algorithm, var then) ->
                        decision = then.apply(desk.create(place, algorithm));
                case Decision.Accepted accepted -> {
                    return accepted;
                }
                case Decision.Refused refused -> {
                    return refused;
                }
            }
        }
    }

    private Surroundings surroundings(Policy by) {
        return new Surroundings(
                now(),
                (role, digest) -> read(role, stored(digest)),
                desk,
                new JdkSignatureCheck(),
                by);
    }

    private Bytes stored(@Nullable Sha256 digest) {
        Bytes file = store.get(digest);
        if (file == null) {
            throw new AssertionError("not stored: " + digest);
        }
        return file;
    }

    static Signed<?> read(RoleName role, Bytes file) {
        try {
            return Dialect.NOTARY_V1.read(role, file);
        } catch (MalformedMetadata e) {
            throw new AssertionError(e);
        }
    }
}
