package dev.tabellion.server.logalone;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.notary.HealthCheck;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HealthPostTest {
    @Test
    void all_complaints_are_told_though_another_asker_never_finishes_its_question()
            throws Exception {
        List<HealthCheck> checks =
                List.of(check("log", null), check("witnesses", "one disagrees"), check("b", "c"));
        try (var post = HealthPost.at(0, checks)) {
            post.start();
            try (var slow = new Socket(InetAddress.getLoopbackAddress(), post.port())) {
                slow.getOutputStream().write("GET /hea".getBytes(US_ASCII));
                slow.getOutputStream().flush();

                var answer = ask(post.port());
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body())
                        .isEqualTo("{\"b\":\"c\",\"witnesses\":\"one disagrees\"}");
            }
        }
    }

    @Test
    void nothing_to_complain_of_is_an_empty_answer() throws Exception {
        try (var post = HealthPost.at(0, List.of(check("log", null)))) {
            post.start();
            assertThat(ask(post.port()).statusCode()).isEqualTo(200);
            assertThat(ask(post.port()).body()).isEqualTo("{}");
        }
    }

    private static HttpResponse<String> ask(int port) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var question =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://%s:%d/health"
                                                    .formatted(
                                                            InetAddress.getLoopbackAddress()
                                                                    .getHostAddress(),
                                                            port)))
                            .timeout(Duration.ofSeconds(20))
                            .build();
            return client.send(question, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static HealthCheck check(String name, @Nullable String complaint) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public @Nullable String complaint() {
                return complaint;
            }
        };
    }
}
