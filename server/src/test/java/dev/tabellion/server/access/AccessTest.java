package dev.tabellion.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.api.ApiRole;
import dev.tabellion.notary.NotaryRoute;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {
    private static final String FILES = "/v2/acme/app/_trust/tuf/";
    private static final String HEX = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /v2/                            | registry:catalog:*",
                "POST   | FILES/                          | repository:acme/app:push,pull",
                "GET    | FILES/targets.HEX.json          | repository:acme/app:pull",
                "GET    | FILES/1.root.json               | repository:acme/app:pull",
                "GET    | FILES/targets/releases.json     | repository:acme/app:pull",
                "HEAD   | FILES/timestamp.json            | repository:acme/app:pull",
                "GET    | FILES/timestamp.key             | repository:acme/app:push,pull",
                "POST   | FILES/snapshot.key              | repository:acme/app:*",
                "DELETE | FILES/                          | repository:acme/app:*",
                "GET    | /v2/acme/app/_trust/changefeed  | repository:acme/app:pull",
                "GET    | /v2/_trust/changefeed           | registry:catalog:*",
                "GET    | /nonsense                       | registry:catalog:*",
                "PUT    | FILES/root.json                 | registry:catalog:*",
                "GET    | /api/anything                   | tabellion:api:operator",
                "GET    | /api/audit                      | tabellion:api:reader",
                "GET    | /api/audit/7/proof              | tabellion:api:reader",
                "GET    | /api/auditors                   | tabellion:api:operator",
                "GET    | /api/collections/a/diff         | tabellion:api:reader",
                "DELETE | /api/collections/a              | tabellion:api:operator",
                "POST   | /api/redactions                 | tabellion:api:operator",
                "POST   | /api/sightings                  | tabellion:api:eye",
                "POST   | /api/watches/cdn/free           | tabellion:api:operator",
                "POST   | /api/reports/acme/app           | repository:acme/app:pull",
                "POST   | /api/reports/*                  | tabellion:api:operator",
                "POST   | /api/reports                    | tabellion:api:operator",
                "GET    | /log/tile/entries/000           | tabellion:api:auditor",
                "GET    | /log/payload/HEX                | tabellion:api:auditor",
                "GET    | /log/documents/000              | tabellion:api:auditor",
                "GET    | /log/tile/                      | tabellion:api:auditor",
                "POST   | /log/checkpoint                 | tabellion:api:auditor",
            })
    void every_route_has_its_scope(String method, String path, String scope) {
        var full = path.replace("FILES/", FILES).replace("HEX", HEX);
        var needed = Demand.of(method, full, NotaryRoute.of(method, full)).needed();

        var actions = needed.stream().map(Access::action).collect(Collectors.joining(","));
        var first = needed.getFirst();
        assertThat(first.type() + ":" + first.name() + ":" + actions).isEqualTo(scope);
    }

    @Test
    void health_and_metrics_are_open() {
        assertThat(Access.neededFor(NotaryRoute.of("GET", "/_notary_server/health"))).isEmpty();
        assertThat(Access.neededFor(NotaryRoute.of("GET", "/metrics"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/log/checkpoint", "/log/tile/0/000", "/log/tile/1/x001/234.p/9"})
    void checkpoint_and_hash_tiles_are_open(String path) {
        assertThat(Demand.of("GET", path, new NotaryRoute.Nothing()).needed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reader    | READER",
                "auditor   | READER AUDITOR",
                "responder | READER RESPONDER",
                "eye       | EYE",
                "operator  | READER AUDITOR RESPONDER EYE OPERATOR",
                "*         | READER AUDITOR RESPONDER EYE OPERATOR",
                "pull      | ''",
            })
    void a_role_of_the_api_may_imply_others(String action, String roles) {
        var grants = Grants.of(List.of(TokenIssuer.access("tabellion", "api", action)));
        assertThat(grants.roles())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(roles.split(" "))
                                .filter(each -> !each.isEmpty())
                                .map(ApiRole::valueOf)
                                .toList());
        assertThat(grants("api", "*").roles()).isEmpty();
    }

    @Test
    void a_star_covers_every_action_and_nothing_covers_a_star() {
        var pull = List.of(new Access("repository", "a", "pull"));
        var star = List.of(new Access("repository", "a", "*"));

        assertThat(grants("a", "*").cover(pull)).isTrue();
        assertThat(grants("a", "*").cover(star)).isTrue();
        assertThat(grants("a", "push", "pull").cover(star)).isFalse();
        assertThat(grants("*", "*").cover(pull)).isFalse();
    }

    @Test
    void every_needed_action_must_be_granted_and_entries_of_one_name_add_up() {
        var needed =
                List.of(
                        new Access("repository", "a", "push"),
                        new Access("repository", "a", "pull"));
        var both =
                Grants.of(
                        List.of(
                                TokenIssuer.access("repository", "a", "push"),
                                TokenIssuer.access("repository", "a", "pull")));

        assertThat(grants("a", "push").cover(needed)).isFalse();
        assertThat(both.cover(needed)).isTrue();
    }

    private static Grants grants(String name, String... actions) {
        return Grants.of(List.of(TokenIssuer.access("repository", name, actions)));
    }
}
