import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The PostgreSQL below a data directory, which need not be the child of who started it (pg_ctl lets
 * go of it): the lock files say who it is.
 */
record LeftPostgres(Path data) {

    List<Long> postmasters() {
        List<Long> found = new ArrayList<>();
        if (!Files.isDirectory(data)) {
            return found;
        }
        try {
            Files.walkFileTree(
                    data,
                    Set.of(),
                    6,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            if (file.endsWith("postmaster.pid")) {
                                found.add(firstLine(file));
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException gone) {
                            // Files of a working database come and go below a walk.
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException("looking for PostgreSQL in " + data, e);
        }
        found.removeIf(pid -> !Proc.alive(pid));
        return found;
    }

    /** Ends what its server left behind; harmless where nothing runs. */
    void end() {
        postmasters().stream().map(ProcessHandle::of).flatMap(Optional::stream).forEach(this::end);
    }

    /**
     * PostgreSQL takes the last word on its command line; a publish rate without fsync would be no
     * rate.
     */
    void requireDurability() {
        for (long pid : postmasters()) {
            String fsync = "on";
            List<String> words = Proc.commandLine(pid);
            for (String word : words) {
                fsync =
                        word.equals("-F")
                                ? "off"
                                : word.matches("(--)?fsync=.*") ? word.split("=")[1] : fsync;
            }
            if (!fsync.equals("on")
                    || words.stream().anyMatch(word -> word.endsWith("synchronous_commit=off"))) {
                throw new Refusal(
                        "Tabellion's PostgreSQL does not run with full durability: "
                                + String.join(" ", words));
            }
        }
    }

    private void end(ProcessHandle orphan) {
        System.err.println("tabellion left its PostgreSQL " + orphan.pid() + " behind; ending it");
        orphan.destroy();
        orphan.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static long firstLine(Path file) {
        try {
            return Long.parseLong(Files.readAllLines(file).getFirst().strip());
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }
}
