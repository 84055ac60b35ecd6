package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.pocket.PocketSigner;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.verify.JdkSignatureCheck;
import dev.tabellion.verify.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shell of one collection without a database: settles decisions with a real signer, remembers
 * events and bytes, and has a clock that only moves when told.
 */
public final class Story {
    static final Instant BEGIN = Instant.parse("2026-11-22T08:30:00Z");

    public final Gun gun;
    final PocketSigner signer;
    private final Map<Sha256, Bytes> bytes = new HashMap<>();
    private final List<CollectionEvent> history = new ArrayList<>();
    private TrustedCollection collection;
    private final PocketClock clock = PocketClock.at(BEGIN);
    private Policy policy = Policy.NOTARY;

    public Story(String gun) {
        this(gun, new PocketSigner());
    }

    /** Another collection of the same server. */
    public Story neighbour(String name) {
        return new Story(name, signer);
    }

    /** From now on the signer refuses. */
    public void sealSigner() {
        signer.seal();
    }

    Story(String gun, PocketSigner signer) {
        this.gun = new Gun(gun);
        this.signer = signer;
        this.collection = TrustedCollection.unborn(this.gun);
    }

    public void pass(Duration time) {
        clock.pass(time);
    }

    public Clock clock() {
        return clock;
    }

    /** A publisher with a timestamp key of ours that signs its own snapshots. */
    public PocketPublisher publisher() {
        return PocketPublisher.of(gun, clock()).withServerKeys(newKey(RoleName.TIMESTAMP).key());
    }

    /** A publisher who leaves snapshots to us, too. */
    public PocketPublisher publisherWithoutSnapshots() {
        return PocketPublisher.of(gun, clock())
                .withServerKeys(newKey(RoleName.TIMESTAMP).key(), newKey(RoleName.SNAPSHOT).key());
    }

    /** A publisher of three versions, each with one more target and a snapshot of its own. */
    public PocketPublisher publisherOfThreeVersions() {
        PocketPublisher publisher = publisher();
        accepted(publisher.addTarget("v1").firstPublication());
        accepted(publisher.addTarget("v2").publication());
        accepted(publisher.addTarget("v3").publication());
        return publisher;
    }

    public ManagedKey newKey(RoleName role) {
        return key(new TrustCommand.RotateManagedKey(gun, role, KeyAlgorithm.ED25519));
    }

    /** Has the other's documents at hand, as a store has into which they were copied. */
    void knows(Story other) {
        bytes.putAll(other.bytes);
    }

    public Instant now() {
        return clock.instant();
    }

    void govern(Policy other) {
        policy = other;
    }

    Policy policy() {
        return policy;
    }

    TrustedCollection collection() {
        return collection;
    }

    public List<CollectionEvent> history() {
        return List.copyOf(history);
    }

    /** The current document's bytes as they are served. */
    public Bytes served(RoleName role) {
        CurrentDocument current = collection.current(role);
        if (current == null) {
            throw new IllegalStateException("nothing is served for " + role);
        }
        return stored(current.digest());
    }

    public Signed<?> read(RoleName role) {
        return read(role, served(role));
    }

    Surroundings surroundings() {
        return new Surroundings(
                clock.instant(),
                (role, digest) -> read(role, stored(digest)),
                signer,
                new JdkSignatureCheck(),
                policy);
    }

    Decision decide(TrustCommand command) {
        return collection.decide(command, surroundings());
    }

    /** Fetches what is wanted, and makes happen what was accepted. */
    public Decision when(TrustCommand command) {
        Decision decision = settle(decide(command), signer);
        if (decision instanceof Decision.Accepted accepted) {
            accepted.documents().forEach(document -> bytes.put(document.digest(), document.file()));
            accepted.events().forEach(this::happened);
        }
        return decision;
    }

    TrustCommand.PublishMetadata publish(List<Upload> uploads) {
        return new TrustCommand.PublishMetadata(gun, uploads);
    }

    public List<CollectionEvent> accepted(List<Upload> uploads) {
        return accepted(publish(uploads));
    }

    public Rejection refused(List<Upload> uploads) {
        return refused(publish(uploads));
    }

    public List<CollectionEvent> accepted(TrustCommand command) {
        return switch (when(command)) {
            case Decision.Accepted(List<CollectionEvent> events, var _, var _) -> events;
            case Decision other -> throw new AssertionError("not accepted but " + other);
        };
    }

    public Rejection refused(TrustCommand command) {
        TrustedCollection before = collection;
        return switch (when(command)) {
            case Decision.Refused(Rejection why, var _) when before.equals(collection) -> why;
            case Decision other -> throw new AssertionError("not refused but " + other);
        };
    }

    ManagedKey key(TrustCommand command) {
        if (when(command) instanceof Decision.Accepted(var _, var _, @Nullable ManagedKey key)
                && key != null) {
            return key;
        }
        throw new AssertionError("no key came of " + command);
    }

    static Decision settle(Decision decision, RoleSigner signer) {
        return switch (decision) {
            case Decision.SignatureWanted wanted ->
                    settle(wanted.then().apply(signer.sign(wanted.request())), signer);
            case Decision.KeyWanted wanted ->
                    settle(
                            wanted.then().apply(signer.create(wanted.place(), wanted.algorithm())),
                            signer);
            case Decision.Accepted accepted -> accepted;
            case Decision.Refused refused -> refused;
        };
    }

    private void happened(CollectionEvent event) {
        history.add(event);
        collection = collection.evolve(event);
    }

    /** A document that an event of the collection names. */
    public Bytes stored(Sha256 digest) {
        Bytes file = bytes.get(digest);
        if (file == null) {
            throw new IllegalStateException("no event's document is missing but " + digest);
        }
        return file;
    }

    private static Signed<?> read(RoleName role, Bytes file) {
        try {
            return Dialect.NOTARY_V1.read(role, file);
        } catch (MalformedMetadata e) {
            throw new IllegalStateException("a stored " + role + " is malformed", e);
        }
    }
}
