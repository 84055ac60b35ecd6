package dev.tabellion.signer.book;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.json.PlainJson;
import dev.tabellion.json.PlainJsonReader;
import dev.tabellion.signer.policy.HeldKeys;
import dev.tabellion.signer.policy.LastSigned;
import dev.tabellion.signer.policy.Pending;
import dev.tabellion.signer.policy.Position;
import dev.tabellion.signer.policy.SignedSnapshot;
import dev.tabellion.signer.policy.Standing;
import dev.tabellion.signer.policy.Tip;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A standing as the journal remembers it beside an entry. Only saves reading from the beginning:
 * what documents were signed last stands in their own entries, and is named by their numbers.
 */
final class StandingJson {
    private static final String REVISION = "1";

    private StandingJson() {}

    static Bytes write(Standing standing) {
        PlainJson json =
                new PlainJson()
                        .text("revision", REVISION)
                        .object("tip", of(standing.tip()))
                        .objects("unused", unused(standing.keys()))
                        .texts("retired", EntryJson.values(standing.keys().retired()))
                        .objects(
                                "lastSigned",
                                standing.lastSigned().values().stream()
                                        .map(l -> new PlainJson().number("entry", l.entry()))
                                        .toList())
                        .texts(
                                "skipping",
                                standing.skipping().stream().map(RoleName::value).toList())
                        .number("highestLife", standing.highestLife());
        Instant latest = standing.latest();
        return json.text("latest", latest == null ? null : latest.toString()).bytes();
    }

    /**
     * @param lastSigned what an entry says was signed, by its number
     * @return null for a revision that is no longer read: then the entries before tell it all
     */
    static @Nullable Standing read(Gun gun, int life, Bytes json, LongFunction<ByRole> lastSigned) {
        PlainJsonReader read = PlainJsonReader.of(json);
        if (!read.text("revision").equals(REVISION)) {
            return null;
        }
        String latest = read.textIfThere("latest");
        TreeMap<RoleName, LastSigned> documents = new TreeMap<>();
        read.objects("lastSigned", each -> lastSigned.apply(each.number("entry")))
                .forEach(document -> documents.put(document.role(), document.document()));
        return new Standing(
                gun,
                life,
                tip(read.object("tip")),
                new HeldKeys(unused(read), keys(read, "retired")),
                documents,
                new TreeSet<>(read.texts("skipping", RoleName::new)),
                read.smallNumber("highestLife"),
                latest == null ? null : Instant.parse(latest));
    }

    record ByRole(RoleName role, LastSigned document) {}

    private static PlainJson of(Tip tip) {
        Position settled = tip.settled();
        PlainJson json =
                new PlainJson()
                        .objects("pending", tip.pending().stream().map(StandingJson::of).toList())
                        .objects(
                                "snapshots",
                                tip.snapshots().stream().map(StandingJson::of).toList())
                        .texts("orphans", tip.orphans().stream().map(Instant::toString).toList());
        return settled == null ? json : json.object("settled", EntryJson.of(settled));
    }

    private static PlainJson of(Pending pending) {
        return new PlainJson()
                .object("position", EntryJson.of(pending.position()))
                .number("entry", pending.entry())
                .text("at", pending.at().toString());
    }

    private static PlainJson of(SignedSnapshot snapshot) {
        return new PlainJson()
                .object("root", EntryJson.of(snapshot.root()))
                .object("mark", EntryJson.of(snapshot.mark()))
                .text("at", snapshot.at().toString());
    }

    private static List<PlainJson> unused(HeldKeys keys) {
        return keys.unused().entrySet().stream()
                .map(
                        each ->
                                new PlainJson()
                                        .text("role", each.getKey().value())
                                        .texts("keys", EntryJson.values(each.getValue())))
                .toList();
    }

    private static Tip tip(PlainJsonReader json) {
        PlainJsonReader settled = json.objectIfThere("settled");
        return new Tip(
                settled == null ? null : EntryReader.position(settled),
                json.objects(
                        "pending",
                        each ->
                                new Pending(
                                        EntryReader.position(each.object("position")),
                                        each.number("entry"),
                                        at(each))),
                json.objects(
                        "snapshots",
                        each ->
                                new SignedSnapshot(
                                        EntryReader.root(each.object("root")),
                                        EntryReader.mark(each.object("mark")),
                                        at(each))),
                json.texts("orphans", Instant::parse));
    }

    private static Instant at(PlainJsonReader json) {
        return Instant.parse(json.text("at"));
    }

    private static SortedMap<RoleName, SortedSet<KeyId>> unused(PlainJsonReader json) {
        TreeMap<RoleName, SortedSet<KeyId>> unused = new TreeMap<>();
        json.objects("unused", each -> each)
                .forEach(each -> unused.put(new RoleName(each.text("role")), keys(each, "keys")));
        return unused;
    }

    private static SortedSet<KeyId> keys(PlainJsonReader json, String name) {
        return new TreeSet<>(json.texts(name, KeyId::new));
    }
}
