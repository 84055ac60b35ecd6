package dev.tabellion.collection;

import dev.tabellion.dialect.MalformedMetadata;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Targets;
import dev.tabellion.tuf.Timestamp;
import java.util.List;
import java.util.TreeMap;

/** Our own signer's answers, checked like anybody's before they are served. */
final class SignerAnswers {
    private final Proposal proposal;

    SignerAnswers(Proposal proposal) {
        this.proposal = proposal;
    }

    /**
     * What was signed: what was asked for, or its like with another expiry.
     *
     * @throws IllegalStateException unless it says the same, and every key asked for signed, in
     *     order
     */
    Metadata check(SigningRequest request, Metadata asked, SigningAnswer.Produced produced) {
        List<KeyId> answered = produced.signatures().stream().map(Signature::keyId).toList();
        if (!answered.equals(request.keys())) {
            throw new IllegalStateException(
                    "the signer was asked for signatures of %s by %s and answered by %s"
                            .formatted(request.place(), request.keys(), answered));
        }
        produced.signatures().forEach(signature -> verify(request, produced, signature));
        Metadata signed =
                request.payload().equals(produced.payload()) ? asked : read(request, produced);
        if (!content(signed).equals(content(asked)) || signed.expiredAt(proposal.around().now())) {
            throw new IllegalStateException(
                    "the signer was asked for %s and signed %s".formatted(asked, signed));
        }
        return signed;
    }

    /** A signer that is behind what it was asked for has lost its book: a refusal like others. */
    static SigningAnswer.Refused refusalOf(SigningAnswer.Behind behind) {
        var facts = new TreeMap<String, String>();
        facts.put("mark", behind.mark().toString());
        return new SigningAnswer.Refused("behind", facts, behind.journalEntry());
    }

    private void verify(
            SigningRequest request, SigningAnswer.Produced produced, Signature signature) {
        PublicKey key =
                proposal.root().topLevel(request.place().role()).keys().get(signature.keyId());
        if (key == null
                || !proposal.around().check().verifies(key, signature, produced.payload())) {
            throw new IllegalStateException(
                    "the signer's signature of %s by %s does not verify"
                            .formatted(request.place(), signature.keyId()));
        }
    }

    private Metadata read(SigningRequest request, SigningAnswer.Produced produced) {
        try {
            var dialect = proposal.before().dialect();
            return dialect.read(
                            request.place().role(),
                            dialect.fileOf(produced.payload(), produced.signatures()))
                    .metadata();
        } catch (MalformedMetadata e) {
            throw new IllegalStateException(
                    "the signer's answer for " + request.place() + " is no document", e);
        }
    }

    /** All but the expiry, which moves with the clock from one attempt to the next. */
    private static List<Object> content(Metadata metadata) {
        return switch (metadata) {
            case Snapshot snapshot -> List.of(snapshot.version(), snapshot.meta());
            case Timestamp timestamp -> List.of(timestamp.version(), timestamp.snapshot());
            case Root _, Targets _ ->
                    throw new IllegalStateException("the server signs no " + metadata);
        };
    }
}
