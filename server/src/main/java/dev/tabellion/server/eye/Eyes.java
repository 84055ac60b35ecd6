package dev.tabellion.server.eye;

import dev.tabellion.verify.SignatureCheck;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

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

    private static Eye eye(
            Watch watch,
            Path folder,
            SightingSink sink,
            SignatureCheck check,
            InstantSource clock) {
        return new Eye(
                watch,
                new HttpMirror(watch.url(), watch.authorities(), HttpMirror.Patience.USUAL),
                new EyeMemory(folder.resolve(watch.name().value()), watch.dialect()),
                sink,
                check,
                clock);
    }

    public void start() {
        all.forEach(Eye::start);
    }

    @Override
    public void close() {
        all.forEach(Eye::close);
    }
}
