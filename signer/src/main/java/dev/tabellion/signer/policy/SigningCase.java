package dev.tabellion.signer.policy;

import dev.tabellion.collection.Mark;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.tuf.RoleName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request for a signature with all that rules look at.
 *
 * @param standing as it will be if something is signed, which settles the request's base
 * @param document what the payload says
 */
record SigningCase(
        Standing standing,
        SigningRequest request,
        Payload.Document document,
        EarlierSignatures earlier,
        Instant now) {

    static SigningCase of(
            Standing remembered,
            SigningRequest request,
            Payload.Document document,
            EarlierSignatures earlier,
            Instant now) {
        return new SigningCase(
                remembered.settling(request.base()), request, document, earlier, now);
    }

    /** What was signed at the version asked for, the last of its role or long ago. */
    @Nullable LastSigned signedBefore() {
        return earlier.of(request.place(), request.version());
    }

    RoleName role() {
        return request.place().role();
    }

    @Nullable LastSigned last() {
        return standing.lastSigned().get(role());
    }

    /** The version that the next document follows: 0 for a role's first. */
    int mark(int skipped) {
        LastSigned last = last();
        int signed = last == null ? 0 : last.version().number();
        int mark = Math.max(signed, published());
        return standing.skipping().contains(role())
                ? (int) Math.min(Integer.MAX_VALUE, (long) mark + skipped)
                : mark;
    }

    private int published() {
        Position settled = standing.tip().settled();
        if (settled == null) {
            return 0;
        }
        Mark mark = role().equals(RoleName.SNAPSHOT) ? settled.snapshot() : settled.timestamp();
        return mark.version().number();
    }
}
