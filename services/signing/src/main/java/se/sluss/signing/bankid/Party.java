package se.sluss.signing.bankid;

import se.sluss.model.id.Mode;
import se.sluss.model.id.VendorId;

/** On whose behalf BankID is asked: decides which BankID it is and which certificate is shown. */
public record Party(Mode mode, VendorId vendor) {}
