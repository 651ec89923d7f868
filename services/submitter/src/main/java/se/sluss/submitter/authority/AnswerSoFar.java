package se.sluss.submitter.authority;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import se.sluss.submitter.delivery.RawAnswer;

/** What has come of an answer whose head is there: kept also when it breaks off, or has no end. */
final class AnswerSoFar {
  private static final int LONGEST = 1 << 20;
  private static final int AT_ONCE = 16 * 1024;

  private final int status;
  private final List<RawAnswer.Header> headers;
  private final Duration headAfter;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private boolean whole;

  /**
   * @param headAfter from the message's leaving
   */
  AnswerSoFar(ClassicHttpResponse head, Duration headAfter) {
    this.status = head.getCode();
    this.headers =
        Arrays.stream(head.getHeaders())
            .map(header -> new RawAnswer.Header(header.getName(), header.getValue()))
            .toList();
    this.headAfter = headAfter;
  }

  /** Reads on to the end, or to the most that an answer can be. */
  void read(@Nullable HttpEntity entity) throws IOException {
    InputStream content = entity == null ? null : entity.getContent();
    byte[] some = new byte[AT_ONCE];
    int read = 0;
    while (content != null && read >= 0 && body.size() <= LONGEST) {
      body.write(some, 0, read);
      // One byte more than an answer can have shows that it is too long.
      read = content.read(some, 0, Math.min(AT_ONCE, LONGEST + 1 - body.size()));
    }
    whole = content == null || read < 0;
  }

  /** Whether its end was read. */
  boolean whole() {
    return whole;
  }

  Duration headAfter() {
    return headAfter;
  }

  /** At most the first mebibyte of it. */
  RawAnswer answer() {
    byte[] came = body.toByteArray();
    return new RawAnswer(
        status, headers, came.length <= LONGEST ? came : Arrays.copyOf(came, LONGEST));
  }
}
