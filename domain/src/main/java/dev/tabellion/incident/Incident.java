package dev.tabellion.incident;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CaseEvent;
import dev.tabellion.collection.CaseEvent.FindingAcknowledged;
import dev.tabellion.collection.CaseEvent.IncidentAssigned;
import dev.tabellion.collection.CaseEvent.IncidentClosed;
import dev.tabellion.collection.CaseId;
import dev.tabellion.detection.Finding;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Subject;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Findings of one concern about one thing, and what people made of them. Follows from findings and
 * case events and their times alone, so whoever reads them again comes to the same.
 *
 * @param id that of its first finding
 * @param severity of the gravest
 * @param since when the first of them was
 * @param last when the last of them was
 * @param acknowledged whether somebody has seen how grave it is
 * @param owner commitment to who looks after it
 * @param closing null if nobody closed it; one that judged fewer findings holds no longer
 */
public record Incident(
        CaseId id,
        Subject subject,
        Concern concern,
        Severity severity,
        Instant since,
        Instant last,
        int findings,
        boolean acknowledged,
        @Nullable Sha256 owner,
        @Nullable Closing closing) {
    /** What comes after so long a silence is something new. */
    public static final Duration SILENCE = Duration.ofHours(24);

    /** How far it is. */
    public enum State {
        OPEN,
        ACKNOWLEDGED,
        CLOSED
    }

    /**
     * Whether such a finding, if it belongs to no incident, begins one: the rest is for the record.
     */
    public static boolean beginsWith(Finding finding) {
        return finding.severity() != Severity.INFO;
    }

    public static Incident begun(Finding finding, Concern concern) {
        return new Incident(
                new CaseId(finding.id().hex()),
                finding.subject(),
                concern,
                finding.severity(),
                finding.at(),
                finding.at(),
                1,
                false,
                null,
                null);
    }

    /** Whether a finding of its subject and concern is one of its own. */
    public boolean takes(Finding finding) {
        boolean near =
                finding.at().isBefore(last.plus(SILENCE))
                        && finding.at().isAfter(since.minus(SILENCE));
        // one that happened before it was closed and became known later is its own: it reopens it
        return near && (closing == null || isReopened() || finding.at().isBefore(closing.at()));
    }

    public Incident with(Finding finding) {
        boolean graver = finding.severity().compareTo(severity) < 0;
        return new Incident(
                id,
                subject,
                concern,
                graver ? finding.severity() : severity,
                finding.at().isBefore(since) ? finding.at() : since,
                finding.at().isAfter(last) ? finding.at() : last,
                findings + 1,
                acknowledged && !graver,
                owner,
                closing);
    }

    /** After what was said about it. */
    public Incident after(CaseEvent event, Instant at) {
        return switch (event) {
            case FindingAcknowledged _ -> now(true, owner, closing);
            case IncidentAssigned e -> now(true, e.owner(), closing);
            case IncidentClosed e -> now(true, owner, new Closing(e.verdict(), at, e.findings()));
            default -> this; // words, or about something else
        };
    }

    public State state() {
        if (closing != null && !isReopened()) {
            return State.CLOSED;
        }
        return acknowledged ? State.ACKNOWLEDGED : State.OPEN;
    }

    private boolean isReopened() {
        return closing != null && closing.findings() < findings;
    }

    private Incident now(boolean seen, @Nullable Sha256 whose, @Nullable Closing closed) {
        return new Incident(
                id, subject, concern, severity, since, last, findings, seen, whose, closed);
    }
}
