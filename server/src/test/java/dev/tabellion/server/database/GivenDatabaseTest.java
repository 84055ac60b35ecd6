package dev.tabellion.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.server.start.StartupRefused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GivenDatabaseTest {

    @Test
    void credentials_are_taken_out_of_the_url() {
        var owner =
                GivenDatabase.owner(
                        settings(null, null),
                        "jdbc:postgresql://db/t?user=ann&sslmode=require&password=s%40fe");
        assertThat(owner)
                .isEqualTo(
                        new DatabaseOwner("jdbc:postgresql://db/t?sslmode=require", "ann", "s@fe"));
        assertThat(owner.toString()).doesNotContain("s@fe");
    }

    @Test
    void configured_credentials_win_over_those_of_the_url() {
        var owner =
                GivenDatabase.owner(
                        settings("bob", "word"), "jdbc:postgresql://db/t?user=ann&password=other");
        assertThat(owner).isEqualTo(new DatabaseOwner("jdbc:postgresql://db/t", "bob", "word"));
    }

    @Test
    void what_is_missing_is_named() {
        assertThatThrownBy(
                        () -> GivenDatabase.owner(settings("bob", null), "jdbc:postgresql://db/t"))
                .isInstanceOf(StartupRefused.class)
                .hasMessageContaining("password")
                .hasMessageContaining("TABELLION_DATABASE_PASSWORD");
        assertThatThrownBy(() -> GivenDatabase.owner(settings("bob", "w"), "jdbc:mysql://db/t"))
                .isInstanceOf(StartupRefused.class)
                .hasMessageContaining("jdbc:postgresql:");
    }

    @Test
    void a_role_name_that_would_need_quoting_is_refused() {
        assertThatThrownBy(
                        () ->
                                new DatabaseSettings(
                                        null,
                                        null,
                                        null,
                                        "app\" superuser",
                                        null,
                                        1,
                                        "l",
                                        null,
                                        "s",
                                        null,
                                        1))
                .hasMessageContaining("app-username");
    }

    @Test
    void two_nodes_derive_the_same_password_and_roles_different_ones() {
        var here = new DatabaseOwner("jdbc:postgresql://a/t", "owner", "word");
        var there = new DatabaseOwner("jdbc:postgresql://b/t", "owner", "word");
        assertThat(here.passwordOf("tabellion_app")).isEqualTo(there.passwordOf("tabellion_app"));
        assertThat(here.passwordOf("tabellion_app"))
                .isNotEqualTo(here.passwordOf("tabellion_signer"));
    }

    private static DatabaseSettings settings(@Nullable String user, @Nullable String password) {
        return new DatabaseSettings(
                null,
                user,
                password,
                "tabellion_app",
                null,
                16,
                "tabellion_log",
                null,
                "tabellion_signer",
                null,
                4);
    }
}
