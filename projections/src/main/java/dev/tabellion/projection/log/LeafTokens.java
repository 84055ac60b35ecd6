package dev.tabellion.projection.log;

import static java.nio.charset.StandardCharsets.US_ASCII;

import javax.sql.DataSource;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * How far each follower is, as the decimal index of the last leaf it has done: an operator can read
 * it. Never stores anything but that.
 */
public final class LeafTokens implements Serializer {
    private static final SimpleSerializedType TYPE = new SimpleSerializedType("leaf-index", "1");

    private final Converter converter = new ChainingConverter();

    private LeafTokens() {}

    /** Positions in {@code tabellion.follower}; joins the transaction of its caller. */
    public static TokenStore on(DataSource dataSource) {
        return JdbcTokenStore.builder()
                .connectionProvider(new TransactionAwareDataSourceProxy(dataSource)::getConnection)
                .serializer(new LeafTokens())
                .schema(
                        TokenSchema.builder()
                                .setTokenTable("tabellion.follower")
                                .setProcessorNameColumn("name")
                                .setSegmentColumn("segment")
                                .setTokenColumn("position")
                                .setTokenTypeColumn("position_type")
                                .setTimestampColumn("claimed_at")
                                .setOwnerColumn("owner")
                                .build())
                .contentType(byte[].class)
                .build();
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object token, Class<T> expected) {
        if (token instanceof GlobalSequenceTrackingToken leaf) {
            byte[] index = Long.toString(leaf.getGlobalIndex()).getBytes(US_ASCII);
            return converter.convert(
                    new SimpleSerializedObject<>(index, byte[].class, TYPE), expected);
        }
        throw new IllegalArgumentException("a follower's position is a leaf, not " + token);
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> type) {
        return converter.canConvert(byte[].class, type);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Axon's choice
    public <S, T> T deserialize(SerializedObject<S> serialized) {
        byte[] index = converter.convert(serialized, byte[].class).getData();
        return (T) new GlobalSequenceTrackingToken(Long.parseLong(new String(index, US_ASCII)));
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class classForType(SerializedType type) {
        return GlobalSequenceTrackingToken.class;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(@Nullable Class type) {
        return TYPE;
    }

    @Override
    public Converter getConverter() {
        return converter;
    }
}
