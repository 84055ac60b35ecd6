package dev.tabellion.signer.book;

import dev.tabellion.collection.KeyPlace;
import dev.tabellion.tuf.KeyId;
import org.jspecify.annotations.Nullable;

/** Looks for a key at other places than its own, while the whole journal is read. */
final class KeySearch implements JournalAudit.Onlooker {
    private final KeyPlace place;
    private final KeyId key;
    private @Nullable Long elsewhere;
    private boolean isChainBroken;

    KeySearch(KeyPlace place, KeyId key) {
        this.place = place;
        this.key = key;
    }

    @Override
    public void see(JournalEntry entry, boolean continues) {
        isChainBroken |= !continues;
        if (elsewhere == null && isElsewhere(entry)) {
            elsewhere = entry.seq();
        }
    }

    private boolean isElsewhere(JournalEntry entry) {
        if (!entry.json().utf8().contains(key.value())) {
            return false; // as nearly all: not worth parsing
        }
        Beside said;
        try {
            said = Beside.saidBy(entry);
        } catch (IllegalStateException _) {
            return false; // no entry any more: it tells nothing
        }
        return said.keys().contains(key.value()) && !said.isAt(place);
    }

    KeyTold found(boolean isAnyCutOff) {
        return new KeyTold(elsewhere, isChainBroken || isAnyCutOff);
    }
}
