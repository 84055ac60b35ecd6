package dev.tabellion.e2e.server;

import dev.tabellion.signer.vault.pkcs11.SoftHsm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A SoftHSM token of servers that run in processes of their own, and how they are told of it. */
public record KeyToken(SoftHsm hsm, Path pinFile) {

    /** A fresh one, kept under this folder. */
    public static KeyToken under(Path folder) {
        var token =
                new KeyToken(
                        SoftHsm.forOthers(folder.resolve("token")), folder.resolve("token-pin"));
        token.setPin(SoftHsm.PIN);
        return token;
    }

    /** Writes it where servers read it. */
    public void setPin(String pin) {
        try {
            Files.writeString(pinFile, pin);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + pinFile, e);
        }
    }

    /** Where the library finds the token: what every process that uses it needs. */
    public Map<String, String> environment() {
        return hsm.environment();
    }

    /** The same with all settings, for keys of these collections. */
    public Map<String, String> environmentOfServer(String collections) {
        var variables = new HashMap<>(environment());
        variables.put("TABELLION_SIGNER_TOKEN_LIBRARY", SoftHsm.library().toString());
        variables.put("TABELLION_SIGNER_TOKEN_LABEL", hsm.label());
        variables.put("TABELLION_SIGNER_TOKEN_PINFILE", pinFile.toString());
        variables.put("TABELLION_SIGNER_TOKENCOLLECTIONS", collections);
        return variables;
    }

    /** The settings as lines of a properties file, without collections. */
    public List<String> settings() {
        return List.of(
                "tabellion.signer.token.library=" + SoftHsm.library(),
                "tabellion.signer.token.label=" + hsm.label(),
                "tabellion.signer.token.pin-file=" + pinFile);
    }
}
