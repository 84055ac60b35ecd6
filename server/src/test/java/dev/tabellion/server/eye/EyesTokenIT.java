package dev.tabellion.server.eye;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.SightingMessage;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.e2e.pki.OpenSsl;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.FileHost;
import dev.tabellion.e2e.server.TokenAuth;
import dev.tabellion.e2e.token.Access;
import dev.tabellion.e2e.token.Claims;
import dev.tabellion.e2e.token.TokenServer;
import dev.tabellion.hostile.HostedTabellion;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.pocket.PocketRepository;
import dev.tabellion.server.Backing;
import dev.tabellion.server.read.Until;
import dev.tabellion.verify.JdkSignatureCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An eye that reads a log whose entries are for auditors alone. */
class EyesTokenIT {
    private final PocketClock clock = PocketClock.at(Instant.now());
    private final PocketRepository repository = PocketRepository.at(clock);
    private final Folder data = Folder.make();
    private final Folder kept = Folder.make();
    private final TokenServer tokens = TokenServer.open(new OpenSsl(kept.path()));
    private final FileHost host = new FileHost();
    private final Path logToken = kept.path().resolve("log-token");
    private final List<SightingMessage> told = new ArrayList<>();

    @AfterEach
    void close() {
        host.close();
        tokens.close();
        kept.close();
        data.close();
    }

    @Test
    void entries_are_read_by_the_token_that_lies_there_at_each_look() throws IOException {
        try (HostedTabellion server = guarded();
                ServerSink sink =
                        new ServerSink(
                                server.endpoint().url(), token("eye"), server.endpoint().caFile());
                Eye eye = eye(server, sink)) {
            host.show(repository.files());
            Files.writeString(logToken, token("reader"));
            for (int i = 0; i < 3; i++) {
                assertThat(logUnreachable()).isEmpty();
                eye.look();
            }
            assertThat(logUnreachable())
                    .singleElement()
                    .satisfies(each -> assertThat(each.facts().get("why")).contains("401"));

            Files.writeString(logToken, token("auditor"));
            clock.pass(Duration.ofMinutes(11));
            host.show(repository.addTarget("v1").release()); // told, so the log goes on
            Until.holds(
                    "what was shown first is missed",
                    () -> {
                        eye.look();
                        return judgements(Judgement.NOT_IN_LOG).size() == 4;
                    });
            assertThat(logUnreachable()).hasSize(1);
        }
    }

    private List<Judgement> logUnreachable() {
        return judgements(Judgement.UNREACHABLE).stream()
                .filter(each -> "log".equals(each.facts().get("of")))
                .toList();
    }

    private List<Judgement> judgements(String rule) {
        return told.stream()
                .map(each -> each.sighting().judgement())
                .filter(each -> each.rule().equals(rule))
                .toList();
    }

    private HostedTabellion guarded() {
        TokenAuth auth = tokens.settings();
        return HostedTabellion.start(
                Backing.freshDatabase(),
                data,
                clock,
                "tabellion.auth.type=token",
                "tabellion.auth.realm=" + auth.realm(),
                "tabellion.auth.service=" + auth.service(),
                "tabellion.auth.issuer=" + auth.issuer(),
                "tabellion.auth.root-cert-bundle=" + auth.rootCertificates());
    }

    private Eye eye(HostedTabellion server, ServerSink sink) throws IOException {
        String watches =
                """
                [{"name":"elsewhere","url":"%s","dialect":"tuf-1.0","authorities":"%s",
                  "log":"%s/log/","log-key":"%s","log-collection":"example.org/app",
                  "log-token":"%s"}]
                """
                        .formatted(
                                host.url(),
                                server.endpoint().caFile(),
                                server.endpoint().url(),
                                server.logKey(),
                                logToken);
        Path list = Files.writeString(kept.path().resolve("watches"), watches);
        return Eyes.eye(
                WatchList.read(list).getFirst(),
                kept.path(),
                message -> {
                    sink.tell(message);
                    told.add(message);
                },
                new JdkSignatureCheck(),
                clock);
    }

    /** As long as this test lasts, by its own clock. */
    private String token(String role) {
        Claims claims =
                tokens.claims("eve", List.of(new Access("tabellion", "api", List.of(role))));
        return tokens.signer()
                .sign(
                        new Claims(
                                claims.issuer(),
                                claims.subject(),
                                claims.audience(),
                                clock.instant().plus(Duration.ofMinutes(30)),
                                claims.access()));
    }
}
