package dev.tabellion.server.eye;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.WatchName;
import dev.tabellion.projection.inspection.RecordUnreadable;
import dev.tabellion.server.eye.Watch.SeenLog;
import dev.tabellion.server.inspection.LogAddress;
import dev.tabellion.server.inspection.RememberedCheckpoint;
import dev.tabellion.verify.SignatureCheck;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All eyes of a process, one for each watch. */
public final class Eyes implements AutoCloseable {
    private final List<Eye> all;

    private Eyes(List<Eye> all) {
        this.all = List.copyOf(all);
    }

    /**
     * @param folder under which each keeps what it sees
     */
    public static Eyes of(
            List<Watch> watches,
            Path folder,
            SightingSink sink,
            SignatureCheck check,
            InstantSource clock) {
        return new Eyes(
                watches.stream().map(each -> eye(each, folder, sink, check, clock)).toList());
    }

    /** One, not yet at work. */
    static Eye eye(
            Watch watch,
            Path folder,
            SightingSink sink,
            SignatureCheck check,
            InstantSource clock) {
        Path kept = folder.resolve(watch.name().value());
        TargetFiles targets = watch.targets();
        return new Eye(
                watch,
                mirror(watch, watch.url()),
                mirror(watch, targets == null ? watch.url() : targets.url()),
                new EyeMemory(kept, watch.dialect(), watch.keeps()),
                new Untold(kept.resolve("untold"), watch.keeps()),
                log(watch, kept),
                sink,
                check,
                clock);
    }

    private static @Nullable LogLook log(Watch watch, Path kept) {
        SeenLog log = watch.log();
        return log == null
                ? null
                : new LogLook(
                        () ->
                                new LogAddress(
                                        log.url().toString(),
                                        token(log.token()),
                                        watch.authorities(),
                                        null),
                        log.keys(),
                        new RememberedCheckpoint(kept.resolve("log"), log.keys().origin()),
                        files(log, kept.resolve("log")));
    }

    private static @Nullable LoggedFiles files(SeenLog log, Path folder) {
        Gun collection = log.collection();
        if (collection == null) {
            return null;
        }
        Bytes name = Bytes.utf8(log.keys().origin() + "\n" + collection);
        return new LoggedFiles(
                new KeptReading(folder.resolve(name.sha256() + ".read"), collection));
    }

    private static @Nullable String token(@Nullable Path file) {
        try {
            return file == null ? null : Files.readString(file).strip();
        } catch (IOException e) {
            throw new RecordUnreadable("reading the token in " + file, e);
        }
    }

    private static HttpMirror mirror(Watch watch, URI folder) {
        return new HttpMirror(folder, watch.authorities(), HttpMirror.Patience.USUAL);
    }

    /** Watches whose sightings are forbidden to be told. */
    List<WatchName> shutOut() {
        return all.stream().filter(Eye::isShutOut).map(Eye::name).toList();
    }

    public void start() {
        all.forEach(Eye::start);
    }

    @Override
    public void close() {
        all.forEach(Eye::close);
    }
}
