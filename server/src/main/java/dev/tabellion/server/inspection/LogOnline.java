package dev.tabellion.server.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.projection.inspection.RecordUnreadable;
import dev.tabellion.server.exchange.BoundedExchange;
import dev.tabellion.server.tls.BelievedAuthorities;
import dev.tabellion.tlog.LogResource;
import dev.tabellion.tlog.Tile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A log on somebody's server. Never sends anything but GETs, and follows no redirection. */
final class LogOnline implements LogFiles {
    /** With one file, to its last byte. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration CONNECTING = Duration.ofSeconds(30);
    private static final int LANES = 16;
    private static final int LONGEST = 64 << 20;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final URI prefix;
    private final @Nullable String token;
    private final BoundedExchange exchange;

    /**
     * @param url the log's prefix: what stands before {@code /checkpoint}
     * @param token what an auditor shows where entries are not for everyone
     * @param authorities whom to believe that it is the server; null for whom the JDK believes
     */
    LogOnline(URI url, @Nullable String token, @Nullable Path authorities) {
        this(url, token, authorities, PATIENCE);
    }

    LogOnline(URI url, @Nullable String token, @Nullable Path authorities, Duration patience) {
        this.prefix = url.toString().endsWith("/") ? url : URI.create(url + "/");
        this.token = token;
        var client = BelievedAuthorities.client(authorities).connectTimeout(CONNECTING).build();
        this.exchange = new BoundedExchange(client, patience, LONGEST);
    }

    @Override
    public @Nullable Bytes read(String path) {
        URI address = prefix.resolve(path);
        HttpResponse<byte[]> answer = get(address, isForEveryone(path) ? null : token);
        if (answer.statusCode() == NOT_FOUND) {
            return null;
        }
        if (answer.statusCode() != OK) {
            throw new RecordUnreadable(
                    address + " answered " + answer.statusCode() + advice(answer.statusCode()),
                    null);
        }
        return content(address, answer);
    }

    /** Checkpoints and hashes: nobody is asked there who he is. */
    private static boolean isForEveryone(String path) {
        return path.equals(LogInFiles.CHECKPOINT) || LogResource.parse(path) instanceof Tile;
    }

    private HttpResponse<byte[]> get(URI address, @Nullable String shown) {
        var request = HttpRequest.newBuilder(address).header("Accept-Encoding", "gzip");
        if (shown != null) {
            request.header("Authorization", "Bearer " + shown);
        }
        try {
            return exchange.send(request.build());
        } catch (IOException e) {
            throw new RecordUnreadable("asking for " + address + ": " + e.getMessage(), e);
        }
    }

    private static Bytes content(URI address, HttpResponse<byte[]> answer) {
        if (!answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip")) {
            return Bytes.of(answer.body());
        }
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            byte[] content = unpacked.readNBytes(LONGEST + 1);
            if (content.length > LONGEST) {
                throw new IOException("more than " + LONGEST + " bytes");
            }
            return Bytes.of(content);
        } catch (IOException e) {
            throw new RecordUnreadable("unpacking " + address, e);
        }
    }

    private static String advice(int status) {
        return status == 401 || status == 403
                ? ": entries are for auditors; put a token into TABELLION_LOG_TOKEN"
                : "";
    }

    @Override
    public List<String> list(String folder) {
        return List.of();
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void close() {
        exchange.close();
    }
}
