package dev.tabellion.detection;

import dev.tabellion.detection.DetectionRule.OnDeadline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What rules wait for, and what is found when it does not come. */
final class Deadlines {
    private final List<OnDeadline> rules;
    private final Map<RuleName, RuleCard> cards;
    private final Set<RuleName> ofLog;
    private final Archive archive;

    Deadlines(Collection<? extends DetectionRule> all, Archive archive) {
        this.rules = Shapes.of(OnDeadline.class, all);
        this.cards =
                all.stream()
                        .map(DetectionRule::card)
                        .collect(Collectors.toUnmodifiableMap(RuleCard::name, card -> card));
        this.ofLog =
                rules.stream()
                        .filter(OnDeadline::isOfLog)
                        .map(rule -> rule.card().name())
                        .collect(Collectors.toUnmodifiableSet());
        this.archive = archive;
    }

    boolean isOfLog(Deadline deadline) {
        return ofLog.contains(deadline.rule());
    }

    /**
     * What the view waited for until before {@code due}, in vain; it waits for it no longer.
     *
     * @param sure of which that can be said
     */
    List<Finding> pass(Dossier dossier, Instant due, Predicate<Deadline> sure) {
        Instant next = dossier.nextDue();
        if (next == null || !next.isBefore(due)) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        SortedMap<String, Deadline> left = new TreeMap<>();
        dossier.deadlines()
                .forEach(
                        (key, deadline) -> {
                            if (deadline.due().isBefore(due) && sure.test(deadline)) {
                                findings.addAll(found(dossier.view(), deadline));
                            } else {
                                left.put(key, deadline);
                            }
                        });
        if (left.size() < dossier.deadlines().size()) {
            archive.put(dossier.withDeadlines(left));
        }
        return findings;
    }

    /** A rule that is no more awaits nothing. */
    private List<Finding> found(View view, Deadline deadline) {
        RuleCard card = cards.get(deadline.rule());
        if (card == null) {
            return List.of();
        }
        Subject subject = view.subject();
        long leaf = deadline.leaf();
        return List.of(
                deadline.what().equals(Telling.COUNT)
                        ? Finding.ofCount(card, subject, leaf, deadline.due(), deadline.clue())
                        : Finding.of(card, subject, leaf, deadline.due(), deadline.clue()));
    }

    /**
     * What is remembered once each rule has said what it waits for since the entry. What was
     * awaited until before {@code late} and comes now comes too late.
     */
    Dossier after(Entry entry, History now, Instant late, Fence fence, List<Finding> findings) {
        List<Map.Entry<RuleName, Waiting>> news = news(entry, now, fence);
        if (news.isEmpty()) {
            return now.dossier();
        }
        SortedMap<String, Deadline> deadlines = new TreeMap<>(now.dossier().deadlines());
        for (Map.Entry<RuleName, Waiting> each : news) {
            RuleName name = each.getKey();
            String key = name + " " + each.getValue().what();
            Deadline before =
                    switch (each.getValue()) {
                        case Waiting.Until(String what, Instant due, Clue clue) ->
                                deadlines.put(
                                        key, new Deadline(name, what, entry.leaf(), due, clue));
                        case Waiting.NoLonger _ -> deadlines.remove(key);
                    };
            if (before != null && before.due().isBefore(late)) {
                findings.addAll(found(entry.view(), before));
            }
        }
        return deadlines.equals(now.dossier().deadlines())
                ? now.dossier()
                : now.dossier().withDeadlines(deadlines);
    }

    private List<Map.Entry<RuleName, Waiting>> news(Entry entry, History now, Fence fence) {
        List<Map.Entry<RuleName, Waiting>> news = new ArrayList<>();
        for (OnDeadline rule : rules) {
            RuleName name = rule.card().name();
            fence.within(name.text(), () -> rule.after(entry, now), List::<Waiting>of)
                    .forEach(waiting -> news.add(Map.entry(name, waiting)));
        }
        return news;
    }
}
