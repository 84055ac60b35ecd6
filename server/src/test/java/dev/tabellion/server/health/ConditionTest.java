package dev.tabellion.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.notary.HealthCheck;
import dev.tabellion.notary.NotaryRoute;
import dev.tabellion.notary.RequestAttributes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ConditionTest {

    @Test
    void all_is_well_when_no_check_complains() {
        assertThat(new Condition(List.of(check("DB operational", () -> null))).complaints())
                .isEmpty();
    }

    @Test
    void every_complaint_is_told_by_name() {
        var condition =
                new Condition(
                        List.of(
                                check("Trust operational", () -> "the signer does not answer"),
                                check("DB operational", () -> null),
                                check("Renewal", () -> "2 timestamps are overdue")));

        assertThat(condition.complaints())
                .containsExactlyEntriesOf(
                        new java.util.TreeMap<>(
                                Map.of(
                                        "Renewal", "2 timestamps are overdue",
                                        "Trust operational", "the signer does not answer")));
    }

    @Test
    void what_is_not_vital_is_told_and_changes_no_status() throws Exception {
        var slow = check("Kafka", () -> "17 events behind", false);

        assertThat(answer(slow).getStatus()).isEqualTo(200);
        assertThat(answer(slow).getContentAsString()).isEqualTo("{\"Kafka\":\"17 events behind\"}");
        assertThat(new Condition(List.of(slow, check("DB operational", () -> "gone"))).isWell())
                .isFalse();
    }

    @Test
    void a_check_that_breaks_is_a_complaint_and_keeps_its_secrets() {
        var condition =
                new Condition(
                        List.of(
                                check(
                                        "DB operational",
                                        () -> {
                                            throw new IllegalStateException("password=hunter2");
                                        })));

        assertThat(condition.complaints())
                .containsExactly(Map.entry("DB operational", "the check itself failed"));
    }

    @Test
    void a_check_that_waits_for_what_is_gone_holds_up_no_other() {
        var never = new CountDownLatch(1);
        var condition =
                new Condition(
                        List.of(
                                check(
                                        "Trust operational",
                                        () -> {
                                            try {
                                                never.await();
                                            } catch (InterruptedException e) {
                                                Thread.currentThread().interrupt();
                                            }
                                            return null;
                                        }),
                                check("DB operational", () -> "the database does not answer")));

        assertThat(condition.complaints())
                .containsEntry("Trust operational", "no answer within 1 s")
                .containsEntry("DB operational", "the database does not answer");
    }

    @Test
    void a_hundred_askers_cause_one_look() throws Exception {
        var looks = new AtomicInteger();
        var condition =
                new Condition(
                        List.of(check("DB operational", () -> "look " + looks.incrementAndGet())));

        try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int asker = 0; asker < 100; asker++) {
                askers.execute(condition::complaints);
            }
        }

        assertThat(looks.get()).isBetween(1, 2); // two if a second ended in between
    }

    @Test
    void the_door_answers_as_notary_does() throws Exception {
        assertThat(answer(check("DB operational", () -> null)).getContentAsString())
                .isEqualTo("{}");
        var ill = answer(check("Trust operational", () -> "it said \"no\""));
        assertThat(ill.getStatus()).isEqualTo(503);
        assertThat(ill.getContentAsString())
                .isEqualTo("{\"Trust operational\":\"it said \\\"no\\\"\"}");
    }

    private static MockHttpServletResponse answer(HealthCheck check) throws Exception {
        var request = new MockHttpServletRequest("GET", "/_notary_server/health");
        request.setAttribute(RequestAttributes.ROUTE, new NotaryRoute.Health());
        var response = new MockHttpServletResponse();
        new HealthDoor(new Condition(List.of(check)))
                .doFilter(request, response, new MockFilterChain());
        return response;
    }

    private static HealthCheck check(String name, Supplier<@Nullable String> complaint) {
        return check(name, complaint, true);
    }

    private static HealthCheck check(
            String name, Supplier<@Nullable String> complaint, boolean isVital) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public @Nullable String complaint() {
                return complaint.get();
            }

            @Override
            public boolean isVital() {
                return isVital;
            }
        };
    }
}
