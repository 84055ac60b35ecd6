package dev.tabellion.command.aggregate;

import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.PublicationBarrier;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.Surroundings;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.collection.TrustCommand.PublishMetadata;
import dev.tabellion.command.KeyAllowance;
import dev.tabellion.command.Outcome;
import dev.tabellion.command.StoreUnavailable;
import dev.tabellion.command.refusal.Refusals;
import dev.tabellion.verify.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The write side's one entrance: carries a command out and returns when every live node serves its
 * result. Safe for concurrent use; whoever loses a race decides anew, three times at most.
 */
public final class CollectionCommands {
    private static final Logger LOG = LoggerFactory.getLogger(CollectionCommands.class);
    private static final int RETRIES = 3;

    private final CommandGateway gateway;
    private final PublicationBarrier barrier;
    private final Refusals refusals;
    private final Consumer<PublishedTimestamp> committed;

    private CollectionCommands(
            CommandGateway gateway,
            PublicationBarrier barrier,
            Refusals refusals,
            Consumer<PublishedTimestamp> committed) {
        this.gateway = gateway;
        this.barrier = barrier;
        this.refusals = refusals;
        this.committed = committed;
    }

    /**
     * Subscribes to the bus, which must not open transactions of its own.
     *
     * @param committed is told of every timestamp that was committed, and must not wait
     */
    public static CollectionCommands on(
            CommandBus bus,
            CollectionRepository collections,
            Supplier<Surroundings> surroundings,
            RoleSigner signer,
            KeyAllowance keys,
            Recording recording,
            Refusals refusals,
            PublicationBarrier barrier,
            Consumer<PublishedTimestamp> committed) {
        bus.subscribe(
                Asked.class.getName(),
                new AskedHandler(collections, surroundings, signer, keys, recording));
        bus.subscribe(Noted.class.getName(), new NotedHandler(collections, recording));
        bus.subscribe(Recalled.class.getName(), new RecalledHandler(collections));
        return new CollectionCommands(
                DefaultCommandGateway.builder().commandBus(bus).build(),
                barrier,
                refusals,
                committed);
    }

    /**
     * @throws StoreUnavailable if the database could not be asked, or not be asked whether it
     *     committed, or if it is not certain that every live node serves what it did
     * @throws dev.tabellion.collection.SignerUnavailable if the signer could not be asked
     */
    public Outcome execute(TrustCommand command, Provenance provenance) {
        try {
            return conclude(command, provenance, attemptUntilAlone(command, provenance));
        } catch (CommitInDoubt e) {
            serveAfterDoubt(command.gun());
            throw new StoreUnavailable("committing to " + command.gun(), e);
        } catch (RuntimeException e) {
            if (StoreUnavailable.isBehind(e)) {
                throw new StoreUnavailable("working on " + command.gun(), e);
            }
            if (e.getCause() instanceof LockAcquisitionFailedException
                    || e instanceof LockAcquisitionFailedException) {
                throw new StoreUnavailable("waiting for a turn at " + command.gun(), e);
            }
            throw e;
        }
    }

    /** Whether the record has the timestamp, as the current one or as one lately replaced. */
    public boolean wasPublished(PublishedTimestamp timestamp) {
        return gateway.sendAndWait(new Recalled(timestamp));
    }

    private Attempt attemptUntilAlone(TrustCommand command, Provenance provenance) {
        Attempt attempt = sendUntilAlone(command.gun(), new Asked(command, provenance));
        return attempt != null
                ? attempt
                : new Attempt.TurnedDown(new Rejection.Overtaken(), List.of(), true);
    }

    /** What the bus answers; null if other writers came first each time. */
    private @Nullable Attempt sendUntilAlone(Gun gun, Object message) {
        for (int retry = 0; retry <= RETRIES; retry++) {
            try {
                return gateway.sendAndWait(message);
            } catch (RuntimeException e) {
                if (!Contention.isBehind(e)) {
                    throw e;
                }
                LOG.atDebug().addKeyValue("gun", gun).addKeyValue("retry", retry).log("overtaken");
            }
        }
        return null;
    }

    private Outcome conclude(TrustCommand command, Provenance provenance, Attempt attempt) {
        return switch (attempt) {
            case Attempt.Answered(Outcome outcome) -> outcome;
            case Attempt.Committed(Outcome outcome, PublishedTimestamp timestamp) -> {
                // a crash here leaves what was committed, unanswered; nodes find it by themselves,
                // and the signer is told at the next start
                if (timestamp != null) {
                    committed.accept(timestamp);
                }
                awaitVisible(command.gun());
                yield outcome;
            }
            case Attempt.TurnedDown refusal -> {
                note(command, provenance, refusal);
                yield new Outcome.Refused(refusal.why());
            }
        };
    }

    /** Only the store knows who else serves copies: without it, nothing may be called visible. */
    private void awaitVisible(Gun gun) {
        try {
            barrier.await(gun);
        } catch (RuntimeException e) {
            throw new StoreUnavailable("learning whether every node serves the new " + gun, e);
        }
    }

    /** Never costs the publisher the answer: a refusal that cannot be recorded is logged. */
    private void note(TrustCommand command, Provenance provenance, Attempt.TurnedDown refusal) {
        List<CollectionEvent> events = new ArrayList<>(refusal.events());
        if (command instanceof PublishMetadata publish) {
            CollectionEvent event =
                    refusals.eventFor(
                            publish, refusal.why(), refusal.known(), provenance.publisher());
            if (event == null) {
                return;
            }
            events.addFirst(event);
        } else if (events.isEmpty() || !refusals.isNewsOfRenewal(command.gun(), refusal.why())) {
            return;
        }
        try {
            Noted noted = new Noted(command.gun(), events, provenance);
            if (sendUntilAlone(command.gun(), noted) == null) {
                LOG.atWarn().addKeyValue("gun", command.gun()).log("refusal-not-recorded");
            }
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("gun", command.gun()).setCause(e).log("refusal-not-recorded");
        }
    }

    /** What was perhaps committed must not be served by one node and not by another. */
    private void serveAfterDoubt(Gun gun) {
        try {
            awaitVisible(gun);
        } catch (StoreUnavailable e) {
            LOG.atWarn().addKeyValue("gun", gun).setCause(e).log("nodes-not-told-of-doubt");
        }
    }
}
