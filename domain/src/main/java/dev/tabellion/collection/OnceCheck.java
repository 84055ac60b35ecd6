package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.Signature;
import dev.tabellion.verify.SignatureCheck;
import java.util.HashMap;
import java.util.Map;

/**
 * Asks for each signature once while one command is judged: a root is counted against the old and
 * the new keys, and once more for who signed it. Not for use by several threads.
 */
final class OnceCheck implements SignatureCheck {
    private record Question(PublicKey key, Signature signature, Bytes payload) {}

    private final SignatureCheck check;
    private final Map<Question, Boolean> answers = new HashMap<>();

    OnceCheck(SignatureCheck check) {
        this.check = check;
    }

    @Override
    public boolean verifies(PublicKey key, Signature signature, Bytes payload) {
        return answers.computeIfAbsent(
                new Question(key, signature, payload),
                question -> check.verifies(question.key(), question.signature(), payload));
    }
}
