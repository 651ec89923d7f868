package se.sluss.model.form;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import se.sluss.model.form.FormNode.Named;

/** Leads from a place in the XML to the place in the JSON. */
final class Places {
  private static final Pattern STEP = Pattern.compile("([^\\[]+)(?:\\[(\\d+)])?");

  private Places() {}

  static String pointer(List<FormNode> members, String xpath) {
    String[] steps = xpath.split("/", -1);
    StringBuilder pointer = new StringBuilder();
    List<FormNode> here = members;
    for (int i = 2; i < steps.length; i++) {
      Matcher step = STEP.matcher(steps[i]);
      if (!step.matches()) {
        break;
      }
      String element = step.group(1);
      Optional<FormNode.Flags> flags = flags(here, element);
      if (flags.isPresent()) {
        return pointer.append('/').append(flags.get().name()).toString();
      }
      Optional<Named> member = named(here, element);
      if (member.isEmpty()) {
        break;
      }
      pointer.append('/').append(member.get().name());
      if (member.get().occurs().isList()) {
        pointer.append('/').append(step.group(2) == null ? 0 : Integer.parseInt(step.group(2)) - 1);
      }
      here = member.get() instanceof FormNode.Group group ? group.members() : List.of();
    }
    return pointer.toString();
  }

  private static Optional<Named> named(List<FormNode> members, String element) {
    return members.stream()
        .flatMap(
            member ->
                switch (member) {
                  case Named named -> Stream.of(named);
                  case FormNode.Choice choice -> choice.alternatives().stream();
                  case FormNode.Flags _, FormNode.Constant _ -> Stream.empty();
                })
        .filter(named -> named.element().equals(element))
        .findFirst();
  }

  private static Optional<FormNode.Flags> flags(List<FormNode> members, String element) {
    return members.stream()
        .filter(FormNode.Flags.class::isInstance)
        .map(FormNode.Flags.class::cast)
        .filter(flags -> flags.elementByValue().containsValue(element))
        .findFirst();
  }
}
