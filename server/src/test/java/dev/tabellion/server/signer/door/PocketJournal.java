package dev.tabellion.server.signer.door;

import dev.tabellion.json.PlainJson;
import dev.tabellion.signer.Peer;
import dev.tabellion.signer.door.Attempts;
import dev.tabellion.signer.door.JournalPages;
import dev.tabellion.signing.JournalLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A journal in memory that holds what was turned away. */
final class PocketJournal implements Attempts, JournalPages {
    record Entry(@Nullable Peer by, String rule, SortedMap<String, String> facts) {
        JournalLine line(int seq) {
            return new JournalLine(
                    new PlainJson()
                            .number("seq", seq)
                            .text("rule", rule)
                            .object("facts", PlainJson.texts(facts))
                            .bytes());
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    @Override
    public synchronized Long enter(
            @Nullable Peer by, String rule, SortedMap<String, String> facts) {
        entries.add(new Entry(by, rule, facts));
        notifyAll();
        return (long) entries.size();
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    Entry last() {
        return entries().getLast();
    }

    @Override
    public synchronized List<JournalLine> after(long after, int most, Duration patience)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis();
                entries.size() <= after && left > 0;
                left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        List<JournalLine> lines = new ArrayList<>();
        for (int seq = (int) Math.min(after, entries.size()) + 1;
                seq <= entries.size() && lines.size() < most;
                seq++) {
            lines.add(entries.get(seq - 1).line(seq));
        }
        return lines;
    }
}
