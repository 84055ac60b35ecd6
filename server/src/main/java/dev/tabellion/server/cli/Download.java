package dev.tabellion.server.cli;

import dev.tabellion.inspection.Finding;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Fetches a large answer into a new file, which is there whole or not at all. */
final class Download {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LONGEST = 512L << 20;
    private static final int LONGEST_REFUSAL = 1 << 16;
    private static final int OK = 200;
    private static final int REFUSED = 1;
    private static final int COULD_NOT = 3;

    private final HttpClient client;
    private final @Nullable String token;

    Download(HttpClient client, @Nullable String token) {
        this.client = client;
        this.token = token;
    }

    /** Answers the exit code. */
    int fetch(URI address, Path file) {
        var request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<InputStream> answer =
                    client.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != OK) {
                    String words =
                            new String(body.readNBytes(LONGEST_REFUSAL), StandardCharsets.UTF_8);
                    System.err.println(
                            Finding.printable(
                                    "The server refuses: "
                                            + words
                                            + " ("
                                            + answer.statusCode()
                                            + ")."));
                    return REFUSED;
                }
                long length = keep(body, answer, file);
                System.out.printf("%s: %,d bytes%n", file, length);
                return 0;
            }
        } catch (FileAlreadyExistsException _) {
            System.err.println(file + " is there already: nothing is written over it.");
            return COULD_NOT;
        } catch (IOException e) {
            System.err.println("Could not fetch it: " + Finding.printable(e.toString()));
            return COULD_NOT;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return COULD_NOT;
        }
    }

    private static long keep(InputStream body, HttpResponse<?> answer, Path file)
            throws IOException {
        long told = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            long length = copy(body, out);
            if (told >= 0 && told != length) {
                throw new EOFException("only " + length + " of " + told + " bytes came");
            }
            whole = true;
            return length;
        } catch (FileAlreadyExistsException e) {
            whole = true; // somebody else's
            throw e;
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static long copy(InputStream body, OutputStream out) throws IOException {
        byte[] piece = new byte[1 << 16];
        long length = 0;
        for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
            length += read;
            if (length > LONGEST) {
                throw new IOException("it is longer than evidence may be");
            }
            out.write(piece, 0, read);
        }
        return length;
    }
}
