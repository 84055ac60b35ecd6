package dev.tabellion.collection;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What somebody says for the record, 1 to 2,000 characters. They stay as long as the record does:
 * never a secret, nor whom one might have to forget.
 */
public record Words(String text) {
    public static final int LONGEST = 2_000;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\n\t]]");
    private static final List<Pattern> SECRETS =
            List.of(
                    Pattern.compile("PRIVATE KEY-----"),
                    Pattern.compile("whsec_[A-Za-z0-9+/=]{8}"),
                    // a token that its bearer is believed by
                    Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\."),
                    Pattern.compile("(?i)\\bbearer\\s+[A-Za-z0-9._~+/-]{16}"));

    public Words {
        if (text.isBlank() || text.length() > LONGEST || CONTROL.matcher(text).find()) {
            throw new IllegalArgumentException(
                    "words for the record have 1 to " + LONGEST + " characters, none of control");
        }
    }

    /**
     * Whether a key or token seems to be among them. Judged before they are said, and not where
     * they are read: what is in the record can be read for ever.
     */
    public boolean seemToTellASecret() {
        return SECRETS.stream().anyMatch(secret -> secret.matcher(text).find());
    }

    @Override
    public String toString() {
        return text;
    }
}
