package dev.tabellion.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The ceremony that opens a closed book again. Does nothing to one that is open. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Go on with a journal that is not the one this signer remembers, such as a restored one.",
            "Until then the signer signs nothing. Afterwards versions are skipped, as documents may"
                    + " have been signed that the journal forgot. The signer must be stopped."
        },
        footer = {"", "Examples:", "  tabellion signer resume --by 'Ada Lovelace'"})
final class SignerResumeCommand implements Callable<Integer> {

    @Mixin final ByOption by = new ByOption();

    @Mixin final StoreOptions store = new StoreOptions();

    @Override
    public Integer call() {
        return SignerRoom.hold(store, this::resume);
    }

    private int resume(SignerRoom room) {
        var found = room.ceremonies().discrepancy();
        if (found == null) {
            System.out.println("The journal is the one this signer remembers: nothing to resume.");
            return 0;
        }
        System.out.printf("The book is closed: %s %s%n", found.name(), found.facts());
        var entry = room.book().resume(by.name);
        System.out.printf("Resumed by entry %d, of hash %s.%n", entry.seq(), entry.hash().hex());
        return 0;
    }
}
