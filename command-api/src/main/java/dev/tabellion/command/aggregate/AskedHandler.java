package dev.tabellion.command.aggregate;

import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.Decision;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.collection.Surroundings;
import dev.tabellion.collection.TrustCommand.RenewServerRoles;
import dev.tabellion.collection.TrustedCollection;
import dev.tabellion.command.KeyAllowance;
import dev.tabellion.command.Outcome;
import dev.tabellion.verify.Rejection;
import java.util.List;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a command: loads the collection, has it decide, fetches the signatures it wants,
 * and only then opens a transaction. Never holds one while the signer works.
 */
final class AskedHandler implements MessageHandler<CommandMessage<?>> {
    private final CollectionRepository collections;
    private final Supplier<Surroundings> surroundings;
    private final RoleSigner signer;
    private final KeyAllowance keys;
    private final Recording recording;

    AskedHandler(
            CollectionRepository collections,
            Supplier<Surroundings> surroundings,
            RoleSigner signer,
            KeyAllowance keys,
            Recording recording) {
        this.collections = collections;
        this.surroundings = surroundings;
        this.signer = signer;
        this.keys = keys;
        this.recording = recording;
    }

    @Override
    public Object handle(CommandMessage<?> message) {
        return attempt((Asked) message.getPayload());
    }

    private Attempt attempt(Asked asked) {
        Aggregate<CollectionAggregate> aggregate = collections.of(asked.command().gun());
        TrustedCollection collection = aggregate.invoke(CollectionAggregate::collection);
        Decision decision =
                settle(
                        aggregate,
                        collection.decide(asked.command(), surroundings.get()),
                        asked.provenance());
        return switch (decision) {
            case null -> new Attempt.Answered(new Outcome.TooManyKeys());
            case Decision.Accepted accepted when !accepted.events().isEmpty() ->
                    commit(aggregate, accepted, asked.provenance());
            case Decision.Accepted accepted -> {
                requireCurrent(aggregate);
                if (asked.command() instanceof RenewServerRoles) {
                    recording.correctDate(collection);
                }
                yield new Attempt.Answered(outcome(accepted));
            }
            case Decision.Refused(Rejection.Overtaken _, List<CollectionEvent> _) ->
                    throw new ConcurrencyException(
                            "the signer is ahead of " + asked.command().gun() + " each time");
            case Decision.Refused refused -> {
                requireCurrent(aggregate);
                yield new Attempt.TurnedDown(
                        refused.why(), refused.events(), aggregate.version() != null);
            }
            case Decision.SignatureWanted _, Decision.KeyWanted _ ->
                    throw new IllegalStateException("a settled decision wants nothing more");
        };
    }

    /**
     * Fetches what a decision wants until it wants nothing. A crash in here leaves keys that no
     * event names and signatures that nobody gets: unused, and in the signer's own book.
     *
     * @return null where a key is wanted and the publisher had too many
     */
    private @Nullable Decision settle(
            Aggregate<CollectionAggregate> aggregate, Decision decision, Provenance provenance) {
        return switch (decision) {
            case Decision.SignatureWanted wanted ->
                    settle(
                            aggregate,
                            wanted.then().apply(sign(aggregate, wanted.request())),
                            provenance);
            case Decision.KeyWanted wanted ->
                    keys.permits(provenance.publisher())
                            ? settle(
                                    aggregate,
                                    wanted.then().apply(create(aggregate, wanted)),
                                    provenance)
                            : null;
            case Decision.Accepted _, Decision.Refused _ -> decision;
        };
    }

    /** A signer that is ahead signed for another node, or for an attempt that came to nothing. */
    private SigningAnswer sign(Aggregate<CollectionAggregate> aggregate, SigningRequest request) {
        SigningAnswer answer = signer.sign(request);
        if (answer instanceof SigningAnswer.Behind) {
            requireCurrent(aggregate);
        }
        return answer;
    }

    /** A signer that makes no key may know of a life that began elsewhere. */
    private ManagedKey create(Aggregate<CollectionAggregate> aggregate, Decision.KeyWanted wanted) {
        try {
            return signer.create(wanted.place(), wanted.algorithm());
        } catch (SignerUnavailable e) {
            requireCurrent(aggregate);
            throw e;
        }
    }

    private Attempt commit(
            Aggregate<CollectionAggregate> aggregate,
            Decision.Accepted accepted,
            Provenance provenance) {
        recording.record(aggregate, accepted.events(), accepted.documents(), provenance);
        TrustedCollection after = aggregate.invoke(CollectionAggregate::collection);
        return new Attempt.Committed(
                outcome(accepted), PublishedTimestamp.in(accepted.events(), after));
    }

    private static Outcome outcome(Decision.Accepted accepted) {
        return accepted.key() == null
                ? new Outcome.Done(accepted.events())
                : new Outcome.KeyReady(accepted.key());
    }

    /**
     * An answer that writes nothing meets no index that would tell it is late: a node that did not
     * see the last publication could refuse what follows from it.
     */
    private void requireCurrent(Aggregate<CollectionAggregate> aggregate) {
        if (!collections.isCurrent(aggregate)) {
            throw new ConcurrencyException(
                    "another node wrote to " + aggregate.identifierAsString());
        }
    }
}
