package dev.tabellion.server.cases;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CaseId;
import dev.tabellion.collection.Publisher;
import dev.tabellion.command.cases.Docket;
import dev.tabellion.incident.Incident;
import dev.tabellion.projection.finding.FindingReader;
import dev.tabellion.projection.incident.IncidentReader;
import org.jspecify.annotations.Nullable;

/** What there is to speak of, as the projections have it. */
record StoredDocket(FindingReader findings, IncidentReader incidents) implements Docket {
    @Override
    public boolean hasFinding(CaseId finding) {
        return findings.one(finding) != null;
    }

    @Override
    public @Nullable Standing incidentOf(CaseId finding) {
        Incident incident = incidents.of(finding);
        return incident == null
                ? null
                : new Standing(
                        incident.id(),
                        incident.findings(),
                        incident.state() == Incident.State.CLOSED && incident.closing() != null
                                ? incident.closing().verdict()
                                : null,
                        owner(incident.owner()));
    }

    private @Nullable String owner(@Nullable Sha256 commitment) {
        Publisher owner = commitment == null ? null : incidents.who(commitment);
        return owner == null ? null : owner.subject();
    }
}
