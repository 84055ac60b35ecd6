package dev.tabellion.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is read from spoilt bytes is written again just so; or the bytes are refused as such. */
class HostileBytesTest {
    private static final int TRIES = 30_000;
    private static final String LETTERS = " \n\t\r\0+-=/0189xold.p\u2014\u00e9\u00a0AZ";

    /** One form of bytes, and back. */
    private interface Form {
        Bytes readAndWritten(Bytes bytes) throws MalformedLogData;
    }

    @Test
    void notes() {
        torment(Vectors.bytes("cp70000"), bytes -> Note.parse(bytes).bytes());
    }

    @Test
    void checkpoints() {
        torment(Vectors.bytes("cp70000"), bytes -> SignedCheckpoint.parse(bytes).bytes());
        torment(
                Bytes.utf8("o\n10\n" + Hash.EMPTY_TREE + "\nextension\n"),
                bytes -> Checkpoint.parse(bytes).text());
    }

    @Test
    void keys() {
        torment(
                Vectors.bytes("wit_vkey"),
                bytes -> Bytes.utf8(VerifierKey.parse(bytes.utf8()).vkey()));
    }

    @Test
    void requests_to_witnesses() {
        String body = "old 1\n" + Hash.EMPTY_TREE + "\n\n" + Vectors.text("cp0");
        torment(Bytes.utf8(body), bytes -> AddCheckpoint.parse(bytes).bytes());
    }

    @Test
    void proof_files() {
        String file =
                "c2sp.org/tlog-proof@v1\nextra eA==\nindex 10\n"
                        + Hash.EMPTY_TREE
                        + "\n\n"
                        + Vectors.text("cp0");
        torment(Bytes.utf8(file), bytes -> LoggedProof.parse(bytes).bytes());
    }

    @Test
    void bundles() {
        var bundle = new BundleContent(TextbookTree.numbered(12).entries());
        torment(bundle.bytes(), bytes -> BundleContent.parse(bytes).bytes());
    }

    /** A policy is never written: it is only read to the end, or refused. */
    @Test
    void policies() {
        String policy =
                "log %s\nwitness w %s https://w.example.com\ngroup g 1 w\nquorum g\n"
                        .formatted(TestKey.LOG.key(), TestKey.WITNESS.key());
        torment(
                Bytes.utf8(policy),
                bytes -> {
                    assertThat(WitnessPolicy.parse(bytes).logs()).hasSizeLessThanOrEqualTo(1);
                    return bytes;
                });
    }

    @Test
    void paths() {
        var random = new Random(6962);
        for (String path : List.of("tile/0/x001/x234/067.p/8", "tile/entries/x010/000")) {
            for (int each = 0; each < TRIES; each++) {
                String spoilt = spoilt(Bytes.utf8(path), random).utf8();
                LogResource resource = LogResource.parse(spoilt);
                if (resource != null) {
                    assertThat(resource.path()).isEqualTo(spoilt);
                }
            }
        }
    }

    private static void torment(Bytes sound, Form form) {
        assertThat(isRefused(sound, form)).isFalse();
        var random = new Random(9162);
        int refused = 0;
        for (int each = 0; each < TRIES; each++) {
            refused += isRefused(spoilt(sound, random), form) ? 1 : 0;
        }
        assertThat(refused).isPositive();
    }

    private static boolean isRefused(Bytes bytes, Form form) {
        try {
            assertThat(form.readAndWritten(bytes)).isEqualTo(bytes);
            return false;
        } catch (MalformedLogData e) {
            return true;
        }
    }

    /** One to three wounds: a bit flipped, a piece cut out, doubled, or moved, a letter put in. */
    private static Bytes spoilt(Bytes sound, Random random) {
        Bytes bytes = sound;
        for (int wounds = 1 + random.nextInt(3); wounds > 0; wounds--) {
            int from = random.nextInt(bytes.length() + 1);
            int to = Math.min(bytes.length(), from + random.nextInt(40));
            Bytes head = bytes.slice(0, from);
            Bytes piece = bytes.slice(from, to);
            Bytes tail = bytes.slice(to, bytes.length());
            bytes =
                    switch (random.nextInt(5)) {
                        case 0 -> joined(head, tail);
                        case 1 -> joined(head, piece, piece, tail);
                        case 2 -> joined(tail, piece, head);
                        case 3 -> joined(head, letter(random), piece, tail);
                        default -> flipped(bytes, random);
                    };
        }
        return bytes;
    }

    private static Bytes letter(Random random) {
        return Bytes.utf8(String.valueOf(LETTERS.charAt(random.nextInt(LETTERS.length()))));
    }

    private static Bytes flipped(Bytes bytes, Random random) {
        byte[] array = bytes.toArray();
        if (array.length > 0) {
            array[random.nextInt(array.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return Bytes.of(array);
    }

    private static Bytes joined(Bytes... parts) {
        var whole = new BytesBuilder();
        for (Bytes part : parts) {
            whole.append(part);
        }
        return whole.build();
    }
}
