package dev.tabellion.server.cli;

import dev.tabellion.signer.vault.RegisteredKey;
import dev.tabellion.tuf.KeyId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The ceremony that lets a key be used whose birth the journal has lost. Reads the whole journal
 * first: never for a key that an entry in it tells of elsewhere, and never where nobody went on
 * over an entry that is lost. What the lost ones told nobody knows.
 */
@Command(
        name = "vouch",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Let a key be used again whose entry the journal lost, after 'signer resume'.",
            "Without that entry nothing but the register of keys says whose it is, which the owner"
                    + " of the signer's database can change. So compare first what is shown with"
                    + " what the record tells of the key: 'tabellion forensics key KEY'. The signer"
                    + " must be stopped."
        },
        footer = {
            "",
            "Example:",
            "  tabellion signer vouch 8f2a... --by 'Ada Lovelace' \\",
            "      --reason 'entry 17 was lost with the disk of 3 May, seen in backup'",
            "      shows the key; the same with --yes does it"
        })
final class SignerVouchCommand implements Callable<Integer> {
    private static final int NOT_DONE = 1;
    private static final int LONGEST_REASON = 512;

    @Parameters(paramLabel = "KEY", description = "Its id; 'signer keys' lists them.")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    String name;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "How it is known whose key it is; it stands in the journal.")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    String reason;

    @Mixin final ByOption by = new ByOption();

    @Mixin final SureOption sure = new SureOption();

    @Mixin final StoreOptions store = new StoreOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw mistake("Say how you know: --reason TEXT, of at most 512 characters.");
        }
        KeyId id;
        try {
            id = new KeyId(name);
        } catch (IllegalArgumentException e) {
            throw mistake(String.valueOf(e.getMessage()));
        }
        return SignerRoom.hold(store, room -> vouch(room, id));
    }

    private int vouch(SignerRoom room, KeyId id) {
        RegisteredKey key = room.keyring().find(id);
        if (key == null) {
            System.out.printf("There is no key %s here.%n", id);
            return NOT_DONE;
        }
        show(key);
        String objection = room.ceremonies().objection(key);
        if (objection != null) {
            System.out.println(objection);
            return NOT_DONE;
        }
        if (sure.isMissing()) {
            return NOT_DONE;
        }
        System.out.printf("Told by entry %d.%n", room.ceremonies().vouch(by.name, key, reason));
        return 0;
    }

    private static void show(RegisteredKey key) {
        System.out.printf(
                "%s%n  signs %s of %s, life %d%n  %s in the vault '%s' at %s%n",
                key.key().id(),
                key.place().role(),
                key.place().gun(),
                key.place().life(),
                key.origin(),
                key.vault(),
                key.createdAt());
    }

    private ParameterException mistake(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
