package dev.tabellion.projection.alert;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/**
 * Posts to webhooks as Standard Webhooks says. Follows no redirection, waits eight seconds and no
 * longer, and reads nothing of an answer but its status.
 */
final class HookClient implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final int OK = 200;
    private static final int REDIRECTION = 300;
    private static final int GONE = 410;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(PATIENCE.dividedBy(2))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();

    HookAnswer post(Hook hook, Delivery delivery, Instant now) throws InterruptedException {
        byte[] body = delivery.body().toArray();
        long timestamp = now.getEpochSecond();
        String id = delivery.messageId();
        HttpRequest request =
                HttpRequest.newBuilder(hook.url())
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .header("User-Agent", "tabellion")
                        .header("webhook-id", id)
                        .header("webhook-timestamp", Long.toString(timestamp))
                        .header("webhook-signature", hook.secret().sign(id, timestamp, body))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        try {
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            answer.body().close(); // unread, however long it is
            return judge(answer.statusCode());
        } catch (IOException e) {
            return new HookAnswer.Failed(e.getClass().getSimpleName());
        }
    }

    private static HookAnswer judge(int status) {
        if (status >= OK && status < REDIRECTION) {
            return new HookAnswer.Taken();
        }
        return status == GONE ? new HookAnswer.Gone() : new HookAnswer.Failed("status " + status);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
