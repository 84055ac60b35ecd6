package dev.tabellion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.tuf.RoleName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests at the edge of the protocol, answered as the original did or better, never by chance.
 */
@Hosted
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EdgeProbesIT {
    private static final String GUN = "edge.example.com/g";
    private static final String FOLDER = "/v2/" + GUN + "/_trust/tuf/";

    private final HostedTabellion server;
    private final Map<String, String> scene;

    EdgeProbesIT(HostedTabellion server, PocketClock clock) {
        this.server = server;
        var snapshot = Author.of(server.wire(), GUN, clock).begins().served(RoleName.SNAPSHOT);
        String sha256 = snapshot.sha256().toString();
        String sha512 = Sha256.sha512(snapshot).hex();
        this.scene =
                Map.of(
                        "gun",
                        GUN,
                        "tuf",
                        FOLDER,
                        "never",
                        "never/seen",
                        "long",
                        "a".repeat(255),
                        "s256",
                        sha256,
                        "s252",
                        sha256.substring(1),
                        "S256",
                        sha256.toUpperCase(Locale.ROOT),
                        "s384",
                        sha512.substring(0, 96),
                        "s512",
                        sha512);
    }

    static List<EdgeProbe> probes() throws IOException {
        try (var in =
                Objects.requireNonNull(EdgeProbesIT.class.getResourceAsStream("edge-probes.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(EdgeProbe::parse)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("probes")
    void an_edge_request_is_answered_as_by_the_original_or_better(EdgeProbe unfilled) {
        var probe = unfilled.in(scene);

        var answer = RawConnection.ask(server.endpoint(), probe.wire());

        assertThat(told(probe, answer)).as(answer.toString()).isEqualTo(probe.expected());
        assertThat(answer.contentType()).isEqualTo(expectedType(probe, answer));
        server.wire().tuf(GUN, "timestamp.json").is(200);
        assertThat(server.wire().tuf(GUN, "targets.json").is(200).json().at("/signed/version"))
                .hasToString("1");
    }

    private static String told(EdgeProbe probe, RawAnswer answer) {
        String more = answer.status() == 301 ? answer.header("location") : "";
        if (answer.status() >= 400 && !probe.method().equals("HEAD")) {
            more = answer.errorCode();
        }
        return (answer.status() + " " + more).strip();
    }

    /** As Notary has it: words are plain text, errors are JSON, and nothing has no type. */
    private static String expectedType(EdgeProbe probe, RawAnswer answer) {
        boolean silent = answer.body().isEmpty() && !probe.method().equals("HEAD");
        if (silent) {
            return "";
        }
        return answer.status() == 200
                ? "text/plain;charset=utf-8"
                : "application/json;charset=utf-8";
    }
}
