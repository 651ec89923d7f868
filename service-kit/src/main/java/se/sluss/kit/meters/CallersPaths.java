package se.sluss.kit.meters;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps what a caller wrote out of the measurements of requests. A request is measured under the
 * template of its path; one that was refused before any method was chosen would be measured under
 * the path as it came, which may name a person, and each under one of its own.
 */
final class CallersPaths implements MeterFilter {
  static final String UNMATCHED = "UNMATCHED";

  /** With these a request is refused before it is known whose it is. */
  private static final Set<String> BEFORE_A_METHOD = Set.of("405", "406", "413", "415");

  /** What no path of ours holds. */
  private static final Pattern NOT_OURS = Pattern.compile("[0-9]{6}|[^A-Za-z0-9/._{}:|*+-]");

  @Override
  public Meter.Id map(Meter.Id id) {
    String uri = id.getTag("uri");
    if (!id.getName().startsWith("http.server.") || uri == null || isOurs(uri, id)) {
      return id;
    }
    List<Tag> rest = id.getTags().stream().filter(tag -> !tag.getKey().equals("uri")).toList();
    return id.replaceTags(
        Stream.concat(rest.stream(), Stream.of(Tag.of("uri", UNMATCHED))).toList());
  }

  private static boolean isOurs(String uri, Meter.Id id) {
    String status = id.getTag("status");
    return uri.contains("{")
        || !uri.startsWith("/")
        || !NOT_OURS.matcher(uri).find() && (status == null || !BEFORE_A_METHOD.contains(status));
  }
}
