package dev.tabellion.server.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Which redaction, as the server named it. */
record RedactionId(String value) {
    String path() {
        return RedactCommand.ALL + "/" + value;
    }

    /** From the command line. */
    static final class Reader implements ITypeConverter<RedactionId> {
        @Override
        public RedactionId convert(String value) {
            if (!value.matches("[0-9a-f]{16}")) {
                throw new TypeConversionException("'" + value + "' is no redaction's ID");
            }
            return new RedactionId(value);
        }
    }
}
