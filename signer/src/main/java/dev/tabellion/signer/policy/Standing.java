package dev.tabellion.signer.policy;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.signer.policy.SigningFact.Imported;
import dev.tabellion.signer.policy.SigningFact.KeyCreated;
import dev.tabellion.signer.policy.SigningFact.Published;
import dev.tabellion.signer.policy.SigningFact.Reinstated;
import dev.tabellion.signer.policy.SigningFact.Restored;
import dev.tabellion.signer.policy.SigningFact.Signed;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the signer remembers of one life of a collection: the journal's facts make it, and nothing
 * else. To be told the facts of the life and those of no collection, in the journal's order; of the
 * collection's other lives only their numbers matter, so the highest of them is enough.
 *
 * @param tip what is published, and what was signed upon it
 * @param keys those made for this life
 * @param lastSigned by role; these marks only go up, over what was never published, too
 * @param skipping the roles not signed since the signer's own book was rolled back
 * @param highestLife the highest life of the collection that has a root; 0 if none has
 * @param latest the latest time told of this life; null if nothing was told
 */
public record Standing(
        Gun gun,
        int life,
        Tip tip,
        HeldKeys keys,
        SortedMap<RoleName, LastSigned> lastSigned,
        SortedSet<RoleName> skipping,
        int highestLife,
        @Nullable Instant latest) {

    private static final List<RoleName> ROLES = List.of(RoleName.SNAPSHOT, RoleName.TIMESTAMP);

    public Standing {
        lastSigned = Collections.unmodifiableSortedMap(new TreeMap<>(lastSigned));
        skipping = Collections.unmodifiableSortedSet(new TreeSet<>(skipping));
    }

    /** Of a life that nothing was told of. */
    public static Standing unheardOf(Gun gun, int life) {
        return new Standing(
                gun, life, Tip.NONE, HeldKeys.NONE, new TreeMap<>(), new TreeSet<>(), 0, null);
    }

    /** Pure: the same facts in the same order make the same standing. */
    public Standing evolve(SigningFact fact) {
        return switch (fact) {
            case KeyCreated(KeyPlace place, KeyId key, Instant at) ->
                    isHere(place.gun(), place.life())
                            ? with(tip, keys.born(place.role(), key)).at(at)
                            : this;
            case Signed signed ->
                    isHere(signed.place().gun(), signed.place().life())
                            ? signed(signed).rooted(life).at(signed.at())
                            : elsewhere(signed.place().gun(), signed.place().life());
            case Published(PublishedTimestamp timestamp, Instant at) ->
                    isHere(timestamp.gun(), timestamp.life())
                            ? settling(timestamp.digest()).at(at)
                            : this;
            case Imported(Gun of, int in, @Nullable Position position, Instant at) ->
                    isHere(of, in) ? imported(position).rooted(life).at(at) : elsewhere(of, in);
            case Reinstated(Gun of, int in, Position position, Instant at) ->
                    isHere(of, in) ? placed(position).rooted(life).since(at) : elsewhere(of, in);
            case Restored(Instant at) -> latest == null ? this : skipping(ROLES).at(at);
        };
    }

    /** As it would be if this timestamp were known to be published; unknown ones change nothing. */
    Standing settling(@Nullable Sha256 timestamp) {
        Tip later = tip.settling(timestamp);
        Position position = later.settled();
        return position == null || later.equals(tip)
                ? this
                : with(later, keys.changed(tip.settled(), position));
    }

    private Standing signed(Signed signed) {
        RoleName role = signed.place().role();
        Standing built = settling(signed.base());
        return built.with(built.tip.with(signed), built.keys.named(signed.root()))
                .last(role, LastSigned.of(signed));
    }

    private Standing placed(Position position) {
        return with(Tip.at(position), keys.named(position.root()).changed(tip.settled(), position));
    }

    private Standing imported(@Nullable Position position) {
        return position == null
                ? this
                : with(tip, keys.allNamedBefore(position.root())).placed(position);
    }

    private Standing last(RoleName role, LastSigned document) {
        TreeMap<RoleName, LastSigned> later = new TreeMap<>(lastSigned);
        later.merge(role, document, LastSigned::higher);
        TreeSet<RoleName> skippingYet = new TreeSet<>(skipping);
        skippingYet.remove(role);
        return new Standing(gun, life, tip, keys, later, skippingYet, highestLife, latest);
    }

    private Standing elsewhere(Gun other, int otherLife) {
        return other.equals(gun) ? rooted(otherLife) : this;
    }

    private Standing rooted(int rootedLife) {
        return rootedLife <= highestLife
                ? this
                : new Standing(gun, life, tip, keys, lastSigned, skipping, rootedLife, latest);
    }

    private Standing skipping(Collection<RoleName> roles) {
        TreeSet<RoleName> all = new TreeSet<>(roles);
        return new Standing(gun, life, tip, keys, lastSigned, all, highestLife, latest);
    }

    private Standing at(Instant time) {
        Instant later = latest == null || time.isAfter(latest) ? time : latest;
        return new Standing(gun, life, tip, keys, lastSigned, skipping, highestLife, later);
    }

    /** A person says what time it is: a clock that was ahead once must not end a life. */
    private Standing since(Instant time) {
        return new Standing(gun, life, tip, keys, lastSigned, skipping, highestLife, time);
    }

    private Standing with(Tip otherTip, HeldKeys otherKeys) {
        return new Standing(
                gun, life, otherTip, otherKeys, lastSigned, skipping, highestLife, latest);
    }

    boolean isOf(KeyPlace place) {
        return isHere(place.gun(), place.life());
    }

    private boolean isHere(Gun of, int in) {
        return in == life && of.equals(gun);
    }
}
