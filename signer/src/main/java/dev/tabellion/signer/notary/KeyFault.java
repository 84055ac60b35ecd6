package dev.tabellion.signer.notary;

/** Why a Notary's key cannot be taken in. */
public enum KeyFault {
    /** Nobody gave the passphrase that its alias names. */
    NO_PASSPHRASE,
    /** It does not open the key, or the key was changed. */
    WRONG_PASSPHRASE,
    /** What was sealed is no key of the kind that its row tells. */
    NOT_A_KEY,
    /** The row's id is not that of its public half. */
    OTHER_ID,
    /** What the private half signs the public half does not verify. */
    HALVES_DIFFER,
    /** This signer has it already, for another place. */
    BOUND_ELSEWHERE
}
