import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Locale;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * One kept TLS connection that sends ready-made HTTP/1.1 requests one after the other. Not
 * java.net.http: its pool would hide how many connections there are. Never shared between threads.
 */
final class Connection implements AutoCloseable {

    private final SSLSocket socket;
    private final BufferedInputStream in;

    private Connection(SSLSocket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    }

    static Connection open(Endpoint endpoint) throws IOException {
        Socket plain = new Socket();
        plain.setTcpNoDelay(true);
        plain.setSoTimeout(60_000);
        plain.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.port()), 5_000);
        var socket =
                (SSLSocket)
                        endpoint.tls()
                                .getSocketFactory()
                                .createSocket(plain, "localhost", endpoint.port(), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setServerNames(List.of(new SNIHostName("localhost")));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new Connection(socket);
    }

    static byte[] get(Endpoint endpoint, String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost:" + endpoint.port() + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] post(Endpoint endpoint, String path, String contentType, byte[] body) {
        String head =
                "POST %s HTTP/1.1\r\nHost: localhost:%d\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(path, endpoint.port(), contentType, body.length);
        var request = new ByteArrayOutputStream(head.length() + body.length);
        request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        return request.toByteArray();
    }

    Answer send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        String[] status = line().split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.")) {
            throw new IOException("not an HTTP status line: " + String.join(" ", status));
        }
        long length = -1;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            String value = header.substring(colon + 1).trim();
            switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Long.parseLong(value);
                case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
                default -> {}
            }
        }
        if (!chunked && length < 0) {
            throw new IOException("an answer without a length");
        }
        return new Answer(Integer.parseInt(status[1]), chunked ? chunks() : exactly((int) length));
    }

    String negotiated() {
        SSLSession session = socket.getSession();
        try {
            String key =
                    switch (session.getPeerCertificates()[0].getPublicKey()) {
                        case ECPublicKey ec -> "EC " + ec.getParams().getOrder().bitLength();
                        case RSAPublicKey rsa -> "RSA " + rsa.getModulus().bitLength();
                        case PublicKey other -> other.getAlgorithm();
                    };
            return session.getProtocol()
                    + ", "
                    + session.getCipherSuite()
                    + ", "
                    + key
                    + " certificate";
        } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
            throw new IllegalStateException("a verified peer without a certificate", e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line().split(";")[0].trim(), 16);
            if (size == 0) {
                while (!line().isEmpty()) {
                    // Trailers mean nothing to us, but they stand before the next answer.
                }
                return body.toByteArray();
            }
            body.writeBytes(exactly(size));
            line();
        }
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException(
                    "the answer ended after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new StringBuilder(80);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection was closed where an answer was due");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }
}
