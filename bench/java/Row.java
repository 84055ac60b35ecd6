/** What one line of the table measures; systems are compared within a row only. */
sealed interface Row permits ReadRow, PublishRow, LagRow, SignerRow, LogRow {

    String what();

    int connections();

    String mode();
}
