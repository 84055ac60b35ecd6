package dev.tabellion.projection.detection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.detection.Dossier;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.View;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Dossiers as they are kept: their components by name, what has a written form in it. Never read by
 * anybody else, and made anew with other rules, so its form may change with them.
 */
final class DossierJson {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .addModule(
                            names(
                                    text(Sha256.class, Sha256::hex, Sha256::new),
                                    text(RoleName.class, RoleName::value, RoleName::new),
                                    text(KeyId.class, KeyId::value, KeyId::new),
                                    text(
                                            Version.class,
                                            Version::toString,
                                            v -> new Version(Integer.parseInt(v))),
                                    text(RuleName.class, RuleName::text, RuleName::new),
                                    text(View.class, View::text, View::of),
                                    text(Exhibit.class, Exhibit::text, Exhibit::of)))
                    .build();

    private DossierJson() {}

    static byte[] write(Dossier dossier) {
        return JSON.writeValueAsBytes(dossier);
    }

    static Dossier read(byte[] state) {
        return JSON.readValue(state, Dossier.class);
    }

    private record Text<T>(Class<T> type, Function<T, String> write, Function<String, T> read) {
        void addTo(SimpleModule module) {
            module.addSerializer(type, new Writing<>(write));
            module.addKeySerializer(type, new WritingKeys<>(write));
            module.addDeserializer(type, new Reading<>(read));
            module.addKeyDeserializer(type, new ReadingKeys(read));
        }
    }

    private static <T> Text<T> text(
            Class<T> type, Function<T, String> write, Function<String, T> read) {
        return new Text<>(type, write, read);
    }

    private static SimpleModule names(Text<?>... texts) {
        SimpleModule module = new SimpleModule("names");
        for (Text<?> text : texts) {
            text.addTo(module);
        }
        return module;
    }

    private static final class Writing<T> extends ValueSerializer<T> {
        private final Function<T, String> write;

        Writing(Function<T, String> write) {
            this.write = write;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeString(write.apply(value));
        }
    }

    private static final class WritingKeys<T> extends ValueSerializer<T> {
        private final Function<T, String> write;

        WritingKeys(Function<T, String> write) {
            this.write = write;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeName(write.apply(value));
        }
    }

    private static final class Reading<T> extends ValueDeserializer<T> {
        private final Function<String, T> read;

        Reading(Function<String, T> read) {
            this.read = read;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) {
            return read.apply(in.getString());
        }
    }

    private static final class ReadingKeys extends KeyDeserializer {
        private final Function<String, ?> read;

        ReadingKeys(Function<String, ?> read) {
            this.read = read;
        }

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return read.apply(key);
        }
    }
}
