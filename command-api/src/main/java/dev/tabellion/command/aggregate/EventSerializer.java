package dev.tabellion.command.aggregate;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.LoggedEvent;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes events for Axon under their permanent names, in the domain's own JSON, and their metadata
 * as one flat object of texts. Never writes the name of a class, and nothing but these two.
 */
public final class EventSerializer implements Serializer {
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JsonMapper json = JsonMapper.shared();
    private final Converter converter = new ChainingConverter();

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> expected) {
        SerializedObject<byte[]> serialized =
                switch (object) {
                    case LoggedEvent event ->
                            new SimpleSerializedObject<>(
                                    EventJson.write(event).toArray(),
                                    byte[].class,
                                    new SimpleSerializedType(
                                            EventJson.nameOf(event), EventJson.revisionOf(event)));
                    case MetaData metaData ->
                            new SerializedMetaData<>(
                                    json.writeValueAsBytes(new TreeMap<>(metaData)), byte[].class);
                    case null, default ->
                            throw new IllegalArgumentException(
                                    "only events of the record are stored, not " + object);
                };
        return converter.convert(serialized, expected);
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> type) {
        return converter.canConvert(byte[].class, type);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Axon's choice
    public <S, T> T deserialize(SerializedObject<S> serialized) {
        byte[] bytes = converter.convert(serialized, byte[].class).getData();
        SerializedType type = serialized.getType();
        return SerializedMetaData.isSerializedMetaData(serialized)
                ? (T) MetaData.from(json.readValue(bytes, TEXTS))
                : (T) EventJson.read(type.getName(), type.getRevision(), Bytes.of(bytes));
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class classForType(SerializedType type) {
        if (MetaData.class.getName().equals(type.getName())) {
            return MetaData.class;
        }
        return EventJson.isOfCollection(type.getName()) ? CollectionEvent.class : LoggedEvent.class;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(@Nullable Class type) {
        // a name belongs to an event, not to a class; Axon asks only for what it describes itself
        return new SimpleSerializedType(type == null ? "nothing" : type.getName(), null);
    }

    @Override
    public Converter getConverter() {
        return converter;
    }
}
