package dev.tabellion.tlog;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Stream;

/** Public keys whose private halves are forgotten at once. */
final class Ed25519Keys {
    private Ed25519Keys() {}

    static List<Ed25519Key> made(int many) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            return Stream.generate(() -> Ed25519Key.of(generator.generateKeyPair().getPublic()))
                    .limit(many)
                    .toList();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
