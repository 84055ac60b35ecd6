package dev.tabellion.inspection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent;
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
import dev.tabellion.collection.CollectionEvent.PublicationRejected;
import dev.tabellion.collection.CollectionEvent.RoleKeysChanged;
import dev.tabellion.collection.CollectionEvent.SignatureProduced;
import dev.tabellion.collection.CollectionEvent.SigningRefused;
import dev.tabellion.collection.CollectionEvent.SigningRequested;
import dev.tabellion.collection.CollectionEvent.Standing;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a server has to show of one collection after the events so far. Written apart from what
 * fills the served tables, as both are held against each other. Not for several threads.
 */
public final class Showing {
    /**
     * What is current for a role: as a row says it, which may be anything.
     *
     * @param at to the millisecond, as leaves tell it; {@code expires} alike
     */
    public record Shown(int version, String digest, long length, Instant at, Instant expires) {
        public Shown {
            at = LeafTime.of(at);
            expires = LeafTime.of(expires);
        }

        @Override
        public String toString() {
            return "version %d (%s) of %s, %d bytes, until %s"
                    .formatted(version, digest, at, length, expires);
        }
    }

    private final Map<String, Shown> current = new TreeMap<>();
    private final RowSum published = new RowSum();
    private final RowSum told = new RowSum();
    private final Consumer<ServedRow> rows;
    private final boolean fromBirth;
    private boolean whole;
    private @Nullable Integer life;
    private boolean livesOn;
    private long next;

    /**
     * @param whole whether its first event is to come; else what nothing told of may be anything
     */
    Showing(boolean whole, long next) {
        this(whole, next, _ -> {});
    }

    private Showing(boolean whole, long next, Consumer<ServedRow> rows) {
        this.rows = rows;
        this.fromBirth = whole;
        this.whole = whole;
        this.livesOn = !whole;
        this.next = next;
    }

    /** Of a collection whose every event is to come, telling each row that one puts there. */
    public static Showing telling(Consumer<ServedRow> rows) {
        return new Showing(true, 0, rows);
    }

    /** The sequence of the event that it has not seen yet. */
    public long next() {
        return next;
    }

    /** How many rows there must be of it where rows stay, as far as its events were seen. */
    public long rows() {
        return published.count() + told.count();
    }

    /** Goes on by an event that was read from elsewhere than the log. */
    public void follow(long sequence, Instant at, CollectionEvent event) {
        next = sequence + 1;
        switch (event) {
            case CollectionOpened e -> open(e.life());
            case CollectionDeleted _ -> {
                close();
                tell(new ServedRow.Told(null, 0, null, at));
            }
            case CollectionImported e -> {
                if (e.fate() == Fate.LIVE) {
                    open(e.life());
                }
            }
            case MetadataPublished e -> {
                publish(e.role(), e.version(), e.digest(), at);
                show(e.role(), e.version(), e.digest(), e.length(), at, e.expires());
                if (e.role().equals(RoleName.TIMESTAMP)) {
                    tell(new ServedRow.Told(null, e.version().number(), e.digest().hex(), at));
                }
            }
            case MetadataImported e -> {
                publish(e.role(), e.version(), e.digest(), e.published());
                if (e.standing() == Standing.CURRENT) {
                    show(e.role(), e.version(), e.digest(), e.length(), e.published(), e.expires());
                }
            }
            case ChangeImported e ->
                    tell(
                            new ServedRow.Told(
                                    e.id(),
                                    e.version(),
                                    e.timestamp() == null ? null : e.timestamp().hex(),
                                    e.at()));
            case RoleKeysChanged e -> {
                if (e.thresholdAfter() == 0) {
                    current.remove(e.role().value());
                }
            }
            case ManagedKeyCreated _,
                    ManagedKeyImported _,
                    ManagedKeyRetired _,
                    ManagedKeyRotationStaged _,
                    PublicationRejected _,
                    SignatureProduced _,
                    SigningRefused _,
                    SigningRequested _ -> {}
        }
    }

    /** Passes over one that could not be read, or that is of no collection. */
    void pass(long sequence) {
        next = sequence + 1;
    }

    private void show(
            RoleName role,
            Version version,
            Sha256 digest,
            long length,
            Instant at,
            Instant expires) {
        current.put(role.value(), new Shown(version.number(), digest.hex(), length, at, expires));
    }

    private void publish(RoleName role, Version version, Sha256 digest, Instant at) {
        var row = new ServedRow.Published(role.value(), version.number(), digest.hex(), at);
        published.add(row);
        rows.accept(row);
    }

    private void tell(ServedRow.Told row) {
        told.add(row);
        rows.accept(row);
    }

    private void open(int begun) {
        life = begun;
        livesOn = false;
    }

    private void close() {
        life = null;
        livesOn = false;
        whole = true;
        current.clear();
        published.clear();
    }

    /**
     * @param served the life that is served; null for none
     */
    public void judgeLife(String collection, @Nullable Integer served, Consumer<Finding> findings) {
        if (!livesOn && !Objects.equals(life, served)) {
            Spot spot = Spot.collection(collection);
            report(findings, spot.with("table", "live_collection"), life, served);
        }
    }

    /**
     * @param rows what is served as current, by role
     */
    public void judgeCurrent(
            String collection, Map<String, Shown> rows, Consumer<Finding> findings) {
        Spot spot = Spot.collection(collection);
        var roles = new TreeSet<>(current.keySet());
        if (whole) {
            roles.addAll(rows.keySet());
        }
        for (String role : roles) {
            Shown expected = current.get(role);
            Shown found = rows.get(role);
            if (!Objects.equals(expected, found)) {
                Spot row = spot.with("table", "current_document").with("role", role);
                report(findings, row, expected, found);
            }
        }
    }

    /** Whether these are all documents of the running life, as far as its events were seen. */
    public boolean agreesOnPublished(RowSum found) {
        return !whole || published.isOfTheSame(found);
    }

    /** Whether this is all that the changefeed has to tell, as far as that was seen. */
    public boolean agreesOnTold(RowSum found) {
        return !fromBirth || told.isOfTheSame(found);
    }

    private static void report(
            Consumer<Finding> findings,
            Spot spot,
            @Nullable Object expected,
            @Nullable Object found) {
        findings.accept(
                new Finding(
                        Fault.SERVED_DIFFERS,
                        spot,
                        expected == null ? "none" : expected.toString(),
                        found == null ? "none" : found.toString()));
    }
}
