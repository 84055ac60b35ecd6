package dev.tabellion.projection.alert;

import dev.tabellion.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Something that a webhook is to be sent.
 *
 * @param finding the id of the finding, by which a receiver knows a repetition
 * @param attempts made so far
 * @param failure what the last of them brought
 */
public record Delivery(
        long number, String finding, Bytes body, int attempts, @Nullable String failure) {

    /** The same for each attempt. */
    String messageId() {
        return "msg_" + finding;
    }
}
