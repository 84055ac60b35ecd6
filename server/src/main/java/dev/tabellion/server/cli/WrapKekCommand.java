package dev.tabellion.server.cli;

import dev.tabellion.server.data.SecretFile;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.signer.vault.pkcs11.Token;
import dev.tabellion.signer.vault.pkcs11.TokenKeyEncryption;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts the key-encryption key in use into a file that only the token opens. Changes no key. */
@Command(
        name = "wrap-kek",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = "Write the key-encryption key in use to a file that only the token opens.",
        footer = {
            "",
            "Example:",
            "  tabellion signer wrap-kek --config /etc/tabellion.yaml \\",
            "      --out data/secrets/key-encryption-key.wrapped"
        })
final class WrapKekCommand implements Callable<Integer> {
    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The new file.")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    Path out;

    @Mixin final StoreOptions store = new StoreOptions();

    @Override
    public Integer call() {
        return VaultRoom.hold(store.arguments(), this::wrap);
    }

    private void wrap(VaultRoom room) {
        Token token = room.token();
        if (token == null) {
            throw new StartupRefused("No token is configured: set tabellion.signer.token.library.");
        }
        SecretFile file = new SecretFile(out);
        if (file.exists()) {
            throw new StartupRefused(out + " exists already, and is left as it is.");
        }
        file.replace(new TokenKeyEncryption(token).wrap(room.keyEncryption().current()));
        System.out.printf(
                "%s holds the key-encryption key for this token. Try a start with it; then keep%n"
                        + "the bare one offline: it is what remains when the token is lost.%n",
                out);
    }
}
