package dev.tabellion.signer.checkpoint;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.json.PlainJson;
import dev.tabellion.json.PlainJsonReader;
import dev.tabellion.tlog.EndedHalt;
import dev.tabellion.tlog.Halt;
import dev.tabellion.tlog.Resumption;
import dev.tabellion.tlog.SignedResumption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that tells, a line each, after which halts a person let the log go on, who, and why. Grows
 * only.
 */
public record Resumptions(Path path) {

    /** Durable when it returns; one that is there already is not written again. */
    void add(EndedHalt ended) throws IOException {
        if (read().contains(ended)) {
            return;
        }
        Halt halt = ended.halt();
        Resumption said = ended.decision().resumption();
        String line =
                new PlainJson()
                        .text("at", said.at().toString())
                        .text("by", said.by())
                        .text("halt", said.halt().hex())
                        .text("halted", halt.what())
                        .text("haltedBy", halt.by())
                        .text("reason", said.reason())
                        .text("signature", ended.decision().signature().base64())
                        .text("since", halt.since().toString())
                        .toString();
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer rest = Bytes.utf8((isTorn() ? "\n" : "") + line + "\n").buffer();
            while (rest.hasRemaining()) {
                file.write(rest);
            }
            file.force(true);
        }
    }

    /** A crash left half a line: what is added to it would be lost with it. */
    private boolean isTorn() throws IOException {
        Bytes all = Files.exists(path) ? Bytes.of(Files.readAllBytes(path)) : Bytes.utf8("");
        return all.length() > 0 && all.at(all.length() - 1) != '\n';
    }

    /** Whole lines that are signed; a torn one decided nothing. The signatures are not checked. */
    List<EndedHalt> read() {
        List<EndedHalt> all = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(path)) {
                EndedHalt ended = parsed(line);
                if (ended != null) {
                    all.add(ended);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + path, e);
        }
        return all;
    }

    private static @Nullable EndedHalt parsed(String line) {
        try {
            PlainJsonReader json = PlainJsonReader.of(Bytes.utf8(line));
            Instant since = Instant.parse(json.text("since"));
            var said =
                    new Resumption(
                            new Sha256(json.text("halt")),
                            Instant.parse(json.text("at")),
                            json.text("by"),
                            json.text("reason"));
            return new EndedHalt(
                    new Halt(since, json.text("haltedBy"), json.text("halted")),
                    new SignedResumption(said, Bytes.base64(json.text("signature"))));
        } catch (IllegalStateException | IllegalArgumentException | DateTimeException e) {
            return null;
        }
    }
}
