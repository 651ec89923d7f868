package se.sluss.receipts.webhook.delivery;

import java.util.Arrays;

/** The first 2 KiB of an answer's body, as bytes; what they mean is the endpoint's affair. */
public final class AnswerExcerpt {
  /** How much is kept. */
  public static final int MOST_BYTES = 2048;

  public static final AnswerExcerpt NOTHING = new AnswerExcerpt(new byte[0]);

  private final byte[] bytes;

  private AnswerExcerpt(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Keeps the beginning. */
  public static AnswerExcerpt of(byte[] answer) {
    return new AnswerExcerpt(Arrays.copyOf(answer, Math.min(answer.length, MOST_BYTES)));
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AnswerExcerpt that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "AnswerExcerpt[" + bytes.length + " bytes]";
  }
}
