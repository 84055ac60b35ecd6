package dev.tabellion.hostile.signer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.signing.JournalLine;
import dev.tabellion.signing.MalformedMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the signer's journal over HTTP, and on and on; fails where its chain does. */
final class JournalReader {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int PAGE = 1_000;

    private final HttpClient auditor;
    private final URI signer;
    private long read;
    private String lastHash = "0".repeat(64);

    JournalReader(HttpClient auditor, URI signer) {
        this.auditor = auditor;
        this.signer = signer;
    }

    /** What was written since it was asked last. */
    List<JsonNode> news() {
        List<JsonNode> news = new ArrayList<>();
        for (List<JsonNode> page = page(); !page.isEmpty(); page = page()) {
            news.addAll(page);
        }
        return news;
    }

    static List<JsonNode> ofKind(String kind, List<JsonNode> entries) {
        return entries.stream().filter(e -> e.path("kind").asString().equals(kind)).toList();
    }

    private List<JsonNode> page() {
        List<JsonNode> page = new ArrayList<>();
        for (String line : text("/journal?after=" + read + "&limit=" + PAGE).lines().toList()) {
            page.add(next(line + "\n"));
        }
        return page;
    }

    private JsonNode next(String text) {
        try {
            var line = JournalLine.of(Bytes.utf8(text));
            JsonNode entry = JSON.readTree(line.entry().toArray());
            assertThat(entry.path("seq").asLong()).isEqualTo(read + 1);
            assertThat(entry.path("previous").asString()).isEqualTo(lastHash);
            read++;
            lastHash = line.hash().hex();
            return entry;
        } catch (MalformedMessage e) {
            throw new AssertionError("not a line of a journal: " + text, e);
        }
    }

    private String text(String path) {
        try {
            var question = HttpRequest.newBuilder(signer.resolve(path)).build();
            var answer = auditor.send(question, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException("reading the signer's journal", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the signer's journal", e);
        }
    }
}
