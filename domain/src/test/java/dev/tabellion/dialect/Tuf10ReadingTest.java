package dev.tabellion.dialect;

import static dev.tabellion.dialect.Dialect.TUF_1_0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PathRule;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.SuccinctRoles;
import dev.tabellion.tuf.Targets;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import dev.tabellion.verify.KeyMaterial;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the specification says and what repositories in the wild write. */
class Tuf10ReadingTest {
    private static final String HEAD =
            "'spec_version':'1.0.31','version':3,'expires':'2030-01-01T00:00:00Z'";
    private static final String TARGETS = "'_type':'targets'," + HEAD + ",'targets':{}";
    private static final RoleName BIN = new RoleName("bin-a0");

    @Test
    void what_is_written_is_read_again() throws MalformedMetadata {
        PocketKey key = PocketKey.ecdsa().forTuf();
        RoleKeys keys = new RoleKeys(Map.of(key.id(), key.key()), 1);
        Instant then = Instant.parse("2030-01-01T00:00:00Z");
        Version three = new Version(3);
        var roles =
                Map.of(
                        RoleName.ROOT, keys,
                        RoleName.TARGETS, keys,
                        RoleName.SNAPSHOT, keys,
                        RoleName.TIMESTAMP, keys);
        var app =
                new Delegation(new RoleName("app"), keys, List.of("app/*"), PathRule.PATTERN, true);
        var some =
                new Delegation(
                        new RoleName("some"), keys, List.of("0f"), PathRule.HASH_PREFIX, false);
        var meta = new TreeMap<RoleName, FileMeta>();
        meta.put(RoleName.TARGETS, FileMeta.ofVersion(three));
        meta.put(app.name(), FileMeta.of(Bytes.utf8("app")).and(three));
        for (var metadata :
                List.of(
                        new Root(three, then, roles, true),
                        new Targets(three, then, Map.of(), List.of(app, some)),
                        new Targets(
                                three, then, Map.of(), List.of(), new SuccinctRoles(keys, 7, "b")),
                        new Snapshot(three, then, meta),
                        new Timestamp(three, then, FileMeta.ofVersion(three)))) {
            Bytes payload = TUF_1_0.payloadOf(metadata);
            Signed<?> read =
                    TUF_1_0.read(
                            new RoleName(
                                    metadata.getClass().getSimpleName().toLowerCase(Locale.ROOT)),
                            TUF_1_0.fileOf(payload, List.of(key.sign(payload))));
            assertThat(read.metadata()).isEqualTo(metadata);
            assertThat(read.payload()).isEqualTo(payload);
            assertThat(read.signatures()).hasSize(1);
        }
    }

