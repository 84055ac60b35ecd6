package dev.tabellion.server.remote;

import dev.tabellion.server.tls.PeerTls;
import java.net.http.HttpClient;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * The client of the moment: another one once the certificate files changed, as a connection is kept
 * for as long as it is used. The one before is left to who uses it still, and collected after them.
 */
final class NewestClient implements Supplier<HttpClient>, AutoCloseable {
    private final PeerTls tls;
    private final SSLContext context;
    private final Function<SSLContext, HttpClient> making;
    private volatile Made made;

    private record Made(long files, HttpClient client) {}

    NewestClient(PeerTls tls, SSLContext context, Function<SSLContext, HttpClient> making) {
        this.tls = tls;
        this.context = context;
        this.making = making;
        this.made = make();
    }

    @Override
    public HttpClient get() {
        var now = made;
        return now.files() == tls.times() ? now.client() : another().client();
    }

    private synchronized Made another() {
        if (made.files() != tls.times()) {
            made = make();
        }
        return made;
    }

    private Made make() {
        var files = tls.times(); // before the client: one too many is better than one too old
        return new Made(files, making.apply(context));
    }

    @Override
    public void close() {
        made.client().shutdownNow();
    }
}
