package dev.tabellion.server.cli;

import dev.tabellion.signer.book.Verification;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reads a signer's whole journal and computes everything anew. Changes nothing. */
@Command(
        name = "verify-journal",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Verify the chain of the signer's journal, up to the head outside the database.",
            "Exits with 0 if it is what was written, with 3 if not. The signer must be stopped."
        },
        footer = {"", "Examples:", "  tabellion signer verify-journal"})
final class SignerVerifyJournalCommand implements Callable<Integer> {

    private static final int WRONG = 3;

    @Mixin final StoreOptions store = new StoreOptions();

    @Override
    public Integer call() {
        return SignerRoom.hold(store, SignerVerifyJournalCommand::verify);
    }

    private static int verify(SignerRoom room) {
        return switch (room.book().verify()) {
            case Verification.Intact(var entries, var hash) -> {
                System.out.printf("%d entries, the last of hash %s.%n", entries, hash.hex());
                yield 0;
            }
            case Verification.Wrong(var seq, var problem) -> {
                System.out.printf("Entry %d is not as it was written: %s%n", seq, problem);
                yield WRONG;
            }
        };
    }
}
