package dev.tabellion.detection.rule;

import dev.tabellion.collection.CollectionEvent.PublicationRejected;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnEntry;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.History;
import dev.tabellion.detection.RuleCard;
import java.util.List;
import java.util.Set;

/**
 * An upload that was refused as an attack would be. Nobody was harmed, and somebody with a
 * publisher's credentials tried. Quiet about what an honest publisher brings about by being late.
 */
final class UploadRefused implements OnEntry {
    /** Whether what was refused may be honest. */
    @FunctionalInterface
    interface Excuse {
        Excuse NONE = (_, _, _) -> false;

        boolean holds(PublicationRejected refusal, Entry entry, History before);
    }

    private final RuleCard card;
    private final Set<String> refusals;
    private final Excuse excuse;

    /**
     * @param refusals permanent names of {@link dev.tabellion.verify.RejectionFacts}
     */
    UploadRefused(RuleCard card, Set<String> refusals, Excuse excuse) {
        this.card = card;
        this.refusals = Set.copyOf(refusals);
        this.excuse = excuse;
    }

    @Override
    public RuleCard card() {
        return card;
    }

    @Override
    public List<Clue> judge(Entry entry, History before) {
        return entry.event() instanceof PublicationRejected refusal
                        && refusals.contains(refusal.rule())
                        && !excuse.holds(refusal, entry, before)
                ? List.of(clue(refusal, entry))
                : List.of();
    }

    private static Clue clue(PublicationRejected refusal, Entry entry) {
        Clue clue = Clue.from(new Exhibit.Leaf(entry.leaf())).fact("refusal", refusal.rule());
        for (var fact : refusal.facts().entrySet()) {
            clue = clue.fact(fact.getKey(), fact.getValue());
        }
        return (refusal.suppressed() == 0 ? clue : clue.fact("uncounted", refusal.suppressed()))
                .onceAnHour();
    }
}
