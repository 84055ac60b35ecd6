package dev.tabellion.server.cli;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.projection.inspection.RecordUnreadable;
import dev.tabellion.server.inspection.LogAddress;
import dev.tabellion.server.inspection.OpenedLog;
import dev.tabellion.server.inspection.TrustedKeys;
import dev.tabellion.tlog.MalformedLogData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * By which keys a log is judged, and how it is reached: the same for every command. What is wrong
 * with them is wrong usage, and nothing that is read later is.
 */
final class LogOptions {
    @Option(
            names = "--key",
            paramLabel = "VKEY",
            description =
                    "The log's key, from somebody other than the log: NAME+HASH+KEY. Of an"
                            + " installation of your own it is in its data directory, log/vkey.")
    List<String> keys = new ArrayList<>();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Logs, witnesses and quorum as a C2SP tlog-policy, in place of --key.")
    @Nullable Path policy;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "Believe servers of these authorities (PEM), and no others.")
    @Nullable Path authorities;

    @Mixin final StoreOptions store = new StoreOptions();

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    private CommandSpec command;

    /** To be thrown where a command was said wrongly. */
    ParameterException misused(String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }

    OpenedLog open(String address, int readers) {
        try {
            return new LogAddress(
                            address,
                            System.getenv("TABELLION_LOG_TOKEN"),
                            authorities,
                            System.getenv("TABELLION_DATABASE_PASSWORD"))
                    .open(readers);
        } catch (IllegalArgumentException e) {
            throw misused(address + " cannot be opened: " + e.getMessage());
        }
    }

    boolean namesKeys() {
        return !keys.isEmpty() || policy != null;
    }

    /**
     * @param own the file with the key of an installation of one's own; null where there is none
     */
    TrustedKeys trusted(@Nullable Path own) {
        List<String> all = new ArrayList<>(keys);
        try {
            if (!namesKeys()) {
                if (own == null || !Files.isReadable(own)) {
                    throw misused(
                            "Say by which key the log is judged: --key VKEY or --policy FILE.");
                }
                all.add(Files.readString(own));
            }
            return TrustedKeys.of(
                    all, policy == null ? null : Bytes.of(Files.readAllBytes(policy)));
        } catch (MalformedLogData | IllegalArgumentException e) {
            throw misused("The log's key cannot be used: " + e.getMessage());
        } catch (IOException e) {
            throw new RecordUnreadable("reading the log's key: " + e, e);
        }
    }
}
