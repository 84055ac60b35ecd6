package dev.tabellion.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Upload;
import dev.tabellion.e2e.client.Answer;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.tuf.RoleName;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that no honest client makes: refused in the form clients read, and nothing applied. */
@Hosted
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
    private static final String GUN = "hostile.example.com/bad-input";
    private static final String X = "multipart/form-data; boundary=x";

    private final HostedTabellion server;
    private final Author author;

    BadInputIT(HostedTabellion server, PocketClock clock) {
        this.server = server;
        this.author = Author.of(server.wire(), GUN, clock).begins();
    }

    @AfterEach
    void nothing_is_applied_and_the_server_is_well() {
        assertThat(author.servedVersion(RoleName.TIMESTAMP)).isEqualTo(1);
        server.wire().get("/_notary_server/health").is(200);
    }

    @Test
    void ten_thousand_parts_are_too_many() {
        Refusal.of(post(X, part("targets", "{}").repeat(10_000) + "--x--\r\n"), "INVALID_UPDATE");
    }

    @Test
    void json_of_a_hundred_thousand_levels_is_refused() {
        for (var bomb :
                List.of(
                        "[".repeat(100_000),
                        "{\"a\":".repeat(100_000),
                        "{\"signed\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")) {
            refused("targets", bomb);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"signed\":{\"_type\":\"Targets\",\"version\":2,\"version\":3}}",
                "{\"signed\":{\"_type\":\"Targets\",\"version\":2,\"Version\":3}}",
                "{\"signed\":{\"_type\":\"Targets\",\"version\":2.0}}",
                "{\"signed\":{\"_type\":\"Targets\",\"version\":1e3}}",
                "{\"signed\":{\"_type\":\"Targets\",\"version\":-1}}",
                "{\"signed\":{\"_type\":\"Targets\",\"version\":2147483648}}",
                "{\"signed\":{\"_type\":\"Targets\",\"version\":NaN}}",
                "{\"signed\":{\"_type\":\"Targets\",\"version\":2}} {}",
                "{\"signed\":{\"_type\":\"Targets\",\"a\":\"\uD800\"}}",
                "\uFEFF{}",
                "{'signed':{}}",
                "{\"signed\":/* */{}}",
                "",
                " ",
                "\"\"",
                "0",
            })
    void json_that_two_readers_could_read_differently_is_refused(String json) {
        refused("targets", json);
    }

    @Test
    void invalid_utf8_is_refused() {
        for (var bytes : List.of("\u00ff\u00fe", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00f5")) {
            refused("targets", "{\"signed\":{\"a\":\"" + bytes + "\"}}");
        }
    }

    /** All of it signed: only what was signed is odd. */
    @Test
    void signed_documents_with_doubled_or_case_variant_members_are_refused() {
        for (UnaryOperator<String> change :
                List.<UnaryOperator<String>>of(
                        file -> file.replace("\"version\":", "\"version\":9,\"version\":"),
                        file -> file.replace("\"version\":", "\"Version\":9,\"version\":"),
                        file -> file.replace("{\"signed\":", "{\"signed\":{},\"signed\":"),
                        file ->
                                file.replace(
                                        "\"signatures\":", "\"Signatures\":[],\"signatures\":"),
                        file -> file.replace("\"v1\":", "\"v1\":1.5,\"v1\":"))) {
            var targets = author.pocket().publishedAs(RoleName.TARGETS).getLast().utf8();
            var odd = new Upload(RoleName.TARGETS, Bytes.utf8(change.apply(targets)));
            Refusal.of(author.send(List.of(odd)), "INVALID_UPDATE");
        }
    }

    @Test
    void versions_at_the_end_of_their_range_are_refused() {
        for (int version : new int[] {102, Integer.MAX_VALUE - 1, Integer.MAX_VALUE}) {
            author.refused(
                    "INVALID_UPDATE",
                    author.pocket().attack().fastForward(RoleName.TARGETS, version));
        }
    }

    @Test
    void long_names_of_files_and_roles_are_refused() {
        for (int length : new int[] {256, 4_000, 20_000, 1_000_000}) {
            var answer = post(X, part("targets/" + "a".repeat(length), "{}") + "--x--\r\n").is(400);
            assertThat(answer.errorCode()).isIn("INVALID_ROLE", "MALFORMED_UPLOAD");
            assertThat(answer.bytes()).hasSizeLessThan(1_024);
        }
        for (var role : List.of("targets/", "targets//a", "targets/../root", "root/a", "/root")) {
            Refusal.of(post(X, part(role, "{}") + "--x--\r\n"), "INVALID_ROLE");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "application/json",
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"x",
                "multipart/form-data; boundary=y",
            })
    void a_body_without_its_boundary_is_refused(String contentType) {
        Refusal.of(post(contentType, part("targets", "{}") + "--x--\r\n"), "MALFORMED_UPLOAD");
    }

    @Test
    void a_body_that_ends_in_the_middle_is_refused() {
        var whole = part("targets", "{}") + "--x--\r\n";
        for (int length = 0; length < whole.length() - 6; length++) {
            var answer = post(X, whole.substring(0, length)).is(400);
            assertThat(answer.errorCode()).isIn("MALFORMED_UPLOAD", "MALFORMED_JSON");
        }
    }

    private void refused(String role, String json) {
        var answer = post(X, part(role, json) + "--x--\r\n").is(400);
        assertThat(answer.errorCode()).isIn("MALFORMED_JSON", "INVALID_UPDATE");
        Refusal.of(answer, answer.errorCode());
    }

    /** What is beyond Latin-1 goes out in UTF-8, all else byte for byte. */
    private Answer post(String contentType, String body) {
        boolean latin = body.chars().allMatch(c -> c < 256);
        return server.wire()
                .relay(
                        "POST",
                        author.folder(),
                        contentType,
                        body.getBytes(latin ? ISO_8859_1 : UTF_8));
    }

    private static String part(String role, String content) {
        return "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\n\r\n%s\r\n"
                .formatted(role, content);
    }
}
