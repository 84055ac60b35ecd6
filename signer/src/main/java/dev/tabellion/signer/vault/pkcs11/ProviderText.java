package dev.tabellion.signer.vault.pkcs11;

import java.nio.file.Path;

/**
 * The configuration of the JDK's provider: which token, and what keys are to be there. Never holds
 * the PIN.
 */
final class ProviderText {
    private ProviderText() {}

    /**
     * Everything is made in the token, public halves as well: session objects would be destroyed by
     * the provider whenever it gets to it, by handles that may belong to other objects by then.
     */
    static String of(Path library, long slot) {
        return """
        --name = tabellion
        library = "%s"
        slot = %d
        attributes(generate, CKO_PRIVATE_KEY, *) = {
          CKA_TOKEN = true
          CKA_PRIVATE = true
          CKA_SENSITIVE = true
          CKA_EXTRACTABLE = false
          CKA_SIGN = true
        }
        attributes(generate, CKO_PUBLIC_KEY, *) = {
          CKA_TOKEN = true
        }
        attributes(generate, CKO_SECRET_KEY, *) = {
          CKA_TOKEN = true
          CKA_PRIVATE = true
          CKA_SENSITIVE = true
          CKA_EXTRACTABLE = false
          CKA_ENCRYPT = true
          CKA_DECRYPT = true
        }
        """
                .formatted(library.toString().replace("\\", "\\\\").replace("\"", "\\\""), slot);
    }
}
