package dev.tabellion.signer.checkpoint;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.json.PlainJson;
import dev.tabellion.json.PlainJsonReader;
import dev.tabellion.tlog.Halt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file that stops a log from signing for as long as it lies there, whatever it says; a line for
 * each halt: {@code {"by":…,"since":…,"what":…}}. Any process that sees an edit may put it there;
 * only the ceremony takes it away.
 */
public record HaltMark(Path path) {
    /** Where it lies in the folder of a log's key. */
    public static final String NAME = "halted";

    /**
     * None if it does not lie there. One that cannot be read halts as well, but this node alone.
     */
    public List<Halt> halts() {
        try {
            return stated();
        } catch (IOException e) {
            return List.of(unreadable());
        }
    }

    /** The first of {@link #halts}; null if there is none. */
    @Nullable Halt first() {
        List<Halt> halts = halts();
        return halts.isEmpty() ? null : halts.getFirst();
    }

    /**
     * Either somebody has put it there in this very moment, or a link that leads nowhere lies
     * there.
     */
    private List<Halt> appeared() {
        if (!lies()) {
            return List.of();
        }
        try {
            return lines();
        } catch (IOException | RuntimeException e) {
            return lies() ? List.of(unreadable()) : List.of();
        }
    }

    /** As {@link #halts}, for who is to try again where a disk does not give them now. */
    private List<Halt> stated() throws IOException {
        try {
            return lines();
        } catch (NoSuchFileException e) {
            return appeared();
        } catch (CharacterCodingException | RuntimeException e) {
            return List.of(unreadable());
        }
    }

    private boolean lies() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private List<Halt> lines() throws IOException {
        List<Halt> halts = new ArrayList<>();
        for (String line : Files.readAllLines(path)) {
            PlainJsonReader json = PlainJsonReader.of(Bytes.utf8(line));
            Instant since = Instant.parse(json.text("since"));
            halts.add(new Halt(since, json.text("by"), json.text("what")));
        }
        return halts.isEmpty() ? List.of(unreadable()) : halts;
    }

    /**
     * Without the path, which each process may spell in its own way: it is one halt all the same.
     */
    private Halt unreadable() {
        return new Halt(written(), Halt.NOBODY_KNOWN, "the mark '" + NAME + "' cannot be read");
    }

    /** So that a decision about this mark is none about the next one that cannot be read. */
    private Instant written() {
        try {
            return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    /**
     * Durable when it returns, beside what is there already; what was seen before is not told
     * twice.
     *
     * @return false if one that cannot be read lies there: it stays as it is, and halts as well
     */
    public boolean put(Halt halt) throws IOException {
        List<Halt> all = stated();
        if (all.stream().anyMatch(Halt::isUnreadable)) {
            return false;
        }
        if (all.stream().noneMatch(each -> isOfTheSame(each, halt))) {
            write(Stream.concat(all.stream(), Stream.of(halt)).toList());
        }
        return true;
    }

    private static boolean isOfTheSame(Halt one, Halt other) {
        return one.by().equals(other.by()) && one.what().equals(other.what());
    }

    /** Durable when it returns. One that cannot be read stays as it is, and halts as well. */
    void add(List<Halt> more) throws IOException {
        Set<Halt> all = new LinkedHashSet<>(halts());
        if (all.stream().noneMatch(Halt::isUnreadable) && all.addAll(more)) {
            write(List.copyOf(all));
        }
    }

    /**
     * Takes these away, and the file with the last of them.
     *
     * @throws IOException also if they cannot be read now: nobody is told that it is done
     */
    void end(Collection<Halt> ended) throws IOException {
        List<Halt> all = ended.stream().anyMatch(Halt::isUnreadable) ? halts() : stated();
        List<Halt> left = all.stream().filter(each -> !ended.contains(each)).toList();
        if (left.isEmpty()) {
            Files.deleteIfExists(path);
            sync(path);
        } else if (left.size() < all.size()) {
            // one that another process puts there meanwhile is lost, and told of in its next look
            write(left);
        }
    }

    private void write(List<Halt> halts) throws IOException {
        Path draft = draft();
        try (FileChannel file =
                FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            String text = halts.stream().map(HaltMark::line).collect(Collectors.joining());
            ByteBuffer rest = Bytes.utf8(text).buffer();
            while (rest.hasRemaining()) {
                file.write(rest);
            }
            file.force(true);
        }
        // A crash before this leaves no mark: whoever saw the edit will see it again.
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        sync(path);
    }

    private static String line(Halt halt) {
        return new PlainJson()
                        .text("since", halt.since().toString())
                        .text("by", halt.by())
                        .text("what", halt.what())
                + "\n";
    }

    /** Of this writer alone: a node and a verifier may see the same edit at once. */
    private Path draft() {
        String writer = ProcessHandle.current().pid() + "-" + System.nanoTime();
        return path.resolveSibling(NAME + "." + writer + ".new");
    }

    private static void sync(Path inside) throws IOException {
        Path directory = inside.toAbsolutePath().getParent();
        if (directory != null) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
