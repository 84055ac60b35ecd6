package dev.tabellion.dialect;

import static dev.tabellion.dialect.Dialect.NOTARY_V1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.fixtures.Captured;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Targets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileJsonTest {
    private static final int SIXTEEN_MEBIBYTES = 16 << 20;
    private static final Duration A_WHILE = Duration.ofSeconds(20);

    record Bomb(String name, String prefix, String repeated, String suffix) {
        Bytes document() {
            int times = (SIXTEEN_MEBIBYTES - prefix.length()) / repeated.length();
            return Bytes.utf8(prefix + repeated.repeat(times) + suffix);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Bomb> bombs() {
        return List.of(
                new Bomb("arrays in arrays", "", "[", ""),
                new Bomb("objects in objects", "", "{\"a\":", ""),
                new Bomb("empty arrays", "{\"a\":[[]", ",[]", "]}"),
                new Bomb("empty objects", "{\"a\":[{}", ",{}", "]}"),
                new Bomb("one long name", "{\"", "a", "\":1}"),
                new Bomb("one long string", "{\"a\":\"", "b", "\"}"),
                new Bomb("one long number", "{\"a\":", "9", "}"),
                new Bomb("one name over and over", "{\"a\":1", ",\"a\":1", "}"),
                new Bomb("blanks", "", " ", ""),
                new Bomb("escapes", "{\"a\":\"", "\\u0000", "\"}"),
                new Bomb("commas", "[", ",", "]"),
                new Bomb("zeros", "[0", ",0", "]"));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void a_bomb_is_refused_before_it_costs_much(Bomb bomb) {
        Bytes document = bomb.document();

        assertTimeout(
                A_WHILE,
                () ->
                        assertThatExceptionOfType(MalformedMetadata.class)
                                .isThrownBy(() -> NOTARY_V1.read(RoleName.TARGETS, document)));
    }

    @Test
    void as_many_targets_as_fit_into_an_upload_are_read() throws MalformedMetadata {
        StringBuilder document =
                new StringBuilder("{\"signed\":{\"_type\":\"Targets\",\"targets\":{");
        for (int i = 0; i < 150_000; i++) {
            document.append(i == 0 ? "" : ",")
                    .append("\"v")
                    .append(i)
                    .append("\":{\"hashes\":{\"sha256\":\"")
                    .append("ZKtuU6vXWDNktsNqGyx3zD8plW2J/ZxibxAAjZBTnEA=\"},\"length\":13}");
        }
        document.append("},\"expires\":\"2029-01-01T00:00:00Z\",\"version\":1}}");

        Targets targets =
                (Targets)
                        NOTARY_V1
                                .read(RoleName.TARGETS, Bytes.utf8(document.toString()))
                                .metadata();

        assertThat(targets.targets()).hasSize(150_000);
    }

    /** Seeded, so that a failure comes again. */
    @Test
    void no_change_of_bytes_makes_reading_throw_anything_else() {
        Random random = new Random(20_261_122);
        List<Captured> all = Captured.all();
        for (int round = 0; round < 20_000; round++) {
            Captured captured = all.get(random.nextInt(all.size()));
            byte[] mutated = captured.file().toArray();
            for (int change = random.nextInt(4); change >= 0; change--) {
                mutated = mutated(mutated, random);
            }
            readOrRefuse(captured.role(), Bytes.of(mutated));
        }
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(4)) {
            case 0 -> {
                byte[] changed = bytes.clone();
                changed[at] = (byte) random.nextInt(256);
                yield changed;
            }
            case 1 -> {
                byte[] changed = bytes.clone();
                changed[at] = (byte) "{}[]\",:0-1.eEntf\\u".charAt(random.nextInt(18));
                yield changed;
            }
            case 2 -> {
                int until = Math.min(bytes.length, at + random.nextInt(40));
                yield joined(bytes, at, bytes, until);
            }
            default -> joined(bytes, at, bytes, random.nextInt(bytes.length));
        };
    }

    private static byte[] joined(byte[] head, int until, byte[] tail, int from) {
        byte[] joined = new byte[Math.max(1, until + tail.length - from)];
        System.arraycopy(head, 0, joined, 0, until);
        System.arraycopy(tail, from, joined, until, tail.length - from);
        return joined;
    }

    private static void readOrRefuse(RoleName role, Bytes document) {
        try {
            NOTARY_V1.read(role, document);
        } catch (MalformedMetadata e) {
            assertThat(e.problem()).isNotEmpty().hasSizeLessThan(200);
        }
    }
}
