package dev.tabellion.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.fixtures.Captured;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against the strict reader, which must never see anything else in a file. */
class UsualFileTest {
    private static final int ROUNDS = 400;
    private static final String SIGNS = "{}[]\",:\\u0019.-+eE tfn\n\t\u0000\u007f\u0080\u00ff_aAzZ";

    private final Random random = new Random(3629);

    @Test
    void what_notarys_programs_write_is_usual() {
        List<Captured> files = Captured.all();
        long usual = files.stream().filter(each -> UsualFile.read(each.file()) != null).count();
        assertThat(usual).isGreaterThan(files.size() / 2);
    }

    @Test
    void whatever_becomes_of_a_file_it_is_read_as_strictly_or_not_at_all() throws Exception {
        int read = 0;
        int passed = 0;
        for (Captured captured : Captured.all()) {
            isReadAlike(captured.file());
            for (int round = 0; round < ROUNDS; round++) {
                boolean isRead = isReadAlike(mutated(captured.file()));
                read += isRead ? 1 : 0;
                passed += isRead ? 0 : 1;
            }
        }
        assertThat(read).isGreaterThan(10_000);
        assertThat(passed).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'signed':{'a':1,'b':2},'signatures':[]}",
                "{'signed':{'a':[],'b':{},'c':'','d':true,'e':false,'f':null}}",
                "{'signed':123456789012345}",
                "{'signed':0,'z':1,'a':2}",
                "{'a':{'signed':1},'signed':[{'signed':2}]}",
                "{'':1,'signed':'\u007f'}",
                "{'z':1}",
            })
    void a_usual_file_is_read(String file) throws MalformedMetadata {
        assertThat(isReadAlike(bytes(file))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{'signed':{'b':1,'a':2}}",
                "{'signed':{'a':1,'a':2}}",
                "{'signed':1,'signed':1}",
                "{'signed':{'':1}}",
                "{'signed':1234567890123456}",
                "{'signed':01}",
                "{'signed':-1}",
                "{'signed':-0}",
                "{'signed':1.0}",
                "{'signed':1e1}",
                "{'signed':truefalse}",
                "{'signed':tru}",
                "{'signed': 1}",
                "{'signed':1} ",
                "{'signed':1}}",
                "{'signed':1,}",
                "{'signed':[1,]}",
                "{'signed':{'a':1,}}",
                "{'signed':'\\u0041'}",
                "{'signed':'\u00e4'}",
                "{'signed':'\n'}",
                "{'signed':'",
                "{'signed",
                "{'signed':",
                "{'signed':1",
            })
    void nothing_is_said_of_any_other(String file) {
        assertThat(UsualFile.read(bytes(file))).isNull();
    }

    @Test
    void it_gives_up_long_before_the_strict_reader_has_to() throws MalformedMetadata {
        String deepest = "{'signed':" + "[".repeat(32) + "]".repeat(32) + "}";
        assertThat(isReadAlike(bytes(deepest))).isTrue();
        String tooDeep = "{'signed':" + "[".repeat(33) + "]".repeat(33) + "}";
        assertThat(UsualFile.read(bytes(tooDeep))).isNull();

        String longest = "{'signed':'" + "a".repeat((1 << 20) - 13) + "'}";
        assertThat(isReadAlike(bytes(longest))).isTrue();
        assertThat(UsualFile.read(bytes(longest.replace("aa'", "aaa'")))).isNull();

        String dense = "{'signed':[" + "[],".repeat((1 << 20) / 3 - 5) + "[]]}";
        assertThat(isReadAlike(bytes(dense))).isTrue();
        assertThat(UsualFile.read(bytes("{'" + "a".repeat(1025) + "':1}"))).isNull();
    }

    /** Whether it is read; and if so, as the strict reader does. */
    private static boolean isReadAlike(Bytes file) throws MalformedMetadata {
        Envelope usual = UsualFile.read(file);
        if (usual == null) {
            return false;
        }
        Json.Obj strict = (Json.Obj) StrictJson.read(file);
        assertThat(usual.document()).as(file.utf8()).isEqualTo(strict);
        Json signed = strict.members().get("signed");
        assertThat(usual.canonical()).isEqualTo(signed == null ? null : CanonicalJson.of(signed));
        return true;
    }

    /** Three times as often as not, a sign within a text is another letter. */
    private Bytes mutated(Bytes file) {
        byte[] bytes = file.toArray();
        for (int each = random.nextInt(3); each >= 0; each--) {
            int at = random.nextInt(bytes.length);
            boolean gentle = Character.isLetter(bytes[at]) && random.nextInt(8) > 0;
            bytes[at] =
                    (byte)
                            (gentle
                                    ? 'a' + random.nextInt(26)
                                    : SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        int cut = random.nextInt(bytes.length);
        return random.nextInt(16) == 0 ? Bytes.of(bytes).slice(0, cut) : Bytes.of(bytes);
    }

    private static Bytes bytes(String file) {
        return Bytes.utf8(file.replace('\'', '"'));
    }
}
