package dev.tabellion.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The time of a machine whose clock is wrong by what a file says: it can be moved under a process
 * that runs, and by another one.
 */
record MovedTime(Path file) implements InstantSource {

    /** Right, until somebody moves it. */
    static MovedTime right(Path file) {
        MovedTime time = new MovedTime(file);
        time.move(Duration.ZERO);
        return time;
    }

    /** From now on it is wrong by so much, which is nothing for a clock that is right. */
    void move(Duration wrongBy) {
        try {
            Path next =
                    Files.writeString(
                            file.resolveSibling(file.getFileName() + ".new"), "" + wrongBy);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("moving a clock by " + file, e);
        }
    }

    private Duration wrongBy() {
        try {
            return Duration.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("reading a clock by " + file, e);
        }
    }

    /** As fine as the program's own. */
    @Override
    public Instant instant() {
        return Instant.now().plus(wrongBy()).truncatedTo(ChronoUnit.MICROS);
    }
}