    @Test
    void what_tuf_has_no_words_for_is_not_written() {
        PublicKey notary = PocketKey.ecdsa().key();
        assertThatIllegalArgumentException().isThrownBy(() -> TUF_1_0.keyIdOf(notary));
        FileMeta unversioned = FileMeta.of(Bytes.utf8("snapshot"));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                TUF_1_0.payloadOf(
                                        new Timestamp(Version.FIRST, Instant.EPOCH, unversioned)));
    }

    @Test
    void key_ids_are_computed_by_the_specification() {
        PublicKey key = new PublicKey("ed25519", "ed25519", Bytes.hex("ab".repeat(32)));
        String canonical =
                "{\"keytype\":\"ed25519\",\"keyval\":{\"public\":\"%s\"},\"scheme\":\"ed25519\"}"
                        .formatted("ab".repeat(32));
        assertThat(TUF_1_0.keyIdOf(key).value()).isEqualTo(Bytes.utf8(canonical).sha256().hex());
    }

    @Test
    void what_nobody_knows_stays_in_the_payload() throws MalformedMetadata {
        Signed<?> file = read("targets", TARGETS + ",'x-tuf-on-ci-expiry-period':30");
        assertThat(file.payload().utf8()).contains("\"x-tuf-on-ci-expiry-period\":30");
    }

    @Test
    void a_placeholder_is_no_signature_and_two_under_one_id_are_a_fact() throws MalformedMetadata {
        Signed<?> file =
                TUF_1_0.read(
                        RoleName.TARGETS,
                        json(
                                "{'signed':{"
                                        + TARGETS
                                        + "},'signatures':[{'keyid':'a','sig':''},"
                                        + "{'keyid':'b','sig':'00'},{'keyid':'b','sig':'01'},"
                                        + "{'keyid':'c','sig':'no hex'}]}"));
        assertThat(file.signatures())
                .containsExactly(
                        new Signature(new KeyId("b"), Bytes.hex("00")),
                        new Signature(new KeyId("b"), Bytes.hex("01")),
                        new Signature(new KeyId("c"), Bytes.utf8("no hex")));
        assertThat(file.signedRepeatedly()).containsExactly(new KeyId("b"));
    }

    @Test
    void keys_are_taken_as_the_wild_writes_them() throws MalformedMetadata {
        PocketKey key = PocketKey.ecdsa();
        String point = key.asPoint().key().value().hex();
        String pem = key.forTuf().key().value().utf8().replace("\n", "\\n");
        Targets targets =
                targets(
                        "'delegations':{'keys':{"
                                + "'p':{'keytype':'ecdsa-sha2-nistp256','scheme':'ecdsa-sha2-nistp256',"
                                + "'keyid_hash_algorithms':['md5'],'keyval':{'public':'"
                                + point
                                + "'}},"
                                + "'q':{'keytype':'ecdsa','scheme':'ecdsa-sha2-nistp256',"
                                + "'x-tuf-on-ci-keyowner':'@a','keyval':{'public':'"
                                + pem
                                + "'}},"
                                + "'r':{'keytype':'sigstore-oidc','scheme':'Fulcio',"
                                + "'keyval':{'identity':'a','issuer':'b'}}},"
                                + "'roles':[{'name':'app','keyids':['p','q','r','p','gone'],"
                                + "'threshold':2,'terminating':true,'paths':['*']}]}");
        RoleKeys keys = targets.delegations().getFirst().keys();

        assertThat(keys.ids()).extracting(KeyId::value).containsExactly("p", "q", "r");
        assertThat(keys.repeated()).containsExactly(new KeyId("p"));
        assertThat(keys.keys().values())
                .extracting(KeyMaterial::of)
                .containsExactly(KeyMaterial.of(key.key()), KeyMaterial.of(key.key()), null);
    }

    @Test
    void bins_have_names_of_their_own() throws MalformedMetadata {
        Targets targets =
                targets(
                        "'delegations':{'keys':{},'succinct_roles':{'keyids':[],'threshold':1,"
                                + "'bit_length':8,'name_prefix':'bin'}}");
        SuccinctRoles bins = Objects.requireNonNull(targets.bins());
        assertThat(targets.keysOf(BIN)).isNotNull();
        for (String stranger : List.of("bin-0a0", "bin-A0", "bin-zz", "bin-", "other-a0")) {
            assertThat(targets.keysOf(new RoleName(stranger))).as(stranger).isNull();
        }
        String hash = Bytes.utf8("v1").sha256().hex();
        assertThat(bins.binFor("v1")).isEqualTo(new RoleName("bin-" + hash.substring(0, 2)));
    }

    @ParameterizedTest
    @CsvSource({
        "PATTERN, app/*, app/a, true",
        "PATTERN, app/*, app/a/b, false",
        "PATTERN, app/*, app/, true",
        "PATTERN, *, a, true",
        "PATTERN, *, a/b, false",
        "PATTERN, a?c, abc, true",
        "PATTERN, a?c, a/c, false",
        "PATTERN, a*b*c, axbxbxc, true",
        "PATTERN, */*.tgz, a/b.tgz, true",
        "PATTERN, */*.tgz, a/b.tgz.sig, false",
        "PATTERN, ABC, abc, false",
        "PATTERN, [ab], a, false",
        "PREFIX, app/, app/a/b, true",
        "PREFIX, app/, ap, false",
        "HASH_PREFIX, e3b0, '', true",
        "HASH_PREFIX, e3b1, '', false",
    })
    void a_delegation_speaks_for_paths(PathRule rule, String path, String target, boolean does) {
        RoleKeys nobody = new RoleKeys(Map.of(), 1);
        var delegation = new Delegation(BIN, nobody, List.of(path), rule, false);
        assertThat(delegation.speaksFor(target)).isEqualTo(does);
    }

    @Test
    void a_hostile_pattern_takes_no_time() {
        RoleKeys nobody = new RoleKeys(Map.of(), 1);
        var delegation =
                new Delegation(
                        BIN, nobody, List.of("a*".repeat(2_000) + "b"), PathRule.PATTERN, false);
        assertThat(delegation.speaksFor("a".repeat(10_000))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2030-01-01T00:00:00Z", "2021-12-18T13:28:12.99008-06:00"})
    void dates_are_those_of_the_first_repositories_too(String expires) throws MalformedMetadata {
        Signed<?> file = read("targets", TARGETS.replace("2030-01-01T00:00:00Z", expires));
        assertThat(file.metadata().expires()).isAfter(Instant.parse("2021-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'_type':'targets'; '_type':'Targets'; signed._type",
                "'spec_version':'1.0.31'; 'spec_version':'2.0.0'; signed.spec_version",
                "'spec_version':'1.0.31'; 'spec_version':'10.0'; signed.spec_version",
                "'version':3; 'version':0; signed.version",
                "'version':3; 'version':2147483648; signed.version",
                "'version':3; 'version':3.0; fraction",
                "'version':3; 'version':3,'version':4; twice",
                "'version':3; 'Version':3; signed.Version",
                "2030-01-01T00:00:00Z; 2030-02-30T00:00:00Z; signed.expires",
                "2030-01-01T00:00:00Z; tomorrow; signed.expires",
                "'targets':{}; 'targets':[]; signed.targets",
                "'targets':{}; 'targets':{'a':{'length':-1,'hashes':{}}}; length",
                "'targets':{}; 'targets':{'a':{'length':1,'hashes':{'sha256':'x'}}}; sha256",
            })
    void what_readers_would_disagree_about_is_refused(String good, String bad, String problem) {
        assertThatThrownBy(() -> read("targets", TARGETS.replace(good, bad)))
                .isInstanceOf(MalformedMetadata.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name':'root','keyids':[],'threshold':1,'paths':[]}",
                "{'name':'','keyids':[],'threshold':1,'paths':[]}",
                "{'name':'a','keyids':[],'threshold':0,'paths':[]}",
                "{'name':'a','keyids':[],'threshold':1}",
                "{'name':'a','keyids':[],'threshold':1,'paths':[],'path_hash_prefixes':[]}",
                "{'name':'a','keyids':[],'threshold':1,'paths':[]},"
                        + "{'name':'a','keyids':[],'threshold':1,'paths':[]}",
            })
    void delegations_that_mean_two_things_are_refused(String roles) {
        assertThatThrownBy(() -> targets("'delegations':{'keys':{},'roles':[" + roles + "]}"))
                .isInstanceOf(MalformedMetadata.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'targets.json':{}}",
                "{'targets.json':{'version':1,'hashes':{}}}",
                "{'targets.json':{'version':1,'hashes':{'md5':'00'}}}",
                "{'targets.json':{'version':1,'hashes':{'sha256':'00'}}}",
                "{'targets.json':{'version':1,'length':-1}}",
                "{'targets.json':{'version':1},'odd':{'version':1}}",
            })
    void a_snapshot_that_names_nothing_for_certain_is_refused(String meta) {
        assertThatThrownBy(() -> read("snapshot", "'_type':'snapshot'," + HEAD + ",'meta':" + meta))
                .isInstanceOf(MalformedMetadata.class);
    }

    private static Targets targets(String more) throws MalformedMetadata {
        return (Targets) read("targets", TARGETS + "," + more).metadata();
    }

    private static Signed<?> read(String role, String signed) throws MalformedMetadata {
        return TUF_1_0.read(
                new RoleName(role), json("{'signed':{" + signed + "},'signatures':[]}"));
    }

    private static Bytes json(String json) {
        return Bytes.utf8(json.replace('\'', '"'));
    }
}
