package dev.tabellion.projection.incident;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CaseEvent;
import dev.tabellion.collection.CaseEvent.AnnouncementWithdrawn;
import dev.tabellion.collection.CaseEvent.ChangeAnnounced;
import dev.tabellion.collection.CaseEvent.FindingAcknowledged;
import dev.tabellion.collection.CaseEvent.IncidentAssigned;
import dev.tabellion.collection.CaseEvent.IncidentClosed;
import dev.tabellion.collection.CaseEvent.IncidentNoted;
import dev.tabellion.collection.CaseEvent.KeyDeclaredCompromised;
import dev.tabellion.collection.CaseEvent.NamespaceReserved;
import dev.tabellion.collection.CaseEvent.WatchFreed;
import dev.tabellion.collection.CaseId;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.Words;
import dev.tabellion.detection.Finding;
import dev.tabellion.incident.Closing;
import dev.tabellion.incident.Concern;
import dev.tabellion.incident.Incident;
import dev.tabellion.projection.finding.Cards;
import dev.tabellion.projection.finding.StoredFinding;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Takes up findings and what was said of them, one after the other. */
record IncidentWriter(JdbcTemplate jdbc, KnownIncidents incidents) {
    private static final String PUT =
            """
            insert into tabellion.incident
                (id, number, subject_kind, subject, concern, severity, since, last, findings,
                 acknowledged, owner, verdict, closed_at, closed_findings, state)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do update set severity = excluded.severity, since = excluded.since,
                last = excluded.last, findings = excluded.findings,
                acknowledged = excluded.acknowledged, owner = excluded.owner,
                verdict = excluded.verdict, closed_at = excluded.closed_at,
                closed_findings = excluded.closed_findings, state = excluded.state
            """;

    IncidentWriter(JdbcTemplate jdbc) {
        this(jdbc, new KnownIncidents(jdbc));
    }

    /** What somebody announced is no incident. */
    void take(StoredFinding stored) {
        Finding finding = stored.finding();
        if (stored.expectedBy() != null) {
            return;
        }
        Concern concern = Concern.of(Cards.playbookOf(finding.rule()));
        Incident known = incidents.taking(stored, concern);
        if (known != null) {
            put(known.with(finding), stored.number());
            join(known.id(), stored);
        } else if (Incident.beginsWith(finding)) {
            Incident begun = Incident.begun(finding, concern);
            put(begun, stored.number());
            join(begun.id(), stored);
        }
    }

    void take(Said said) {
        CaseId about = about(said.event());
        if (about != null) {
            Incident incident = incidents.of(about);
            if (incident != null) {
                put(incident.after(said.event(), said.at()), 0);
            }
            add(said, about, incident);
        }
    }

    private void put(Incident incident, long number) {
        Closing closing = incident.closing();
        Sha256 owner = incident.owner();
        jdbc.update(
                PUT,
                incident.id().hex(),
                number,
                IncidentRows.nameOf(incident.subject().kind()),
                incident.subject().name(),
                incident.concern().text(),
                incident.severity().text(),
                at(incident.since()),
                at(incident.last()),
                incident.findings(),
                incident.acknowledged(),
                owner == null ? null : owner.bytes().toArray(),
                closing == null ? null : closing.verdict().text(),
                closing == null ? null : at(closing.at()),
                closing == null ? null : closing.findings(),
                IncidentRows.nameOf(incident.state()));
    }

    private void join(CaseId incident, StoredFinding stored) {
        jdbc.update(
                """
                insert into tabellion.incident_finding (finding, incident, number)
                values (?, ?, ?) on conflict do nothing
                """,
                stored.finding().id().hex(),
                incident.hex(),
                stored.number());
    }

    private void add(Said said, CaseId about, @Nullable Incident incident) {
        Words words = words(said.event());
        jdbc.update(
                """
                insert into tabellion.incident_entry
                    (sequence, leaf, subject, incident, at, name, words, actor, owner)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """,
                said.sequence(),
                said.leaf(),
                about.hex(),
                incident == null ? null : incident.id().hex(),
                at(said.at()),
                EventJson.nameOf(said.event()),
                words == null ? null : words.text(),
                said.actor().bytes().toArray(),
                said.event() instanceof IncidentAssigned(_, Sha256 owner)
                        ? owner.bytes().toArray()
                        : null);
    }

    private static @Nullable CaseId about(CaseEvent event) {
        return switch (event) {
            case FindingAcknowledged e -> e.finding();
            case IncidentAssigned e -> e.incident();
            case IncidentNoted e -> e.incident();
            case IncidentClosed e -> e.incident();
            case ChangeAnnounced _,
                    AnnouncementWithdrawn _,
                    KeyDeclaredCompromised _,
                    NamespaceReserved _,
                    WatchFreed _ ->
                    null;
        };
    }

    private static @Nullable Words words(CaseEvent event) {
        return switch (event) {
            case FindingAcknowledged e -> e.words();
            case IncidentNoted e -> e.words();
            case IncidentClosed e -> e.words();
            case IncidentAssigned _,
                    ChangeAnnounced _,
                    AnnouncementWithdrawn _,
                    KeyDeclaredCompromised _,
                    NamespaceReserved _,
                    WatchFreed _ ->
                    null;
        };
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
