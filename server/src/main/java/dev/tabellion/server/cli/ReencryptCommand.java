package dev.tabellion.server.cli;

import dev.tabellion.server.signer.KeyEncryptionSource;
import dev.tabellion.signer.vault.KeyEncryptionKey;
import dev.tabellion.signer.vault.Reencryption;
import dev.tabellion.signer.vault.Reencryption.Outcome;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Encrypts the keys anew under another key-encryption key. Changes no key. */
@Command(
        name = "reencrypt",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Encrypt all signing keys under a new key-encryption key, too.",
            "Signers may run meanwhile, and need not notice. Interrupted, it is gone on with by"
                    + " running it again."
        },
        footer = {
            "",
            "Examples:",
            "  (umask 077; head -c 32 /dev/urandom | base64 >new-kek)",
            "  tabellion signer reencrypt --new-kek-file new-kek",
            "      then restart the signers with the new one, and the old one as the previous one",
            "  tabellion signer reencrypt --kek-file old-kek --new-kek-file new-kek --drop-old"
        })
final class ReencryptCommand implements Callable<Integer> {
    @Option(
            names = "--kek-file",
            paramLabel = "FILE",
            description = "The key in use (default: as the settings say).")
    @Nullable Path kekFile;

    @Option(
            names = "--new-kek-file",
            paramLabel = "FILE",
            required = true,
            description = "The new one: 32 bytes in base64 or hex, or wrapped by the token.")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    Path newKekFile;

    @ArgGroup @Nullable End end;

    /** How it ends, one way or the other. */
    static final class End {
        @Option(names = "--drop-old", description = "Every signer has the new one: drop the old.")
        boolean dropOld;

        @Option(names = "--take-back", description = "Go back to the old one alone.")
        boolean takeBack;
    }

    @Mixin final StoreOptions store = new StoreOptions();

    @Override
    public Integer call() {
        return VaultRoom.hold(
                store.arguments().with("tabellion.kek-file", kekFile), this::reencrypt);
    }

    private void reencrypt(VaultRoom room) {
        KeyEncryptionKey next = room.keyEncryption().read(newKekFile);
        Reencryption reencryption =
                Reencryption.between(
                        room.signerDataSource(), before(next, room.keyEncryption()), next);
        if (end != null && end.dropOld) {
            tellDropped(reencryption.dropOld(ReencryptCommand::tellProgress));
        } else if (end != null && end.takeBack) {
            tellTakenBack(reencryption.dropNew());
        } else {
            tellSealed(reencryption.sealAll(ReencryptCommand::tellProgress));
        }
    }

    /** With the settings of a signer that has both, the new one is in use already. */
    private static KeyEncryptionKey before(KeyEncryptionKey next, KeyEncryptionSource source) {
        KeyEncryptionKey current = source.current();
        KeyEncryptionKey previous = source.previous();
        return previous != null && current.text().equals(next.text()) ? previous : current;
    }

    private static void tellProgress(long done) {
        System.out.printf("%d keys%n", done);
    }

    private void tellSealed(Outcome outcome) {
        System.out.printf(
                "Encrypted %d keys under key-encryption key %d, beside number %d.%n"
                        + "Now restart each signer with tabellion.kek-file=%s and the old one as%n"
                        + "tabellion.previous-kek-file; then run this again with --drop-old.%n",
                outcome.keys(), outcome.newNumber(), outcome.oldNumber(), newKekFile);
    }

    private static void tellDropped(Outcome outcome) {
        System.out.printf(
                "Key-encryption key %d is retired: %d keys are encrypted under number %d only.%n"
                        + "Remove tabellion.previous-kek-file. Backups made before still need the"
                        + " old one.%n",
                outcome.oldNumber(), outcome.keys(), outcome.newNumber());
    }

    private static void tellTakenBack(Outcome outcome) {
        System.out.printf(
                "Key-encryption key %d is retired before it came into use; number %d goes on.%n",
                outcome.newNumber(), outcome.oldNumber());
    }
}
