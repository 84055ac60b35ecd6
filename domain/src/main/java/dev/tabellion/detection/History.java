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
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Target;
import dev.tabellion.tuf.Targets;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What a rule may look up of one view, as it was before, or after, the entry at hand. */
public final class History {
    private final Dossier dossier;
    private final Sources sources;
    private final Map<String, Target> news;

    History(Dossier dossier, Sources sources) {
        this(dossier, sources, Map.of());
    }

    private History(Dossier dossier, Sources sources, Map<String, Target> news) {
        this.dossier = dossier;
        this.sources = sources;
        this.news = news;
    }

    /** What the record says of a collection of ours. */
    public History ofRecord(Gun gun) {
        return with(Dossier.known(sources.archive(), new View.OfRecord(gun)));
    }

    /** Of another view, or of this one when more of it is remembered. */
    History with(Dossier other) {
        return new History(other, sources);
    }

    /** With what a document that is about to be shown says anew of targets, found out once. */
    History before(Appearance shown) {
        if (!(shown.metadata() instanceof Targets now)) {
            return this;
        }
        Targets last = last(shown.role(), Targets.class);
        Map<String, Target> had = last == null ? Map.of() : last.targets();
        Map<String, Target> said = new LinkedHashMap<>();
        now.targets()
                .forEach(
                        (path, target) -> {
                            if (!Held.isSame(target, had.get(path))) {
                                said.put(path, target);
                            }
                        });
        return new History(dossier, sources, said);
    }

    /** Which targets the document at hand says something new of. */
    public Map<String, Target> news() {
        return news;
    }

    /** The first of these collections of ours that is served; null if none is. */
    public @Nullable Gun firstLive(List<Gun> guns) {
        sources.archive().expect(guns.stream().<View>map(View.OfRecord::new).toList());
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
        return sources.reading().read(dialect, role, file, sources.archive());
    }

    Bytes file(Sha256 digest) {
        return sources.archive().file(digest);
    }

    /** Whether any entry of the log ever named a document of these bytes. */
    public boolean isKnown(Sha256 digest) {
        return sources.archive().isKnown(digest);
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

    /** Whether the view shows exactly this file now. */
    public boolean isHead(RoleName role, Sha256 file) {
        Shown last = shown(role);
        return last != null && last.file().equals(file);
    }

    /** What each version was that the view showed once. */
    public Versions versions() {
        return new Versions(dossier, sources.archive());
    }

    /** Those of {@code asked} that the view held once, and then no more. */
    public Set<Held> held(Collection<Held> asked) {
        return asked.isEmpty() ? Set.of() : sources.archive().held(dossier.view(), asked);
    }

    /** Whether any of these might sign for a role by those who delegated when it was shown last. */
    public boolean wasNamed(RoleName role, List<KeyId> keys) {
        return new Delegators(this).named(role, keys);
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
                : sources.reading().delegates(dialect, delegator, last.file(), sources.archive());
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
        return new Scrutiny(this, record, sources.check());
    }

    public boolean verifies(PublicKey key, Signature signature, Signed<?> document) {
        return sources.check().verifies(key, signature, document.payload());
    }

    /**
     * Of the log's last {@value Moments#KEPT} entries before the one at hand, the one with the
     * latest time; null before the first.
     */
    public @Nullable Moment latest() {
        return sources.latest();
    }

    /** What of a key's signing in some time the record knows, by view: at most so many. */
    public List<Signings> signed(
            KeyId key, @Nullable Instant from, @Nullable Instant until, int most) {
        return sources.archive().signed(key, from, until, most);
    }

    /** What was declared of a key by now; null if nobody said that it was compromised. */
    public @Nullable Compromised compromised(KeyId key) {
        return Dossier.known(sources.archive(), new View.OfLedger()).compromised().get(key);
    }

    /** The longest reserved beginning of a name; null if nobody reserved any. */
    public Map.@Nullable Entry<String, Reserved> reserved(Gun name, Instant at) {
        return Dossier.known(sources.archive(), new View.OfLedger()).reserved().entrySet().stream()
                .filter(each -> name.value().startsWith(each.getKey()) && each.getValue().isAt(at))
                .max(Comparator.comparingInt(each -> each.getKey().length()))
                .orElse(null);
    }

    /** When the entry is heard: shortly after it was written, or long after. */
    public Instant now() {
        return sources.now();
    }
}
