package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What other programs computed of the log with {@code entry 0}, {@code entry 1} and so on. */
final class Vectors {
    static final int SIZE = 70_000;

    private static final JsonNode ALL = read();

    private Vectors() {}

    static JsonNode at(String name) {
        return ALL.get(name);
    }

    static String text(String name) {
        return at(name).asString();
    }

    static Bytes bytes(String name) {
        return Bytes.utf8(text(name));
    }

    static List<Hash> base64Hashes(JsonNode array) {
        return array.valueStream().map(each -> Hash.of(Bytes.base64(each.asString()))).toList();
    }

    static List<Hash> hexHashes(JsonNode array) {
        return array.valueStream().map(each -> Hash.of(Bytes.hex(each.asString()))).toList();
    }

    private static JsonNode read() {
        try (InputStream file = Vectors.class.getResourceAsStream("/tlog/vectors.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the vectors", e);
        }
    }
}
