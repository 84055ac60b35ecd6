package dev.tabellion.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.RoleName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictReadingTest {
    private static final String SHA256 = "ZKtuU6vXWDNktsNqGyx3zD8plW2J/ZxibxAAjZBTnEA=";
    private static final String META = "{'hashes':{'sha256':'" + SHA256 + "'},'length':1}";
    private static final String SNAPSHOT =
            "{'signed':{'_type':'Snapshot','expires':'2029-01-01T00:00:00Z','meta':{'root':"
                    + META
                    + ",'targets':"
                    + META
                    + "},'version':1},'signatures':[]}";
    private static final String TARGETS =
            "{'signed':{'_type':'Targets','delegations':{'keys':{'k':{'keytype':'ecdsa','keyval':"
                    + "{'private':null,'public':'AAAA'}}},'roles':[{'keyids':['k'],'name':"
                    + "'targets/a','paths':[''],'threshold':1}]},'expires':'2029-01-01T00:00:00Z',"
                    + "'targets':{'t':"
                    + META
                    + "},'version':1},'signatures':[{'keyid':'k','method':'ecdsa','sig':'AAAA'}]}";
    private static final String ROOT =
            "{'signed':{'_type':'Root','consistent_snapshot':false,'expires':"
                    + "'2029-01-01T00:00:00Z','keys':{'k':{'keytype':'ecdsa','keyval':{'private':"
                    + "null,'public':'AAAA'}}},'roles':{'root':{'keyids':['k'],'threshold':1},"
                    + "'snapshot':{'keyids':['k'],'threshold':1},'targets':{'keyids':['k'],"
                    + "'threshold':1},'timestamp':{'keyids':['k'],'threshold':1}},'version':1}}";

    @Test
    void the_documents_that_the_others_are_made_from_are_fine() throws MalformedMetadata {
        read("root", ROOT);
        read("targets", TARGETS);
        read("snapshot", SNAPSHOT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "root | 'Root' | 'Targets' | signed._type: must be Root",
                "root | 'version':1 | 'version':0 | signed.version: must be from 1 to 2147483647",
                "root | 'version':1 | 'version':-1 | signed.version: must be from 1",
                "root | 'version':1 | 'version':2147483648 | signed.version: must be from 1",
                "root | 'version':1 | 'version':null | signed.version: is missing",
                "root | 'snapshot':{ | 'other':{ | signed.roles.snapshot: is missing",
                "root | 'threshold':1 | 'threshold':0 | threshold: must be at least 1",
                "root | 'keyids':['k'] | 'keyids':['l'] | keyids: no key l",
                "root | 'keyids':['k'] | 'keyids':[''] | keyids: must have 1 to 512",
                "root | 'keyids':['k'] | 'keyids':['k\\u0000'] | none of them a control character",
                "root | 'keys':{'k' | 'keys':{'k\\u0085':null,'k' | none of them a control",
                "targets | 'keyid':' | 'keyid':'\\u001b | keyid: must have 1 to 512 characters",
                "root | 'keyids':['k'] | 'keyids':'k' | keyids: must be an array",
                "root | 'private':null | 'private':'AAAA' | private: must be null",
                "root | 'public':'AAAA' | 'public':'AAA' | public: must be base64 with padding",
                "root | 'public':'AAAA' | 'public':'AA-_' | public: must be base64 with padding",
                "root | 'public':'AAAA' | 'public':null | public: is missing",
                "root | 'consistent_snapshot':false | 'consistent_snapshot':1 | must be true or",
                "targets | 'name':'targets/a' | 'name':'targets/A' | is not a role name",
                "targets | 'name':'targets/a' | 'name':'targets/a/' | is not a role name",
                "targets | 'name':'targets/a' | 'name':'releases' | is not a role name",
                "targets | 'name':'targets/a' | 'name':'targets/a/b' | is no child of targets",
                "targets | 'name':'targets/a' | 'name':'root' | is no child of targets",
                "targets | 'name':'targets/a' | 'name':1 | name: must be a string",
                "targets | 'length':1 | 'length':-1 | length: must not be negative",
                "targets | 'length':1 | 'length':'1' | length: must be a whole number",
                "targets | 'paths':[''] | 'paths':[1] | paths: must be a string",
                "targets | 'sig':'AAAA' | 'sig':'*' | sig: must be base64",
                "targets | 'method':'ecdsa', | ~~ | signatures.method: is missing",
                "snapshot | 'root':{ | 'timestamp':{ | a snapshot names root and targets only",
                "snapshot | 'targets':{ | 'targets/a':{ | signed.meta.targets: is missing",
                "snapshot | 'sha256': | 'sha512': | hashes.sha256: is missing",
                "snapshot | 'sha256':'ZKt | 'sha256':'Z | sha256: must be",
                "snapshot | 'version':1 | 'version':1,'Version':1 | signed.Version: is spelled",
                "snapshot | 'version':1 | 'version':1,'verſion':1 | is spelled version",
                "snapshot | 'signed':{ | 'Signed':{ | file.Signed: is spelled signed",
                "targets | 'keyids':[ | '\u212Aeyids':[ | is spelled keyids",
                "snapshot | 'version':1 | 'version':1,'version':1 | version is given twice",
                "snapshot | 'version':1 | 'version':1,'x':{'a':1,'a':1} | a is given twice",
                "snapshot | 'version':1 | 'version':1,'x':1.5 | with a fraction",
                "snapshot | 'version':1 | 'version':1,'x':1e3 | with a fraction or an exponent",
                "snapshot | 'version':1 | 'version':1,'x':9007199254740993 | past 2^53",
                "snapshot | 'version':1 | 'version':1,'x':-9007199254740993 | past 2^53",
                "snapshot | 'version':1 | 'version':1,'x':9223372036854775808 | past 2^53",
                "snapshot | 'version':1 | 'version':1,'x':'\\ud800' | half a surrogate pair",
                "snapshot | 'version':1 | 'version':1,'\\udc00\\ud800':1 | half a surrogate pair",
            })
    void a_broken_rule_is_named(String role, String good, String bad, String problem) {
        String document =
                switch (role) {
                    case "root" -> ROOT;
                    case "targets" -> TARGETS;
                    default -> SNAPSHOT;
                };
        assertThat(document).contains(good);

        MalformedMetadata refusal = refusal(role, document.replace(good, bad));

        assertThat(refusal.problem()).contains(problem).hasSizeLessThan(200);
        assertThat(refusal.unreadable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{'signed':",
                "[]",
                "7",
                "'text'",
                "{'signed':[]}",
                "{'signed':{'version':'1'}}",
                "{'signed':{'version':1,'expires':'tomorrow'}}",
                "{'signed':{'version':1,'expires':'2029-02-30T00:00:00Z'}}",
                "{'signed':{'version':1,'expires':'2029-01-01T24:00:00Z'}}",
                "{'signed':{'version':1,'expires':'2029-01-01 00:00:00Z'}}",
                "{'signed':{'version':1,'expires':'2029-01-01T00:00:00'}}",
                "{'signed':{'version':1,'expires':'9999-12-31T23:59:59-00:01'}}",
                "{'signed':{'version':1,'expires':'0000-12-31T23:59:59Z'}}",
                "{'signed':{'version':1,'expires':'0000-01-01T00:00:00+12:00'}}",
                "{'signed':{'version':1,'expires':1}}",
                "{'signed':{'_type':1}}",
                "{'signatures':{}}",
                "{'signed':{'version':01}}",
                "{'signed':{'version':NaN}}",
                "{'signed':{'version':1,}}",
                "{'signed':{'a':'line\nbreak'}}",
                "// comment\n{}",
                "\uFEFF{}",
            })
    void what_is_not_even_the_outline_of_a_file_is_unreadable(String document) {
        assertThat(refusal("targets", document).unreadable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{'signed':null}", "{'signatures':[]}", "{'signed':{}}"})
    void what_lacks_everything_is_malformed_as_notary_has_it(String document) {
        assertThat(refusal("root", document).unreadable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"trailing", "{}", "]", "\u0000"})
    void nothing_may_follow_the_document(String tail) {
        MalformedMetadata refusal = refusal("snapshot", SNAPSHOT + " " + tail);

        assertThat(refusal.problem()).isEqualTo("something follows the document");
        assertThat(refusal.unreadable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0af", "ff", "eda080", "f4908080", "e282"})
    void broken_utf8_is_refused(String hex) {
        Bytes document = Bytes.hex(Bytes.utf8("{\"a\":\"").hex() + hex + Bytes.utf8("\"}").hex());

        assertThat(refusal(RoleName.ROOT, document).problem()).isEqualTo("not UTF-8");
    }

    @Test
    void two_signatures_of_one_key_are_refused() {
        String signature = "{'keyid':'k','method':'ecdsa','sig':'AAAA'}";

        assertThat(refusal("targets", TARGETS.replace(signature, signature + "," + signature)))
                .extracting(MalformedMetadata::problem)
                .isEqualTo("signatures.keyid: k signed twice");
    }

    @Test
    void a_key_longer_than_any_chain_of_certificates_is_refused() {
        String document =
                ROOT.replace("'public':'AAAA'", "'public':'" + "AAAA".repeat(10_923) + "'");
        assertThat(refusal("root", document))
                .hasMessageContaining("public: longer than 32768 bytes");
    }

    @Test
    void a_role_of_no_notary_is_not_read() {
        assertThat(refusal("mirrors", TARGETS).problem()).contains("not a role");
    }

    @Test
    void a_problem_fits_into_an_answer_however_long_and_odd_the_names_are() {
        String name = "\\u0000\\ud83d\\udd11<>".repeat(1_000);

        MalformedMetadata refusal =
                refusal("targets", TARGETS.replace("'t':{", "'" + name + "':{'length':-1,'x':{"));

        assertThat(refusal.problem()).hasSizeLessThan(200);
        assertThat(refusal.problem().chars()).noneMatch(Character::isISOControl);
    }

    private static void read(String role, String document) throws MalformedMetadata {
        Dialect.NOTARY_V1.read(new RoleName(role), Bytes.utf8(document.replace('\'', '"')));
    }

    private static MalformedMetadata refusal(String role, String document) {
        return refusal(new RoleName(role), Bytes.utf8(document.replace('\'', '"')));
    }

    private static MalformedMetadata refusal(RoleName role, Bytes document) {
        return catchThrowableOfType(
                MalformedMetadata.class, () -> Dialect.NOTARY_V1.read(role, document));
    }
}
