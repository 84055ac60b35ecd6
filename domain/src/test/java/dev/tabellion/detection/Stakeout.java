package dev.tabellion.detection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Document;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.collection.Story;
import dev.tabellion.detection.rule.Rules;
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
    private final Detective detective;

    public Stakeout() {
        this(Rules.ALL);
    }

    private Stakeout(Collection<? extends DetectionRule> rules) {
        this.rules = rules;
        this.detective = new Detective(rules, new MemoryArchive(files::get));
    }

    /** What the story's newest decision made happen. */
    public void hear(Story story, Collection<? extends LoggedEvent> events) {
        story.history().forEach(event -> keep(story, event));
        events.forEach(event -> hear(story.gun, story.now(), event));
    }

    public void hear(Gun gun, Instant at, LoggedEvent event) {
        hear(new View.OfRecord(gun), at, event);
    }

    public void hear(View view, Instant at, LoggedEvent event) {
        Entry entry = new Entry(log.size(), at, view, event);
        log.add(entry);
        findings.addAll(detective.hear(entry));
    }

    public void pass(Instant now) {
        findings.addAll(detective.passed(now));
    }

    public void keep(Bytes file) {
        Document document = Document.of(file);
        files.put(document.digest(), document.file());
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** The names of the rules that spoke, in the order in which they did. */
    public List<String> spoke() {
        return findings.stream().map(finding -> finding.rule().text()).toList();
    }

    /** The same log heard by another detective from its first leaf on. */
    public List<Finding> again() {
        Stakeout other = new Stakeout(rules);
        other.files.putAll(files);
        log.forEach(entry -> other.hear(entry.view(), entry.at(), entry.event()));
        return other.findings();
    }

    private void keep(Story story, LoggedEvent event) {
        switch (event) {
            case dev.tabellion.collection.CollectionEvent.MetadataPublished e ->
                    keep(story.stored(e.digest()));
            default -> {} // names no document
        }
    }
}
