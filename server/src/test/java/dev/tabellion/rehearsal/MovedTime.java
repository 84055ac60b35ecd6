package dev.tabellion.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The time of a machine whose clock is wrong by what a file says: it can be moved under a process
 * that runs, and by another one.
 */
final class MovedTime extends Clock {
    private final Path file;

    private MovedTime(Path file) {
        this.file = file;
    }

    /** As the file says, now and whenever it is asked. */
    static MovedTime by(Path file) {
        return new MovedTime(file);
    }

    /** Right, until somebody moves it. */
    static MovedTime right(Path file) {
        MovedTime time = new MovedTime(file);
        time.move(Duration.ZERO);
        return time;
    }

    Path file() {
        return file;
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

    Duration wrongBy() {
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

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
