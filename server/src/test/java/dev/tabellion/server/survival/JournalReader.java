package dev.tabellion.server.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.server.tls.PeerFiles;
import dev.tabellion.server.tls.PeerTls;
import dev.tabellion.signing.JournalLine;
import dev.tabellion.signing.MalformedMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Reads a signer's journal over the wire, as anybody may who is named as its reader. */
record JournalReader(URI signer, Path credentials) {
    private static final int PAGE = 500;

    /** The bytes of every entry, in their order; each was compared with its hash. */
    List<Bytes> everything() {
        List<Bytes> entries = new ArrayList<>();
        for (var page = page(0); !page.isEmpty(); page = page(entries.size())) {
            entries.addAll(page);
        }
        return entries;
    }

    private List<Bytes> page(long after) {
        String body = get("/journal?after=" + after + "&limit=" + PAGE);
        return body.lines().map(line -> entry(line + "\n")).toList();
    }

    /** What the signer answers to this question. */
    String get(String question) {
        try (var tls = PeerTls.of(PeerFiles.in(credentials), InstantSource.system());
                var client =
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .sslContext(tls.context())
                                .build()) {
            var request = HttpRequest.newBuilder(signer.resolve(question)).build();
            var answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(question + ": " + answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException("asking the signer for " + question, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the signer", e);
        }
    }

    private static Bytes entry(String line) {
        try {
            return JournalLine.of(Bytes.utf8(line)).entry();
        } catch (MalformedMessage e) {
            throw new AssertionError("reading the journal: " + line, e);
        }
    }
}
