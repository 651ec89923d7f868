package se.sluss.launcher.suite;

/**
 * The authority simulator judges pace and identity alone, for long and quick runs. It needs no
 * BankID then, and remembers nothing over a restart.
 *
 * @param keep the latest so many calls that its ledger shows
 * @param heap its memory, such as {@code 1g}
 */
public record PaceOnly(int keep, String heap) {}
