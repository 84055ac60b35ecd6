package dev.tabellion.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tabellion.e2e.client.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Locale;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A TLS connection on which anything can be said, in any pieces, HTTP or not. */
final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final SSLSocket socket;
    private boolean cutOff;

    private RawConnection(SSLSocket socket) {
        this.socket = socket;
    }

    static RawConnection to(Endpoint endpoint) {
        try {
            var socket =
                    (SSLSocket)
                            trusting(endpoint)
                                    .getSocketFactory()
                                    .createSocket("localhost", endpoint.url().getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new RawConnection(socket);
        } catch (IOException e) {
            throw new UncheckedIOException("connecting to " + endpoint.url(), e);
        }
    }

    /** One request on a connection of its own. */
    static RawAnswer ask(Endpoint endpoint, String request) {
        try (var connection = to(endpoint)) {
            return connection.send(request).answer();
        }
    }

    RawConnection send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    /** A server that has heard enough may close while we talk: its answer is what counts. */
    RawConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (SocketException _) {
            cutOff = true;
        } catch (IOException e) {
            throw new UncheckedIOException("sending " + bytes.length + " bytes", e);
        }
        return this;
    }

    /** Whether the server stopped listening while we talked. */
    boolean isCutOff() {
        return cutOff;
    }

    /** The next answer with a status of its own; those that only say "go on" are passed over. */
    RawAnswer answer() {
        try {
            RawAnswer answer = next(socket.getInputStream());
            return answer.status() / 100 == 1 ? next(socket.getInputStream()) : answer;
        } catch (IOException e) {
            throw new UncheckedIOException("waiting for an answer", e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a connection", e);
        }
    }

    private static RawAnswer next(InputStream in) throws IOException {
        String statusLine = line(in);
        if (statusLine.isEmpty()) {
            throw new IOException("the connection was closed without an answer");
        }
        var headers = new TreeMap<String, String>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        int status = Integer.parseInt(statusLine.split(" ", -1)[1]);
        return new RawAnswer(status, headers, new String(in.readNBytes(length), ISO_8859_1));
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.write(c);
        }
        return line.toString(ISO_8859_1).strip();
    }

    private static SSLContext trusting(Endpoint endpoint) throws IOException {
        try (var in = Files.newInputStream(endpoint.caFile())) {
            var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("trusting " + endpoint.caFile(), e);
        }
    }
}
