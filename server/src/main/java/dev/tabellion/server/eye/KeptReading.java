package dev.tabellion.server.eye;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.LoggedFile;
import dev.tabellion.tlog.RightEdge;
import dev.tabellion.tlog.TreeSize;
import dev.tabellion.tuf.RoleName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How far a log was read, and what a collection published in that part: a file of lines that is
 * only added to, and begun anew when it is full of places that were left long ago. What stands
 * after the last whole position, since somebody died while it was written, counts for nothing and
 * is read again.
 */
record KeptReading(Path file, Gun collection) {
    private static final String FILE = "+";
    private static final String POSITION = "=";

    /** Twice what the files of most logs take, so that it is not full again at once. */
    private static final long FULL = 32L << 20;

    record Reading(RightEdge edge, List<LoggedFile> files) {
        Reading {
            files = List.copyOf(files);
        }
    }

    Reading read() {
        List<LoggedFile> found = new ArrayList<>();
        RightEdge edge = RightEdge.EMPTY;
        int whole = 0;
        try (BufferedReader lines = lines()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] parts = line.split(" ", 3);
                if (parts[0].equals(POSITION)) {
                    TreeSize size = new TreeSize(Long.parseLong(parts[1]));
                    edge = RightEdge.of(size, Bytes.hex(parts[2]));
                    whole = found.size();
                } else {
                    RoleName role = new RoleName(parts[2]);
                    found.add(new LoggedFile(collection, role, new Sha256(parts[1])));
                }
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            // a line was torn: those before it stand
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
        return new Reading(edge, found.subList(0, whole));
    }

    private BufferedReader lines() throws IOException {
        return Files.exists(file)
                ? Files.newBufferedReader(file)
                : new BufferedReader(Reader.nullReader());
    }

    boolean isFull() {
        return file.toFile().length() > FULL;
    }

    /** What is there, and nothing that is torn. Whoever dies meanwhile has what was there. */
    void begin(Reading whole) {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        try {
            Files.createDirectories(folder);
            Path draft = folder.resolve(file.getFileName() + ".draft");
            Files.writeString(draft, text(whole));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file, e);
        }
    }

    void add(Reading news) {
        try {
            Files.writeString(file, text(news), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("adding to " + file, e);
        }
    }

    private static String text(Reading reading) {
        StringBuilder text = new StringBuilder();
        for (LoggedFile each : reading.files()) {
            text.append("%s %s %s\n".formatted(FILE, each.file(), each.role()));
        }
        RightEdge edge = reading.edge();
        return text.append("%s %s %s\n".formatted(POSITION, edge.size(), edge.bytes().hex()))
                .toString();
    }
}
