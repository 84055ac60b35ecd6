package dev.tabellion.query.notary;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What {@code records} and {@code change_id} ask for, by Notary's rules. */
sealed interface ChangefeedRequest {
    /**
     * @param id where to go on from, itself not included
     * @param backward towards older entries; from the newest if {@code id} is not positive
     * @param limit at most {@link #LARGEST_PAGE}
     */
    record Page(long id, boolean backward, int limit) implements ChangefeedRequest {
        boolean fromNewest() {
            return backward && id <= 0;
        }

        /** Notary's ids have 32 bits; a larger one makes sense only once ids have grown so far. */
        boolean isPast32Bits() {
            return id > Integer.MAX_VALUE;
        }
    }

    /**
     * @param detail one JSON value
     */
    record Wrong(String detail) implements ChangefeedRequest {
        static final Wrong ID = new Wrong("{}");
    }

    /** Notary honours any number; here the work for one request is bounded. */
    int LARGEST_PAGE = 1_000;

    /** For {@code records=0}. */
    int USUAL_PAGE = 100;

    Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,19}");

    /** So much of a wrong value is repeated in the error. */
    int LONGEST_ECHO = 64;

    static ChangefeedRequest of(@Nullable String records, @Nullable String changeId) {
        String asked = records == null ? "" : records;
        if (!NUMBER.matcher(asked).matches()) {
            return wrongRecords(asked, isNumber(asked) ? "value out of range" : "invalid syntax");
        }
        BigInteger count = new BigInteger(asked);
        if (!isInt(count)) {
            return wrongRecords(asked, "value out of range");
        }
        if (changeId == null || changeId.isEmpty()) {
            return page(0, count.longValue());
        }
        if (!NUMBER.matcher(changeId).matches()) {
            return Wrong.ID;
        }
        BigInteger id = new BigInteger(changeId);
        return id.bitLength() > 63 || id.compareTo(BigInteger.valueOf(Integer.MIN_VALUE)) < 0
                ? Wrong.ID
                : page(id.longValue(), count.longValue());
    }

    private static Page page(long id, long count) {
        long size = count == 0 ? USUAL_PAGE : Math.min(Math.abs(count), LARGEST_PAGE);
        return new Page(id, id < 0 || count < 0, (int) size);
    }

    private static boolean isNumber(String text) {
        return text.matches("[+-]?[0-9]+");
    }

    private static boolean isInt(BigInteger number) {
        return number.bitLength() < 32;
    }

    /** Notary passes on what its language says of the value, and so do we. */
    private static Wrong wrongRecords(String value, String why) {
        String echo = value.substring(0, Math.min(value.length(), LONGEST_ECHO));
        return new Wrong(
                JsonMapper.shared()
                        .writeValueAsString(
                                "invalid records parameter: strconv.ParseInt: parsing \""
                                        + echo
                                        + "\": "
                                        + why));
    }
}
