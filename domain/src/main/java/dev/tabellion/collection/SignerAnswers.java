package dev.tabellion.collection;

import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signature;
import dev.tabellion.verify.SignatureCheck;
import java.util.List;

/** Our own signer's answers, checked like anybody's before they are served. */
final class SignerAnswers {
    private SignerAnswers() {}

    /**
     * @throws IllegalStateException unless every key asked for signed, in order
     */
    static void check(
            SigningRequest request, Root root, List<Signature> signatures, SignatureCheck check) {
        List<KeyId> answered = signatures.stream().map(Signature::keyId).toList();
        if (!answered.equals(request.keys())) {
            throw new IllegalStateException(
                    "the signer was asked for signatures of %s by %s and answered by %s"
                            .formatted(request.place(), request.keys(), answered));
        }
        for (Signature signature : signatures) {
            PublicKey key = root.topLevel(request.place().role()).keys().get(signature.keyId());
            if (key == null || !check.verifies(key, signature, request.payload())) {
                throw new IllegalStateException(
                        "the signer's signature of %s by %s does not verify"
                                .formatted(request.place(), signature.keyId()));
            }
        }
    }
}
