package dev.tabellion.server.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.projection.alert.Hooks;
import dev.tabellion.query.alerts.AlertDoor;
import dev.tabellion.server.read.Until;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Who listens hears each finding as it comes, and misses none by coming back. */
class AlertStreamIT {
    private final AlertRoom room = new AlertRoom();
    private final Hooks none = room.node();
    private final AlertDoor door = new AlertDoor(room.findings, room.bell, none);
    private final List<Thread> listeners = new ArrayList<>();

    @AfterEach
    void close() throws InterruptedException {
        none.close();
        room.close(); // the bell's end is every listener's
        for (Thread listener : listeners) {
            listener.join();
        }
    }

    @Test
    void a_listener_hears_what_comes_and_coming_back_what_it_missed() {
        MockHttpServletResponse first = listen("10.0.0.1", null);
        Until.holds("it listens", () -> text(first).contains("retry:"));
        room.find("example.com/one");
        Until.holds("it heard", () -> text(first).contains("event: finding"));
        assertThat(text(first)).contains("id: 1\n", "\"example.com/one\"");
        room.find("example.com/two");
        room.find("example.com/three");
        MockHttpServletResponse again = listen("10.0.0.1", "1");
        Until.holds("it heard the rest", () -> text(again).contains("example.com/three"));
        assertThat(text(again)).contains("id: 2\n", "id: 3\n").doesNotContain("id: 1\n");
        MockHttpServletResponse wrong = listen("10.0.0.1", "one");
        Until.holds("that is no number", () -> wrong.getStatus() == 400);
    }

    @Test
    void nobody_takes_all_seats() {
        for (int each = 0; each < 16; each++) {
            listen("10.0.0.1", null);
        }
        Until.holds("all listen", () -> door.listeners() == 16);
        MockHttpServletResponse one = listen("10.0.0.1", null);
        Until.holds("it is told so", () -> one.getStatus() == 503);
        assertThat(one.getHeader("Retry-After")).isEqualTo("30");
        MockHttpServletResponse other = listen("10.0.0.2", null);
        Until.holds("another may", () -> text(other).contains("retry:"));
    }

    private MockHttpServletResponse listen(String address, @Nullable String last) {
        var request = new MockHttpServletRequest("GET", "/api/alerts/stream");
        request.setRemoteAddr(address);
        if (last != null) {
            request.addHeader("Last-Event-ID", last);
        }
        var response = new MockHttpServletResponse();
        listeners.add(
                Thread.startVirtualThread(
                        () -> {
                            try {
                                door.doFilter(request, response, new MockFilterChain());
                            } catch (IOException | ServletException e) {
                                throw new AssertionError("listening", e);
                            }
                        }));
        return response;
    }

    private static String text(MockHttpServletResponse response) {
        return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
