package dev.tabellion.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a rule noticed: numbers and evidence. The evidence is what makes it this clue and no other,
 * so whatever a repetition brings anew belongs among the facts.
 *
 * @param severity null for the rule's own
 * @param view what it is about, null for the entry's own
 * @param hourly whether the rule's clues about a view within an hour are one finding, and counted
 */
public record Clue(
        SortedMap<String, String> facts,
        List<Exhibit> exhibits,
        @Nullable Severity severity,
        @Nullable View view,
        boolean hourly) {
    private static final int LONGEST = 2_048;
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

    public Clue {
        facts = Frozen.of(facts);
        exhibits = List.copyOf(exhibits);
        if (exhibits.isEmpty()) {
            throw new IllegalArgumentException("a clue has evidence");
        }
    }

    public static Clue from(Exhibit... exhibits) {
        return new Clue(new TreeMap<>(), List.of(exhibits), null, null, false);
    }

    /** What a hostile document says is told without control characters, and not at any length. */
    public Clue fact(String name, Object value) {
        SortedMap<String, String> more = new TreeMap<>(facts);
        more.put(readable(name), readable(value.toString()));
        return new Clue(Frozen.owning(more), exhibits, severity, view, hourly);
    }

    private static String readable(String told) {
        if (told.length() <= LONGEST && isPlain(told)) {
            return told; // as nearly always
        }
        String shown = told.length() <= LONGEST ? told : told.substring(0, LONGEST) + "…";
        return CONTROLS.matcher(shown).replaceAll("\uFFFD");
    }

    private static boolean isPlain(String told) {
        for (int i = 0; i < told.length(); i++) {
            char c = told.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    public Clue exhibit(Exhibit exhibit) {
        List<Exhibit> more = new ArrayList<>(exhibits);
        more.add(exhibit);
        return new Clue(facts, more, severity, view, hourly);
    }

    public Clue as(Severity other) {
        return new Clue(facts, exhibits, other, view, hourly);
    }

    public Clue about(View other) {
        return new Clue(facts, exhibits, severity, other, hourly);
    }

    /** For what comes in floods, by anybody's will. */
    public Clue onceAnHour() {
        return new Clue(facts, exhibits, severity, view, true);
    }
}
