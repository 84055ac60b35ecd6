package dev.tabellion.server.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a postmaster writes about itself into {@code postmaster.pid}: process, port, state. The file
 * outlives a postmaster that was killed, so it is a claim and never proof.
 */
record PostmasterFile(long pid, int port, boolean ready) {

    private static final int PID_LINE = 0;
    private static final int PORT_LINE = 3;
    private static final int STATE_LINE = 7;

    static Path in(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    /** Empty when there is none, or one that is only half written. */
    static Optional<PostmasterFile> read(Path cluster) {
        try {
            return parse(Files.readAllLines(in(cluster)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + in(cluster), e);
        }
    }

    private static Optional<PostmasterFile> parse(List<String> lines) {
        if (lines.size() <= PORT_LINE) {
            return Optional.empty();
        }
        var ready = lines.size() > STATE_LINE && lines.get(STATE_LINE).strip().equals("ready");
        try {
            return Optional.of(
                    new PostmasterFile(
                            Long.parseLong(lines.get(PID_LINE).strip()),
                            Integer.parseInt(lines.get(PORT_LINE).strip()),
                            ready));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
