package dev.tabellion.signer.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tlog.AddCheckpoint;
import dev.tabellion.tlog.KeyName;
import dev.tabellion.tlog.PosixTime;
import dev.tabellion.tlog.Quorum;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.TestKey;
import dev.tabellion.tlog.Vouching;
import dev.tabellion.tlog.WitnessPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A witness that knows the log of the vectors, in a folder, at one moment. */
final class PocketWitness {
    static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

    private static final WitnessPolicy POLICY =
            new WitnessPolicy(
                    List.of(new WitnessPolicy.Log(TestKey.LOG.key(), null)),
                    List.of(),
                    new Quorum.None());

    private final Path folder;
    private final CosigningKey key;
    private final Witness witness;

    private PocketWitness(Path folder, CosigningKey key) throws IOException {
        this.folder = folder;
        this.key = key;
        this.witness = new Witness(POLICY, key, folder);
    }

    /** What was there before is there again. */
    static PocketWitness in(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            KeyName name = new KeyName("witness.example.com/w9");
            return new PocketWitness(folder, CosigningKey.in(folder.resolve("key"), name));
        } catch (CosigningKeyUnusable e) {
            throw new AssertionError(e);
        }
    }

    CosigningKey key() {
        return key;
    }

    WitnessAnswer answer(AddCheckpoint asked) {
        return answer(asked, NOW);
    }

    WitnessAnswer answer(AddCheckpoint asked, Instant at) {
        return witness.answer(asked, at);
    }

    /** What it says of a checkpoint that it cosigns. */
    Vouching vouching(AddCheckpoint asked, Instant at) {
        WitnessAnswer answer = answer(asked, at);
        assertThat(answer).isInstanceOf(WitnessAnswer.Cosigned.class);
        return asked.checkpoint()
                .with(List.of(((WitnessAnswer.Cosigned) answer).line()))
                .judge(key.key());
    }

    static Vouching vouchedAt(Instant at) {
        return new Vouching.Vouched(new PosixTime(at.getEpochSecond()));
    }

    /** What monitors are shown of the log. */
    SignedCheckpoint shown() throws Exception {
        Bytes note = witness.cosigned(Bytes.utf8(TestKey.LOG.key().name().text()).sha256());
        return SignedCheckpoint.parse(Objects.requireNonNull(note));
    }

    Witness itself() {
        return witness;
    }

    /** The files in which it remembers. */
    List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.getFileName().toString().length() >= 64).toList();
        }
    }

    SignedCheckpoint kept(String suffix) throws Exception {
        for (Path each : kept()) {
            if (each.toString().endsWith(suffix)) {
                return SignedCheckpoint.parse(Bytes.of(Files.readAllBytes(each)));
            }
        }
        throw new AssertionError("no file that ends in " + suffix);
    }
}
