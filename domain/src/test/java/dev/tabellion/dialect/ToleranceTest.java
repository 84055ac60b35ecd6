package dev.tabellion.dialect;

import static dev.tabellion.dialect.Dialect.NOTARY_V1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Targets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Notary's clients write although nobody would expect it. */
class ToleranceTest {
    @Test
    void nulls_stand_for_nothing() throws MalformedMetadata {
        Targets targets =
                targets(
                        "'delegations':{'keys':null,'roles':[{'keyids':null,'name':'targets/a',"
                                + "'threshold':1,'paths':null}]},'targets':null");

        assertThat(targets.targets()).isEmpty();
        Delegation delegation = targets.delegations().getFirst();
        assertThat(delegation.keys().keys()).isEmpty();
        assertThat(delegation.paths()).isEmpty();
        assertThat(targets("'delegations':{'keys':{},'roles':null},'targets':{}").delegations())
                .isEmpty();
        assertThat(targets("'delegations':null").delegations()).isEmpty();
        assertThat(targets("'x':1").targets()).isEmpty();
    }

    @Test
    void a_role_may_be_listed_twice() throws MalformedMetadata {
        String role = "{'keyids':[],'name':'targets/a','paths':['%s'],'threshold':1}";

        Targets targets =
                targets(
                        "'delegations':{'keys':{},'roles':["
                                + role.formatted("")
                                + ","
                                + role.formatted("x/")
                                + "]}");

        assertThat(targets.delegations())
                .extracting(Delegation::paths)
                .containsExactly(List.of(""), List.of("x/"));
    }

    @Test
    void unknown_members_are_signed_for_like_all_others() throws MalformedMetadata {
        Signed<?> signed =
                signed("'zz':{'b':[1,{'d':true,'c':null}],'a':'ü<>&\\u2028\\n\\/'},'A':1");

        assertThat(signed.payload().utf8())
                .isEqualTo(
                        "{\"A\":1,\"_type\":\"Targets\",\"expires\":\"2029-01-01T00:00:00Z\","
                                + "\"version\":1,\"zz\":{\"a\":\"ü<>&\u2028\n/\","
                                + "\"b\":[1,{\"c\":null,\"d\":true}]}}");
    }

    @ParameterizedTest
    @CsvSource({
        "2036-11-19T09:22:09.859900703+01:00, 2036-11-19T08:22:09.859900703Z",
        "2036-11-19T09:22:09.5-03:30, 2036-11-19T12:52:09.5Z",
        "2036-11-19T09:22:09Z, 2036-11-19T09:22:09Z",
        "2036-11-19T09:22:09.500000000Z, 2036-11-19T09:22:09.5Z",
    })
    void an_expiry_may_have_an_offset_and_any_fraction(String written, Instant meant)
            throws MalformedMetadata {
        Signed<?> signed =
                read(
                        "targets",
                        "{'signed':{'_type':'Targets','expires':'" + written + "','version':1}}");

        assertThat(signed.metadata().expires()).isEqualTo(meant);
        assertThat(signed.payload().utf8()).contains(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\\\"", "\\\\", "\u007f", "\u2028", "../x", "\uD83D\uDD11"})
    void a_target_may_have_any_name(String escaped) throws MalformedMetadata {
        Targets targets = targets("'targets':{'" + escaped + "':{'hashes':{},'length':0}}");

        assertThat(targets.targets())
                .containsOnlyKeys(escaped.replace("\\\"", "\"").replace("\\\\", "\\"));
    }

    @Test
    void a_method_is_read_in_lower_case_and_signatures_may_be_absent() throws MalformedMetadata {
        String document =
                "{'signatures':%s,'signed':{'_type':'Targets','expires':"
                        + "'2029-01-01T00:00:00Z','version':1}}";

        assertThat(
                        read(
                                        "targets",
                                        document.formatted(
                                                "[{'keyid':'K','method':'EcDSA','sig':''}]"))
                                .signatures())
                .containsExactly(new Signature(new KeyId("K"), "ecdsa", Bytes.utf8("")));
        assertThat(read("targets", document.formatted("null")).signatures()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "root, true",
        "targets, true",
        "timestamp, true",
        "targets/a, true",
        "targets/a-b_9/c, true",
        "targets/, false",
        "targets//a, false",
        "targets/A, false",
        "targets/a.b, false",
        "targets/../a, false",
        "mirrors, false",
        "rooted/a, false",
    })
    void roles_are_named_as_notary_names_them(String role, boolean allowed) {
        assertThat(NOTARY_V1.allows(new RoleName(role))).isEqualTo(allowed);
    }

    private static Targets targets(String members) throws MalformedMetadata {
        return (Targets) signed(members).metadata();
    }

    private static Signed<?> signed(String members) throws MalformedMetadata {
        return read(
                "targets",
                "{'signed':{'_type':'Targets','expires':'2029-01-01T00:00:00Z','version':1,"
                        + members
                        + "}}");
    }

    private static Signed<?> read(String role, String document) throws MalformedMetadata {
        return NOTARY_V1.read(new RoleName(role), Bytes.utf8(document.replace('\'', '"')));
    }
}
