/** A reason not to go on that is told to the user in words; never a defect of this program. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    Refusal(String message) {
        this(1, message);
    }

    int status() {
        return status;
    }
}
