package dev.tabellion.detection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.Standing;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.detection.DetectionRule.OnDocument;
import dev.tabellion.detection.DetectionRule.OnEntry;
import dev.tabellion.detection.DetectionRule.OnSight;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Target;
import dev.tabellion.tuf.Targets;
import dev.tabellion.verify.JdkSignatureCheck;
import dev.tabellion.verify.RecentChecks;
import dev.tabellion.verify.SignatureCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hears the log, entry by entry, and tells what its rules find. The same log gives the same
 * findings: time is the log's own while it is read again, and the clock's at its end. Never keeps
 * anything but in its archive, and what time it is.
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
    private final Deadlines deadlines;
    private final Archive archive;
    private final InstantSource clock;
    private final Reading reading = new Reading();
    private final Moments moments = new Moments();
    private final SignatureCheck check = new RecentChecks(new JdkSignatureCheck());

    /**
     * @param clock what is due counts as passed no sooner than by this one, whatever the record
     *     says: no node's clock, however wrong, makes anything late
     */
    public Detective(
            Collection<? extends DetectionRule> rules, Archive archive, InstantSource clock) {
        this.onEntry = of(OnEntry.class, rules);
        this.onDocument = of(OnDocument.class, rules);
        this.ordering = onDocument.stream().filter(OnDocument::judgesOrder).toList();
        this.onSight = of(OnSight.class, rules);
        this.deadlines = new Deadlines(rules, archive);
        this.archive = archive;
        this.clock = clock;
    }

    static <R extends DetectionRule> List<R> of(
            Class<R> shape, Collection<? extends DetectionRule> rules) {
        return rules.stream().filter(shape::isInstance).map(shape::cast).toList();
    }

    /** What the next entry of the log makes known, what was due before it included. */
    public List<Finding> hear(Entry entry) {
        Instant now = clock.instant();
        List<Finding> findings = new ArrayList<>(passedBefore(now));
        Telling telling = new Telling(archive, entry);
        Dossier before = Dossier.known(archive, entry.view());
        History history = history(before, now);
        onEntry.forEach(rule -> telling.add(rule, rule.judge(entry, history)));
        Dossier after = Evolution.after(before, entry);
        if (entry.event() instanceof SightingRecorded sighting) {
            after = seen(scrutiny(after, sighting, now).of(entry, sighting), after, telling, now);
        }
        Appearance shown = appearance(entry, after);
        if (shown != null) {
            after = appeared(onDocument, shown, history(after, now), telling);
        }
        Instant late = earlier(entry.at(), now).minus(GRACE);
        archive.put(deadlines.after(entry, history(after, now), late, findings));
        moments.hear(entry);
        findings.addAll(telling.findings());
        return findings;
    }

    /** What did not happen in time, at {@code now}. */
    public List<Finding> passed(Instant now) {
        Instant due = now.minus(GRACE);
        List<Finding> findings = new ArrayList<>();
        for (View view : archive.waitingUntil(due)) {
            findings.addAll(deadlines.pass(Dossier.known(archive, view), due));
        }
        return findings;
    }

    private List<Finding> passedBefore(Instant now) {
        Instant passed = moments.passed();
        return passed == null ? List.of() : passed(earlier(passed, now));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Scrutiny scrutiny(Dossier before, SightingRecorded sighting, Instant now) {
        History view = history(before, now);
        Gun ours = sighting.collection();
        return new Scrutiny(view, ours == null ? null : view.ofRecord(ours), check);
    }

    private Dossier seen(Sight sight, Dossier known, Telling telling, Instant now) {
        History history = history(known, now);
        onSight.forEach(rule -> telling.add(rule, rule.judge(sight, history)));
        Appearance shown = sight.appearance();
        if (shown == null || history.isArchived(shown.document())) {
            return known;
        }
        Gun ours = sight.collection();
        Dossier before =
                ours == null ? known : Evolution.ofLife(known, history.ofRecord(ours), sight);
        return appeared(
                sight.warrant().published() ? ordering : onDocument,
                shown,
                history(before, now),
                telling);
    }

    private Dossier appeared(
            List<OnDocument> rules, Appearance shown, History history, Telling telling) {
        rules.forEach(rule -> telling.add(rule, rule.judge(shown, history)));
        remember(shown, history);
        return Evolution.after(history, shown);
    }

    private void remember(Appearance shown, History history) {
        View view = shown.entry().view();
        int life = history.dossier().life();
        archive.putVersion(view, life, shown.role(), shown.metadata().version(), shown.payload());
        Targets before = history.last(shown.role(), Targets.class);
        if (shown.metadata() instanceof Targets now && before != null) {
            Set<Held> gone = gone(life, shown.role(), before.targets(), now.targets());
            if (!gone.isEmpty()) {
                archive.putHeld(view, gone);
            }
        }
    }

    private static Set<Held> gone(
            int life, RoleName role, Map<String, Target> before, Map<String, Target> now) {
        Set<Held> gone = new HashSet<>();
        before.forEach(
                (path, target) -> {
                    if (!Held.isSame(target, now.get(path))) {
                        gone.add(Held.of(life, role, path, target));
                    }
                });
        return gone;
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

    private History history(Dossier dossier, Instant now) {
        return new History(dossier, archive, reading, check, moments.latest(), now);
    }
}
