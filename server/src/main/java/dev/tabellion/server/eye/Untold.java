package dev.tabellion.server.eye;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.SightingMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was seen and nobody took yet, in a folder, one file each: what was shown once is told though
 * the server was away then, or the eye died in between. Told in the order in which it was seen, as
 * far as each can be told. Has an end: what comes then is not taken in, and must be seen again. For
 * one thread.
 */
final class Untold {
    private static final Logger LOG = LoggerFactory.getLogger(Untold.class);
    private static final Pattern NAME = Pattern.compile("([0-9]{12})-([0-9a-f]{64})");
    private static final int MOST = 10_000;
    private static final int MOST_FALLEN = 8;

    private final Path folder;
    private final long mostBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final NavigableMap<Long, Sha256> facts = new TreeMap<>();

    Untold(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
        if (Files.isDirectory(folder)) {
            try (Stream<Path> kept = Files.list(folder)) {
                kept.forEach(this::remember);
            } catch (IOException e) {
                throw new UncheckedIOException("reading what is still to be told, " + folder, e);
            }
        }
    }

    private void remember(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) { // else a draft of when we died
            facts.put(Long.parseLong(name.group(1)), new Sha256(name.group(2)));
            bytes.addAndGet(file.toFile().length());
        }
    }

    /**
     * Durable when it returns true, and no other fact of that kind is waiting.
     *
     * @param fact what makes it news
     */
    boolean add(SightingMessage sight, Sha256 fact) {
        if (facts.containsValue(fact)) {
            return true;
        }
        Bytes message = sight.bytes();
        if (facts.size() >= MOST || bytes.get() + message.length() > mostBytes) {
            return false;
        }
        long number = facts.isEmpty() ? 0 : facts.lastKey() + 1;
        write(place(number, fact), message);
        facts.put(number, fact);
        bytes.addAndGet(message.length());
        return true;
    }

    /**
     * Tells all, the oldest first. One that cannot be told for a reason of its own goes behind all
     * others, and is told again when those were.
     *
     * @throws SightingNotTold if somebody must be told later: that and all after it stay
     */
    void tell(SightingSink sink) throws SightingNotTold {
        int fallen = 0;
        for (Map.Entry<Long, Sha256> each : new TreeMap<>(facts).entrySet()) {
            Path place = place(each.getKey(), each.getValue());
            try {
                sink.tell(SightingMessage.read(Bytes.of(Files.readAllBytes(place))));
                forget(each.getKey(), place);
            } catch (SightingNotTold e) {
                switch (e.reason()) {
                    case NOBODY_LISTENS, FORBIDDEN -> throw e;
                    case THIS_ONE -> {
                        LOG.atError().addKeyValue("why", e.getMessage()).log("sighting-put-behind");
                        putBehind(each.getKey(), each.getValue());
                        if (++fallen == MOST_FALLEN) {
                            throw e; // then it may be no reason of theirs
                        }
                    }
                    case FOR_GOOD -> {
                        LOG.atError().addKeyValue("why", e.getMessage()).log("sighting-refused");
                        forget(each.getKey(), place);
                    }
                }
            } catch (IOException | IllegalArgumentException e) {
                LOG.atError().addKeyValue("file", place).setCause(e).log("sighting-lost");
                forget(each.getKey(), place);
            }
        }
    }

    private void putBehind(long number, Sha256 fact) {
        long last = facts.lastKey() + 1;
        try {
            Files.move(place(number, fact), place(last, fact), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("putting behind " + place(number, fact), e);
        }
        facts.remove(number);
        facts.put(last, fact);
    }

    private void forget(long number, Path place) {
        try {
            bytes.addAndGet(-place.toFile().length());
            Files.deleteIfExists(place);
            facts.remove(number);
        } catch (IOException e) {
            throw new UncheckedIOException("deleting what was told, " + place, e);
        }
    }

    private Path place(long number, Sha256 fact) {
        return folder.resolve("%012d-%s".formatted(number, fact.hex()));
    }

    private void write(Path place, Bytes message) {
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, "draft", "");
            Files.write(draft, message.toArray());
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("keeping what is to be told, " + place, e);
        }
    }
}
