package dev.tabellion.detection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.Offered;
import dev.tabellion.collection.CollectionEvent.PublicationRejected;
import dev.tabellion.collection.Decision;
import dev.tabellion.collection.Document;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.collection.Story;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.collection.Upload;
import dev.tabellion.detection.rule.Rules;
import dev.tabellion.verify.JdkSignatureCheck;
import dev.tabellion.verify.Rejection;
import dev.tabellion.verify.RejectionFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A log in the making, with the detective listening: all rules, in memory. */
public final class Stakeout {
    private final Map<Sha256, Bytes> files = new HashMap<>();
    private final List<Entry> log = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Collection<? extends DetectionRule> rules;
    private final MemoryArchive archive = new MemoryArchive(files::get);
    private final Detective detective;
    private Instant clock = Instant.EPOCH;
    private boolean clockIsSet;

    public Stakeout() {
        this(Rules.ALL);
    }

    /** With others than all rules. */
    Stakeout(Collection<? extends DetectionRule> rules) {
        this.rules = rules;
        this.detective = new Detective(rules, archive, () -> clock);
    }

    /** What the story's newest decision made happen. */
    public void hear(Story story, Collection<? extends LoggedEvent> events) {
        events.forEach(event -> keep(story, event));
        events.forEach(event -> hear(story.gun, story.now(), event));
    }

    /** An upload comes, and what it led to is heard: also that it was refused. */
    public Decision upload(Story story, List<Upload> uploads) {
        Decision decision = story.when(new TrustCommand.PublishMetadata(story.gun, uploads));
        switch (decision) {
            case Decision.Accepted accepted -> hear(story, accepted.events());
            case Decision.Refused refused -> {
                hear(story.gun, story.now(), rejected(refused.why(), uploads));
                hear(story, refused.events());
            }
            default -> throw new AssertionError("not settled: " + decision);
        }
        return decision;
    }

    private static PublicationRejected rejected(Rejection why, List<Upload> uploads) {
        return new PublicationRejected(
                RejectionFacts.ruleOf(why),
                RejectionFacts.factsOf(why),
                uploads.stream().map(Stakeout::offered).toList(),
                0);
    }

    private static Offered offered(Upload upload) {
        return new Offered(upload.role().value(), upload.file().sha256(), upload.file().length());
    }

    /** What a command led to is heard, if it was accepted. */
    public void command(Story story, TrustCommand command) {
        if (story.when(command) instanceof Decision.Accepted accepted) {
            hear(story, accepted.events());
        }
    }

    public void hear(Gun gun, Instant at, LoggedEvent event) {
        hear(new View.OfRecord(gun), at, event);
    }

    public void hear(View view, Instant at, LoggedEvent event) {
        Entry entry = new Entry(log.size(), at, view, event);
        log.add(entry);
        if (!clockIsSet && at.isAfter(clock)) {
            clock = at; // heard as it happens
        }
        findings.addAll(detective.hear(entry));
    }

    /** The detective's own clock, which follows the log until it is set. */
    public void clockSays(Instant now) {
        clock = now;
        clockIsSet = true;
    }

    public void pass(Instant now) {
        if (now.isAfter(clock)) {
            clock = now;
        }
        findings.addAll(detective.passed(now));
    }

    public void keep(Bytes file) {
        Document document = Document.of(file);
        files.put(document.digest(), document.file());
    }

    /** As somebody with the database in hand would. */
    void keep(Sha256 digest, Bytes other) {
        files.put(digest, other);
    }

    /** What is remembered of a view. */
    Dossier known(View view) {
        return Dossier.known(archive, view);
    }

    /** As a rule looks at what is remembered. */
    History looking(Dossier known) {
        return new History(
                known, new Sources(archive, new Reading(), new JdkSignatureCheck(), null, clock));
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** The names of the rules that spoke, in the order in which they did. */
    public List<String> spoke() {
        return findings.stream().map(finding -> finding.rule().text()).toList();
    }

    /** What another detective finds who hears the same log later, from its first leaf on. */
    public List<Finding> again() {
        Stakeout other = new Stakeout(rules);
        other.files.putAll(files);
        other.clockSays(clock);
        log.forEach(entry -> other.hear(entry.view(), entry.at(), entry.event()));
        other.pass(clock);
        return other.findings();
    }

    private void keep(Story story, LoggedEvent event) {
        if (event instanceof MetadataPublished published) {
            keep(story.stored(published.digest()));
        }
    }
}
