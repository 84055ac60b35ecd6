package dev.tabellion.command.cases;

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
import dev.tabellion.collection.CaseEvent.Verdict;
import dev.tabellion.collection.CaseEvent.WatchFreed;
import dev.tabellion.collection.CaseId;
import dev.tabellion.collection.EventStream;
import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.Publisher;
import dev.tabellion.collection.Words;
import dev.tabellion.command.aggregate.LedgerEvents;
import dev.tabellion.command.watch.WatchNames;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records what people say and do about findings, each thing once however often it is asked for.
 * Never judges a finding: it is recorded whether anybody likes it or not.
 */
public final class Cases {
    /** Beyond which nobody could say what is expected and what is not. */
    static final int MOST_ANNOUNCEMENTS = 256;

    /** Each of which the name of a new collection is held against. */
    static final int MOST_NAMESPACES = 256;

    private final LedgerEvents ledger;
    private final CaseLog log;
    private final Docket docket;
    private final WatchNames names;
    private final InstantSource clock;

    public Cases(
            LedgerEvents ledger,
            CaseLog log,
            Docket docket,
            WatchNames names,
            InstantSource clock) {
        this.ledger = ledger;
        this.log = log;
        this.docket = docket;
        this.names = names;
        this.clock = clock;
    }

    public Reply announce(ChangeAnnounced change, Provenance by) {
        return decide(
                by,
                () -> {
                    if (log.announced(change.id()) != null) {
                        return log.isWithdrawn(change.id())
                                ? no("it was announced in the same words, and withdrawn")
                                : new Step(new Reply.Known(change.id()), null);
                    }
                    return log.standing(clock.instant()).size() >= MOST_ANNOUNCEMENTS
                            ? no(MOST_ANNOUNCEMENTS + " announcements stand: withdraw some")
                            : yes(change.id(), change);
                });
    }

    public Reply withdraw(CaseId announcement, Words words, Provenance by) {
        return decide(
                by,
                () -> {
                    if (log.announced(announcement) == null) {
                        return UNKNOWN;
                    }
                    return log.isWithdrawn(announcement)
                            ? new Step(new Reply.Known(announcement), null)
                            : yes(announcement, new AnnouncementWithdrawn(announcement, words));
                });
    }

    public Reply acknowledge(CaseId finding, @Nullable Words words, Provenance by) {
        return decide(
                by,
                () -> {
                    if (!docket.hasFinding(finding)) {
                        return UNKNOWN;
                    }
                    return log.tellsOfAcknowledging(finding)
                            ? new Step(new Reply.Known(finding), null)
                            : yes(finding, new FindingAcknowledged(finding, words));
                });
    }

    /**
     * @param owner a person's name, or a rota's; kept beside the record and not in it
     */
    public Reply assign(CaseId incident, String owner, Provenance by) {
        return ofIncident(
                incident,
                by,
                standing ->
                        owner.equals(standing.owner())
                                ? new Step(new Reply.Known(standing.id()), null)
                                : yes(
                                        standing.id(),
                                        new IncidentAssigned(standing.id(), commitTo(owner))));
    }

    public Reply note(CaseId incident, Words words, Provenance by) {
        return ofIncident(
                incident,
                by,
                standing -> once(standing.id(), new IncidentNoted(standing.id(), words)));
    }

    /**
     * @param seen how many findings whoever closes it knows of; null for all there are
     */
    public Reply close(
            CaseId incident, Verdict verdict, @Nullable Integer seen, Words words, Provenance by) {
        return ofIncident(
                incident,
                by,
                standing -> {
                    if (standing.closed() != null) {
                        return standing.closed() == verdict
                                ? new Step(new Reply.Known(standing.id()), null)
                                : no("it was closed as " + standing.closed().text());
                    }
                    if (seen != null && seen != standing.findings()) {
                        return no("it has " + standing.findings() + " findings: look again");
                    }
                    return yes(
                            standing.id(),
                            new IncidentClosed(standing.id(), verdict, standing.findings(), words));
                });
    }

    /**
     * @return names nothing but the declaration itself
     */
    public Reply declare(KeyDeclaredCompromised compromise, CaseId name, Provenance by) {
        return decide(by, () -> once(name, compromise));
    }

    /**
     * @return names nothing but the reservation itself
     */
    public Reply reserve(NamespaceReserved namespace, CaseId name, Provenance by) {
        return decide(
                by,
                () -> {
                    Set<String> reserved = log.reserved(clock.instant());
                    return reserved.size() < MOST_NAMESPACES
                                    || reserved.contains(namespace.prefix())
                            ? once(name, namespace)
                            : no(MOST_NAMESPACES + " are reserved: say of some until when");
                });
    }

    /**
     * @param name of this one time: a name that was taken again is freed again, in whatever words
     * @return names nothing but that; unknown if the watch's name is nobody's
     */
    public Reply free(WatchFreed freed, CaseId name, Provenance by) {
        return decide(by, () -> names.free(freed.watch()) ? yes(name, freed) : UNKNOWN);
    }

    /** What to record, if anything, and what to answer. */
    private record Step(Reply reply, @Nullable CaseEvent event) {}

    private interface Judgement {
        Step of(Docket.Standing standing);
    }

    private static final Step UNKNOWN = new Step(new Reply.Unknown(), null);

    private Reply ofIncident(CaseId incident, Provenance by, Judgement judgement) {
        return decide(
                by,
                () -> {
                    Docket.Standing standing = docket.incidentOf(incident);
                    return standing == null ? UNKNOWN : judgement.of(standing);
                });
    }

    private Reply decide(Provenance by, Supplier<Step> decision) {
        AtomicReference<Reply> reply = new AtomicReference<>(new Reply.Unknown());
        ledger.append(
                EventStream.CASES,
                by,
                () -> {
                    Step step = decision.get();
                    reply.set(step.reply());
                    return step.event() == null ? List.of() : List.of(step.event());
                });
        return reply.get();
    }

    private Step once(CaseId id, CaseEvent event) {
        return log.tells(event) ? new Step(new Reply.Known(id), null) : yes(id, event);
    }

    private static Step yes(CaseId id, CaseEvent event) {
        return new Step(new Reply.Recorded(id), event);
    }

    private static Step no(String why) {
        return new Step(new Reply.Conflicting(why), null);
    }

    private Sha256 commitTo(String owner) {
        return ledger.commitTo(new Publisher(owner, "named", "-"));
    }
}
