package dev.tabellion.detection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.Standing;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.detection.DetectionRule.OnDeadline;
import dev.tabellion.detection.DetectionRule.OnDocument;
import dev.tabellion.detection.DetectionRule.OnEntry;
import dev.tabellion.detection.DetectionRule.OnSight;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Targets;
import dev.tabellion.verify.JdkSignatureCheck;
import dev.tabellion.verify.RecentChecks;
import dev.tabellion.verify.SignatureCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hears the log, entry by entry, and tells what its rules find. The same log gives the same
 * findings: time is the log's own while it is read again, and the clock's at its end. Never keeps
 * anything but in its archive.
 */
public final class Detective {
    /**
     * How long after a deadline it counts as passed: an entry gets into the log a little after it
     * happened, and nodes' clocks differ.
     */
    public static final Duration GRACE = Duration.ofSeconds(10);

    private final List<OnEntry> onEntry;
    private final List<OnDocument> onDocument;
    private final List<OnDocument> ordering;
    private final List<OnSight> onSight;
    private final List<OnDeadline> onDeadline;
    private final Archive archive;
    private final Reading reading = new Reading();
    private final SignatureCheck check = new RecentChecks(new JdkSignatureCheck());

    public Detective(Collection<? extends DetectionRule> rules, Archive archive) {
        this.onEntry = of(OnEntry.class, rules);
        this.onDocument = of(OnDocument.class, rules);
        this.ordering = onDocument.stream().filter(OnDocument::judgesOrder).toList();
        this.onSight = of(OnSight.class, rules);
        this.onDeadline = of(OnDeadline.class, rules);
        this.archive = archive;
    }

    private static <R extends DetectionRule> List<R> of(
            Class<R> shape, Collection<? extends DetectionRule> rules) {
        return rules.stream().filter(shape::isInstance).map(shape::cast).toList();
    }

    /** What the next entry of the log makes known, what was due before it included. */
    public List<Finding> hear(Entry entry) {
        List<Finding> findings = new ArrayList<>(passed(entry.at()));
        Dossier before = known(entry.view());
        History history = history(before);
        onEntry.forEach(rule -> add(findings, rule, entry, rule.judge(entry, history)));
        Dossier after = Evolution.after(before, entry);
        if (entry.event() instanceof SightingRecorded sighting) {
            after = seen(scrutiny(after, sighting).of(entry, sighting), after, findings);
        }
        Appearance shown = appearance(entry, after);
        if (shown != null) {
            after = appeared(onDocument, shown, after, findings);
        }
        archive.put(waiting(entry, after));
        return findings;
    }

    /** What did not happen in time, at {@code now}. */
    public List<Finding> passed(Instant now) {
        Instant due = now.minus(GRACE);
        List<Finding> findings = new ArrayList<>();
        for (View view : archive.waitingUntil(due)) {
            pass(known(view), due, findings);
        }
        return findings;
    }

    private void pass(Dossier dossier, Instant due, List<Finding> findings) {
        SortedMap<String, Deadline> left = new TreeMap<>(dossier.deadlines());
        left.values()
                .removeIf(
                        deadline -> {
                            boolean over = deadline.due().isBefore(due);
                            if (over) {
                                found(dossier.view(), deadline, findings);
                            }
                            return over;
                        });
        archive.put(dossier.withDeadlines(left));
    }

    private void found(View view, Deadline deadline, List<Finding> findings) {
        for (OnDeadline rule : onDeadline) {
            if (rule.card().name().equals(deadline.rule())) {
                findings.add(
                        Finding.of(
                                rule.card(),
                                view.subject(),
                                deadline.leaf(),
                                deadline.due(),
                                deadline.clue()));
            }
        }
    }

    private Scrutiny scrutiny(Dossier before, SightingRecorded sighting) {
        History view = history(before);
        Gun ours = sighting.collection();
        return new Scrutiny(view, ours == null ? null : view.ofRecord(ours), check);
    }

    private Dossier seen(Sight sight, Dossier known, List<Finding> findings) {
        History history = history(known);
        onSight.forEach(rule -> add(findings, rule, sight.entry(), rule.judge(sight, history)));
        Appearance shown = sight.appearance();
        if (shown == null) {
            return known;
        }
        Gun ours = sight.collection();
        Dossier before =
                ours == null ? known : Evolution.ofLife(known, history.ofRecord(ours), sight);
        return appeared(
                sight.warrant().published() ? ordering : onDocument, shown, before, findings);
    }

    private Dossier appeared(
            List<OnDocument> rules, Appearance shown, Dossier before, List<Finding> findings) {
        History history = history(before);
        rules.forEach(rule -> add(findings, rule, shown.entry(), rule.judge(shown, history)));
        remember(shown, history);
        return Evolution.after(history, shown);
    }

    private void remember(Appearance shown, History history) {
        View view = shown.entry().view();
        int life = history.dossier().life();
        archive.putVersion(view, life, shown.role(), shown.metadata().version(), shown.payload());
        Targets before = history.last(shown.role(), Targets.class);
        if (shown.metadata() instanceof Targets now && before != null) {
            Set<Held> gone =
                    before.targets().entrySet().stream()
                            .filter(had -> !had.getValue().equals(now.targets().get(had.getKey())))
                            .map(had -> Held.of(life, shown.role(), had.getKey(), had.getValue()))
                            .collect(Collectors.toSet());
            if (!gone.isEmpty()) {
                archive.putHeld(view, gone);
            }
        }
    }

    private Dossier waiting(Entry entry, Dossier now) {
        History history = history(now);
        SortedMap<String, Deadline> deadlines = new TreeMap<>(now.deadlines());
        for (OnDeadline rule : onDeadline) {
            RuleName name = rule.card().name();
            for (Waiting waiting : rule.after(entry, history)) {
                String key = name + " " + waiting.what();
                switch (waiting) {
                    case Waiting.Until(String what, Instant due, Clue clue) ->
                            deadlines.put(key, new Deadline(name, what, entry.leaf(), due, clue));
                    case Waiting.NoLonger _ -> deadlines.remove(key);
                }
            }
        }
        return deadlines.equals(now.deadlines()) ? now : now.withDeadlines(deadlines);
    }

    private @Nullable Appearance appearance(Entry entry, Dossier now) {
        return switch (entry.event()) {
            case MetadataPublished e -> shown(entry, now, e.role(), e.digest(), e.author());
            case MetadataImported e when e.standing() == Standing.CURRENT ->
                    shown(entry, now, e.role(), e.digest(), e.author());
            default -> null; // shows no document
        };
    }

    private @Nullable Appearance shown(
            Entry entry, Dossier now, RoleName role, Sha256 file, Author author) {
        Dialect dialect = now.dialect();
        if (dialect == null) {
            throw new IllegalStateException(
                    "leaf " + entry.leaf() + " shows a document of a collection never opened");
        }
        Signed<?> document = reading.read(dialect, role, file, archive);
        return document == null
                ? null
                : new Appearance(entry, dialect, role, file, document, author);
    }

    private Dossier known(View view) {
        Dossier dossier = archive.dossier(view);
        return dossier == null ? Dossier.empty(view) : dossier;
    }

    private History history(Dossier dossier) {
        return new History(dossier, archive, reading, check);
    }

    private static void add(
            List<Finding> findings, DetectionRule rule, Entry entry, List<Clue> clues) {
        for (Clue clue : clues) {
            findings.add(Finding.of(rule.card(), entry.subject(), entry.leaf(), entry.at(), clue));
        }
    }
}
