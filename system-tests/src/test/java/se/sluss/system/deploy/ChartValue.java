package se.sluss.system.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value of the chart: a key of values.yaml that has no keys below it, or a comment of its own.
 *
 * @param key with its parents, dots between
 * @param standard as it is written; empty for a group
 * @param meaning the comment above it
 */
record ChartValue(String key, String standard, String meaning) {
  private static final Pattern LINE = Pattern.compile("( *)([A-Za-z0-9]+):(?: (.*))?");
  private static final int INDENT = 2;

  static List<ChartValue> in(Path file) throws IOException {
    var found = new ArrayList<ChartValue>();
    var parents = new ArrayList<String>();
    var comment = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      Matcher key = LINE.matcher(line);
      if (line.strip().startsWith("# ")) {
        comment.append(comment.isEmpty() ? "" : " ").append(line.strip().substring(2));
      } else if (key.matches()) {
        int depth = key.group(1).length() / INDENT;
        parents.subList(Math.min(depth, parents.size()), parents.size()).clear();
        parents.add(key.group(2));
        String standard = key.group(3) == null ? "" : key.group(3);
        if (!standard.isEmpty() || !comment.isEmpty()) {
          found.add(new ChartValue(String.join(".", parents), standard, comment.toString()));
        }
        comment.setLength(0);
      } else {
        comment.setLength(0);
      }
    }
    return found;
  }

  String row() {
    String shown = standard.isEmpty() ? "" : "`" + standard + "`";
    return "| `%s` | %s | %s |".formatted(key, shown, meaning);
  }
}
