package dev.tabellion.server.inspection;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log of two full bundles and a partial one, whose documents lie together, as far as they do. */
class BundledDocumentsTest {
    private static final String FIRST = "documents/000";
    private static final String LAST = "documents/002.p/88";

    @TempDir private Path place;
    private KeptLog log;

    @BeforeEach
    void somebody_keeps_a_log() throws IOException {
        log = KeptLog.write(place.resolve("log"), place.resolve("key"), 600);
    }

    @Test
    void an_export_has_few_files_is_right_and_is_the_same_when_exported_again() {
        KeptLog copy = log.exportedTo(place.resolve("copy"));
        assertThat(copy.files("documents"))
                .containsExactly(FIRST, "documents/001", LAST)
                .allSatisfy(each -> assertThat(copy.read(each)).isEqualTo(log.read(each)));
        assertThat(copy.files("document")).hasSize(1).isEqualTo(log.files("document"));
        assertThat(copy.findings()).isEmpty();
    }

    @Test
    void an_export_as_earlier_versions_made_it_is_right_and_gains_bundles() throws Exception {
        KeptLog before = log.asBefore();
        assertThat(before.files("documents")).isEmpty();
        assertThat(before.findings()).isEmpty();

        KeptLog copy = before.exportedTo(place.resolve("copy"));
        assertThat(copy.files("documents")).hasSize(3);
        assertThat(copy.files("document")).hasSize(1);
        assertThat(copy.findings()).isEmpty();

        int files = before.files("document").size();
        assertThat(copy.exportedTo(before.folder()).files("documents")).hasSize(3);
        assertThat(before.files("document")).hasSize(files);
    }

    @Test
    void an_edited_byte_is_found_and_its_document_named() throws Exception {
        byte[] bundle = log.read(LAST).toArray();
        bundle[bundle.length - 1] ^= 1;
        log.write(LAST, bundle);
        assertOneFault(
                Fault.DOCUMENT_DIFFERS, log.documents(LAST).sequencedKeySet().getLast(), log);
    }

    @Test
    void a_document_under_another_digest_is_not_there() throws Exception {
        Sha256 first = log.documents(LAST).sequencedKeySet().getFirst();
        byte[] bundle = log.read(LAST).toArray();
        bundle[0] ^= 1;
        log.write(LAST, bundle);
        assertOneFault(Fault.DOCUMENT_MISSING, first, log);
    }

    @Test
    void documents_of_a_missing_bundle_are_taken_from_files_of_their_own_or_are_missing()
            throws Exception {
        var documents = log.documents(FIRST);
        Files.delete(log.file(FIRST));
        assertAllMissing(documents);
        log.layAlone(documents);
        assertThat(log.findings()).isEmpty();
    }

    @Test
    void a_bundle_that_is_cut_off_or_garbled_is_as_one_that_is_missing() throws Exception {
        var documents = log.documents(FIRST);
        byte[] whole = log.read(FIRST).toArray();
        log.write(FIRST, Arrays.copyOf(whole, whole.length - 1));
        assertAllMissing(documents);
        whole[32] ^= 1; // of a length
        log.write(FIRST, whole);
        assertAllMissing(documents);
        log.layAlone(documents);
        assertThat(log.findings()).isEmpty();
    }

    @Test
    void a_document_is_looked_for_in_the_bundle_of_the_entry_that_names_it_and_in_no_other()
            throws Exception {
        var documents = log.documents("documents/001");
        Map.Entry<Sha256, Bytes> moved = requireNonNull(documents.firstEntry());
        Bytes first = log.read(FIRST);
        log.write(FIRST, with(first, moved.getKey(), Bytes.utf8("{}")));
        assertThat(log.findings()).isEmpty();

        log.write(FIRST, with(first, moved.getKey(), moved.getValue()));
        Bytes second = log.read("documents/001");
        int length = 32 + 4 + moved.getValue().length();
        log.write("documents/001", second.slice(length, second.length()).toArray());
        assertOneFault(Fault.DOCUMENT_MISSING, moved.getKey(), log);
    }

    private static byte[] with(Bytes bundle, Sha256 digest, Bytes document) {
        return ByteBuffer.allocate(bundle.length() + 32 + 4 + document.length())
                .put(bundle.toArray())
                .put(digest.bytes().toArray())
                .putInt(document.length())
                .put(document.toArray())
                .array();
    }

    @Test
    void a_wider_bundle_has_what_a_partial_one_had() throws Exception {
        KeptLog before = KeptLog.write(place.resolve("before"), place.resolve("other key"), 300);
        Files.delete(before.file("documents/001.p/44"));
        assertThat(before.findings()).isNotEmpty();
        Files.copy(log.file("documents/001"), before.file("documents/001"));
        assertThat(before.findings()).isEmpty();
    }

    @Test
    void a_bundle_of_which_a_document_is_missing_is_written_once_it_is_back() throws Exception {
        var documents = log.documents(LAST);
        Map.Entry<Sha256, Bytes> lost = requireNonNull(documents.lastEntry());
        log.layAlone(documents);
        Files.delete(log.file(LAST));
        Files.delete(log.file("document/" + lost.getKey()));

        KeptLog copy = log.exportedTo(place.resolve("copy"));
        assertThat(copy.file(LAST)).doesNotExist();
        assertOneFault(Fault.DOCUMENT_MISSING, lost.getKey(), copy);

        log.layAlone(Map.of(lost.getKey(), lost.getValue()));
        assertThat(log.exportedTo(copy.folder()).findings()).isEmpty();
        assertThat(copy.documents(LAST)).isEqualTo(documents);
    }

    @Test
    void over_http_the_documents_of_a_bundle_are_asked_for_at_once() throws Exception {
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var server = HttpServer.create(here, 0);
        server.createContext("/log/", exchange -> answer(exchange, asked));
        server.start();
        try {
            String url = "http://localhost:" + server.getAddress().getPort() + "/log";
            assertThat(log.findings(url)).isEmpty();
        } finally {
            server.stop(0);
        }
        assertThat(asked)
                .filteredOn(path -> path.startsWith("document"))
                .containsExactlyInAnyOrder(
                        FIRST, "documents/001", LAST, log.files("document").getFirst());
    }

    private void answer(HttpExchange exchange, List<String> asked) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/log/".length());
        asked.add(path);
        Bytes file = new LogOnDisk(log.folder()).read(path);
        if (file == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            exchange.sendResponseHeaders(200, file.length());
            exchange.getResponseBody().write(file.toArray());
        }
        exchange.close();
    }

    private static void assertOneFault(Fault fault, Sha256 document, KeptLog where) {
        assertThat(where.findings())
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.fault()).isEqualTo(fault);
                            assertThat(found.spot().names())
                                    .containsKey("index")
                                    .containsEntry("document", document.hex());
                        });
    }

    private void assertAllMissing(Map<Sha256, Bytes> documents) {
        List<Finding> findings = log.findings();
        assertThat(findings).extracting(Finding::fault).containsOnly(Fault.DOCUMENT_MISSING);
        assertThat(findings)
                .extracting(found -> found.spot().names().get("document"))
                .containsExactlyInAnyOrderElementsOf(
                        documents.keySet().stream().map(Sha256::hex).toList());
    }
}
