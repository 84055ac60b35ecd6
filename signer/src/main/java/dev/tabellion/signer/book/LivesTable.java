package dev.tabellion.signer.book;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.tuf.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The journal's rows by the lives of collections that they tell of. */
record LivesTable(JournalTable journal) {

    /** What was signed for the place at a version: never two documents. */
    @Nullable Kept signed(KeyPlace place, Version version) {
        return journal.first(
                "where gun = ? and life = ? and role = ? and version = ?",
                place.gun().value(),
                place.life(),
                place.role().value(),
                version.number());
    }

    /** The positions of the life that ceremonies told, the newest first: few. */
    List<Kept> told(Gun gun, int life) {
        return journal.all(
                "where gun = ? and life = ?"
                        + JournalTable.FACTS
                        + "and kind in ('imported/1', 'life-reinstated/1') order by seq desc",
                gun.value(),
                life);
    }

    @Nullable Memory newestMemory(Gun gun, int life) {
        return journal.memory(
                """
                where gun = ? and life = ? and standing is not null
                order by seq desc limit 1""",
                gun.value(),
                life);
    }

    /** What changes the standing of the life, from an entry on, and what changes all standings. */
    List<Kept> facts(Gun gun, int life, long from) {
        return journal.all(
                "where gun = ? and life = ? and seq >= ?"
                        + JournalTable.FACTS
                        + "union all"
                        + JournalTable.KEPT
                        + "where kind = 'restored/1' and seq >= ? order by seq",
                gun.value(),
                life,
                from,
                from);
    }

    /** A fact of the highest other life that has a root; null if there is none. */
    @Nullable Kept highestBeside(Gun gun, int life) {
        Kept above = highest(gun, "life > ?", life);
        return above == null ? highest(gun, "life < ?", life) : above;
    }

    /** Backwards along the index of facts: it ends at the first that is no key's birth. */
    private @Nullable Kept highest(Gun gun, String lives, int life) {
        return journal.first(
                "where gun = ? and "
                        + lives
                        + JournalTable.FACTS
                        + """
                        and kind in ('signed/1', 'imported/1', 'life-reinstated/1')
                        order by gun desc, life desc, seq desc limit 1""",
                gun.value(),
                life);
    }
}
