package se.sluss.intake.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.submission.MonthSums;
import se.sluss.kit.paging.Continued;
import se.sluss.kit.paging.Page;

/**
 * A part of a month's table, with the sums of the whole month.
 *
 * @param nextCursor asks for what follows; null at the end
 */
@RegisterForReflection(targets = {MonthPage.class, MonthSums.class})
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MonthPage(MonthSums sums, List<MonthStatusBody> data, @Nullable String nextCursor)
    implements Continued {
  static MonthPage of(MonthSums sums, Page<MonthStatusBody> page) {
    return new MonthPage(sums, page.data(), page.nextCursor());
  }
}
