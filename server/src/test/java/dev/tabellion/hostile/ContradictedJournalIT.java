package dev.tabellion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.process.Program;
import dev.tabellion.e2e.server.CommandLine;
import dev.tabellion.server.Backing;
import dev.tabellion.server.command.ForwardingSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server whose record tells of other entries than the signer's journal has: both are shown. */
class ContradictedJournalIT {
    private static final Path CHECKER = Path.of("src/test/python/check_log.py").toAbsolutePath();

    private final AtomicBoolean lies = new AtomicBoolean();
    @TempDir private Path folder;

    /** Tells of each signature that it is the entry after the one that it is. */
    private record Liar(RoleSigner signer, AtomicBoolean lies) implements ForwardingSigner {
        @Override
        public SigningAnswer sign(SigningRequest request) {
            SigningAnswer answer = signer.sign(request);
            return lies.get() && answer instanceof SigningAnswer.Produced produced
                    ? lie(produced)
                    : answer;
        }

        private static SigningAnswer.Produced lie(SigningAnswer.Produced produced) {
            var vouching = produced.vouching();
            return new SigningAnswer.Produced(
                    produced.payload(),
                    produced.signatures(),
                    produced.journalEntry() + 1,
                    vouching == null ? null : lie(vouching));
        }
    }

    @Test
    void the_evidence_that_log_and_journal_disagree_is_right() throws IOException {
        try (var data = Folder.make()) {
            var server =
                    HostedTabellion.start(
                            Backing.freshDatabase(),
                            data,
                            Clock.systemUTC(),
                            context ->
                                    context.registerBean(
                                            "liar",
                                            RoleSigner.class,
                                            () ->
                                                    new Liar(
                                                            context.getBean(
                                                                    "roleSigner", RoleSigner.class),
                                                            lies),
                                            bean -> bean.setPrimary(true)));
            try {
                var author =
                        Author.of(
                                        server.wire(),
                                        "hostile.example.com/contradicted",
                                        Clock.systemUTC())
                                .begins();
                lies.set(true);
                author.adds("v2");
                lies.set(false);
                author.adds("v3"); // so that there is an entry of the number that was told
                checked(server, evidence(server));
            } finally {
                server.closeUnaudited();
            }
        }
    }

    private byte[] evidence(HostedTabellion server) {
        AtomicReference<byte[]> file = new AtomicReference<>();
        Deadline.await(
                Duration.ofSeconds(60),
                () -> {
                    JsonNode finding =
                            server.wire()
                                    .get("/api/findings?rule=EVENT_GAP")
                                    .is(200)
                                    .json()
                                    .at("/findings/0");
                    var answer =
                            server.wire()
                                    .get(
                                            "/api/forensics/findings/"
                                                    + finding.path("id").asString("none")
                                                    + "/evidence");
                    file.set(answer.bytes());
                    return answer.status() == 200;
                },
                () -> "evidence of EVENT_GAP");
        return file.get();
    }

    private void checked(HostedTabellion server, byte[] evidence) throws IOException {
        String key = server.logKey();
        String file = Files.write(folder.resolve("gap.tar"), evidence).toString();
        assertThat(
                        CommandLine.run(
                                        folder,
                                        Map.of(),
                                        List.of("evidence", "verify", "--key", key, file))
                                .succeeds()
                                .out())
                .contains("Right")
                .containsPattern("contradicts [1-9]");
        assertThat(
                        Program.PYTHON
                                .run(
                                        folder,
                                        Map.of(),
                                        List.of(
                                                "-B",
                                                CHECKER.toString(),
                                                "--key",
                                                key,
                                                "--evidence",
                                                file))
                                .succeeds()
                                .out())
                .containsPattern("contradicts [1-9]");
    }
}
