package dev.tabellion.command.notary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.notary.NotaryError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {
    private static final String TYPE = "multipart/form-data; boundary=b";

    @Test
    void parts_keep_their_order_their_bytes_and_the_slashes_of_their_names() throws BadUpload {
        assertThat(
                        parts(
                                part("files", "root", "{}")
                                        + part("x", "targets/releases/qa", "a\r\nb\r\n--c")
                                        + "--b--\r\n"))
                .containsExactly(
                        new Multipart.Part("root", Bytes.utf8("{}")),
                        new Multipart.Part("targets/releases/qa", Bytes.utf8("a\r\nb\r\n--c")));
    }

    /** Go writes no more than the last delimiter when it has nothing to send. */
    @ParameterizedTest
    @ValueSource(strings = {"--b--", "--b--\r\n", "\r\n--b--\r\n", "preamble\r\n--b--\r\nepilogue"})
    void an_upload_of_nothing_is_an_upload(String body) throws BadUpload {
        assertThat(parts(body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "form-data; filename=\"a\\\"b\"; name=x, a\"b",
        "form-data; FILENAME=plain, plain",
        "attachment; name=\"a;filename=no\"; filename=\"yes\", yes",
        "form-data;filename=\"../etc/passwd\", ../etc/passwd",
    })
    void a_files_name_is_taken_as_it_stands(String disposition, String name) throws BadUpload {
        var body = "--b\r\ncontent-disposition: " + disposition + "\r\n\r\nx\r\n--b--";
        assertThat(parts(body)).containsExactly(new Multipart.Part(name, Bytes.utf8("x")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "--bb--\r\n",
                "--b",
                "--b\r\n",
                "--b\r\nContent-Disposition: form-data; filename=\"root\"",
                "--bx\r\n\r\n\r\n--b--",
            })
    void what_is_no_multipart_is_malformed(String body) {
        assertRefused(TYPE, body, NotaryError.MALFORMED_UPLOAD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"b",
                "application/json; boundary=b",
            })
    void a_type_without_a_boundary_is_malformed(String type) {
        assertRefused(type, "--b--", NotaryError.MALFORMED_UPLOAD);
        assertRefused(null, "--b--", NotaryError.MALFORMED_UPLOAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"form-data; name=\"files\"", "form-data; filename=\"\"", "form-data"})
    void a_part_without_a_files_name_says_so(String disposition) {
        assertRefused(
                TYPE,
                "--b\r\nContent-Disposition: " + disposition + "\r\n\r\nx\r\n--b--",
                NotaryError.NO_FILENAME);
    }

    @Test
    void a_part_that_breaks_off_is_answered_as_notary_answers_it() {
        assertRefused(
                TYPE,
                "--b\r\nContent-Disposition: form-data; filename=\"root\"\r\n\r\n{\"signed\"",
                NotaryError.MALFORMED_JSON);
    }

    @Test
    void parts_and_their_headers_are_counted() throws BadUpload {
        assertThat(parts(part("f", "r", "x").repeat(64) + "--b--")).hasSize(64);
        assertRefused(TYPE, part("f", "r", "x").repeat(65) + "--b--", NotaryError.INVALID_UPDATE);
        assertRefused(
                TYPE, "--b\r\n" + "A: b\r\n".repeat(17) + "\r\n", NotaryError.MALFORMED_UPLOAD);
        assertRefused(TYPE, "--b\r\nA: " + "b".repeat(5_000), NotaryError.MALFORMED_UPLOAD);
    }

    private static String part(String field, String file, String content) {
        return "--b\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n%s\r\n"
                .formatted(field, file, content);
    }

    private static List<Multipart.Part> parts(String body) throws BadUpload {
        return Multipart.parts(TYPE, buffer(body));
    }

    private static void assertRefused(@Nullable String type, String body, NotaryError error) {
        assertThatThrownBy(() -> Multipart.parts(type, buffer(body)))
                .isInstanceOfSatisfying(
                        BadUpload.class,
                        refused -> assertThat(refused.complaint().error()).isEqualTo(error));
    }

    private static ByteBuffer buffer(String body) {
        return ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8));
    }
}
