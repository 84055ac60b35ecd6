package dev.tabellion.signer.book;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.Mark;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.json.PlainJsonReader;
import dev.tabellion.signer.policy.PinnedRoot;
import dev.tabellion.signer.policy.Position;
import dev.tabellion.signer.policy.SigningFact;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Version;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads entries back: what of them changes standings, and the signatures that a retry gets. */
final class EntryReader {
    private final JournalEntry entry;
    private final PlainJsonReader told;
    private final Instant at;
    private final String kind;

    EntryReader(JournalEntry entry) {
        PlainJsonReader json = PlainJsonReader.of(entry.json());
        this.entry = entry;
        this.told = json.object("told");
        this.at = Instant.parse(json.text("time"));
        this.kind = json.text("kind");
    }

    /**
     * @param payload what the row keeps of what was signed
     * @throws IllegalStateException for an entry that tells no fact, or a payload that is not its
     */
    SigningFact fact(@Nullable Bytes payload) {
        return switch (kind) {
            case Kinds.SIGNED -> signed(payload);
            case Kinds.KEY_CREATED, Kinds.KEY_IMPORTED, Kinds.KEY_VOUCHED ->
                    new SigningFact.KeyCreated(place(), new KeyId(told.text("key")), at);
            case Kinds.PUBLISHED ->
                    new SigningFact.Published(
                            new PublishedTimestamp(gun(), life(), digest("timestamp")), at);
            case Kinds.IMPORTED -> new SigningFact.Imported(gun(), life(), positionIfThere(), at);
            case Kinds.LIFE_REINSTATED -> new SigningFact.Reinstated(gun(), life(), position(), at);
            case Kinds.RESTORED -> new SigningFact.Restored(at);
            default -> throw new IllegalStateException("no fact: " + kind + " at " + entry.seq());
        };
    }

    /** The key that the entry tells was made, or vouched for; null unless for that place. */
    @Nullable ManagedKey born(KeyPlace place) {
        boolean isOfKey =
                kind.equals(Kinds.KEY_CREATED)
                        || kind.equals(Kinds.KEY_IMPORTED)
                        || kind.equals(Kinds.KEY_VOUCHED);
        return isOfKey && place().equals(place) ? key() : null;
    }

    /** Of an entry that tells that there is a key. */
    Birth birth() {
        return new Birth(place(), key(), kind.equals(Kinds.KEY_IMPORTED));
    }

    /** Of an entry that tells that a key is missing, or is not any more. */
    void remember(Set<KeyId> missing) {
        KeyId key = new KeyId(told.text("key"));
        if (kind.equals(Kinds.KEY_MISSING)) {
            missing.add(key);
        } else {
            missing.remove(key);
        }
    }

    private ManagedKey key() {
        return new ManagedKey(
                new KeyId(told.text("key")),
                new PublicKey(told.text("keyType"), Bytes.base64(told.text("keyValue"))));
    }

    List<Signature> signatures() {
        return told.objects(
                "signatures",
                each ->
                        new Signature(
                                new KeyId(each.text("key")),
                                each.text("method"),
                                Bytes.base64(each.text("value"))));
    }

    /** What was known to be wrong when somebody went on; null if it was none of the entries. */
    Discrepancy.@Nullable EntryChanged knownToBeWrong() {
        if (!told.text("found").equals(Discrepancy.EntryChanged.NAME)) {
            return null;
        }
        PlainJsonReader facts = told.object("facts");
        return new Discrepancy.EntryChanged(
                Long.parseLong(facts.text("seq")), facts.text("problem"));
    }

    /** Whether somebody went on with a journal that lacked entries of this signer at its end. */
    boolean tellsOfAnotherJournal() {
        return Discrepancy.OF_ANOTHER_JOURNAL.contains(told.text("found"));
    }

    private SigningFact.Signed signed(@Nullable Bytes payload) {
        if (payload == null || !payload.sha256().equals(digest("payload"))) {
            throw new IllegalStateException(
                    "the payload beside the journal's entry " + entry.seq() + " was changed");
        }
        String base = told.textIfThere("base");
        PlainJsonReader snapshot = told.objectIfThere("snapshot");
        return new SigningFact.Signed(
                entry.seq(),
                at,
                place(),
                base == null ? null : new Sha256(base),
                version(told),
                Instant.parse(told.text("expires")),
                told.texts("keys", KeyId::new),
                payload,
                digest("file"),
                root(told.object("root")),
                snapshot == null ? null : mark(snapshot));
    }

    private Position position() {
        return position(told.object("position"));
    }

    private @Nullable Position positionIfThere() {
        PlainJsonReader position = told.objectIfThere("position");
        return position == null ? null : position(position);
    }

    static Position position(PlainJsonReader json) {
        return new Position(
                root(json.object("root")),
                mark(json.object("snapshot")),
                mark(json.object("timestamp")));
    }

    static PinnedRoot root(PlainJsonReader json) {
        return new PinnedRoot(mark(json), new TreeSet<>(json.texts("keys", KeyId::new)));
    }

    static Mark mark(PlainJsonReader json) {
        return new Mark(version(json), new Sha256(json.text("digest")));
    }

    private static Version version(PlainJsonReader json) {
        return new Version(json.smallNumber("version"));
    }

    private Gun gun() {
        return new Gun(told.text("gun"));
    }

    private int life() {
        return told.smallNumber("life");
    }

    private KeyPlace place() {
        return new KeyPlace(gun(), life(), new RoleName(told.text("role")));
    }

    private Sha256 digest(String name) {
        return new Sha256(told.text(name));
    }
}
