package dev.tabellion.notary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.tuf.RoleName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotaryRouteTest {
    private static final String HEX = "0123456789abcdef".repeat(4);
    private static final Gun GUN = new Gun("docker.io/acme/app");
    private static final String AT = "/v2/docker.io/acme/app/_trust/tuf/";

    @Test
    void the_fixed_paths_are_themselves() {
        assertThat(get("/v2/")).isEqualTo(new NotaryRoute.Ping());
        assertThat(get("/_notary_server/health")).isEqualTo(new NotaryRoute.Health());
        assertThat(get("/metrics")).isEqualTo(new NotaryRoute.Metrics());
        assertThat(get("/v2/_trust/changefeed")).isEqualTo(new NotaryRoute.Changefeed(null));
    }

    @Test
    void a_collection_is_published_to_and_deleted_at_its_folder() {
        assertThat(NotaryRoute.of("POST", AT)).isEqualTo(new NotaryRoute.Publish(GUN));
        assertThat(NotaryRoute.of("DELETE", AT)).isEqualTo(new NotaryRoute.Delete(GUN));
        assertThat(get(AT)).isEqualTo(new NotaryRoute.Nothing());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"root", "snapshot", "timestamp", "targets", "targets/a", "targets/a/B.c"})
    void every_role_is_read_as_it_is_now_by_version_and_by_hash(String name) {
        var role = new RoleName(name);

        assertThat(get(AT + name + ".json")).isEqualTo(new NotaryRoute.Current(GUN, role));
        assertThat(get(AT + "12." + name + ".json"))
                .isEqualTo(new NotaryRoute.ByVersion(GUN, role, 12));
        assertThat(get(AT + name + "." + HEX + ".json"))
                .isEqualTo(new NotaryRoute.ByHash(GUN, role, new Sha256(HEX)));
    }

    @Test
    void head_is_get() {
        assertThat(NotaryRoute.of("HEAD", AT + "root.json"))
                .isEqualTo(new NotaryRoute.Current(GUN, RoleName.ROOT));
    }

    @Test
    void hex_that_is_no_lower_case_sha256_names_no_document() {
        for (var hex :
                new String[] {HEX.toUpperCase(java.util.Locale.ROOT), HEX + HEX, "ab".repeat(48)}) {
            assertThat(get(AT + "root." + hex + ".json"))
                    .isEqualTo(new NotaryRoute.ByHash(GUN, RoleName.ROOT, null));
        }
        assertThat(get(AT + "root." + HEX.substring(1) + ".json"))
                .isEqualTo(new NotaryRoute.Nothing());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "000, 0",
        "001, 1",
        "10, 10",
        "2147483647, 2147483647",
        "2147483648, 0",
        "99999999999999999999, 0"
    })
    void a_version_is_read_as_a_number(String digits, int version) {
        assertThat(get(AT + digits + ".root.json"))
                .isEqualTo(new NotaryRoute.ByVersion(GUN, RoleName.ROOT, version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshot", "timestamp"})
    void only_the_roles_a_server_may_hold_have_a_key(String role) {
        assertThat(get(AT + role + ".key"))
                .isEqualTo(new NotaryRoute.GetKey(GUN, new RoleName(role)));
        assertThat(NotaryRoute.of("POST", AT + role + ".key"))
                .isEqualTo(new NotaryRoute.RotateKey(GUN, new RoleName(role)));
        assertThat(get(AT + "root.key")).isEqualTo(new NotaryRoute.Nothing());
    }

    @Test
    void a_name_may_hold_the_folder_of_another() {
        assertThat(get("/v2/a/_trust/tuf/b/_trust/tuf/root.json"))
                .isEqualTo(new NotaryRoute.Current(new Gun("a/_trust/tuf/b"), RoleName.ROOT));
        assertThat(get("/v2/a/_trust/tuf/targets/_trust/tuf/x.json"))
                .isEqualTo(
                        new NotaryRoute.Current(
                                new Gun("a"), new RoleName("targets/_trust/tuf/x")));
        assertThat(get("/v2/a/_trust/tuf/1.targets/_trust/tuf/root.json"))
                .isEqualTo(
                        new NotaryRoute.ByVersion(
                                new Gun("a"), new RoleName("targets/_trust/tuf/root"), 1));
        assertThat(get("/v2/a/_trust/changefeed/_trust/changefeed"))
                .isEqualTo(new NotaryRoute.Changefeed(new Gun("a/_trust/changefeed")));
    }

    @Test
    void a_name_may_hold_blanks_line_breaks_and_any_script() {
        assertThat(get("/v2/ä b\nc:5/🔑/_trust/tuf/root.json"))
                .isEqualTo(new NotaryRoute.Current(new Gun("ä b\nc:5/🔑"), RoleName.ROOT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2",
                "/",
                "/v2/a*b/_trust/tuf/root.json",
                "/v2/_trust/tuf/root.json",
                "/v2/a/_trust/tuf/root",
                "/v2/a/_trust/tuf/x.json",
                "/v2/a/_trust/tuf/targets/.json",
                "/v2/a/_trust/tuf/targets/a b.json",
                "/v2/a/_trust/tuf/rootXjson",
                "/v2/a/_trust/tuf/root.json/",
                "/v3/a/_trust/tuf/root.json",
            })
    void anything_else_is_no_route(String path) {
        assertThat(get(path)).isEqualTo(new NotaryRoute.Nothing());
    }

    @Test
    void names_beyond_every_limit_are_no_route() {
        assertThat(get("/v2/" + "g".repeat(256) + "/_trust/tuf/root.json"))
                .isEqualTo(new NotaryRoute.Nothing());
        assertThat(get("/v2/g/_trust/tuf/targets" + "/r".repeat(16_000) + ".json"))
                .isEqualTo(new NotaryRoute.Nothing());
        assertThat(get("/v2" + "/_trust/tuf/".repeat(2_000) + "root.json"))
                .isEqualTo(new NotaryRoute.Nothing());
        assertThat(get("/v2/g/_trust/tuf/targets/" + "r".repeat(255) + ".json"))
                .isEqualTo(new NotaryRoute.Nothing());
    }

    @Test
    void what_nobody_can_be_called_is_misnamed_only_where_something_would_be_made() {
        for (var name : new String[] {"g".repeat(256), "g/".repeat(9_000) + "g", "a\0b"}) {
            var folder = "/v2/" + name + "/_trust/tuf/";
            assertThat(NotaryRoute.of("POST", folder)).isEqualTo(new NotaryRoute.Misnamed());
            assertThat(NotaryRoute.of("POST", folder + "timestamp.key"))
                    .isEqualTo(new NotaryRoute.Misnamed());
            assertThat(NotaryRoute.of("POST", folder + "root.key"))
                    .isEqualTo(new NotaryRoute.Nothing());
            assertThat(get(folder + "timestamp.key")).isEqualTo(new NotaryRoute.Nothing());
            assertThat(NotaryRoute.of("DELETE", folder)).isEqualTo(new NotaryRoute.Nothing());
        }
        assertThat(NotaryRoute.of("POST", "/v2/a*b/_trust/tuf/"))
                .isEqualTo(new NotaryRoute.Nothing());
    }

    @Test
    void an_error_is_one_line_of_json() {
        assertThat(NotaryError.METADATA_NOT_FOUND.body().utf8())
                .isEqualTo(
                        "{\"errors\":[{\"code\":\"METADATA_NOT_FOUND\",\"message\":\"You have"
                                + " requested metadata that does not exist.\"}]}\n");
        assertThat(NotaryError.VERSION.body("{}").utf8())
                .isEqualTo(
                        "{\"errors\":[{\"code\":\"VERSION\",\"message\":\"A newer version of"
                                + " metadata is already available.\",\"detail\":{}}]}\n");
    }

    private static NotaryRoute get(String path) {
        return NotaryRoute.of("GET", path);
    }
}
