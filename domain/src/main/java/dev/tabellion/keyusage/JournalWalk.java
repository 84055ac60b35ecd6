package dev.tabellion.keyusage;

import dev.tabellion.signing.JournalLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the journal, read and its chain computed anew. A break in it is told and stepped
 * over, so that what comes after is held to account all the same.
 *
 * @param head where it ends
 */
public record JournalWalk(JournalHead head, List<JournalEntry> entries, List<JournalBreak> breaks) {
    public JournalWalk {
        entries = List.copyOf(entries);
        breaks = List.copyOf(breaks);
    }

    /**
     * @param lines those after {@code from}
     */
    public static JournalWalk from(JournalHead from, List<JournalLine> lines) {
        List<JournalEntry> entries = new ArrayList<>(lines.size());
        List<JournalBreak> breaks = new ArrayList<>();
        JournalHead head = from;
        for (JournalLine line : lines) {
            JournalEntry entry = JournalEntry.of(line);
            if (entry == null) {
                breaks.add(new JournalBreak(head, null, "its bytes are no entry"));
                head = new JournalHead(head.seq() + 1, line.hash());
                continue;
            }
            String problem = head.problemOf(entry);
            if (problem != null) {
                breaks.add(new JournalBreak(head, entry.seq(), problem));
            }
            entries.add(entry);
            head = JournalHead.after(entry);
        }
        return new JournalWalk(head, entries, breaks);
    }

    /**
     * What is wrong with a journal that goes on after {@code remembered}: its entry must still be
     * there as it was. Null if it is.
     *
     * @param line what the journal has at that number; null for nothing
     */
    public static @Nullable JournalBreak ofMemory(
            JournalHead remembered, @Nullable JournalLine line) {
        if (line == null) {
            return new JournalBreak(remembered, null, "the journal ends before it");
        }
        if (line.hash().equals(remembered.hash())) {
            return null;
        }
        JournalEntry entry = JournalEntry.of(line);
        return new JournalBreak(
                remembered, entry == null ? null : entry.seq(), "another entry is in its place");
    }
}
