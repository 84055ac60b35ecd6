package dev.tabellion.detection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.Delegator;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Version;
import dev.tabellion.verify.SignatureCheck;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a rule may look up of one view, as it was before, or after, the entry at hand. */
public final class History {
    private static final int LIVES = 8;

    private final Dossier dossier;
    private final Archive archive;
    private final Reading reading;
    private final SignatureCheck check;
    private final @Nullable Entry latest;
    private final Instant now;

    History(
            Dossier dossier,
            Archive archive,
            Reading reading,
            SignatureCheck check,
            @Nullable Entry latest,
            Instant now) {
        this.dossier = dossier;
        this.archive = archive;
        this.reading = reading;
        this.check = check;
        this.latest = latest;
        this.now = now;
    }

    /** What the record says of a collection of ours. */
    public History ofRecord(Gun gun) {
        return with(Dossier.known(archive, new View.OfRecord(gun)));
    }

    /** Of another view, or of this one when more of it is remembered. */
    History with(Dossier other) {
        return new History(other, archive, reading, check, latest, now);
    }

    /** The first of these collections of ours that is served; null if none is. */
    public @Nullable Gun firstLive(List<Gun> guns) {
        archive.expect(guns.stream().<View>map(View.OfRecord::new).toList());
        return guns.stream().filter(gun -> ofRecord(gun).dossier().live()).findFirst().orElse(null);
    }

    public Dossier dossier() {
        return dossier;
    }

    /** What the view showed last of a role; null if it showed nothing. */
    public @Nullable Shown shown(RoleName role) {
        return dossier.shown().get(role);
    }

    /** The document that the view showed last of a role. */
    public @Nullable Signed<?> document(RoleName role) {
        Shown last = shown(role);
        return last == null ? null : document(role, last.file());
    }

    /** A document that the view showed once; null if it cannot be read. */
    public @Nullable Signed<?> document(RoleName role, Sha256 file) {
        Dialect dialect = dossier.dialect();
        return dialect == null ? null : read(dialect, role, file);
    }

    @Nullable Signed<?> read(Dialect dialect, RoleName role, Sha256 file) {
        return reading.read(dialect, role, file, archive);
    }

    Bytes file(Sha256 digest) {
        return archive.file(digest);
    }

    /** Whether any entry of the log ever named a document of these bytes. */
    public boolean isKnown(Sha256 digest) {
        return archive.isKnown(digest);
    }

    /** What the view showed last of a role, if it is of that kind. */
    public <M extends Metadata> @Nullable M last(RoleName role, Class<M> kind) {
        Signed<?> document = document(role);
        return document != null && kind.isInstance(document.metadata())
                ? kind.cast(document.metadata())
                : null;
    }

    public @Nullable Root root() {
        return last(RoleName.ROOT, Root.class);
    }

    /**
     * Whether it is a root that the view showed before its present one, and says what it said then:
     * old roots are there for clients that come late.
     */
    boolean isArchived(Signed<?> document) {
        Shown last = shown(RoleName.ROOT);
        Version version = document.metadata().version();
        return document.metadata() instanceof Root
                && last != null
                && version.compareTo(last.version()) < 0
                && document.payload().sha256().equals(payloadOf(RoleName.ROOT, version));
    }

    /** Whether the view shows exactly this file now. */
    public boolean isHead(RoleName role, Sha256 file) {
        Shown last = shown(role);
        return last != null && last.file().equals(file);
    }

    /**
     * What the signatures of that version covered when it was shown first in this life; null if it
     * was not.
     */
    public @Nullable Sha256 payloadOf(RoleName role, Version version) {
        Shown last = shown(role);
        return last == null || version.compareTo(last.highestEver()) > 0
                ? null // as for every honest publication: not worth looking
                : archive.payloadOf(dossier.view(), dossier.life(), role, version);
    }

    /** Whether the view showed what this document says, in this life or the one before. */
    public boolean published(RoleName role, Signed<?> document) {
        Version version = document.metadata().version();
        Sha256 payload = document.payload().sha256();
        return isOf(dossier.life(), role, version, payload)
                || isOf(dossier.life() - 1, role, version, payload);
    }

    /** Whether there was such a version in one of the last lives before this one. */
    public boolean wasInEarlierLife(RoleName role, int version) {
        int life = dossier.life();
        return version > 0
                && IntStream.range(Math.max(1, life - LIVES), life)
                        .anyMatch(
                                earlier ->
                                        archive.payloadOf(
                                                        dossier.view(),
                                                        earlier,
                                                        role,
                                                        new Version(version))
                                                != null);
    }

    private boolean isOf(int life, RoleName role, Version version, Sha256 payload) {
        return payload.equals(archive.payloadOf(dossier.view(), life, role, version));
    }

    /** Those of {@code asked} that the view held once, and then no more. */
    public Set<Held> held(Collection<Held> asked) {
        return asked.isEmpty() ? Set.of() : archive.held(dossier.view(), asked);
    }

    /** Who may sign for a role, by the word of each who delegates to it. */
    public List<RoleKeys> keysOf(RoleName role) {
        return delegatorsOf(role).values().stream()
                .map(delegator -> delegator.keysOf(role))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whose documents delegate to a role, as the view shows them; several in TUF 1.0. */
    public SortedMap<RoleName, Delegator> delegatorsOf(RoleName role) {
        return new Delegators(this).of(role);
    }

    /** Who else delegates to any of these roles in the view. */
    public Set<RoleName> delegatorsOfAny(Set<RoleName> roles) {
        return new Delegators(this).ofAny(roles);
    }

    Delegates delegatesOf(RoleName delegator) {
        Dialect dialect = dossier.dialect();
        Shown last = shown(delegator);
        return dialect == null || last == null
                ? Delegates.NONE
                : reading.delegates(dialect, delegator, last.file(), archive);
    }

    /**
     * What there is to believe a document by that somebody says is of this collection of ours.
     *
     * @param log what the server found of it in its record
     */
    public Warrant warrant(RoleName role, Sha256 file, Signed<?> document, LogStanding log) {
        return scrutiny(this).warrant(role, file, document, log);
    }

    /**
     * @param record what we published of the collection that the view shows; null if it is not ours
     */
    Scrutiny scrutiny(@Nullable History record) {
        return new Scrutiny(this, record, check);
    }

    public boolean verifies(PublicKey key, Signature signature, Signed<?> document) {
        return check.verifies(key, signature, document.payload());
    }

    /**
     * Of the log's last {@value Moments#KEPT} entries before the one at hand, the one with the
     * latest time; null if none was heard since this process began.
     */
    public @Nullable Entry latest() {
        return latest;
    }

    /** What of a key's signing in some time the record knows, by view: at most so many. */
    public List<Signings> signed(
            KeyId key, @Nullable Instant from, @Nullable Instant until, int most) {
        return archive.signed(key, from, until, most);
    }

    /** What was declared of a key by now; null if nobody said that it was compromised. */
    public @Nullable Compromised compromised(KeyId key) {
        return Dossier.known(archive, new View.OfLedger()).compromised().get(key);
    }

    /** When the entry is heard: shortly after it was written, or long after. */
    public Instant now() {
        return now;
    }
}
