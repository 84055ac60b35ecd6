package dev.tabellion.e2e.server;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.tabellion.e2e.pki.Certified;
import dev.tabellion.e2e.process.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A small HTTPS server of the tests' own, on loopback, with a thread for each request. */
public final class HttpsDoor implements AutoCloseable {

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private HttpsDoor(HttpsServer server) {
        this.server = server;
        server.setExecutor(threads);
    }

    /** Opens one that shows this certificate and answers everything by this handler. */
    public static HttpsDoor open(Certified tls, HttpHandler handler) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.pick());
            var server = HttpsServer.create(address, 0);
            server.setHttpsConfigurator(new HttpsConfigurator(showing(tls)));
            server.createContext("/", handler);
            var door = new HttpsDoor(server);
            server.start();
            return door;
        } catch (IOException e) {
            throw new UncheckedIOException("opening an HTTPS door", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("showing " + tls.certificate(), e);
        }
    }

    public URI url() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static SSLContext showing(Certified tls) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null);
        store.setKeyEntry("door", tls.privateKey(), new char[0], new Certificate[] {tls.x509()});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
