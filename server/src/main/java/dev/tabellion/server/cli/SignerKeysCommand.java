package dev.tabellion.server.cli;

import dev.tabellion.signer.vault.KeyReport;
import dev.tabellion.signer.vault.KeyUses.Use;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reports every key of a signer: whose, where born and kept, how used. Shows no private half. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description =
                "List the signer's keys with their vaults and uses. The signer must be stopped.",
        footer = {"", "Examples:", "  tabellion signer keys", "  tabellion signer keys --json"})
final class SignerKeysCommand implements Callable<Integer> {

    @Option(names = "--json", description = "As JSON, for programs.")
    boolean json;

    @Mixin final StoreOptions store = new StoreOptions();

    @Override
    public Integer call() {
        return SignerRoom.hold(store, this::report);
    }

    private int report(SignerRoom room) {
        var report =
                KeyReport.of(
                        room.keyring(),
                        () ->
                                room.book().keyUses().entrySet().stream()
                                        .collect(
                                                Collectors.toMap(
                                                        each -> each.getKey(),
                                                        each ->
                                                                new Use(
                                                                        each.getValue().first(),
                                                                        each.getValue().last(),
                                                                        each.getValue().count()))));
        System.out.println(json ? report.json() : report.table());
        return 0;
    }
}
