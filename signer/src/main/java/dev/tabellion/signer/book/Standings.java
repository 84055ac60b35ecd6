package dev.tabellion.signer.book;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.signer.policy.LastSigned;
import dev.tabellion.signer.policy.Position;
import dev.tabellion.signer.policy.SigningFact;
import dev.tabellion.signer.policy.Standing;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of each life: read from the journal when first asked for, and told every fact
 * thereafter. Each collection's are used by whoever has the turn at it; other collections' at the
 * same time.
 */
final class Standings {
    private static final long MEMORY_BYTES = 64L << 20;
    private static final int STANDING_BYTES = 2_048;

    private final JournalTable journal;
    private final LivesTable table;
    private final Cache<Gun, Remembered> remembered =
            Caffeine.newBuilder()
                    .maximumWeight(MEMORY_BYTES)
                    .weigher((Gun _, Remembered lives) -> lives.weight())
                    .build();

    Standings(JournalTable journal) {
        this.journal = journal;
        this.table = new LivesTable(journal);
    }

    /**
     * @param facts how many were told since the journal kept a standing of this life
     */
    record Known(Standing standing, int facts) {
        Known told(SigningFact fact) {
            Standing later = standing.evolve(fact);
            return new Known(later, later.equals(standing) ? facts : facts + 1);
        }

        int weight() {
            return STANDING_BYTES
                    + standing.lastSigned().values().stream()
                            .mapToInt(last -> last.payload().length())
                            .sum();
        }
    }

    /** The lives of one collection; what another epoch remembered may lack an entry. */
    private record Remembered(long epoch, SortedMap<Integer, Known> lives) {
        int weight() {
            return lives.values().stream().mapToInt(Known::weight).sum();
        }
    }

    Known of(Gun gun, int life, long epoch) {
        Remembered lives = lives(gun, epoch);
        Known known = lives.lives().get(life);
        if (known != null) {
            return known;
        }
        Known loaded = load(gun, life);
        if (loaded.standing().latest() != null) { // of lives never begun there are too many
            put(gun, epoch, lives, life, loaded);
        }
        return loaded;
    }

    /**
     * @param kept whether the standing before this fact was kept beside it
     */
    void tell(Gun gun, int life, SigningFact fact, boolean kept, long epoch) {
        TreeMap<Integer, Known> later = new TreeMap<>(lives(gun, epoch).lives());
        later.replaceAll((_, known) -> known.told(fact));
        if (kept) {
            later.computeIfPresent(life, (_, known) -> new Known(known.standing(), 1));
        }
        remembered.put(gun, new Remembered(epoch, later));
    }

    /** After a failure nothing is known: what was not answered may have been kept. */
    void forget(Gun gun) {
        remembered.invalidate(gun);
    }

    Known load(Gun gun, int life) {
        Memory memory = table.newestMemory(gun, life);
        Standing kept = memory == null ? null : kept(gun, life, memory);
        Known known =
                memory == null || kept == null
                        ? new Known(Standing.unheardOf(gun, life), 0)
                        : new Known(kept, 0);
        long from = memory == null || kept == null ? 1 : memory.entry().seq();
        for (Kept row : table.facts(gun, life, from)) {
            known = known.told(fact(row));
        }
        Kept beside = table.highestBeside(gun, life);
        return beside == null ? known : known.told(fact(beside));
    }

    private @Nullable Standing kept(Gun gun, int life, Memory memory) {
        return StandingJson.read(gun, life, memory.standing(), this::lastSigned);
    }

    private StandingJson.ByRole lastSigned(long seq) {
        Kept row = journal.at(seq);
        if (row == null || !(fact(row) instanceof SigningFact.Signed signed)) {
            throw journal.gone(seq);
        }
        return new StandingJson.ByRole(signed.place().role(), LastSigned.of(signed));
    }

    /** What was signed for the place at that version, however long ago; null if nothing was. */
    @Nullable LastSigned signed(KeyPlace place, Version version) {
        Kept row = table.signed(place, version);
        return row != null && fact(row) instanceof SigningFact.Signed signed
                ? LastSigned.of(signed)
                : null;
    }

    /** Of a timestamp signed here, or of one that a ceremony told of; null for any other. */
    @Nullable Position position(Gun gun, int life, Version timestamp) {
        Kept row = table.signed(new KeyPlace(gun, life, RoleName.TIMESTAMP), timestamp);
        if (row != null && fact(row) instanceof SigningFact.Signed signed) {
            return Position.of(signed);
        }
        return table.told(gun, life).stream()
                .flatMap(told -> Stream.ofNullable(position(fact(told))))
                .filter(position -> position.timestamp().version().equals(timestamp))
                .findFirst()
                .orElse(null);
    }

    /** Null for an imported life that was over already. */
    private static @Nullable Position position(SigningFact fact) {
        return switch (fact) {
            case SigningFact.Imported imported -> imported.position();
            case SigningFact.Reinstated reinstated -> reinstated.position();
            case SigningFact.Signed signed -> Position.of(signed);
            case SigningFact.KeyCreated _, SigningFact.Published _, SigningFact.Restored _ ->
                    throw new IllegalArgumentException("tells of no position: " + fact);
        };
    }

    private static SigningFact fact(Kept row) {
        return new EntryReader(row.entry()).fact(row.payload());
    }

    private Remembered lives(Gun gun, long epoch) {
        Remembered lives = remembered.getIfPresent(gun);
        return lives != null && lives.epoch() == epoch
                ? lives
                : new Remembered(epoch, new TreeMap<>());
    }

    private void put(Gun gun, long epoch, Remembered lives, int life, Known known) {
        TreeMap<Integer, Known> more = new TreeMap<>(lives.lives());
        more.put(life, known);
        remembered.put(gun, new Remembered(epoch, more));
    }
}
