package dev.tabellion.query.notary;

import dev.tabellion.collection.Gun;
import dev.tabellion.notary.NotaryError;
import dev.tabellion.projection.coherence.Lease;
import dev.tabellion.projection.current.Change;
import dev.tabellion.projection.current.Changefeed;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Answers for the changefeed, always from the store. */
final class ChangefeedAnswers {
    private static final Logger log = LoggerFactory.getLogger(ChangefeedAnswers.class);

    private final Changefeed changefeed;
    private final Lease lease;

    ChangefeedAnswers(Changefeed changefeed, Lease lease) {
        this.changefeed = changefeed;
        this.lease = lease;
    }

    /** Null if the store does not answer. */
    @Nullable Answer answer(@Nullable Gun gun, HttpServletRequest request) {
        return switch (ChangefeedRequest.of(
                request.getParameter("records"), request.getParameter("change_id"))) {
            case ChangefeedRequest.Wrong wrong -> refuse(wrong);
            case ChangefeedRequest.Page page -> read(gun, page);
        };
    }

    private @Nullable Answer read(@Nullable Gun gun, ChangefeedRequest.Page page) {
        if (!lease.awaitStore()) {
            return null;
        }
        try {
            return page.isPast32Bits() && page.id() > changefeed.horizon()
                    ? refuse(ChangefeedRequest.Wrong.ID)
                    : Answer.text(ChangefeedJson.of(changes(gun, page)));
        } catch (DataAccessException e) {
            log.atWarn().setCause(e).log("changefeed-not-read");
            return null;
        }
    }

    private List<Change> changes(@Nullable Gun gun, ChangefeedRequest.Page page) {
        if (!page.backward()) {
            return changefeed.after(gun, page.id(), page.limit());
        }
        return changefeed.before(gun, page.fromNewest() ? Long.MAX_VALUE : page.id(), page.limit());
    }

    private static Answer refuse(ChangefeedRequest.Wrong wrong) {
        return Answer.error(
                NotaryError.INVALID_PARAMETERS,
                NotaryError.INVALID_PARAMETERS.body(wrong.detail()));
    }
}
