package dev.tabellion.signer.book;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.Mark;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.json.PlainJson;
import dev.tabellion.signer.policy.PinnedRoot;
import dev.tabellion.signer.policy.Position;
import dev.tabellion.signer.policy.SigningFact;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Signature;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What each kind of entry tells, in canonical JSON: with {@link EntryReader} the one place of that
 * byte format. A format once released is never changed; a new one gets the next number.
 */
final class EntryJson {
    /** What a refused request says is somebody else's, and may be long. */
    private static final int MOST_KEYS = 16;

    private static final int LONGEST_FACT = 512;

    private EntryJson() {}

    static String kindOf(Entry entry) {
        return switch (entry) {
            case Entry.KeyBorn born -> born.imported() ? Kinds.KEY_IMPORTED : Kinds.KEY_CREATED;
            case Entry.KeyVouched _ -> Kinds.KEY_VOUCHED;
            case Entry.Signed _ -> Kinds.SIGNED;
            case Entry.Published _ -> Kinds.PUBLISHED;
            case Entry.Imported _ -> Kinds.IMPORTED;
            case Entry.LifeReinstated _ -> Kinds.LIFE_REINSTATED;
            case Entry.Refused _ -> Kinds.REFUSED;
            case Entry.Behind _ -> Kinds.BEHIND;
            case Entry.TurnedAway _ -> Kinds.TURNED_AWAY;
            case Entry.KeyMissing _ -> Kinds.KEY_MISSING;
            case Entry.KeyFound _ -> Kinds.KEY_FOUND;
        };
    }

    static PlainJson told(Entry entry) {
        return switch (entry) {
            case Entry.KeyBorn(var place, var key, _, _) -> of(place, key);
            case Entry.KeyVouched(var place, var key, var reason, _) ->
                    of(place, key).text("reason", reason);
            case Entry.Signed(var fact, var reason, var signatures) ->
                    of(fact).text("reason", reason.name().toLowerCase(Locale.ROOT))
                            .objects("signatures", signatures.stream().map(EntryJson::of).toList());
            case Entry.Published(var fact) ->
                    life(fact.timestamp().gun().value(), fact.timestamp().life())
                            .text("timestamp", fact.timestamp().digest().hex());
            case Entry.Imported(var fact) -> of(fact);
            case Entry.LifeReinstated(var fact) ->
                    life(fact.gun().value(), fact.life()).object("position", of(fact.position()));
            case Entry.Refused(var request, var rule, var facts, _) ->
                    of(request).text("rule", rule).object("facts", facts(facts));
            case Entry.Behind(var request, var mark, _) ->
                    of(request).number("mark", mark.number());
            case Entry.TurnedAway(var place, var rule, var facts, _) ->
                    (place == null ? new PlainJson() : of(place))
                            .text("rule", rule)
                            .object("facts", facts(facts));
            case Entry.KeyMissing(var place, var key, var from, _) ->
                    of(place)
                            .text("key", key.value())
                            .text("from", from.name().toLowerCase(Locale.ROOT));
            case Entry.KeyFound(var place, var key, _) -> of(place).text("key", key.value());
        };
    }

    static PlainJson of(Position position) {
        return new PlainJson()
                .object("root", of(position.root()))
                .object("snapshot", of(position.snapshot()))
                .object("timestamp", of(position.timestamp()));
    }

    static PlainJson of(PinnedRoot root) {
        return of(root.mark()).texts("keys", values(root.keys()));
    }

    static PlainJson of(Mark mark) {
        return new PlainJson()
                .number("version", mark.version().number())
                .text("digest", mark.digest().hex());
    }

    static List<String> values(Collection<KeyId> keys) {
        return keys.stream().map(KeyId::value).toList();
    }

    private static PlainJson of(SigningFact.Signed fact) {
        PlainJson json =
                of(fact.place())
                        .number("version", fact.version().number())
                        .text("base", hex(fact.base()))
                        .text("expires", fact.expires().toString())
                        .texts("keys", values(fact.keys()))
                        .text("payload", fact.payload().sha256().hex())
                        .text("file", fact.file().hex())
                        .object("root", of(fact.root()));
        return fact.snapshot() == null ? json : json.object("snapshot", of(fact.snapshot()));
    }

    private static PlainJson of(SigningFact.Imported fact) {
        PlainJson json = life(fact.gun().value(), fact.life());
        return fact.position() == null ? json : json.object("position", of(fact.position()));
    }

    private static PlainJson of(Signature signature) {
        return new PlainJson()
                .text("key", signature.keyId().value())
                .text("method", signature.method())
                .text("value", signature.value().base64());
    }

    private static PlainJson of(SigningRequest request) {
        PlainJson json =
                of(request.place())
                        .number("version", request.version().number())
                        .text("base", hex(request.base()))
                        .texts("keys", values(request.keys().stream().limit(MOST_KEYS).toList()))
                        .text("payload", request.payload().sha256().hex())
                        .number("length", request.payload().length())
                        .text("reason", request.reason().name().toLowerCase(Locale.ROOT));
        return request.keys().size() <= MOST_KEYS
                ? json
                : json.number("keysInAll", request.keys().size());
    }

    private static PlainJson of(KeyPlace place, ManagedKey key) {
        return of(place)
                .text("key", key.id().value())
                .text("keyType", key.key().type())
                .text("keyValue", key.key().value().base64());
    }

    private static PlainJson of(KeyPlace place) {
        return life(place.gun().value(), place.life()).text("role", place.role().value());
    }

    private static PlainJson life(String gun, int life) {
        return new PlainJson().text("gun", gun).number("life", life);
    }

    private static PlainJson facts(Map<String, String> facts) {
        TreeMap<String, String> bounded = new TreeMap<>(facts);
        bounded.replaceAll(
                (_, value) ->
                        value.length() <= LONGEST_FACT ? value : value.substring(0, LONGEST_FACT));
        return PlainJson.texts(bounded);
    }

    private static @Nullable String hex(@Nullable Sha256 digest) {
        return digest == null ? null : digest.hex();
    }
}
