package dev.tabellion.signer.book;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.json.PlainJson;
import dev.tabellion.signer.policy.Position;
import dev.tabellion.signer.policy.SigningFact;
import dev.tabellion.signer.policy.Standing;
import dev.tabellion.tuf.RoleName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes drafts of entries: what they tell, and what their rows are found by. */
final class Drafts {
    private Drafts() {}

    static Draft of(@Nullable String by, long suppressed, Entry.OfRefusal refusal) {
        return ofNoFact(by, suppressed, refusal);
    }

    static Draft of(String by, Entry.OfPresence presence) {
        return ofNoFact(by, 0, presence);
    }

    private static Draft ofNoFact(@Nullable String by, long suppressed, Entry entry) {
        return new Draft(
                EntryJson.kindOf(entry),
                entry.at(),
                by,
                suppressed,
                EntryJson.told(entry),
                found(entry),
                null,
                null);
    }

    /**
     * @param before what is remembered of the fact's life
     * @param keep whether to keep that beside the entry
     */
    static Draft of(String by, Entry.OfFact entry, Standing before, boolean keep) {
        Bytes standing = keep ? StandingJson.write(before) : null;
        PlainJson told = EntryJson.told(entry);
        return new Draft(
                EntryJson.kindOf(entry),
                entry.at(),
                by,
                0,
                standing == null ? told : told.text("standing", standing.sha256().hex()),
                found(entry).settling(settled(before, entry.fact())),
                entry instanceof Entry.Signed signed ? signed.fact().payload() : null,
                standing);
    }

    /** That somebody went on with a closed journal from where it ends: what it was, and was not. */
    static Draft restored(String by, Condition.Closed closed, Chain end, Instant now) {
        PlainJson told =
                new PlainJson()
                        .text("found", closed.why().name())
                        .object("facts", PlainJson.texts(closed.why().facts()))
                        .object("journal", place(end));
        Head head = closed.head();
        if (head != null) {
            told.object("head", place(Chain.after(head)).text("time", head.time().toString()));
        }
        return new Draft(Kinds.RESTORED, now, by, 0, told, Draft.Found.BY_NOTHING, null, null);
    }

    private static PlainJson place(Chain place) {
        return new PlainJson().number("seq", place.seq()).text("hash", place.hash().hex());
    }

    /** The timestamp that the fact makes known to be published; null if it makes none so. */
    private static @Nullable Sha256 settled(Standing before, SigningFact fact) {
        Position after = before.evolve(fact).tip().settled();
        return after == null || Objects.equals(after, before.tip().settled())
                ? null
                : after.timestamp().digest();
    }

    private static Draft.Found found(Entry entry) {
        return switch (entry) {
            case Entry.KeyBorn(var place, var key, _, _) ->
                    Draft.Found.by(place, List.of(key.id()));
            case Entry.KeyVouched(var place, var key, _, _) ->
                    Draft.Found.by(place, List.of(key.id()));
            case Entry.Signed(var fact, _, _) ->
                    Draft.Found.by(fact.place(), fact.keys())
                            .signing(fact.version(), timestampFile(fact));
            case Entry.Published(var fact) ->
                    Draft.Found.by(fact.timestamp().gun(), fact.timestamp().life());
            case Entry.Imported(var fact) -> Draft.Found.by(fact.gun(), fact.life());
            case Entry.LifeReinstated(var fact) -> Draft.Found.by(fact.gun(), fact.life());
            case Entry.Refused refused -> Draft.Found.by(refused.request().place(), List.of());
            case Entry.Behind behind -> Draft.Found.by(behind.request().place(), List.of());
            case Entry.TurnedAway(var place, _, _, _) ->
                    place == null ? Draft.Found.BY_NOTHING : Draft.Found.by(place, List.of());
            case Entry.OfPresence presence ->
                    Draft.Found.by(presence.place(), List.of(presence.key()));
        };
    }

    private static @Nullable Sha256 timestampFile(SigningFact.Signed fact) {
        return fact.place().role().equals(RoleName.TIMESTAMP) ? fact.file() : null;
    }
}
