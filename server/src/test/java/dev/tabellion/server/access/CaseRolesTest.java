package dev.tabellion.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.api.ApiRole;
import dev.tabellion.notary.NotaryRoute;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may look at what was found, and who may say what becomes of it. */
class CaseRolesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | /api/findings                       | READER",
                "GET  | /api/incidents/0                    | READER",
                "GET  | /api/announcements                  | READER",
                "GET  | /api/alerts/stream                  | READER",
                "GET  | /api/alerts/figures                 | READER",
                "GET  | /api/alerts/webhooks/pager/dead     | READER",
                "POST | /api/announcements                  | RESPONDER",
                "POST | /api/announcements/0/withdraw       | RESPONDER",
                "POST | /api/findings/0/acknowledge         | RESPONDER",
                "POST | /api/incidents/0/close              | RESPONDER",
                "POST | /api/keys/0/compromised             | RESPONDER",
                "POST | /api/alerts/webhooks/pager/resume   | RESPONDER",
                "GET  | /api/forensics/keys/0/recovery      | AUDITOR",
                "GET  | /api/forensics/compromise           | AUDITOR",
            })
    void readers_read_and_responders_respond(String method, String path, ApiRole role) {
        Demand demand = Demand.of(method, path, NotaryRoute.of(method, path));
        assertThat(demand.needed()).isEqualTo(List.of(Access.api(role)));
        assertThat(demand.changes()).isEqualTo(method.equals("POST"));
    }

    @ParameterizedTest
    @CsvSource({"READER", "AUDITOR"})
    void who_only_reads_changes_no_case(ApiRole role) {
        String path = "/api/incidents/0/close";
        Demand demand = Demand.of("POST", path, NotaryRoute.of("POST", path));
        Grants grants =
                Grants.of(
                        List.of(
                                TokenIssuer.access(
                                        "tabellion", "api", role.name().toLowerCase(Locale.ROOT))));
        assertThat(grants.cover(demand.needed())).isFalse();
    }
}
